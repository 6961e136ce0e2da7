"""One consistent view of the index, for the length of a search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from assistant.documents import Chunk, DocumentRecord, Filters
from assistant.index import lexical
from assistant.index.lexical import TermMatches
from assistant.index.passages import from_bytes
from assistant.index.rows import conditions, records, to_chunk, to_record
from assistant.index.tables import CHUNKS, DOCUMENTS
from assistant.index.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk with what is needed to score it.

    Attributes:
        key: Its number in the index; `TermMatches` speak of it.
        chunk: The chunk.
        passage: Its vector, shape (d,).
        sentences: Vectors of its sentences, shape (sentences, d).
    """

    key: int
    chunk: Chunk
    passage: NDArray[np.float32]
    sentences: NDArray[np.float32]


class Snapshot:
    """What `Library.snapshot` hands out. Only what SQL holds is returned: it is the authority over the vectors."""

    def __init__(self, connection: Connection, vectors: VectorStore, dimensions: int) -> None:
        self._connection = connection
        self._vectors = vectors
        self._dimensions = dimensions

    def document_ids(self, filters: Filters) -> list[str] | None:
        """Ids of the documents that pass the filters; None when nothing is narrowed."""
        if not filters:
            return None
        return list(self._connection.scalars(select(DOCUMENTS.c.id).where(*conditions(filters))))

    def chunk_count(self) -> int:
        """How many chunks the index holds."""
        return self._connection.scalar(select(func.count()).select_from(CHUNKS)) or 0

    def keys(self, document_ids: Sequence[str]) -> set[int]:
        """Keys of the chunks of these documents."""
        return set(self._connection.scalars(select(CHUNKS.c.key).where(CHUNKS.c.document_id.in_(document_ids))))

    def nearest(self, vector: NDArray[np.float32], limit: int, document_ids: Sequence[str] | None) -> list[str]:
        """Ids of the chunks whose passages are nearest to `vector`, among these documents when given."""
        if document_ids is not None and not document_ids:
            return []
        return self._vectors.nearest(vector, limit, document_ids)

    def match(self, terms: Sequence[str]) -> dict[str, TermMatches]:
        """Scores by each term apart, over the whole index; see `lexical.match`."""
        return lexical.match(self._connection, terms, self.chunk_count())

    def candidates(
        self, ids: Iterable[str], keys: Iterable[int], document_ids: Sequence[str] | None
    ) -> list[Candidate]:
        """The chunks of these ids and of these keys, each once, of these documents when given."""
        wanted = CHUNKS.c.id.in_(list(ids)) | CHUNKS.c.key.in_(list(keys))
        statement = select(CHUNKS).where(wanted).order_by(CHUNKS.c.key)
        if document_ids is not None:
            statement = statement.where(CHUNKS.c.document_id.in_(document_ids))
        found = []
        for row in self._connection.execute(statement):
            matrix = from_bytes(row.vectors, self._dimensions).astype(np.float32)
            found.append(Candidate(row.key, to_chunk(row), matrix[0], matrix[1:]))
        return found

    def records(self, document_ids: Iterable[str]) -> dict[str, DocumentRecord]:
        """The records of these documents, by id."""
        rows = self._connection.execute(records().where(DOCUMENTS.c.id.in_(set(document_ids))))
        return {row.id: to_record(row) for row in rows}
