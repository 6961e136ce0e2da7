"""What the ways in need of the core: the parts of `Assistant`, `Retriever` and `Library` that they call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assistant.answering.answer import AnswerEvent
from assistant.answering.conversation.exchange import Exchange
from assistant.calls.conflicts import Conflict
from assistant.calls.stored import StoredCall
from assistant.documents import Chunk, DocumentRecord, Filters
from assistant.retrieval.results import SearchResults


class LibraryPort(Protocol):
    """The documents, to be listed and read."""

    def documents(self, filters: Filters = ..., *, limit: int = ..., offset: int = ...) -> list[DocumentRecord]:
        """Records that pass the filters, newest first."""
        ...

    def count(self, filters: Filters = ...) -> int:
        """How many documents pass the filters."""
        ...

    def document(self, document_id: str) -> DocumentRecord | None:
        """A document's record."""
        ...

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages in reading order."""
        ...

    def calls(self) -> list[StoredCall]:
        """The funding calls, each with the document it stands in."""
        ...

    def call_conflicts(self) -> list[Conflict]:
        """Where documents disagree on a call."""
        ...

    def original_path(self, document_id: str) -> Path | None:
        """The file that a document was read from, while it is there."""
        ...


class RetrieverPort(Protocol):
    """The search."""

    def search(self, query: str, filters: Filters = ..., limit: int = ...) -> SearchResults:
        """The passages that answer a query best."""
        ...


class AssistantPort(Protocol):
    """The whole: it answers, and hands out the search and the documents that it answers from."""

    @property
    def library(self) -> LibraryPort:
        """The documents."""
        ...

    @property
    def retriever(self) -> RetrieverPort:
        """The search."""
        ...

    def stream(
        self,
        question: str,
        *,
        language: str | None = ...,
        filters: Filters = ...,
        history: Sequence[Exchange] = ...,
    ) -> Iterator[AnswerEvent]:
        """The answer as it comes about; the last event is `Completed`."""
        ...
