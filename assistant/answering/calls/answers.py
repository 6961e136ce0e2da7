"""Answers on funding calls from their records: exact facts and the status at the moment of asking, with sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.analysis import Analyser
from assistant.answering.answer import Answer
from assistant.answering.calls.meant import Wanted, on_a_call, wanted_of
from assistant.answering.calls.mentioned import CallNames, may_apply
from assistant.answering.calls.questions import (
    LISTS,
    CallQuestion,
    matches,
    parts_of,
    recognise_call_question,
    without_fields,
)
from assistant.answering.calls.sources import Heading, Library, Line, Sources, put_together
from assistant.answering.calls.statements import headline, name_of_call, remarks, told
from assistant.answering.conversation.exchange import CALLS
from assistant.answering.messages import say
from assistant.answering.routing import Asked, Route
from assistant.calls import wording
from assistant.calls.areas import WHOLE_COUNTRY, concerns
from assistant.calls.clock import Clock, in_helsinki, instant
from assistant.calls.facts import Fact, further_facts, main_facts
from assistant.calls.listing import ListedCall, listing
from assistant.calls.record import Event
from assistant.calls.status import CallStatus
from assistant.language import detect

ROUTE = "calls"
MOST = 5
"""Calls that are told of in one answer."""
SESSIONS = ("info", "clinic")
"""Kinds of event, as records write them."""
COMPARED = 2
COMPARED_FACTS = (
    "period",
    "funding_rate",
    "own_contribution",
    "per_project",
    "total_amount",
    "applicants",
    "regions",
    "decisions",
)
"""What a comparison tells when nothing else is asked for."""


def answer_calls(library: Library, clock: Clock, analyser: Analyser) -> Route:
    """A route that answers questions on funding calls.

    Args:
        library: Where the records stand.
        clock: Tells the moment of asking.
        analyser: Knows Finnish words.
    """
    names = CallNames(analyser)

    def route(asked: Asked) -> Answer | None:
        text = asked.question.text
        written_in = detect(text, default=asked.question.language)
        question = None if asked.filters else recognise_call_question(text, written_in)
        if question is None:
            return None
        if not question.names_calls and not on_a_call(question, asked, library, names):
            return None
        calls = listing(library, in_helsinki(clock()))
        wanted = wanted_of(question, asked, written_in, calls, names) if calls else None
        if wanted is None:
            return None
        chosen: list[ListedCall] = []
        lines = list(_lines(wanted, names, Sources(library), chosen))
        carried = {CALLS: " ".join(listed.call.id for listed in chosen)} if chosen else {}
        if not lines:
            return None
        answer = put_together(lines, wanted.language, ROUTE, carried)
        return answer if chosen else replace(answer, suggestions=(say("call_suits_us", wanted.language),))

    return route


def _lines(wanted: Wanted, names: CallNames, sources: Sources, chosen: list[ListedCall]) -> Iterator[Line]:
    """The answer's paragraphs; adds the calls that are told of one by one to `chosen`."""
    question = wanted.question
    if "compare" in question.manner and len(sides := _sides(wanted, names)) == COMPARED:
        chosen += sides
        yield from _comparison(sides, question.fields or COMPARED_FACTS, sources, wanted.language)
    elif wanted.meant and (wanted.sure or _on_one(question)):
        if question.fields or set(question.asked) & set(LISTS):
            chosen += _current(wanted)
            yield from _about(chosen, wanted, sources)
    elif "open" in question.asked and set(question.fields) - {"period", "next_event"}:
        chosen += [listed for listed in wanted.calls if listed.is_open and _suits(listed, wanted)][:MOST]
        yield from _about(chosen, wanted, sources)
    elif "about" in question.asked and wanted.region:
        chosen += _own_of_region(wanted)
        yield from _about(chosen, wanted, sources) if chosen else _none_of_its_own(wanted, sources)
    elif "contact" in question.asked and question.names_calls:
        chosen += [listed for listed in wanted.calls if listed.is_open and _suits(listed, wanted)][:MOST]
        yield from _about(chosen, wanted, sources)
    elif "events" in question.asked:
        yield from _sessions(wanted, sources)
    elif set(LISTS) & set(question.asked) or (_narrowed(wanted) and not question.fields):
        yield from _lists(wanted, sources)


def _on_one(question: CallQuestion) -> bool:
    """Whether a question that names a theme or a region asks about a call rather than for calls."""
    return "many" not in question.manner and (bool(question.asked) or "which" not in question.manner)


def _own_of_region(wanted: Wanted) -> list[ListedCall]:
    """The calls that name the region that is asked about, or a part of it or the area around, not the whole country."""
    everywhere = {name for listed in wanted.calls for name in listed.call.regions if name.casefold() == WHOLE_COUNTRY}
    own = [
        listed
        for listed in wanted.calls
        if concerns([name for name in listed.call.regions if name not in everywhere], wanted.region or "")
    ]
    return [listed for listed in own if not listed.is_over][:MOST] or own[:1]


def _none_of_its_own(wanted: Wanted, sources: Sources) -> Iterator[Line]:
    """That a region has no call of its own, and those that it has with others."""
    region = wording.name_of("region", wanted.region or "", wanted.language).text
    yield say("call_none_of_its_own", wanted.language, region=region)
    yield from _lists(wanted, sources)


def _current(wanted: Wanted) -> list[ListedCall]:
    """Of several calls that are meant alike, those that can be applied to now or will be; else the latest."""
    meant = list(wanted.meant)
    if len(meant) == 1 or wanted.sure:
        return meant[:MOST]
    if "next_event" in wanted.question.fields:
        return [listed for listed in meant if listed.next_event][:MOST] or meant[:1]
    open_now = [listed for listed in meant if listed.is_open]
    coming = [listed for listed in meant if listed.status is CallStatus.UPCOMING]
    return (open_now or coming or meant[:1])[:MOST]


def _about(chosen: Sequence[ListedCall], wanted: Wanted, sources: Sources) -> Iterator[Line]:
    """The facts asked for of each call, first its status."""
    fields, language = wanted.question.fields, wanted.language
    for listed in chosen:
        yield headline(listed, sources, language)
        if "summary" in fields and listed.call.summary:
            yield sources.state(wording.nearest(listed.call.summary, language).text, listed, "summary")
        if "applicants" in fields and not listed.is_over and listed.status is not CallStatus.CANCELLED:
            yield from _whether(listed, wanted, sources)
        event = _next_event(listed, _kinds(wanted.question))
        facts = _facts(listed, fields, language, event)
        for fact in facts:
            if fact.key != "period":
                yield told(fact, listed, sources, event)
        for key in fields:
            if key == "next_event" and not any(fact.key == key for fact in facts):
                yield say("call_no_event", language)
            elif key not in ("period", "next_event", "contact", "summary", "themes") and key not in [
                fact.key for fact in facts
            ]:
                yield say("call_not_stated", language, fact=say(f"listing_{key}", language))
        if listed.is_open and (not fields or "period" in fields) and "how_to_apply" not in fields:
            yield from (told(fact, listed, sources) for fact in _facts(listed, ["how_to_apply"], language))
        yield from remarks(listed, sources, language, named=len(chosen) > 1)
    if chosen and all(listed.is_over or listed.status is CallStatus.CANCELLED for listed in chosen):
        yield from _instead(wanted, sources)


def _whether(listed: ListedCall, wanted: Wanted, sources: Sources) -> Iterator[Line]:
    """Yes or no, when one asks whether a kind of applicant may apply and the record lists who may."""
    kind = wanted.applicant
    if kind and (allowed := may_apply(kind, listed.call)) is not None:
        name = wording.name_of("applicant", kind, wanted.language).text
        key = "call_may_apply" if allowed else "call_may_not_apply"
        yield sources.state(say(key, wanted.language, applicants=name), listed, "applicants")


def _facts(listed: ListedCall, fields: Sequence[str], language: str, event: Event | None = None) -> list[Fact]:
    """Facts of a call by their keys; the session asked for in place of the next of all."""
    facts = [*main_facts(listed, language), *further_facts(listed, language)]
    found = [fact for fact in facts if fact.key in fields and fact.key != "next_event"]
    return [*found, *([_session(listed, event, language)] if event and "next_event" in fields else [])]


def _session(listed: ListedCall, event: Event, language: str) -> Fact:
    """A session as the facts tell it, under the words for the next one."""
    entries = next(fact.entries for fact in further_facts(listed, language) if fact.key == "events")
    return Fact("next_event", say("listing_next_event", language), (entries[listed.call.events.index(event)],))


def _kinds(question: CallQuestion) -> list[str]:
    """The kind of session that is asked for, when it is one of two."""
    kinds: list[str] = [kind for kind in SESSIONS if kind in question.manner and "events" in question.asked]
    return kinds if len(kinds) == 1 else []


def _next_event(listed: ListedCall, kinds: Sequence[str]) -> Event | None:
    ahead = [
        event
        for event in listed.call.events
        if instant(event.ends_at or event.starts_at) >= instant(listed.now) and (not kinds or event.kind in kinds)
    ]
    return min(ahead, key=lambda event: instant(event.starts_at), default=None)


def _sessions(wanted: Wanted, sources: Sources) -> Iterator[Line]:
    """The coming information sessions and clinics of all calls; the next one alone when that is asked."""
    language = wanted.language
    kinds = _kinds(wanted.question)
    ahead = [
        (event, listed)
        for listed in wanted.calls
        if _suits(listed, wanted)
        and listed.status is not CallStatus.CANCELLED
        and (event := _next_event(listed, kinds))
    ]
    ahead.sort(key=lambda pair: instant(pair[0].starts_at))
    for event, listed in ahead[: 1 if "next" in wanted.question.manner else MOST]:
        fact = _session(listed, event, language)
        yield sources.state(
            f"{name_of_call(listed, language)}: {fact}", listed, "events", wording.moment(event.starts_at, "fi")
        )
    if not ahead:
        yield say("call_no_event", language)


def _lists(wanted: Wanted, sources: Sources) -> Iterator[Line]:
    """Which calls are open, coming or over; narrowed to a region or a theme."""
    asked, language = set(wanted.question.asked), wanted.language
    chosen = [listed for listed in wanted.calls if _suits(listed, wanted)]
    open_now = [listed for listed in chosen if listed.is_open]
    coming = [listed for listed in chosen if listed.status is CallStatus.UPCOMING and _opens_when_asked(listed, wanted)]
    if "coming" in asked and "opens" in asked:
        asked -= {"open"}
    if "over" in asked and "open" not in asked:
        yield from _over(chosen, wanted, sources)
        return
    if "coming" not in asked or "open" in asked:
        if open_now:
            yield Heading(say("call_open_now", language, moment=wording.moment(wanted.calls[0].now, language)))
            for listed in open_now:
                yield headline(listed, sources, language)
                if wanted.applicant:
                    yield from (told(fact, listed, sources) for fact in _facts(listed, ["applicants"], language))
        else:
            yield say("call_none_such" if _narrowed(wanted) else "listing_none_open", language)
    if "coming" in asked or not open_now:
        if coming:
            yield Heading(say("call_coming", language))
            for listed in coming[: 1 if "next" in wanted.question.manner or "coming" not in asked else MOST]:
                yield headline(listed, sources, language)
        else:
            yield say("call_none_coming", language)


def _opens_when_asked(listed: ListedCall, wanted: Wanted) -> bool:
    """Whether a coming call opens in the year that is asked for."""
    opens = listed.call.opens_at
    return "next_year" not in wanted.question.manner or (opens is not None and opens.year == listed.now.year + 1)


def _over(chosen: Sequence[ListedCall], wanted: Wanted, sources: Sources) -> Iterator[Line]:
    """The closed and cancelled calls, latest first; of this year when no other is named."""
    years = [word for word in wanted.text.replace("?", " ").split() if word.isdigit() and len(word) == len("2026")]
    year = int(years[0]) if years else wanted.calls[0].now.year
    over = [
        listed
        for listed in chosen
        if listed.is_over and (listed.call.closes_at or listed.call.opens_at or listed.now).year == year
    ]
    if over:
        yield Heading(say("call_over", wanted.language))
    for listed in over:
        yield headline(listed, sources, wanted.language)


def _narrowed(wanted: Wanted) -> bool:
    return bool(wanted.region or wanted.theme or wanted.applicant)


def _suits(listed: ListedCall, wanted: Wanted) -> bool:
    in_region = wanted.region is None or concerns(listed.call.regions, wanted.region)
    for_them = wanted.applicant is None or may_apply(wanted.applicant, listed.call) is not False
    return in_region and for_them and (wanted.theme is None or wanted.theme in listed.call.themes)


def _instead(wanted: Wanted, sources: Sources) -> Iterator[Line]:
    """What can be applied to instead of a call that is over."""
    open_now = [listed for listed in wanted.calls if listed.is_open]
    coming = [listed for listed in wanted.calls if listed.status is CallStatus.UPCOMING][:1]
    if open_now or coming:
        yield Heading(say("call_instead", wanted.language))
    for listed in (*open_now, *coming):
        yield headline(listed, sources, wanted.language)


def _sides(wanted: Wanted, names: CallNames) -> list[ListedCall]:
    """The two calls of a comparison: named by id or whole name, or each in its own part of the question."""
    if wanted.sure and len(wanted.meant) >= COMPARED:
        return list(wanted.meant[:COMPARED])
    found: dict[str, ListedCall] = {}
    parts = parts_of(wanted.text, wanted.written_in)
    for part in sorted(parts, key=lambda part: not matches("call", wanted.written_in, part)):
        meant = names.by_words(without_fields(part, wanted.written_in), wanted.written_in, wanted.calls)
        ahead = [listed for listed in meant if listed.is_open or listed.status is CallStatus.UPCOMING] or meant
        for listed in ahead[:1]:
            found.setdefault(listed.call.id, listed)
    return list(found.values())[:COMPARED]


def _comparison(sides: Sequence[ListedCall], fields: Sequence[str], sources: Sources, language: str) -> Iterator[Line]:
    """Fact by fact, a line for each call."""
    for listed in sides:
        yield headline(listed, sources, language)
    for key in fields:
        if key == "period":
            continue
        yield Heading(f"{say(f'listing_{key}', language)}:")
        for listed in sides:
            facts = _facts(listed, [key], language)
            value = "; ".join(map(str, facts[0].entries)) if facts else say("listing_not_known", language)
            yield sources.state(f"{name_of_call(listed, language)}: {value}", listed, key)
    for listed in sides:
        yield from remarks(listed, sources, language, named=True)
