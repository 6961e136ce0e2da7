"""Which calls are listed at a moment, in which order, and for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calls.areas import AREAS, concerns
from assistant.calls.clock import instant
from assistant.calls.listing import CallFilters, listing
from assistant.calls.names import keys, named, table
from assistant.calls.record import Call
from assistant.calls.status import CallStatus
from assistant.documents import DocumentKind
from assistant.language import SUPPORTED
from tests.call_builders import (
    CANCELLED,
    CLOSED,
    CONTINUOUS,
    EXTENDED,
    INFO,
    LAPLAND,
    NOW,
    UNDATED,
    UPCOMING,
    call,
    library,
    moment,
    stored,
)
from tests.fakes import record

ALL = (CLOSED, UNDATED, UPCOMING, CANCELLED, CONTINUOUS, EXTENDED, LAPLAND)


def ids(*calls: Call, filters: CallFilters = CallFilters()) -> list[str]:  # noqa: B008 - frozen
    return [one.call.id for one in listing(library(*calls), NOW, filters)]


def test_open_calls_come_first_by_their_closing_time() -> None:
    soon = call("pian", closes_at="2026-12-01T16:15")
    assert ids(*ALL, soon) == ["pian", "jatkettu", "lappi", "jatkuva", "tuleva", "avoin-aika", "peruttu", "mennyt"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (CallFilters(statuses=(CallStatus.CONTINUOUS,)), ["jatkuva"]),
        (CallFilters(statuses=(CallStatus.CONTINUOUS, CallStatus.CLOSED)), ["jatkuva", "mennyt"]),
        (CallFilters(themes=("johtaminen",)), ["lappi"]),
        (CallFilters(applicants=("Yritykset",)), ["lappi"]),
        (CallFilters(regions=("Lappi",), statuses=(CallStatus.OPEN,)), ["jatkettu", "lappi"]),
        (CallFilters(regions=("Pirkanmaa",), statuses=(CallStatus.OPEN,)), ["jatkettu"]),
        (CallFilters(themes=("olematon",)), []),
    ],
)
def test_filters_combine(filters: CallFilters, expected: list[str]) -> None:
    assert ids(*ALL, filters=filters) == expected


@pytest.mark.parametrize(
    ("regions", "wanted", "is_for_it"),
    [
        (["Koko Suomi"], "Lappi", True),
        (["Lappi"], "lappi", True),
        (["Pohjois- ja Itä-Suomi"], "Lappi", True),
        (["Lappi"], "Pohjois- ja Itä-Suomi", True),
        (["Länsi-Suomi"], "Lappi", False),
        (["Lappi"], "Koko Suomi", False),
        ([], "Lappi", False),
        (["Etelä-Suomi"], "Uusimaa", True),
    ],
)
def test_a_call_for_an_area_is_one_for_its_regions(regions: list[str], wanted: str, is_for_it: bool) -> None:
    assert concerns(regions, wanted) is is_for_it


def test_every_region_lies_in_an_area_and_has_a_name() -> None:
    parts = {region for area in AREAS.values() for region in area}
    assert parts | set(AREAS) | {"koko suomi", "ahvenanmaa"} == set(keys("region"))


@pytest.mark.parametrize("language", [known.code for known in SUPPORTED])
def test_every_name_is_in_every_language(language: str) -> None:
    assert all(row[language].strip() for row in table().values())
    assert [named("month", str(number), language) for number in range(1, 13)].count(None) == 0


def test_the_next_event_is_the_one_that_has_not_ended() -> None:
    past = INFO | {"starts_at": "2026-11-10T09:00", "ends_at": "2026-11-10T11:00"}
    under_way = INFO | {"starts_at": "2026-11-24T11:00", "ends_at": "2026-11-24T12:30"}
    [listed] = listing(library(call(events=[INFO, past, under_way])), NOW)
    assert listed.next_event is not None
    assert listed.next_event.starts_at == moment("2026-11-24T11:00")


@pytest.mark.parametrize("over", [CANCELLED, call(closes_at="2026-11-01T16:15", events=[INFO])])
def test_a_call_that_is_over_invites_to_nothing(over: Call) -> None:
    [listed] = listing(library(over), NOW)
    assert listed.next_event is None


def test_a_cancelled_call_is_over_when_it_would_have_closed() -> None:
    [before], [after] = (listing(library(CANCELLED), now) for now in (NOW, moment("2027-01-16T00:00")))
    assert (before.is_over, after.is_over) == (False, True)


def test_sources_are_found_by_their_path_in_the_collection() -> None:
    made = library(call(source_documents=["announcements/haku-1.pdf", "announcements/missing.pdf"]))
    found = made.add(record("corpus/announcements/haku-1.pdf", kind=DocumentKind.ANNOUNCEMENT))
    [listed] = listing(made, NOW)
    assert listed.documents == (found, listed.stored.document)


def test_a_record_speaks_before_an_announcement_of_the_same_call() -> None:
    read = stored(call(closes_at="2026-12-18T16:15"), official=False)
    made = library(read, stored(call()))
    [listed] = listing(made, NOW)
    assert listed.stored.official


FIRST = moment("2026-01-01T00:00")
moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: FIRST.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)
)


@settings(deadline=None)
@given(st.lists(moments, min_size=2, max_size=2, unique=True), moments)
def test_at_no_instant_is_a_closed_call_open(bounds: list[dt.datetime], now: dt.datetime) -> None:
    opens, closes = sorted(bounds)
    [listed] = listing(library(call(opens_at=opens, closes_at=closes)), now)
    assert listed.is_open == (instant(opens) <= instant(now) <= instant(closes))
    assert listed.is_over == (instant(now) > instant(closes))
    assert (listed.days_left is not None) == listed.is_open
