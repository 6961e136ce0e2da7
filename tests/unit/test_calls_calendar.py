"""The calendar: read back with two libraries, one of them strict, and looked at line by line."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from api.calls.calendar import calendar
from assistant.calls.clock import instant
from assistant.calls.listing import listing
from assistant.calls.record import Call
from assistant.calls.stored import StoredCall
from assistant.language import SUPPORTED
from tests.call_builders import (
    CANCELLED,
    CLOSED,
    CONTINUOUS,
    EXTENDED,
    INFO,
    NOW,
    UNDATED,
    UPCOMING,
    call,
    library,
    moment,
    stored,
)

PAGE = "https://tietoavustaja.example.fi/calls"


def written(*calls: Call | StoredCall, language: str = "fi", now: dt.datetime = NOW) -> bytes:
    return calendar(listing(library(*calls), now), language, PAGE)


def entries(*calls: Call | StoredCall, language: str = "fi", now: dt.datetime = NOW) -> dict[str, Any]:
    """The entries by what comes before the @ of their UID."""
    whole = icalendar.Calendar.from_ical(written(*calls, language=language, now=now))
    assert not whole.errors
    found = whole.walk("VEVENT")
    assert not [error for one in found for error in one.errors]
    return {str(one["UID"]).partition("@")[0]: one for one in found}


def test_openings_deadlines_and_sessions_are_entries() -> None:
    found = entries(UPCOMING)
    assert set(found) == {"tuleva.opens", "tuleva.closes", "tuleva.event-1"}
    assert found["tuleva.closes"]["SUMMARY"] == "Haku päättyy: Haku tuleva"
    assert found["tuleva.closes"]["DTSTART"].dt == moment("2027-02-26T16:15")
    session = found["tuleva.event-1"]
    assert (session["DTSTART"].dt, session["DTEND"].dt) == (moment("2026-12-09T13:00"), moment("2026-12-09T14:30"))
    assert (session["LOCATION"], session["URL"]) == ("Teams", "https://hakemukset.example.fi/info")


def test_a_deadline_reminds_two_weeks_and_two_days_before() -> None:
    found = entries(UPCOMING)
    triggers = [alarm["TRIGGER"].dt for alarm in found["tuleva.closes"].walk("VALARM")]
    assert triggers == [dt.timedelta(days=-14), dt.timedelta(days=-2)]
    assert not found["tuleva.opens"].walk("VALARM")


def test_an_extension_moves_the_deadline_and_raises_its_sequence() -> None:
    before = entries(call("jatkettu", closes_at="2026-12-18T16:15"))["jatkettu.closes"]
    after = entries(EXTENDED)["jatkettu.closes"]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == moment("2027-01-15T16:15")
    assert after["LAST-MODIFIED"].dt == moment("2026-11-10T00:00")
    assert "Aiempi päättymisaika oli 18.12.2026 klo 16.15." in after["DESCRIPTION"]


def test_a_cancelled_call_is_taken_away_from_calendars() -> None:
    found = entries(CANCELLED)
    assert found["peruttu.closes"]["STATUS"] == "CANCELLED"
    assert found["peruttu.event-1"]["STATUS"] == "CANCELLED"
    assert found["peruttu.opens"]["STATUS"] == "CONFIRMED"  # it did open
    assert not found["peruttu.closes"].walk("VALARM")
    assert found["peruttu.closes"]["SEQUENCE"] == 1


def test_no_deadline_is_made_up() -> None:
    assert set(entries(CONTINUOUS)) == {"jatkuva.opens"}
    assert set(entries(call(closes_at=None))) == {"haku-1.opens"}
    assert entries(UNDATED) == {}


def test_an_unreviewed_date_says_so_and_is_tentative() -> None:
    found = entries(stored(call(), unreviewed=frozenset({"closes_at"}), official=False))
    assert found["haku-1.closes"]["STATUS"] == "TENTATIVE"
    assert "ei vielä tarkistettu" in found["haku-1.closes"]["SUMMARY"]
    assert found["haku-1.opens"]["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize(
    "closes",
    [
        "2026-10-24T23:59:00+03:00",
        "2026-10-25T02:30:00+03:00",
        "2026-10-25T03:30:00+03:00",  # the hour that comes twice: its first turn,
        "2026-10-25T03:30:00+02:00",  # and its second
        "2026-10-25T04:00:00+02:00",
        "2027-03-28T02:59:00+02:00",
        "2027-03-28T04:00:00+03:00",
    ],
)
def test_the_moment_is_right_on_the_nights_when_clocks_change(closes: str) -> None:
    one = call(opens_at="2026-09-01T09:00", closes_at=closes)
    wanted = dt.datetime.fromisoformat(closes)
    assert instant(entries(one)["haku-1.closes"]["DTSTART"].dt) == instant(wanted)
    [deadline] = [
        event for event in IcsCalendarStream.calendar_from_ics(written(one).decode()).events if "closes" in event.uid
    ]
    assert instant(deadline.dtstart) == instant(wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize("calls", [(), (UPCOMING, CLOSED, CONTINUOUS, CANCELLED, UNDATED, EXTENDED)])
@pytest.mark.parametrize("language", [known.code for known in SUPPORTED])
def test_a_strict_parser_and_a_calendar_read_it(calls: tuple[Call, ...], language: str) -> None:
    text = written(*calls, language=language).decode()
    read = IcsCalendarStream.calendar_from_ics(text)
    assert len(read.events) == len(entries(*calls, language=language))
    shown = [event.summary for event in read.timeline if event.start_datetime >= NOW]
    assert len(shown) == (6 if calls else 0)
    assert read.prodid


@pytest.mark.parametrize("language", ["fi", "ru", "ar"])
def test_lines_are_folded_and_end_as_the_standard_says(language: str) -> None:
    body = written(UPCOMING, EXTENDED, language=language)
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is cut in two


def test_what_must_stand_in_every_entry_stands_once() -> None:
    body = written(UPCOMING, EXTENDED, CANCELLED).decode().replace("\r\n ", "")
    for component in body.split("BEGIN:VEVENT\r\n")[1:]:
        names = [line.partition(":")[0].partition(";")[0] for line in component.split("BEGIN:VALARM")[0].split("\r\n")]
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "URL"):
            assert names.count(name) == 1, name
    assert body.count("\r\nBEGIN:VTIMEZONE\r\n") == 1
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in body


def test_uids_are_unique_and_stay() -> None:
    body = written(UPCOMING, EXTENDED, CANCELLED, CLOSED)
    uids = [line for line in body.decode().split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert body == written(UPCOMING, EXTENDED, CANCELLED, CLOSED)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_names_of_all_sorts_read_back(name: str) -> None:
    found = entries(call(name={"fi": name.strip()}))["haku-1.closes"]
    text = str(found["SUMMARY"])
    kept = "".join(c for c in name.strip() if c.isalnum())
    assert "".join(c for c in text.removeprefix("Haku päättyy: ") if c.isalnum()) == kept


def test_separators_in_a_name_are_escaped() -> None:
    name = r"Haku; a, b\c: ”d”"
    assert entries(call(name={"fi": name}))["haku-1.closes"]["SUMMARY"] == f"Haku päättyy: {name}"


def test_a_file_name_as_id_makes_an_address() -> None:
    assert entries(call("hyvä työ"))["hyvä työ.closes"]["URL"] == f"{PAGE}#hyv%C3%A4-ty%C3%B6"


def test_a_sign_up_that_is_no_address_is_no_url() -> None:
    session = entries(call(events=[INFO | {"sign_up": "javascript:alert(1)"}]))["haku-1.event-1"]
    assert session["URL"] == f"{PAGE}#haku-1"
