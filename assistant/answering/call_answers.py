"""Answers on funding calls from their records: exact facts and the status at the moment of asking, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.call_questions import LISTS, CallQuestion, calls_meant, recognise_call_question
from assistant.answering.citations import cite, flattened, marker_text, number_places, place_of
from assistant.answering.messages import say
from assistant.answering.routing import Asked, Route
from assistant.calls import wording
from assistant.calls.areas import concerns
from assistant.calls.clock import Clock, in_helsinki
from assistant.calls.facts import further_facts, main_facts
from assistant.calls.listing import CallsLibrary, ListedCall, listing
from assistant.calls.notes import notes
from assistant.calls.status import CallStatus
from assistant.documents import Chunk, SearchResult
from assistant.language import detect

ROUTE = "calls"
MOST = 5
"""Calls that are told of in one answer, or offered to choose from."""

# How the indexed record of a call begins the line of each fact; announcements have the words that it was read from.
_LABELS = {
    "period": "Hakuaika:",
    "funding_rate": "Rahoitusosuus",
    "own_contribution": "Omarahoitus:",
    "total_amount": "Haettavana yhteensä:",
    "per_project": "Hankekohtainen rahoitus:",
    "applicants": "Hakijat",
    "regions": "Alueet:",
    "decisions": "Rahoituspäätökset:",
    "contact": "Yhteystiedot:",
    "how_to_apply": "Lisätiedot ja hakeminen:",
    "name": "Haun nimi:",
}
_FIELDS = {
    "period": ("closes_at", "opens_at", "continuous"),
    "applicants": ("eligible_applicants",),
    "per_project": ("amount_per_project",),
    "decisions": ("decision_expected",),
    "how_to_apply": ("links",),
}
"""The record's fields behind a fact, where they have other names."""


class Library(CallsLibrary, Protocol):
    """What is asked of the library."""

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages."""
        ...


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of an answer and the words of a passage that it rests on."""

    text: str
    source: SearchResult
    quote: str


def answer_calls(library: Library, clock: Clock, analyser: Analyser) -> Route:
    """A route that answers questions on funding calls.

    Args:
        library: Where the records stand.
        clock: Tells the moment of asking.
        analyser: Knows Finnish words.
    """

    def route(asked: Asked) -> Answer | None:
        text, language = asked.question.text, asked.question.language
        written_in = detect(text, default=language)
        question = None if asked.filters else recognise_call_question(text, written_in, analyser)
        if question is None:
            return None
        calls = listing(library, in_helsinki(clock()))
        meant = calls_meant(text, written_in, calls, analyser)
        sources = _Sources(library)
        lines = list(_lines(question, meant, calls, sources, language))
        return _answer(lines, language, [listed.call.id for listed in meant]) if lines else None

    return route


def _lines(
    question: CallQuestion,
    meant: Sequence[ListedCall],
    calls: Sequence[ListedCall],
    sources: _Sources,
    language: str,
) -> Iterator[Statement | str]:
    """The answer's paragraphs: the assistant's own words, or statements with their sources."""
    if question.fields and meant:
        yield from _about(_current(meant), question.fields, calls, sources, language)
    elif not question.fields or "events" in question.asked or set(LISTS) & set(question.asked):
        yield from _lists(question, meant, calls, sources, language)


def _current(meant: Sequence[ListedCall]) -> Sequence[ListedCall]:
    """Of several calls that are meant alike, those that can be applied to now or will be; else the latest."""
    if len(meant) == 1:
        return meant
    ahead = [listed for listed in meant if listed.is_open or listed.status is CallStatus.UPCOMING]
    return (ahead or meant)[:MOST]


def _about(
    chosen: Sequence[ListedCall],
    fields: Sequence[str],
    calls: Sequence[ListedCall],
    sources: _Sources,
    language: str,
) -> Iterator[Statement | str]:
    """The facts asked for of each call, first its status."""
    for listed in chosen:
        yield from _headline(listed, sources, language)
        facts = [
            fact for fact in (*main_facts(listed, language), *further_facts(listed, language)) if fact.key in fields
        ]
        for fact in facts:
            if fact.key != "period":
                source, quote = sources.of(listed, fact.key)
                yield Statement(str(fact), source, quote)
        for key in fields:
            if key == "next_event" and listed.next_event is None:
                yield say("call_no_event", language)
            elif key != "period" and key not in [fact.key for fact in facts]:
                yield say("call_not_stated", language, fact=say(f"listing_{key}", language))
        yield from _remarks(listed, sources, language)
    if all(listed.is_over for listed in chosen):
        yield from _next(calls, sources, language)


def _lists(
    question: CallQuestion,
    meant: Sequence[ListedCall],
    calls: Sequence[ListedCall],
    sources: _Sources,
    language: str,
) -> Iterator[Statement | str]:
    """Which calls are open, and which are coming; narrowed to a region, a theme or to those named."""
    narrowed = question.region or question.theme or not meant
    chosen = [listed for listed in (calls if narrowed else meant) if _suits(listed, question)]
    open_now = [listed for listed in chosen if listed.is_open]
    coming = [listed for listed in chosen if listed.status is CallStatus.UPCOMING]
    if "events" in question.asked:
        with_event = [listed for listed in (*open_now, *coming) if listed.next_event]
        with_event.sort(key=lambda listed: listed.next_event.starts_at if listed.next_event else listed.now)
        for listed in with_event[:2]:
            fact = next(fact for fact in main_facts(listed, language) if fact.key == "next_event")
            source, quote = sources.of(listed, "next_event")
            yield Statement(f"{_name(listed, language)}: {fact}", source, quote)
        if not with_event:
            yield say("call_no_event", language)
        return
    if "coming" not in question.asked or "open" in question.asked:
        if open_now:
            yield say("call_open_now", language, moment=wording.moment(calls[0].now, language))
            for listed in open_now:
                yield from _headline(listed, sources, language)
        else:
            yield say("listing_none_open", language)
    if "coming" in question.asked or not open_now:
        if coming:
            yield say("call_coming", language)
            for listed in coming[: 1 if "opens" in question.asked else MOST]:
                yield from _headline(listed, sources, language)
        else:
            yield say("call_none_coming", language)


def _suits(listed: ListedCall, question: CallQuestion) -> bool:
    regions = [region for region in listed.call.regions if question.region]
    in_region = not question.region or any(concerns([one.casefold()], question.region) for one in regions)
    return in_region and (question.theme is None or question.theme in listed.call.themes)


def _next(calls: Sequence[ListedCall], sources: _Sources, language: str) -> Iterator[Statement | str]:
    """What can be applied to instead of a call that is over."""
    open_now = [listed for listed in calls if listed.is_open]
    coming = [listed for listed in calls if listed.status is CallStatus.UPCOMING][:1]
    if open_now or coming:
        yield say("call_instead", language)
    for listed in (*open_now, *coming):
        yield from _headline(listed, sources, language)


def _headline(listed: ListedCall, sources: _Sources, language: str) -> Iterator[Statement]:
    """The call's name, status and period, and how many days are left."""
    status = say(f"listing_status_{listed.status}", language)
    period = next((str(fact) for fact in main_facts(listed, language) if fact.key == "period"), "")
    days = wording.days_in_words(listed.call, listed.status, listed.now, language)
    source, quote = sources.of(listed, "period")
    when = ("، " if language == "ar" else ", ").join(part for part in (period, days) if part)
    yield Statement(f"{_name(listed, language)}: {status.lower()}. {when}.", source, quote)


def _remarks(listed: ListedCall, sources: _Sources, language: str) -> Iterator[Statement]:
    """What must be known beside the facts: cancelled, extended, not reviewed, told differently elsewhere."""
    source, quote = sources.of(listed, "period")
    for note in notes(listed, language):
        yield Statement(str(note), source, quote)


def _name(listed: ListedCall, language: str) -> str:
    return flattened(wording.nearest(listed.call.name, language).text)


class _Sources:
    """Finds the line of a call's document that a fact stands in."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._chunks: dict[str, list[Chunk]] = {}

    def of(self, listed: ListedCall, fact: str) -> tuple[SearchResult, str]:
        """The passage and its words; those of the call's name when the fact has no line of its own."""
        document = listed.stored.document
        chunks = self._chunks.setdefault(document.id, self._library.chunks(document.id))
        for beginning in (*self._words(listed, fact), _LABELS["name"], ""):
            for chunk in chunks:
                for line in chunk.text.split("\n"):
                    if line.strip() and beginning in line:
                        return SearchResult(chunk, document, 1.0), flattened(line)
        raise LookupError(f"the call {listed.call.id} has no passage")

    @staticmethod
    def _words(listed: ListedCall, fact: str) -> Iterable[str]:
        if fact in ("events", "next_event"):
            event = listed.next_event or (listed.call.events[0] if listed.call.events else None)
            if event:
                yield wording.day(event.starts_at, "fi")
        for field in _FIELDS.get(fact, (fact,)):
            if field in listed.stored.quotes:
                yield listed.stored.quotes[field].split("\n")[0]
        if fact in _LABELS:
            yield _LABELS[fact]


def _answer(lines: Sequence[Statement | str], language: str, meant: Sequence[str]) -> Answer:
    """Puts markers and citations to the statements; one marker for each place of a document."""
    statements = [line for line in lines if isinstance(line, Statement)]
    markers = number_places(statement.source for statement in statements)
    quotes: dict[int, dict[str, SearchResult]] = {}
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if isinstance(line, str):
            paragraphs += [[line], []]
        else:
            marker = markers[place_of(line.source)]
            quotes.setdefault(marker, {}).setdefault(line.quote, line.source)
            paragraphs[-1].append(f"{line.text}{marker_text(marker)}")
    citations = tuple(
        cite(source, marker, quote, tuple(also))
        for marker, found in sorted(quotes.items())
        for (quote, source), *rest in [list(found.items())]
        for also in [[words for words, _ in rest]]
    )
    text = "\n\n".join("\n".join(paragraph) for paragraph in paragraphs if paragraph)
    results = tuple({line.source.chunk.id: line.source for line in statements}.values())
    status = AnswerStatus.ANSWERED if citations else AnswerStatus.UNANSWERABLE_NO_EVIDENCE
    carried = {"calls": " ".join(meant)} if meant else {}
    return Answer(status, language, text, citations, results, route=ROUTE, carried=carried)
