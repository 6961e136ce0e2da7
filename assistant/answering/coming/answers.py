"""What comes next, quoted from the documents: the soonest day that is today or later.

When the documents tell of no coming day but of past ones, that is said, and the last of them is quoted as past: a
reader who asks for the next occasion is served by knowing where the series ended, and a refusal would hide that the
documents do tell of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice, takewhile

from assistant.answering.answer import Answer, AnswerStatus, Citation
from assistant.answering.assistant import Prefer
from assistant.answering.citations import Place, cite, flattened, marker_text, number_places, place_of
from assistant.answering.coming.about import About
from assistant.answering.coming.occasions import Occasions
from assistant.answering.coming.passages import Catalogue, Passages, Search
from assistant.answering.coming.questions import ComingQuestion, matches, recognise_coming_question
from assistant.answering.coming.told import Day, Seen, Telling, tellings
from assistant.answering.evidence import THRESHOLDS
from assistant.answering.messages import quoted, say
from assistant.answering.question import Question
from assistant.answering.quotations.extractive import introduction, name_of_list
from assistant.answering.routing import Asked, Route
from assistant.calls.clock import Clock, in_helsinki
from assistant.documents import DocumentKind, Filters, SearchResult
from assistant.language import detect
from assistant.retrieval.results import SearchResults

ROUTE = "coming"
SHOWN = 10
"""Passages that are shown beside the quoted ones."""
LISTED = 6
"""Occasions that are told when all that comes is asked for."""
CLOSEST = 3
"""Tellings that are shown when none is certain."""
Occurrence = tuple[Day, str]
"""A day, and the kind of occasion on it."""


def answer_coming(retriever: Search, catalogue: Catalogue, occasions: Occasions, clock: Clock) -> Route:
    """A route that answers when something comes next, and what is to come.

    Args:
        retriever: Finds passages.
        catalogue: Has the documents.
        occasions: Know what texts name.
        clock: Tells what day it is.
    """
    passages, about = Passages(retriever, catalogue), About(occasions)

    def route(asked: Asked) -> Answer | None:
        question = asked.question
        written_in = detect(question.text, default=question.language)
        wanted = recognise_coming_question(question.text, written_in, occasions)
        if wanted is None or wanted.beside:
            return None
        now = in_helsinki(clock())
        found = passages.found(question.text, asked.filters, now.date())
        around = passages.around(found, asked.filters, now.date())
        told = list(tellings((*found, *around), wanted, now))
        chosen = _chosen(told, wanted, written_in, about, (now.year, now.month, now.day))
        return _answer(*chosen, found, question.language) if chosen else None

    return route


def only_nearly(occasions: Occasions) -> Prefer:
    """Lets what was found for the next of something, of which no day was found, be shown but not be an answer.

    Args:
        occasions: Know what texts name.
    """

    def preferred(question: Question, filters: Filters, found: SearchResults) -> SearchResults:  # noqa: ARG001
        written_in = detect(question.text, default=question.language)
        wanted = recognise_coming_question(question.text, written_in, occasions)
        if wanted is None or wanted.months:  # a month may be asked for as a past one
            return found
        return replace(found, answerable=min(found.answerable, THRESHOLDS[found.situation].weak))

    return preferred


def _chosen(
    told: Sequence[Telling], wanted: ComingQuestion, language: str, about: About, today: Day
) -> tuple[str, list[Telling], AnswerStatus] | None:
    """What is told, under which message, and how sure that is; None when nothing is told."""
    ranked = sorted(told, key=lambda one: _rank(one, language))
    coming, unsure, over = (
        sorted((one for one in ranked if one.seen is seen), key=lambda one: one.day, reverse=seen is Seen.OVER)
        for seen in Seen
    )
    ended = {occurrence for occurrence, _ in _each_once((one for one in over if one.day == today), wanted, about)}
    first = _most(_each_once(coming, wanted, about, ended), wanted)
    if first and _is_sure(first[0], wanted) and not _may_come_before(first[0], unsure, wanted, about):
        return "coming_next", first, AnswerStatus.ANSWERED
    nearly = _each_once(sorted((*coming, *unsure), key=lambda one: one.day), wanted, about, ended)
    if closest := [one for _, one in islice(nearly, CLOSEST)]:
        return "coming_unsure", closest, AnswerStatus.PARTIAL
    last = next(_each_once(over, wanted, about), None)
    return ("coming_none", [last[1]], AnswerStatus.PARTIAL) if last else None


def _most(found: Iterator[tuple[Occurrence, Telling]], wanted: ComingQuestion) -> list[Telling]:
    """The next one; of all that comes as many as fit; of months that were named what their next coming has."""
    tellings_of = (one for _, one in found)
    if wanted.several:
        return list(islice(tellings_of, LISTED))
    first = list(islice(tellings_of, 1))
    if first and not wanted.next:
        first += takewhile(lambda one: one.day[:2] == first[0].day[:2], islice(tellings_of, LISTED - 1))
    return first


def _is_sure(telling: Telling, wanted: ComingQuestion) -> bool:
    """Whether a day to come is the next one: of what is no occasion only where it is called so, or is a last day."""
    language = telling.sentence.result.document.language
    return bool(wanted.occasions) or wanted.due or matches("coming", language, telling.sentence.text.lower())


def _may_come_before(first: Telling, unsure: Iterable[Telling], wanted: ComingQuestion, about: About) -> bool:
    """Whether a last day that may be one of every year comes before one that is certain."""
    before = (one for one in unsure if one.day < first.day)
    return wanted.due and any(about.kind_of(one.sentence, wanted) for one in before)


def _each_once(
    told: Iterable[Telling], wanted: ComingQuestion, about: About, ended: Collection[Occurrence] = ()
) -> Iterator[tuple[Occurrence, Telling]]:
    """Those that are about what is asked for, the first of each occasion on a day, without those that have ended."""
    seen = set(ended)
    for one in told:
        kind = about.kind_of(one.sentence, wanted)
        if kind and (one.day, kind) not in seen:
            seen.add((one.day, kind))
            yield (one.day, kind), one


def _rank(one: Telling, language: str) -> tuple[bool, bool, bool]:
    """Of several tellings of one day the best first: in the asker's language, from a page on events, a row."""
    document = one.sentence.result.document
    return document.language != language, document.kind is not DocumentKind.EVENT, one.sentence.listed is None


def _answer(
    message: str, told: Sequence[Telling], status: AnswerStatus, found: Sequence[SearchResult], language: str
) -> Answer:
    """The tellings under a message, each with its source."""
    markers = number_places(one.sentence.result for one in told)
    text = "\n\n".join((say(message, language), *_quotations(told, markers, language)))
    cited = [one.sentence.result for one in told]
    shown = tuple({result.chunk.id: result for result in (*cited, *found[:SHOWN])}.values())
    return Answer(status, language, text, tuple(_citations(told, markers)), shown, route=ROUTE)


def _quotations(told: Sequence[Telling], markers: Mapping[Place, int], language: str) -> Iterator[str]:
    """A paragraph for each table or place, introduced where it is in another language than the answer."""
    introduced = language
    for source, of_source in groupby(told, key=lambda one: _source(one, language)):
        if source != introduced:
            yield introduction(source, language)
            introduced = source
        for name, lines in groupby(of_source, key=_name):
            quotes = [f"{quoted(_quote(one), language)}{_marker(one, markers)}" for one in lines]
            yield "\n".join([f"{name}:", *quotes] if name else quotes)


def _source(one: Telling, language: str) -> str:
    written_in = one.sentence.result.document.language
    return language if written_in == "und" else written_in


def _name(one: Telling) -> str:
    return name_of_list(one.sentence) if one.sentence.listed is not None else ""


def _quote(one: Telling) -> str:
    return flattened(one.sentence.text)


def _marker(one: Telling, markers: Mapping[Place, int]) -> str:
    return marker_text(markers[place_of(one.sentence.result)])


def _citations(told: Sequence[Telling], markers: Mapping[Place, int]) -> Iterator[Citation]:
    for place, marker in markers.items():
        first, *others = [one for one in told if place_of(one.sentence.result) == place]
        yield cite(first.sentence.result, marker, _quote(first), tuple(map(_quote, others)))
