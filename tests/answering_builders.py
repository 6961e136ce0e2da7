"""Search results made by hand, and a retriever that gives back what it was told to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.answering.question import Question
from assistant.documents import Chunk, DocumentRecord, Filters, SearchResult
from assistant.index.library import Library
from assistant.retrieval.results import SearchResults
from assistant.sentences import split
from tests.fakes import record

EVERYTHING = Filters()


def result(
    text: str,
    *,
    uri: str = "raportti.pdf",
    title: str = "Raportti",
    language: str = "fi",
    page: int | None = 1,
    headings: tuple[str, ...] = (),
    position: int = 0,
    score: float = 1.0,
    sentence_scores: Sequence[float] | None = None,
    superseded_by: str | None = None,
) -> SearchResult:
    """A passage that was found; each of its sentences is as similar to the question as the next unless told."""
    document: DocumentRecord = record(uri, title=title, language=language, superseded_by=superseded_by)
    chunk = Chunk(f"{document.id}.dddddddd.{position}", document.id, position, headings, page, text, "c" * 64)
    scores = tuple(sentence_scores) if sentence_scores is not None else (0.8,) * len(split(text))
    return SearchResult(chunk, document, score, {}, scores)


def asked(text: str, language: str = "fi") -> Question:
    """A question that needs no cleaning."""
    return Question(text, language)


class ScriptedRetriever:
    """Gives `found` to every query, or raises it; remembers the queries."""

    def __init__(self, found: SearchResults | Exception) -> None:
        self._found = found
        self.queries: list[str] = []
        self.library = cast(Library, None)

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 10) -> SearchResults:  # noqa: ARG002
        self.queries.append(query)
        if isinstance(self._found, Exception):
            raise self._found
        return self._found


def found(*results: SearchResult, answerable: float = 0.9) -> SearchResults:
    """Search results as a retriever gives them."""
    return SearchResults(results, "fi", answerable)
