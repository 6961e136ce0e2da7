"""What the ways in need of the core: the parts of `Assistant`, `Retriever` and `Library` that they call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from assistant.answering.answer import AnswerEvent
from assistant.documents import Chunk, DocumentRecord, Filters
from assistant.retrieval.results import SearchResults


class LibraryPort(Protocol):
    """The documents, to be listed and read."""

    def documents(self, filters: Filters = ..., *, limit: int = ..., offset: int = ...) -> list[DocumentRecord]: ...

    def count(self, filters: Filters = ...) -> int: ...

    def document(self, document_id: str) -> DocumentRecord | None: ...

    def chunks(self, document_id: str) -> list[Chunk]: ...

    def original_path(self, document_id: str) -> Path | None: ...


class RetrieverPort(Protocol):
    """The search."""

    def search(self, query: str, filters: Filters = ..., limit: int = ...) -> SearchResults: ...


class AssistantPort(Protocol):
    """The whole: it answers, and hands out the search and the documents that it answers from."""

    @property
    def library(self) -> LibraryPort: ...

    @property
    def retriever(self) -> RetrieverPort: ...

    def stream(self, question: str, *, language: str | None = ..., filters: Filters = ...) -> Iterator[AnswerEvent]: ...
