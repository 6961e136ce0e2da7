"""Whether a call is open, at every edge of the clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calls.clock import HELSINKI, helsinki_now, instant
from assistant.calls.record import Call
from assistant.calls.status import OPEN_STATUSES, CallStatus, closing_time_known_on, days_left, status_at

NAMES = {"id": "haku-1", "name": {"fi": "Haku"}, "funder": "Rahoittaja", "programme": "Ohjelma"}


def call(opens_at: str | None = "2026-10-01T09:00", closes_at: str | None = "2027-01-15T16:15", **more: Any) -> Call:
    return Call.model_validate({**NAMES, "opens_at": opens_at, "closes_at": closes_at, **more})


def at(text: str) -> dt.datetime:
    """A moment as a clock in Helsinki shows it, or with the zone that is written."""
    moment = dt.datetime.fromisoformat(text)
    return moment.replace(tzinfo=HELSINKI) if moment.tzinfo is None else moment


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2026-10-01T08:59:59.999999", CallStatus.UPCOMING),
        ("2026-10-01T09:00", CallStatus.OPEN),
        ("2026-12-31T23:59:59", CallStatus.OPEN),  # the last day but fifteen, and the turn of the year
        ("2027-01-01T00:00", CallStatus.CLOSING_SOON),
        ("2027-01-15T16:15", CallStatus.CLOSING_SOON),
        ("2027-01-15T16:15:00.000001", CallStatus.CLOSED),
        ("2027-01-15T14:15:00+00:00", CallStatus.CLOSING_SOON),
        ("2027-01-15T14:15:00.000001+00:00", CallStatus.CLOSED),
        ("2027-01-15T15:15:01+01:00", CallStatus.CLOSED),
    ],
)
def test_from_opening_to_the_closing_minute(now: str, status: CallStatus) -> None:
    assert status_at(call(), at(now)) is status


@pytest.mark.parametrize(
    ("now", "status"),
    [  # 25 October 2026: 03.00–04.00 comes twice
        ("2026-10-25T00:29:59+00:00", CallStatus.CLOSING_SOON),  # 03.29.59 for the first time
        ("2026-10-25T00:31:00+00:00", CallStatus.CLOSING_SOON),  # 03.31 for the first time: 59 minutes are left
        ("2026-10-25T01:30:00+00:00", CallStatus.CLOSING_SOON),  # 03.30 for the second time
        ("2026-10-25T01:30:01+00:00", CallStatus.CLOSED),
    ],
)
def test_a_closing_time_in_the_hour_that_comes_twice(now: str, status: CallStatus) -> None:
    assert status_at(call("2026-10-01T09:00", "2026-10-25T03:30+02:00"), at(now)) is status


@pytest.mark.parametrize(
    ("now", "status"),
    [  # 28 March 2027: clocks go from 03.00 to 04.00
        ("2027-03-28T00:59:59+00:00", CallStatus.UPCOMING),
        ("2027-03-28T01:00:00+00:00", CallStatus.CLOSING_SOON),
        ("2027-03-28T20:59:00+00:00", CallStatus.CLOSING_SOON),  # 23.59 in summer time
        ("2027-03-28T20:59:01+00:00", CallStatus.CLOSED),
    ],
)
def test_the_day_on_which_clocks_go_forward(now: str, status: CallStatus) -> None:
    assert status_at(call("2027-03-28T04:00", "2027-03-28T23:59"), at(now)) is status


@pytest.mark.parametrize(
    ("changed", "now", "status"),
    [
        ({"closes_at": None, "continuous": True}, "2026-09-30T12:00", CallStatus.UPCOMING),
        ({"closes_at": None, "continuous": True}, "2031-01-01T12:00", CallStatus.CONTINUOUS),
        ({"opens_at": None, "closes_at": None, "continuous": True}, "2026-11-24T12:00", CallStatus.CONTINUOUS),
        ({"closes_at": None}, "2026-09-30T12:00", CallStatus.UPCOMING),
        ({"closes_at": None}, "2026-11-24T12:00", CallStatus.UNKNOWN),
        ({"opens_at": None, "closes_at": None}, "2026-11-24T12:00", CallStatus.UNKNOWN),
        ({"opens_at": None}, "2027-01-15T16:15", CallStatus.UNKNOWN),
        ({"opens_at": None}, "2027-01-15T16:16", CallStatus.CLOSED),
        ({"cancelled": {"date": "2026-12-01"}}, "2026-11-30T23:59:59", CallStatus.OPEN),
        ({"cancelled": {"date": "2026-12-01"}}, "2026-12-01T00:00", CallStatus.CANCELLED),
        ({"cancelled": {"date": "2026-12-01"}}, "2026-11-30T22:00+00:00", CallStatus.CANCELLED),
        ({"cancelled": {"date": "2026-12-01"}}, "2027-06-01T00:00", CallStatus.CANCELLED),
    ],
)
def test_calls_without_an_end_a_beginning_or_a_future(changed: dict[str, Any], now: str, status: CallStatus) -> None:
    assert status_at(call(**changed), at(now)) is status


EXTENSIONS = [
    {"announced": "2024-03-08", "from": "2024-03-15T16:15", "to": "2024-04-12T16:15"},
    {"announced": "2024-04-10", "from": "2024-04-12T16:15", "to": "2024-04-26T16:15"},
]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2024-03-07", "2024-03-15T16:15"),
        ("2024-03-08", "2024-04-12T16:15"),
        ("2024-04-09", "2024-04-12T16:15"),
        ("2024-04-10", "2024-04-26T16:15"),
        ("2025-01-01", "2024-04-26T16:15"),
    ],
)
def test_the_closing_time_as_it_was_known_on_a_day(day: str, known: str) -> None:
    extended = call("2024-01-15T09:00", "2024-04-26T16:15", extensions=EXTENSIONS)
    assert closing_time_known_on(extended, dt.date.fromisoformat(day)) == at(known)
    assert status_at(extended, at("2024-04-20T12:00")) is CallStatus.CLOSING_SOON


def test_days_left_are_calendar_days_in_finland() -> None:
    assert days_left(call(), at("2027-01-15T00:00")) == 0
    assert days_left(call(), at("2027-01-14T22:30+00:00")) == 0
    assert days_left(call(), at("2027-01-13T23:59")) == 2
    assert days_left(call(closes_at=None), at("2027-01-13T23:59")) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        status_at(call(), dt.datetime(2026, 11, 24))  # noqa: DTZ001 - that is what is tried


def test_the_clock_tells_helsinki_time() -> None:
    assert helsinki_now().tzinfo is HELSINKI


_MOMENTS = st.datetimes(
    min_value=dt.datetime(2020, 1, 1),  # noqa: DTZ001 - Hypothesis asks for bounds without a zone
    max_value=dt.datetime(2032, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
_ORDER = {CallStatus.UPCOMING: 0, CallStatus.OPEN: 1, CallStatus.CLOSING_SOON: 2, CallStatus.CLOSED: 3}


@st.composite
def _calls(draw: st.DrawFn) -> Call:
    opens, closes = draw(st.none() | _MOMENTS), draw(st.none() | _MOMENTS)
    if opens and closes and closes <= opens:
        opens, closes = closes, opens + dt.timedelta(minutes=1)
    cancelled = draw(st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2031, 12, 31)))
    return Call.model_validate(
        {
            **NAMES,
            "opens_at": opens,
            "closes_at": closes,
            "continuous": closes is None and draw(st.booleans()),
            "cancelled": {"date": cancelled.isoformat()} if cancelled else None,
        }
    )


@settings(deadline=None)
@given(_calls(), _MOMENTS, st.timedeltas(dt.timedelta(seconds=-2), dt.timedelta(seconds=2)), st.booleans())
def test_no_closed_call_is_ever_open(one: Call, now: dt.datetime, offset: dt.timedelta, at_the_edge: bool) -> None:
    if at_the_edge and one.closes_at:
        now = instant(one.closes_at) + offset
    if status_at(one, now) in OPEN_STATUSES:
        assert one.opens_at is None or now >= instant(one.opens_at)
        assert one.continuous or (one.closes_at is not None and now <= instant(one.closes_at))
        assert one.cancelled is None or now.astimezone(HELSINKI).date() < one.cancelled.date


@settings(deadline=None)
@given(_calls(), st.lists(_MOMENTS, min_size=2, max_size=12))
def test_the_statuses_follow_one_another_in_time(one: Call, moments: list[dt.datetime]) -> None:
    seen = [status_at(one, moment) for moment in sorted(moments)]
    if CallStatus.CANCELLED in seen:  # nothing comes after a cancellation
        first = seen.index(CallStatus.CANCELLED)
        assert set(seen[first:]) == {CallStatus.CANCELLED}
        seen = seen[:first]
    if not one.continuous and one.opens_at and one.closes_at:
        steps = [_ORDER[status] for status in seen]
        assert steps == sorted(steps)
