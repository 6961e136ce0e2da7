"""A day that is named, as a day of the calendar: which year is meant, and whether that is sure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dates.points import Point

_YEAR = re.compile(r"(?<![\d.,/–-])(20\d\d)(?![\d–-])")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, a moment or a month in ISO 8601; None when its year is not known.

    Attributes:
        value: "2027-01-15T16:15", "2027-01-15" or "2027-01".
        certain: False when another year, another order of day and month, or another time may be meant.
    """

    value: str | None
    certain: bool


def year_nearby(point: Point, later: Sequence[Point], before: str) -> int | None:
    """The year that a sentence gives to a day without one: a later day's, or one that stands before it.

    Args:
        point: The day.
        later: The days after it in its sentence.
        before: What stands before it in its sentence ("syksyn 2026 haku: ").
    """
    if point.year is not None:
        return point.year
    for other in later:
        if other.year is not None:
            return other.year if (point.month, point.day or 1) <= (other.month, other.day or 31) else other.year - 1
    alone = _YEAR.findall(before)
    return int(alone[-1]) if alone else None


def dated(point: Point, year: int | None, published: dt.date | None) -> Dated:
    """The day that is meant.

    A year that is not written is that in which the day comes next after publication; that is sure only if the weekday
    that is written agrees. A weekday that does not agree makes any day doubtful.

    Args:
        point: The day.
        year: As it is written, or as its sentence tells it.
        published: The text's day of publication.
    """
    certain = not point.doubtful
    if year is None:
        if published is None:
            return Dated(None, False)
        passed = (point.month, point.day or 31) < (published.month, published.day)
        year = published.year + passed
        certain = certain and point.day is not None and point.weekday is not None
    if point.day is None and not point.month_end:
        return Dated(f"{year}-{point.month:02}", certain)
    days = calendar.monthrange(year, point.month)[1]
    if point.day is not None and point.day > days:  # 29 February of another year
        return Dated(None, False)
    day = dt.date(year, point.month, point.day or days)
    if point.weekday is not None and day.weekday() != point.weekday:
        certain = False
    if point.time == dt.time.max:
        return Dated(f"{day + dt.timedelta(days=1)}T00:00", certain)
    return Dated(f"{day}T{point.time:%H:%M}" if point.time else f"{day}", certain)
