"""What is told of a call, fact by fact: the same words on the page, in the calendar and in the feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.listing import ListedCall
from assistant.calls.names import Kind
from assistant.calls.record import Contact, Event
from assistant.calls.wording import Said

UNSPOKEN = "zxx"
"""Language code of what is in no language: addresses."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said under a label.

    Attributes:
        parts: Read one after the other with commas between.
        link: What the link at its end is called, or "" when the parts are the link's name themselves.
        href: Where the link leads; None when there is none.
    """

    parts: tuple[Said, ...]
    link: str = ""
    href: str | None = None

    @property
    def text(self) -> str:
        """The parts as one text."""
        return self._comma.join(part.text for part in self.parts)

    @property
    def _comma(self) -> str:
        return "، " if any(part.language == "ar" for part in self.parts) else ", "

    def __str__(self) -> str:
        """As plain text, with the address of the link."""
        if self.href is None or self.href.removeprefix("mailto:") == self.text:
            return self.text
        return f"{self.text}{self._comma}{self.link}: {self.href}" if self.link else f"{self.text}: {self.href}"


Labelled = tuple[str, list[Entry]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is said under it.

    Attributes:
        key: Of the label among the messages, without its `listing_`.
        label: In the reader's language.
        entries: At least one.
    """

    key: str
    label: str
    entries: tuple[Entry, ...]

    def __str__(self) -> str:
        """As one line of plain text."""
        return f"{self.label}: {'; '.join(map(str, self.entries))}"


def main_facts(listed: ListedCall, language: str) -> list[Fact]:
    """What an applicant looks at first."""
    return _told((*_period(listed, language), *_share(listed, language), *_scope(listed, language)), language)


def further_facts(listed: ListedCall, language: str) -> list[Fact]:
    """All the rest."""
    return _told((*_money(listed, language), *_frame(listed, language), *_contact(listed, language)), language)


def _told(labelled: tuple[Labelled, ...], language: str) -> list[Fact]:
    return [Fact(key, say(f"listing_{key}", language), tuple(entries)) for key, entries in labelled if entries]


def _period(listed: ListedCall, language: str) -> Iterator[Labelled]:
    call = listed.call
    zone = say("listing_helsinki_time", language)
    known = wording.period(call, language)
    dated = call.opens_at or call.closes_at
    in_brackets = [zone] if dated else []
    if not listed.times_are_sure:
        in_brackets.append(say("listing_unreviewed_short", language))
    yield "period", [_plain(f"{known} ({'; '.join(in_brackets)})" if in_brackets else known, language)]
    if listed.next_event:
        yield "next_event", [_event(listed.next_event, language)]


def _share(listed: ListedCall, language: str) -> Iterator[Labelled]:
    call = listed.call
    for key, rate, bound in (
        ("funding_rate", call.funding_rate, "listing_at_most"),
        ("own_contribution", call.own_contribution, "listing_at_least"),
    ):
        if rate is not None:
            yield key, [_plain(say(bound, language, amount=wording.percent(rate, language)), language)]


def _scope(listed: ListedCall, language: str) -> Iterator[Labelled]:
    yield "applicants", _names("applicant", listed.call.eligible_applicants, language)
    yield "regions", _names("region", listed.call.regions, language)


def _money(listed: ListedCall, language: str) -> Iterator[Labelled]:
    call = listed.call
    if amount := call.amount_per_project:
        yield "per_project", [_plain(wording.euros(amount.min, amount.max, language), language)]
    if call.total_amount is not None:
        yield "total_amount", [_plain(wording.euros(call.total_amount, None, language), language)]
    yield "themes", _names("theme", call.themes, language)


def _frame(listed: ListedCall, language: str) -> Iterator[Labelled]:
    call = listed.call
    yield "events", [_event(event, language) for event in call.events]
    if call.decision_expected:
        yield "decisions", [_plain(wording.expected(call.decision_expected, language), language)]
    yield "funder", [_plain(call.funder, "fi")]
    yield "programme", [_plain(call.programme, "fi")]
    if call.specific_objective:
        yield "specific_objective", [_plain(call.specific_objective, "fi")]


def _contact(listed: ListedCall, language: str) -> Iterator[Labelled]:
    call = listed.call
    if call.contact:
        yield "contact", _whom(call.contact, language)
    yield "how_to_apply", [Entry((Said(link, UNSPOKEN),), href=wording.web(link)) for link in call.links]


def _whom(contact: Contact, language: str) -> list[Entry]:
    role = wording.name_of("role", contact.role, language) if contact.role else None
    parts = [Said(contact.name, "fi") if contact.name else None, role]
    parts.append(Said(contact.phone, language) if contact.phone else None)
    said = tuple(filter(None, parts))
    entries = [Entry(said)] if said else []
    if contact.email:
        entries.append(Entry((Said(contact.email, UNSPOKEN),), href=wording.web(contact.email)))
    return entries


def _event(event: Event, language: str) -> Entry:
    parts = [wording.nearest(event.name, language)]
    parts.append(Said(wording.span(event.starts_at, event.ends_at, language), language))
    if event.place:
        parts.append(Said(event.place, "fi"))
    href = wording.web(event.sign_up)
    if event.sign_up and href is None:
        parts.append(Said(f"{say('listing_sign_up', language)}: {event.sign_up}", language))
    return Entry(tuple(parts), say("listing_sign_up", language), href)


def _names(kind: Kind, names: tuple[str, ...], language: str) -> list[Entry]:
    said = tuple(wording.name_of(kind, name, language) for name in names)
    return [Entry(said)] if said else []


def _plain(text: str, language: str) -> Entry:
    return Entry((Said(text, language),))
