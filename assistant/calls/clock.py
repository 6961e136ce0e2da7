"""The clock of funding calls: Helsinki time, always handed in, so that every moment can be tried in a test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")

Clock = Callable[[], dt.datetime]
"""Tells the present moment, with its zone."""


def helsinki_now() -> dt.datetime:
    """The present moment in Helsinki; nothing else in the product asks the computer for it."""
    return dt.datetime.now(HELSINKI)


def in_helsinki(moment: dt.datetime) -> dt.datetime:
    """The same moment as a clock in Helsinki shows it.

    Args:
        moment: With a zone.

    Raises:
        ValueError: It has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(HELSINKI)


def instant(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC, for comparing: Python compares two times of one zone by the clock face, wrong in October."""
    return moment.astimezone(dt.UTC)


def from_clock_face(naive: dt.datetime) -> dt.datetime:
    """What a clock in Helsinki shows, as a moment.

    Args:
        naive: Without a zone.

    Raises:
        ValueError: No clock shows it (it is skipped in March) or it comes twice (in October).
    """
    earlier, later = (naive.replace(tzinfo=HELSINKI, fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return earlier
    if instant(earlier) > instant(later):  # within the hour that is skipped, fold 0 and 1 are the wrong way round
        raise ValueError("is skipped that night, when clocks go forward")
    raise ValueError('comes twice that night; write which, such as "2026-10-25T03:30+02:00"')
