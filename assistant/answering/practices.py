"""Which good practices are there on a topic? Answered by naming them, each with how its description begins.

A practice description tells what a workplace did, seldom that it is a good practice for this or that. So it is not the
question that is searched for but its topic, among practice descriptions alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus, Citation
from assistant.answering.catalogue.questions import PATTERNS as CATALOGUE
from assistant.answering.catalogue.questions import named_in
from assistant.answering.citations import cite, flattened, marker_text
from assistant.answering.messages import quoted, say
from assistant.answering.patterns import pattern_of
from assistant.answering.routing import Asked, Route
from assistant.documents import Chunk, DocumentKind, Filters, SearchResult
from assistant.language import detect
from assistant.retrieval.definitions import definition_of
from assistant.retrieval.results import SearchResults
from assistant.retrieval.wordings import practice_named
from assistant.sentences import split

ROUTE = "practices"
TABLE = "practices.yaml"
SHOWN = 5
"""Practices that are named."""
LONGEST = 12
"""Words that a topic has at most; what is longer tells a story and asks something about it."""
PASSAGES = 60
"""Passages among which the practices are looked for."""

_YEAR = re.compile(r"\b20\d\d\b")


class Searcher(Protocol):
    """What is asked of a retriever."""

    def search(self, query: str, filters: Filters = ..., limit: int = ...) -> SearchResults:
        """See `assistant.retrieval.retriever.Retriever.search`."""
        ...


class Passages(Protocol):
    """What is asked of the library."""

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages."""
        ...

    def having(self, terms: Collection[str], among: Collection[str]) -> set[str]:
        """Ids of those documents that have any of some index terms."""
        ...


def answer_practices(retriever: Searcher, library: Passages, analyser: Analyser) -> Route:
    """A route that answers which good practices there are on a topic.

    Args:
        retriever: Finds them.
        library: Has their texts.
        analyser: Knows Finnish words.
    """

    def route(asked: Asked) -> Answer | None:
        written_in = detect(asked.question.text, default=asked.question.language)
        topic = None if asked.filters else topic_of(asked.question.text, written_in)
        if topic is None:
            return None
        theme, _ = named_in("theme", topic, written_in, analyser)
        found = retriever.search(topic, Filters(kinds=(DocumentKind.PRACTICE,)), PASSAGES)
        practices = list(_on_topic(found, theme, library))[:SHOWN]
        return _answer(practices, library, asked.question.language) if practices else None

    return route


def topic_of(text: str, language: str) -> str | None:
    """The topic on which good practices are asked for; None for a question on anything else.

    Args:
        text: As asked.
        language: ISO 639-1, the text's.
    """
    lowered = " ".join(text.lower().split()).strip(" ?؟.!")
    named = practice_named(lowered)
    counts = pattern_of(CATALOGUE, "count", language).search(lowered)
    if named is None or counts or definition_of(lowered) or not pattern_of(TABLE, "which", language).search(lowered):
        return None
    rest = pattern_of(TABLE, "passing", language).sub(" ", lowered.replace(named, " "))
    words = rest.split()
    if _YEAR.search(rest):  # what happened to one in a year, such as a prize, is no topic
        return None
    return " ".join(words) if 0 < len(words) <= LONGEST else None


def _on_topic(found: SearchResults, theme: str | None, library: Passages) -> Iterator[SearchResult]:
    """The first passage of each practice that is catalogued under the theme or has the topic's rarest word.

    A practice that has only the others ("support", "workplace") is on something else, however near it is.
    """
    first: dict[str, SearchResult] = {}
    for result in found.results:
        first.setdefault(result.document.id, result)
    rarest = {name: found.words.rarest(result.document.language) for name, result in first.items()}
    having = {word: library.having(word.whole, first) for word in set(rarest.values()) if word is not None}
    for name, result in first.items():
        word = rarest[name]
        has_it = word is not None and name in having[word]
        if has_it or (theme is not None and theme in result.document.metadata.themes):
            yield result


def _answer(practices: list[SearchResult], library: Passages, language: str) -> Answer:
    lines: list[str] = []
    citations: list[Citation] = []
    results: list[SearchResult] = []
    for marker, practice in enumerate(practices, start=1):
        opening = next(iter(library.chunks(practice.document.id)), practice.chunk)
        sentence = flattened(next(iter(split(opening.text)), opening.text))
        result = SearchResult(opening, practice.document, practice.score, practice.features)
        lines.append(f"– {flattened(practice.document.title)}: {quoted(sentence, language)}{marker_text(marker)}")
        citations.append(cite(result, marker, sentence))
        results.append(result)
    text = "\n\n".join((say("practices_on_topic", language), "\n".join(lines)))
    return Answer(AnswerStatus.ANSWERED, language, text, tuple(citations), tuple(results), route=ROUTE)
