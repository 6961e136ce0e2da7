"""What to ask next: the same of another year's edition, where the collection is sure to answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.evidence import THRESHOLDS, Thresholds
from assistant.answering.messages import say
from assistant.answering.question import Question
from assistant.documents import DocumentRecord, Filters
from assistant.retrieval.results import SearchResults

if TYPE_CHECKING:
    from assistant.index.library import Library

MOST = 2
"""Questions that are offered, and so searches that are made to prove them."""
SIBLINGS = 100
"""Documents of one kind and language that are looked through for other editions."""
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

    A document is an edition of another when their titles differ in the year alone ("Hankekysely 2025: tulokset").
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
        editions = sorted(self._other_editions(cited), key=lambda edition: str(_year_of(edition)), reverse=True)
        offered = ((_in_year(question, str(_year_of(edition))), edition) for edition in editions[:MOST])
        return tuple(text for text, edition in offered if self._is_answered(text, edition))

    def _other_editions(self, document: DocumentRecord) -> Iterator[DocumentRecord]:
        alike = Filters(kinds=(document.kind,), languages=(document.language,))
        series = _YEAR.sub("", document.title)
        for other in self._retriever.library.documents(alike, limit=SIBLINGS):
            if other.id != document.id and _year_of(other) and _YEAR.sub("", other.title) == series:
                yield other

    def _is_answered(self, text: str, edition: DocumentRecord) -> bool:
        found = self._retriever.search(text, Filters(document_ids=(edition.id,)), 3)
        return bool(found.results) and found.answerable >= self._thresholds.enough


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
