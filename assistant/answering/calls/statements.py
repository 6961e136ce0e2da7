"""Statements on one call: its status and period, its facts, and what must be known beside them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.calls.sources import Sources, Statement
from assistant.answering.citations import flattened
from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.facts import Fact, main_facts
from assistant.calls.listing import ListedCall
from assistant.calls.notes import notes
from assistant.calls.record import Event
from assistant.calls.status import CallStatus


def headline(listed: ListedCall, sources: Sources, language: str) -> Statement:
    """The call's name, status and period, and how many days are left."""
    status = say(f"listing_status_{listed.status}", language)
    period = next((str(fact) for fact in main_facts(listed, language) if fact.key == "period"), "")
    days = wording.days_in_words(listed.call, listed.status, listed.now, language)
    when = ("، " if language == "ar" else ", ").join(part for part in (period, days) if part)
    return sources.state(f"{name_of_call(listed, language)}: {status.lower()}. {when}.", listed, "period")


def told(fact: Fact, listed: ListedCall, sources: Sources, event: Event | None = None) -> Statement:
    """A fact as a line.

    Args:
        fact: Of the call.
        listed: The call.
        sources: Where the fact stands.
        event: The session that the fact tells of, if it tells of one.
    """
    about = wording.moment(event.starts_at, "fi") if event and fact.key == "next_event" else ""
    return sources.state(str(fact), listed, fact.key, about)


def remarks(listed: ListedCall, sources: Sources, language: str, *, named: bool = False) -> Iterator[Statement]:
    """Cancelled, extended, not reviewed, told differently elsewhere.

    Args:
        listed: The call.
        sources: Where it stands.
        language: To say it in.
        named: With the call's name, where several are told of.
    """
    extended = bool(listed.call.extensions) and listed.status is not CallStatus.CANCELLED
    name = f"{name_of_call(listed, language)}: " if named else ""
    for note in notes(listed, language):
        fact = "extended" if extended and note.kind == "change" else "period"
        yield sources.state(f"{name}{note}", listed, fact)


def name_of_call(listed: ListedCall, language: str) -> str:
    """The call's name in a language, or the one nearest to it."""
    return flattened(wording.nearest(listed.call.name, language).text)
