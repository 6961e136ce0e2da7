"""Funding calls as a calendar to subscribe to (RFC 5545): openings, deadlines, sessions and clinics."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import icalendar

from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.clock import HELSINKI, instant
from assistant.calls.facts import main_facts
from assistant.calls.listing import ListedCall
from assistant.calls.notes import notes
from assistant.calls.record import Event

PRODUCT = "-//Parempi tyoelama//Knowledge assistant//FI"
REMINDERS = (14, 2)
"""Days before a deadline."""
REFRESH = dt.timedelta(hours=6)
"""How often subscribers are asked to fetch it again."""

# Summer time in Finland since 1996, by directive 2000/84/EC and the ones before it.
_SEASONS = (
    ("DAYLIGHT", "EEST", dt.datetime(1996, 3, 31, 3), 3, 2, 3),  # noqa: DTZ001 - the standard wants the clock face
    ("STANDARD", "EET", dt.datetime(1996, 10, 27, 4), 10, 3, 2),  # noqa: DTZ001
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told of one entry.

    Attributes:
        key: Keeps the entries of one call apart, for good.
        title: In the reader's language.
        starts: With the zone.
        ends: None for a moment.
        place: Where it is held.
        url: Where to sign up.
        reminders: Days before the start.
        doubtful: The moment was read from prose and not reviewed.
    """

    key: str
    title: str
    starts: dt.datetime
    ends: dt.datetime | None = None
    place: str | None = None
    url: str | None = None
    reminders: tuple[int, ...] = ()
    doubtful: bool = False


def calendar(listed: Iterable[ListedCall], language: str, page: str) -> bytes:
    """The calendar as a file.

    Args:
        listed: The calls in it.
        language: Of its words.
        page: Address of the calls page; a call's place on it is its id.
    """
    name = say("listing_feed_title", language, project=wording.PROJECT)
    whole = icalendar.Calendar()
    whole.add("VERSION", "2.0")
    whole.add("PRODID", PRODUCT)
    for key in ("NAME", "X-WR-CALNAME"):  # RFC 7986, and what was there before it
        whole.add(key, name)
    whole.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    whole.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
    whole.add("X-WR-TIMEZONE", HELSINKI.key)
    whole.add_component(_helsinki())
    for call in listed:
        for entry in _entries(call, language):
            whole.add_component(_component(call, entry, language, f"{page}#{quote(call.anchor)}"))
    return bytes(whole.to_ical())


def _entries(listed: ListedCall, language: str) -> Iterator[Entry]:
    call, unreviewed = listed.call, listed.stored.unreviewed
    name = wording.nearest(call.name, language).text
    if call.opens_at:
        title = say("listing_entry_opens", language, name=name)
        yield Entry("opens", title, call.opens_at, doubtful="opens_at" in unreviewed)
    if call.closes_at:
        title = say("listing_entry_closes", language, name=name)
        yield Entry("closes", title, call.closes_at, reminders=REMINDERS, doubtful="closes_at" in unreviewed)
    for number, event in enumerate(call.events, start=1):
        yield _session(number, event, name, language, doubtful="events" in unreviewed)


def _session(number: int, event: Event, name: str, language: str, *, doubtful: bool) -> Entry:
    title = f"{wording.nearest(event.name, language).text}: {name}"
    return Entry(
        f"event-{number}", title, event.starts_at, event.ends_at, event.place, wording.web(event.sign_up), (), doubtful
    )


def _component(listed: ListedCall, entry: Entry, language: str, url: str) -> icalendar.Event:
    call, changes = listed.call, _changes(listed)
    doubt = f" ({say('listing_unreviewed_short', language)})" if entry.doubtful else ""
    component = icalendar.Event()
    component.add("UID", f"{call.id}.{entry.key}@knowledge-assistant")
    component.add("DTSTAMP", changes[-1] if changes else _day_start(listed.now.date()))
    if changes:
        component.add("LAST-MODIFIED", changes[-1])
    component.add("SEQUENCE", len(_announced(listed)))
    component.add("SUMMARY", wording.printable(entry.title + doubt))
    component.add("DTSTART", _moment(entry.starts))
    if entry.ends and instant(entry.ends) > instant(entry.starts):
        component.add("DTEND", _moment(entry.ends))
    component.add("STATUS", _state(listed, entry))
    component.add("TRANSP", "OPAQUE" if entry.ends else "TRANSPARENT")
    if entry.place:
        component.add("LOCATION", wording.printable(entry.place))
    component.add("URL", entry.url or url)
    component.add("DESCRIPTION", wording.printable(_description(listed, language, url)))
    if _state(listed, entry) != "CANCELLED":
        for days in entry.reminders:
            component.add_component(_reminder(days, entry.title))
    return component


def _state(listed: ListedCall, entry: Entry) -> str:
    """What came before a cancellation took place all the same."""
    cancelled = listed.call.cancelled
    if cancelled and cancelled.date <= listed.now.date() and entry.starts.date() >= cancelled.date:
        return "CANCELLED"
    return "TENTATIVE" if entry.doubtful else "CONFIRMED"


def _reminder(days: int, title: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", dt.timedelta(days=-days))
    alarm.add("DESCRIPTION", wording.printable(title))
    return alarm


def _description(listed: ListedCall, language: str, url: str) -> str:
    facts = [str(fact) for fact in main_facts(listed, language) if fact.key != "next_event"]
    remarks = [str(note) for note in notes(listed, language)]
    return "\n".join([*facts, *remarks, say("listing_funder_decides", language), url])


def _announced(listed: ListedCall) -> list[dt.date]:
    """The days on which something about the call was changed, as far as they have come."""
    call = listed.call
    days = [extension.announced for extension in call.extensions]
    days += [correction.announced for correction in call.corrections]
    if call.cancelled:
        days.append(call.cancelled.date)
    return sorted(day for day in days if day <= listed.now.date())


def _changes(listed: ListedCall) -> Sequence[dt.datetime]:
    """When the call was published and changed, oldest first; empty when no document tells."""
    published = [found.published for found in listed.documents if found.published]
    days = [day for day in (*published, *_announced(listed)) if day <= listed.now.date()]
    return [_day_start(day) for day in sorted(days)]


def _day_start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), HELSINKI).astimezone(dt.UTC)


def _moment(value: dt.datetime) -> dt.datetime:
    """By the clock in Helsinki; in UTC within the hour that comes twice in October, whose second turn has no name."""
    return value.astimezone(dt.UTC) if value.fold else value


def _helsinki() -> icalendar.Timezone:
    zone = icalendar.Timezone()
    zone.add("TZID", HELSINKI.key)
    for kind, name, since, month, before, after in _SEASONS:
        season = icalendar.TimezoneDaylight() if kind == "DAYLIGHT" else icalendar.TimezoneStandard()
        season.add("DTSTART", since)
        season.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        season.add("TZOFFSETFROM", dt.timedelta(hours=before))
        season.add("TZOFFSETTO", dt.timedelta(hours=after))
        season.add("TZNAME", name)
        zone.add_component(season)
    return zone
