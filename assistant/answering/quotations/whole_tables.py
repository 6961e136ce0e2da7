"""All of a table, when the greatest or the least of it is asked for: it may have been cut into several passages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.question import Question
from assistant.answering.quotations.passage_sentences import sentences_of
from assistant.answering.quotations.superlatives import extreme_asked
from assistant.answering.quotations.tables import goes_on, tables_of
from assistant.documents import Chunk, Filters, SearchResult
from assistant.retrieval.results import SearchResults


class WholeTables:
    """Adds the passages in which tables that were found began or go on, at the end of what was found.

    Args:
        passages: Of a document in reading order, by its id.
    """

    def __init__(self, passages: Callable[[str], Sequence[Chunk]]) -> None:
        self._passages = passages

    def __call__(self, question: Question, filters: Filters, found: SearchResults) -> SearchResults:  # noqa: ARG002
        """What was found, with the rest of its tables if the question needs it."""
        if extreme_asked(question) is None:
            return found
        every = {result.chunk.id: result for result in found.results}
        documents: dict[str, list[SearchResult]] = {}
        for result in found.results:
            if any(table.columns for table in tables_of([sentences_of(result)])):
                if result.document.id not in documents:
                    documents[result.document.id] = [
                        _as_found(result, chunk) for chunk in self._passages(result.document.id)
                    ]
                for further in _rest(result, documents[result.document.id]):
                    every.setdefault(further.chunk.id, further)
        return replace(found, results=tuple(every.values()))


def _rest(result: SearchResult, document: Sequence[SearchResult]) -> Iterator[SearchResult]:
    """The passages before and after one that its tables stand in too."""
    place = result.chunk.position
    for way in (-1, 1):
        at = place
        while 0 <= at + way < len(document) and _joined(document[min(at, at + way)], document[max(at, at + way)]):
            at += way
            yield document[at]


def _joined(before: SearchResult, after: SearchResult) -> bool:
    """Whether a table goes on from one passage to the next."""
    upper, lower = (tables_of([passage]) if (passage := sentences_of(one)) else [] for one in (before, after))
    return bool(upper and lower) and goes_on(upper[-1], lower[0])


def _as_found(result: SearchResult, chunk: Chunk) -> SearchResult:
    """Another passage of a document as one that is as near to the question as the passage found, all of it."""
    scores = result.sentence_scores
    mean = (math.fsum(scores) / len(scores),) * len(sentences_of(replace(result, chunk=chunk))) if scores else ()
    return replace(result, chunk=chunk, sentence_scores=mean)
