"""Counts and lists of documents, answered from the catalogue: no number that it cannot prove."""

from __future__ import annotations

from typing import Protocol

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus, Narrowed
from assistant.answering.catalogue.follow_up import ROUTE, goes_on
from assistant.answering.catalogue.questions import CatalogueQuestion, recognise_catalogue_question
from assistant.answering.citations import cite, flattened, marker_text
from assistant.answering.messages import say
from assistant.answering.routing import Asked, Route
from assistant.calls.wording import day
from assistant.documents import Chunk, DocumentRecord, Filters, SearchResult
from assistant.language import detect
from assistant.sentences import split

SHOWN = 10
"""Documents that are named."""


class Catalogue(Protocol):
    """What is asked of the library."""

    def documents(self, filters: Filters = ..., *, limit: int = ..., offset: int = ...) -> list[DocumentRecord]:
        """Records that pass the filters, newest first."""
        ...

    def count(self, filters: Filters = ...) -> int:
        """How many documents pass the filters."""
        ...

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages."""
        ...


def answer_catalogue(catalogue: Catalogue, analyser: Analyser) -> Route:
    """A route that answers questions for counts and lists of documents.

    Args:
        catalogue: The library.
        analyser: Knows Finnish words.
    """

    def route(asked: Asked) -> Answer | None:
        written_in = detect(asked.question.text, default=asked.question.language)
        question = None if asked.filters else recognise_catalogue_question(asked.question.text, written_in, analyser)
        count = catalogue.count(question.filters) if question else 0
        # where a single question counts none, the documents' text may still tell something
        if question is None or not (count or goes_on(asked.history)):
            return None
        return _answer(question, count, catalogue, asked.question.language)

    return route


def _answer(question: CatalogueQuestion, count: int, catalogue: Catalogue, language: str) -> Answer:
    """The count, how it was narrowed, and the newest documents."""
    counted = say("catalogue_count", language, count=count) if count else say("catalogue_none", language)
    narrowed = Narrowed(question.filters, question.narrowing(language), count)
    said = f"{counted} {say('catalogue_narrowed', language, filters=narrowed.words)}"
    lines, citations, results = [], [], []
    for marker, document in enumerate(catalogue.documents(question.filters, limit=SHOWN), start=1):
        chunk = next(iter(catalogue.chunks(document.id)), None)
        if chunk is None:
            continue
        result = SearchResult(chunk, document, 1.0)
        published = f" ({day(document.published, language)})" if document.published else ""
        lines.append(f"– {flattened(document.title)}{published}{marker_text(marker)}")
        citations.append(cite(result, marker, flattened(next(iter(split(chunk.text)), chunk.text))))
        results.append(result)
    if count > len(lines):
        lines.append(say("catalogue_more", language, count=count - len(lines)))
    text = "\n\n".join((said, "\n".join(lines))) if lines else said
    return Answer(
        AnswerStatus.ANSWERED, language, text, tuple(citations), tuple(results), route=ROUTE, narrowed=narrowed
    )
