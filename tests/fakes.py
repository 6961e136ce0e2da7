"""Stand-ins for the core: a library in memory, a search that counts shared words, answers that quote what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.answering.answer import (
    Answer,
    AnswerEvent,
    AnswerStatus,
    Citation,
    Completed,
    SourcesFound,
    TextDelta,
)
from assistant.answering.conversation.exchange import Exchange
from assistant.calls.conflicts import Conflict
from assistant.calls.stored import StoredCall
from assistant.documents import (
    Chunk,
    DocumentKind,
    DocumentRecord,
    Filters,
    Metadata,
    SearchResult,
    document_id,
)
from assistant.retrieval.results import SearchResults

EVERYTHING = Filters()
METADATA = Metadata(themes=("tyohyvinvointi",), regions=("Pirkanmaa",))


def record(
    uri: str = "reports/hankekysely-2025.pdf",
    *,
    title: str = "Hankekysely 2025: tulokset",
    kind: DocumentKind = DocumentKind.REPORT,
    language: str = "fi",
    published: date | None = date(2025, 11, 20),
    metadata: Metadata = METADATA,
    media_type: str = "application/pdf",
    superseded_by: str | None = None,
) -> DocumentRecord:
    """A catalogue record with everything filled in."""
    return DocumentRecord(
        document_id(uri), uri, title, kind, language, published, metadata, "d" * 64, media_type, 0, superseded_by
    )


class FakeLibrary:
    """Documents in memory, in the order they were put in."""

    def __init__(self) -> None:
        self._records: dict[str, DocumentRecord] = {}
        self._chunks: dict[str, list[Chunk]] = {}
        self._originals: dict[str, Path] = {}
        self._calls: list[StoredCall] = []
        self.conflicts: list[Conflict] = []

    def add(
        self,
        document: DocumentRecord,
        passages: Sequence[tuple[tuple[str, ...], int | None, str]] = (),
        original: Path | None = None,
    ) -> DocumentRecord:
        """Puts a document in; `passages` are (headings, page, text)."""
        self._records[document.id] = document
        self._chunks[document.id] = [
            Chunk(f"{document.id}.dddddddd.{position}", document.id, position, headings, page, text, "c" * 64)
            for position, (headings, page, text) in enumerate(passages)
        ]
        if original is not None:
            self._originals[document.id] = original
        return document

    def documents(self, filters: Filters = EVERYTHING, *, limit: int = 100, offset: int = 0) -> list[DocumentRecord]:
        return [found for found in self._records.values() if passes(found, filters)][offset : offset + limit]

    def count(self, filters: Filters = EVERYTHING) -> int:
        return len(self.documents(filters, limit=len(self._records)))

    def document(self, document_id: str) -> DocumentRecord | None:
        return self._records.get(document_id)

    def chunks(self, document_id: str) -> list[Chunk]:
        return self._chunks.get(document_id, [])

    def calls(self) -> list[StoredCall]:
        return self._calls

    def call_conflicts(self) -> list[Conflict]:
        return self.conflicts

    def tell(self, *calls: StoredCall) -> None:
        """Puts funding calls in."""
        self._calls.extend(calls)

    def original_path(self, document_id: str) -> Path | None:
        return self._originals.get(document_id)


class FakeRetriever:
    """Ranks passages by how many of the query's words they share."""

    def __init__(self, library: FakeLibrary) -> None:
        self._library = library

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 10) -> SearchResults:
        words = set(query.lower().strip("?").split())
        found = [
            SearchResult(chunk, document, float(len(words & set(chunk.text.lower().strip(".").split()))))
            for document in self._library.documents(filters)
            for chunk in self._library.chunks(document.id)
        ]
        best = sorted((one for one in found if one.score), key=lambda one: -one.score)[:limit]
        return SearchResults(tuple(best), "fi", 0.9 if best else 0.1)


class FakeAssistant:
    """Quotes the best passage; fails with `failure`, after the first event or before it, when one is given."""

    def __init__(self, library: FakeLibrary, *, failure: Exception | None = None, late: bool = False) -> None:
        self.library = library
        self.retriever = FakeRetriever(library)
        self.asked: list[tuple[str, str | None, Filters]] = []
        self.histories: list[tuple[Exchange, ...]] = []
        self.closed = False
        self._failure = failure
        self._late = late

    def stream(
        self,
        question: str,
        *,
        language: str | None = None,
        filters: Filters = EVERYTHING,
        history: Sequence[Exchange] = (),
    ) -> Iterator[AnswerEvent]:
        self.asked.append((question, language, filters))
        self.histories.append(tuple(history))
        try:
            if self._failure is not None and not self._late:
                raise self._failure
            found = self.retriever.search(question, filters)
            yield SourcesFound(found.results)
            if self._failure is not None:
                raise self._failure
            answer = _quote(found.results, language or found.language)
            for word in answer.text.split(" "):
                yield TextDelta(word + " ")
            yield Completed(answer)
        finally:
            self.closed = True

    def ask(self, question: str, *, language: str | None = None, filters: Filters = EVERYTHING) -> Answer:
        *_, last = self.stream(question, language=language, filters=filters)
        assert isinstance(last, Completed)
        return last.answer


def passes(found: DocumentRecord, filters: Filters) -> bool:
    """Whether a record passes the filters."""
    return (
        (not filters.kinds or found.kind in filters.kinds)
        and (not filters.languages or found.language in filters.languages)
        and (not filters.years or (found.published is not None and found.published.year in filters.years))
        and (not filters.themes or bool(set(found.metadata.themes) & set(filters.themes)))
        and (not filters.regions or bool(set(found.metadata.regions) & set(filters.regions)))
        and (not filters.document_ids or found.id in filters.document_ids)
    )


def _quote(results: tuple[SearchResult, ...], language: str) -> Answer:
    if not results:
        return Answer(AnswerStatus.UNANSWERABLE_NO_EVIDENCE, language, "Tietoa ei löytynyt.")
    chunk, document = results[0].chunk, results[0].document
    citation = Citation(
        1,
        chunk.id,
        document.id,
        document.title,
        document.kind,
        document.language,
        document.published,
        document.uri,
        chunk.page,
        chunk.headings,
        chunk.text,
        document.superseded_by,
    )
    text = f"Asiakirjassa sanotaan: ”{chunk.text}” [1]"
    return Answer(AnswerStatus.ANSWERED, language, text, (citation,), results, {"retrieve": 1.5}, ("Entä sitten?",))
