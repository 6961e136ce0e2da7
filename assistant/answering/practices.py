"""Which good practices are there on a topic? Answered by naming them, each with how its description begins.

A practice description tells what a workplace did, seldom that it is a good practice for this or that. So it is not the
question that is searched for but its topic, among practice descriptions alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus, Citation
from assistant.answering.citations import cite, flattened, marker_text
from assistant.answering.messages import quoted, say
from assistant.answering.practice_questions import topic_of
from assistant.answering.practice_topics import Description, Index, Relation, Subject, Topics, described, relation
from assistant.answering.routing import Asked, Route
from assistant.documents import Chunk, DocumentKind, DocumentRecord, Filters, SearchResult
from assistant.language import detect
from assistant.retrieval.results import SearchResults
from assistant.sentences import split

ROUTE = "practices"
SHOWN, NEAREST = 5, 3
"""Practices that are named, and of those that are only near the topic."""
PASSAGES = 60
"""Passages among which the practices are looked for."""


class Searcher(Protocol):
    """What is asked of a retriever."""

    def search(self, query: str, filters: Filters = ..., limit: int = ..., language: str | None = ...) -> SearchResults:
        """See `assistant.retrieval.retriever.Retriever.search`."""
        ...


def answer_practices(retriever: Searcher, library: Index, analyser: Analyser, topics: Topics) -> Route:
    """A route that answers which good practices there are on a topic.

    Args:
        retriever: Finds them.
        library: Has their texts.
        analyser: Knows Finnish words.
        topics: Reads topics and practices.
    """

    def route(asked: Asked) -> Answer | None:
        written_in = detect(asked.question.text, default=asked.question.language)
        topic = None if asked.filters else topic_of(asked.question.text, written_in, analyser)
        subjects = topics.read(topic, written_in) if topic else ()
        if topic is None or not subjects:
            return None
        documents = _candidates(retriever, topic, subjects, written_in)
        found = described(documents, subjects, library, topics)
        rarest = min(subjects, key=lambda subject: sum(description.tells(subject) for description in found))
        stands = [(relation(description, subjects, rarest), description) for description in found]
        on = [description for stood, description in stands if stood is Relation.ON]
        near = sorted((pair for pair in stands if pair[0] > Relation.OTHER), key=lambda pair: -pair[0])
        if on:
            return _answer(on[:SHOWN], rarest, asked.question.language, sure=True)
        nearest = [description for _, description in near[:NEAREST]]
        return _answer(nearest, rarest, asked.question.language, sure=False) if nearest else None

    return route


def _candidates(
    retriever: Searcher, topic: str, subjects: Sequence[Subject], language: str
) -> Sequence[DocumentRecord]:
    """The practices that may be on a topic: what is nearest to it, and what is catalogued so."""
    themes = tuple(sorted({theme for subject in subjects for theme in subject.same | subject.near}))
    regions = tuple(subject.region for subject in subjects if subject.region)
    kinds = (DocumentKind.PRACTICE,)
    narrowed = [Filters(kinds=kinds)]
    narrowed += [Filters(kinds=kinds, themes=themes)] if themes else []
    narrowed += [Filters(kinds=kinds, regions=regions)] if regions else []
    results = [one for filters in narrowed for one in retriever.search(topic, filters, PASSAGES, language).results]
    nearest = sorted(results, key=lambda result: -result.score)
    return list({result.document.id: result.document for result in nearest}.values())


def _answer(practices: Sequence[Description], rarest: Subject, language: str, *, sure: bool) -> Answer:
    lines: list[str] = []
    citations: list[Citation] = []
    results: list[SearchResult] = []
    for marker, practice in enumerate(practices, start=1):
        told = None if sure else practice.telling(rarest)
        chunk, sentence = told or _opening(practice)
        result = SearchResult(chunk, practice.document, 1 / marker)
        quotation = flattened(sentence)
        lines.append(f"– {flattened(practice.document.title)}: {quoted(quotation, language)}{marker_text(marker)}")
        citations.append(cite(result, marker, quotation))
        results.append(result)
    text = "\n\n".join((say("practices_on_topic" if sure else "practices_near_topic", language), "\n".join(lines)))
    status = AnswerStatus.ANSWERED if sure else AnswerStatus.PARTIAL
    return Answer(status, language, text, tuple(citations), tuple(results), route=ROUTE)


def _opening(practice: Description) -> tuple[Chunk, str]:
    first = practice.chunks[0]
    return first, next(iter(split(first.text)), first.text)
