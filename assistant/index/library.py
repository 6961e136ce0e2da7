"""The library: catalogue, lexical index and vectors, written as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from assistant.analysis import FUNCTION, Analyser
from assistant.calls.conflicts import Conflict, conflicts
from assistant.calls.dismissals import Dismissals, key_of
from assistant.calls.matching import distinct
from assistant.calls.reviews import Key, Review, Reviews, reviewed
from assistant.calls.stored import StoredCall, StoredStatement
from assistant.documents import Chunk, Document, DocumentRecord, Filters
from assistant.embedding import Embedder
from assistant.errors import TransientError
from assistant.index import postings, upkeep
from assistant.index.home import Home
from assistant.index.identity import claim, identity_of
from assistant.index.passages import Matrix, embed, from_bytes
from assistant.index.rows import (
    UNFILTERED,
    call_rows,
    chunk_row,
    conditions,
    document_row,
    records,
    statement_rows,
    tag_rows,
    to_chunk,
    to_record,
    to_stated_call,
    to_statement,
    to_stored_call,
)
from assistant.index.scan import passage_row
from assistant.index.snapshot import Snapshot
from assistant.index.tables import CALL_STATEMENTS, CALLS, CHUNKS, DOCUMENTS, PASSAGES, TAGS, open_engine, writing
from assistant.index.upkeep import Finding
from assistant.index.vectors import ChromaVectors, VectorStore
from assistant.settings import Settings


class Library:
    """Documents as they are found: put in, taken out, listed, and read by the retriever through `snapshot`.

    Any thread may read at any time; one process writes at a time. A document is replaced in one SQL transaction,
    and SQL decides what exists: vectors are written before it and removed after it, so that a crash between
    the two leaves only vectors that nobody can see, which `repair` sweeps out.

    Args:
        generation: The folder to open; see `Home`.
        home: Its home, for the lock.
        embedder: Makes the vectors.
        analyser: Makes the index terms.
        open_vectors: Opens the vector store that lives in a folder.
    """

    def __init__(
        self,
        generation: Path,
        home: Home,
        embedder: Embedder,
        analyser: Analyser,
        open_vectors: Callable[[Path], VectorStore] = ChromaVectors,
    ) -> None:
        self._generation = generation
        self._home = home
        self.embedder = embedder
        self.analyser = analyser
        self._engine = open_engine(generation / "catalogue.sqlite3")
        claim(self._engine, identity_of(embedder, analyser))
        self._vectors = open_vectors(generation / "vectors")

    @classmethod
    def open(
        cls,
        settings: Settings,
        embedder: Embedder,
        analyser: Analyser,
        open_vectors: Callable[[Path], VectorStore] = ChromaVectors,
    ) -> Library:
        """Opens the library in `settings.data_dir`; an empty one is made when there is none.

        Raises:
            PermanentError: It was built with another embedding model or analysis ("index_mismatch"), or the
                folder cannot be written.
        """
        home = Home(settings.data_dir)
        generation = home.current()
        if generation is None:
            with home.writing():
                generation = home.current()
                if generation is None:
                    generation = home.next()
                    cls(generation, home, embedder, analyser, open_vectors).close()
                    home.switch(generation)
        return cls(generation, home, embedder, analyser, open_vectors)

    def writing(self) -> AbstractContextManager[None]:
        """Holds the writers' lock across several writes, so that no other run comes between.

        Raises:
            TransientError: Another process or thread is writing ("library_busy").
        """
        return self._home.writing()

    def put(
        self,
        document: Document,
        chunks: Sequence[Chunk],
        original: Path | None = None,
        known: Mapping[str, Matrix] | None = None,
    ) -> None:
        """Adds a document, or replaces its earlier edition: readers see the one or the other, never a mixture.

        Args:
            document: Its record; the sections are not kept.
            chunks: Its passages; none is allowed (a scan without text is still in the catalogue).
            original: The file it was read from, for `original_path`.
            known: Vectors that need not be made again, by `passages.embedded_digest`; those of the earlier edition
                are known anyway.

        Raises:
            TransientError: Another process or thread is writing ("library_busy"), or a rebuild has taken this
                index's place since it was opened ("index_replaced").
            ValueError: A chunk of another document.
        """
        if any(chunk.document_id != document.id for chunk in chunks):
            raise ValueError(f"chunks of another document than {document.id}")
        with self._write():
            matrices = embed(self.embedder, document.title, chunks, {**(known or {}), **self._vectors_of(document.id)})
            ids = [chunk.id for chunk in chunks]
            if chunks:
                self._vectors.put(ids, np.stack([matrix[0] for matrix in matrices]).astype(np.float32))
            with writing(self._engine).begin() as connection:
                old = _delete(connection, document.id)
                self._insert(connection, document, chunks, matrices, original)
            self._vectors.remove(sorted(old.difference(ids)))

    def remove(self, document_id: str) -> None:
        """Takes a document out, with its chunks, terms and vectors; an unknown id is passed over.

        Raises:
            TransientError: As for `put`.
        """
        with self._write():
            with writing(self._engine).begin() as connection:
                old = _delete(connection, document_id)
            self._vectors.remove(sorted(old))

    def digests(self) -> dict[str, str]:
        """The digest of every document, by id."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.digest))
            return {row.id: row.digest for row in rows}

    def documents(self, filters: Filters = UNFILTERED, *, limit: int = 100, offset: int = 0) -> list[DocumentRecord]:
        """Records that pass the filters, newest first, undated ones last."""
        order = (DOCUMENTS.c.published.desc().nulls_last(), DOCUMENTS.c.title, DOCUMENTS.c.id)
        statement = records().where(*conditions(filters)).order_by(*order).limit(limit).offset(offset)
        with self._engine.connect() as connection:
            return [to_record(row) for row in connection.execute(statement)]

    def count(self, filters: Filters = UNFILTERED) -> int:
        """How many documents pass the filters."""
        statement = select(func.count()).select_from(DOCUMENTS).where(*conditions(filters))
        with self._engine.connect() as connection:
            return connection.scalar(statement) or 0

    def document(self, document_id: str) -> DocumentRecord | None:
        """A document's record; None when there is no such document."""
        with self._engine.connect() as connection:
            row = connection.execute(records().where(DOCUMENTS.c.id == document_id)).first()
        return None if row is None else to_record(row)

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's chunks in reading order."""
        columns = [column for column in CHUNKS.c if column is not CHUNKS.c.vectors]  # most of a row, and not wanted
        statement = select(*columns).where(CHUNKS.c.document_id == document_id).order_by(CHUNKS.c.position)
        with self._engine.connect() as connection:
            return [to_chunk(row) for row in connection.execute(statement)]

    def having(self, terms: Collection[str], among: Collection[str]) -> set[str]:
        """Which of some documents have any of some index terms: in the title, a heading or a passage.

        Args:
            terms: As the analysis makes them.
            among: Ids of the documents.
        """
        statement = select(CHUNKS.c.key, CHUNKS.c.document_id).where(CHUNKS.c.document_id.in_(among))
        with self._engine.connect() as connection:
            places = postings.read(connection, terms)
            keys = {int(key) for found in places.values() for key in found.keys}
            return {row.document_id for row in connection.execute(statement) if row.key in keys}

    def calls(self) -> list[StoredCall]:
        """The funding calls, each once, as reviewed: its record, or what an announcement without a record says."""
        reviews = Reviews(self._home.data_dir).all()
        return _each_once(self.told_calls(), reviews)

    def told_calls(self) -> list[StoredCall]:
        """Every record and every announcement, each with its document, as they were read."""
        with self._engine.connect() as connection:
            documents = self._records_of(connection, CALLS.c.document_id)
            rows = connection.execute(select(CALLS).order_by(CALLS.c.document_id, CALLS.c.position)).all()
        return [to_stored_call(to_stated_call(row), documents[row.document_id]) for row in rows]

    def call_statements(self) -> list[StoredStatement]:
        """What documents that are no records say of calls in prose."""
        order = (CALL_STATEMENTS.c.document_id, CALL_STATEMENTS.c.position)
        with self._engine.connect() as connection:
            documents = self._records_of(connection, CALL_STATEMENTS.c.document_id)
            rows = connection.execute(select(CALL_STATEMENTS).order_by(*order)).all()
        return [StoredStatement(to_statement(row), documents[row.document_id]) for row in rows]

    def call_conflicts(self) -> list[Conflict]:
        """Where documents say something else of a call than its record does, without what was set aside."""
        dismissed = Dismissals(self._home.data_dir).all()
        return [one for one in self.all_call_conflicts() if key_of(one) not in dismissed]

    def all_call_conflicts(self) -> list[Conflict]:
        """The same with what was set aside; what a review rejected is no side."""
        reviews = Reviews(self._home.data_dir).all()
        told = self.told_calls()
        return conflicts(_each_once(told, reviews), told, self.call_statements(), reviews)

    def original_path(self, document_id: str) -> Path | None:
        """The file that a document was read from; None when it is not known or no longer there."""
        statement = select(DOCUMENTS.c.original).where(DOCUMENTS.c.id == document_id)
        with self._engine.connect() as connection:
            stored = connection.scalar(statement)
        return Path(stored) if stored is not None and Path(stored).is_file() else None

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One consistent view for the length of a search, whatever is written meanwhile."""
        with self._engine.connect() as connection:
            yield Snapshot(connection, self._vectors, self.embedder.dimensions)

    def check(self) -> list[Finding]:
        """What is amiss between the catalogue, the lexical index and the vectors; nothing in a sound library."""
        with self._engine.connect() as connection:
            return upkeep.check(connection, self._vectors)

    def repair(self) -> None:
        """Sweeps out vectors without chunks, and puts back those that are missing.

        Raises:
            TransientError: As for `put`.
        """
        with self._write(), self._engine.connect() as connection:
            upkeep.repair_vectors(connection, self._vectors, self.embedder.dimensions)

    def close(self) -> None:
        """Lets go of its files."""
        self._vectors.close()
        self._engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[None]:
        """Holds the lock of an index that is still the current one."""
        with self._home.writing():
            if self._home.is_past(self._generation):
                raise TransientError("index_replaced", "The index has been rebuilt.", "Start this process again.")
            yield

    def _records_of(self, connection: Connection, ids: ColumnElement[str]) -> dict[str, DocumentRecord]:
        """Records of the documents whose ids stand in a column of another table, by id."""
        rows = connection.execute(records().where(DOCUMENTS.c.id.in_(select(ids))))
        return {row.id: to_record(row) for row in rows}

    def _vectors_of(self, document_id: str) -> dict[str, Matrix]:
        """What the index holds of a document, by digest of what was embedded."""
        statement = select(CHUNKS.c.embedded, CHUNKS.c.vectors).where(CHUNKS.c.document_id == document_id)
        with self._engine.connect() as connection:
            rows = connection.execute(statement).all()
        return {row.embedded: from_bytes(row.vectors, self.embedder.dimensions) for row in rows}

    def _insert(
        self,
        connection: Connection,
        document: Document,
        chunks: Sequence[Chunk],
        matrices: Sequence[Matrix],
        original: Path | None,
    ) -> None:
        connection.execute(insert(DOCUMENTS), document_row(document, len(chunks), original))
        if tags := tag_rows(document):
            connection.execute(insert(TAGS), tags)
        if calls := call_rows(document):
            connection.execute(insert(CALLS), calls)
        if statements := statement_rows(document):
            connection.execute(insert(CALL_STATEMENTS), statements)
        if not chunks:
            return
        first = (connection.scalar(select(func.max(CHUNKS.c.key))) or 0) + 1
        rows = [
            chunk_row(document.title, chunk, key, matrix)
            for key, (chunk, matrix) in enumerate(zip(chunks, matrices, strict=True), start=first)
        ]
        connection.execute(insert(CHUNKS), rows)
        passages = np.stack([matrix[0] for matrix in matrices])
        connection.execute(insert(PASSAGES), passage_row(document.id, first, passages))
        title = self._terms(document.title, document.language)
        postings.add(connection, first, [(title, *self._fields(chunk, document.language)) for chunk in chunks])

    def _fields(self, chunk: Chunk, language: str) -> tuple[list[str], list[str]]:
        return self._terms(" / ".join(chunk.headings), language), self._terms(chunk.text, language)

    def _terms(self, text: str, language: str) -> list[str]:
        return [term.text for term in self.analyser.terms(text, language) if term.pos != FUNCTION]


def _each_once(told: Sequence[StoredCall], reviews: Mapping[Key, Review]) -> list[StoredCall]:
    return distinct([reviewed(stored, reviews) for stored in told])


def _delete(connection: Connection, document_id: str) -> set[str]:
    """Deletes a document's rows and terms; returns the ids of its chunks."""
    old = connection.execute(select(CHUNKS.c.key, CHUNKS.c.id).where(CHUNKS.c.document_id == document_id)).all()
    if old:
        first = min(row.key for row in old)
        postings.remove(connection, range(first, first + len(old)))
    connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))
    return {row.id for row in old}
