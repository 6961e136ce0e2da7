"""Editions of one publication by year: the newest is preferred, the others are what to ask next.

A document is an edition of another when their titles differ in the year alone ("Hankekysely 2025: tulokset").
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.evidence import THRESHOLDS, Thresholds
from assistant.answering.messages import say
from assistant.answering.question import Question
from assistant.documents import DocumentKind, DocumentRecord, Filters
from assistant.retrieval.results import SearchResults

if TYPE_CHECKING:
    from assistant.index.library import Library

MOST = 2
"""Questions that are offered, and so searches that are made to prove them."""
SIBLINGS = 100
"""Documents of one kind and language that are looked through for other editions."""
EDITED = frozenset([DocumentKind.REPORT, DocumentKind.SURVEY, DocumentKind.GUIDE])
"""Kinds that come out anew each year; "Uutiskirje 5/2024" is no edition of "Uutiskirje 5/2026"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Search(Protocol):
    """What proves that a question has an answer."""

    @property
    def library(self) -> Library:
        """Where the editions stand."""

    def search(self, query: str, filters: Filters = ..., limit: int = ...) -> SearchResults:
        """See `assistant.retrieval.retriever.Retriever.search`."""


class EditionSuggestions:
    """Offers the question for other years, after an answer from one of several editions.

    A question is offered only if that edition by itself is found to answer it.

    Args:
        retriever: Finds passages.
        thresholds: How sure it must be.
    """

    def __init__(self, retriever: Search, thresholds: Thresholds = THRESHOLDS) -> None:
        self._retriever = retriever
        self._thresholds = thresholds

    def __call__(self, question: Question, answer: Answer) -> tuple[str, ...]:
        """Up to `MOST` whole questions; none rather than one without an answer."""
        if answer.status is not AnswerStatus.ANSWERED or not answer.citations or len(_YEAR.findall(question.text)) > 1:
            return ()
        cited = self._retriever.library.document(answer.citations[0].document_id)
        year = cited and _year_of(cited)
        if not cited or not year:
            return ()
        asked = _YEAR.search(question.text)
        if asked and asked[0] != year:  # the answer is from another edition than was asked for
            return ()
        editions = other_editions(self._retriever.library, cited)
        offered = ((_in_year(question, str(_year_of(edition))), edition) for edition in editions[:MOST])
        return tuple(text for text, edition in offered if self._is_answered(text, edition))

    def _is_answered(self, text: str, edition: DocumentRecord) -> bool:
        found = self._retriever.search(text, Filters(document_ids=(edition.id,)), 3)
        return bool(found.results) and found.answerable >= self._thresholds[found.situation].enough


class NewestEdition:
    """Puts the newest edition's passages first when a question names no year and an older edition was found first.

    Only if the newest by itself is found to answer it: otherwise what was found stays as it is.

    Args:
        retriever: Finds passages.
        thresholds: How sure it must be.
    """

    def __init__(self, retriever: Search, thresholds: Thresholds = THRESHOLDS) -> None:
        self._retriever = retriever
        self._thresholds = thresholds

    def __call__(self, question: Question, filters: Filters, found: SearchResults) -> SearchResults:
        """What was found, or the newest edition's passages before it."""
        if filters or not found.results or _YEAR.search(question.text):
            return found
        first = found.results[0].document
        year = _year_of(first)
        newer = [other for other in other_editions(self._retriever.library, first) if str(_year_of(other)) > str(year)]
        if not year or not newer:
            return found
        only = self._retriever.search(question.text, Filters(document_ids=(newer[0].id,)), len(found.results))
        if only.answerable < self._thresholds[only.situation].enough:
            return found
        rest = [result for result in found.results if result.document.id != newer[0].id]
        return replace(found, results=(*only.results, *rest)[: len(found.results)])


def other_editions(library: Library, document: DocumentRecord) -> list[DocumentRecord]:
    """The editions of a document but itself, newest first; none when its title names no one year."""
    if document.kind not in EDITED or not _year_of(document):
        return []
    alike = Filters(kinds=(document.kind,), languages=(document.language,))
    series = _YEAR.sub("", document.title)
    others = [
        other
        for other in library.documents(alike, limit=SIBLINGS)
        if other.id != document.id and _year_of(other) and _YEAR.sub("", other.title) == series
    ]
    return sorted(others, key=lambda other: str(_year_of(other)), reverse=True)


def _year_of(document: DocumentRecord) -> str | None:
    """The one year in a document's title."""
    years = set(_YEAR.findall(document.title))
    return years.pop() if len(years) == 1 else None


def _in_year(question: Question, year: str) -> str:
    """The question for another year."""
    if _YEAR.search(question.text):
        return _YEAR.sub(year, question.text)
    return f"{question.text.rstrip('?!. ؟')} {say('in_year', question.language, year=year)}{_mark(question.language)}"


def _mark(language: str) -> str:
    return "؟" if language == "ar" else "?"
