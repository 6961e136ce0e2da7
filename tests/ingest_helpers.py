"""What the tests of ingestion share: a library in memory, and documents written in the formats that are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.documents import Chunk, Document, DocumentRecord, Filters

UNFILTERED = Filters()


class MemoryLibrary:
    """The part of `Library` that is written to, as a dictionary.

    Attributes:
        held: Documents and their chunks by document id.
        puts: Uris in the order in which they were put in, replacements too.
    """

    def __init__(self) -> None:
        self.held: dict[str, tuple[Document, tuple[Chunk, ...]]] = {}
        self.puts: list[str] = []

    def documents(self, filters: Filters = UNFILTERED, *, limit: int = 100, offset: int = 0) -> list[DocumentRecord]:
        assert not filters
        records = [
            DocumentRecord(
                one.id,
                one.uri,
                one.title,
                one.kind,
                one.language,
                one.published,
                one.metadata,
                one.digest,
                one.media_type,
                len(chunks),
            )
            for one, chunks in self.held.values()
        ]
        return records[offset : offset + limit]

    def put(self, document: Document, chunks: Sequence[Chunk], original: Path | None = None) -> None:
        assert original is not None
        assert original.exists()
        self.held[document.id] = (document, tuple(chunks))
        self.puts.append(document.uri)

    def remove(self, document_id: str) -> None:
        self.held.pop(document_id, None)

    def uris(self) -> list[str]:
        return sorted(document.uri for document, _ in self.held.values())
