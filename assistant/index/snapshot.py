"""One consistent view of the index, for the length of a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from assistant.documents import Chunk, DocumentRecord, Filters
from assistant.index import lexical, scan
from assistant.index.lexical import Matches
from assistant.index.passages import from_bytes
from assistant.index.rows import UNFILTERED, records, to_chunk, to_record
from assistant.index.scan import Scope
from assistant.index.tables import CHUNKS, DOCUMENTS
from assistant.index.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk with what is needed to score it.

    Attributes:
        key: Its number in the index; `TermMatches` speak of it.
        chunk: The chunk.
        passage: Its vector, shape (d,).
        lead: Vector of its title and headings, shape (d,).
        sentences: Vectors of its sentences, shape (sentences, d).
        language: Of its document, ISO 639-1.
    """

    key: int
    chunk: Chunk
    passage: NDArray[np.float32]
    lead: NDArray[np.float32]
    sentences: NDArray[np.float32]
    language: str


class Snapshot:
    """What `Library.snapshot` hands out. Only what SQL holds is returned: it is the authority over the vectors."""

    def __init__(self, connection: Connection, vectors: VectorStore, dimensions: int) -> None:
        self._connection = connection
        self._vectors = vectors
        self._dimensions = dimensions
        self._scopes: dict[Filters, Scope] = {}

    def allowed(self, filters: Filters, size: int) -> NDArray[np.bool_] | None:
        """Whether each chunk passes the filters, by key below `size`; None when nothing is narrowed."""
        return self.scope(filters).holds(size) if filters else None

    def nearest(self, vector: NDArray[np.float32], limit: int, filters: Filters = UNFILTERED) -> list[int]:
        """Keys of the chunks whose passages are nearest to `vector`, nearest first.

        The vector store answers when nothing is narrowed, approximately and fast; else see `assistant.index.scan`.
        """
        if filters:
            return self.scope(filters).nearest(vector, limit)
        ids = self._vectors.nearest(vector, limit)
        rows = self._connection.execute(select(CHUNKS.c.id, CHUNKS.c.key).where(CHUNKS.c.id.in_(ids)))
        keys = {row.id: row.key for row in rows}
        return [keys[name] for name in ids if name in keys]

    def scope(self, filters: Filters) -> Scope:
        """The passages that pass the filters, read once."""
        if filters not in self._scopes:
            self._scopes[filters] = scan.scope(self._connection, filters)
        return self._scopes[filters]

    def match(self, terms: Iterable[str]) -> Matches:
        """Scores by each term apart, over the whole index; see `lexical.match`."""
        return lexical.match(self._connection, terms)

    def candidates(self, keys: Iterable[int]) -> list[Candidate]:
        """The chunks of these keys, each once, in the order of their keys."""
        statement = (
            select(CHUNKS, DOCUMENTS.c.language)
            .join(DOCUMENTS, DOCUMENTS.c.id == CHUNKS.c.document_id)
            .where(CHUNKS.c.key.in_({int(key) for key in keys}))
            .order_by(CHUNKS.c.key)
        )
        found = []
        for row in self._connection.execute(statement):
            matrix = from_bytes(row.vectors, self._dimensions).astype(np.float32)
            found.append(Candidate(row.key, to_chunk(row), matrix[0], matrix[1], matrix[2:], row.language))
        return found

    def records(self, document_ids: Iterable[str]) -> dict[str, DocumentRecord]:
        """The records of these documents, by id."""
        rows = self._connection.execute(records().where(DOCUMENTS.c.id.in_(set(document_ids))))
        return {row.id: to_record(row) for row in rows}
