"""Whether a call is open at a given moment: computed when asked, never stored."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.calls.clock import in_helsinki, instant

if TYPE_CHECKING:
    from assistant.calls.record import Call

CLOSING_SOON_DAYS = 14


class CallStatus(StrEnum):
    """What can be said of a call at one moment."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    CLOSED = "closed"
    CONTINUOUS = "continuous"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


OPEN_STATUSES = frozenset({CallStatus.OPEN, CallStatus.CLOSING_SOON, CallStatus.CONTINUOUS})
"""Those in which an application can be sent."""


def status_at(call: Call, now: dt.datetime) -> CallStatus:
    """The status of a call at a moment.

    - A closing time of 16.15 ("klo 16.15") means until 16.15: the call is open at 16.15.00 sharp and closed at any
      time after it. It opens at its opening time sharp.
    - A cancelled call is cancelled from the start of the day of its cancellation.
    - "Closing soon" is when the closing day is 14 calendar days ahead or less.
    - Without an opening time a call may be closed but is never called open; without a closing time it may be upcoming
      but is never called open either, unless it is continuous. Both are "unknown" otherwise.

    Args:
        call: The record; its closing time is the one after all extensions.
        now: With a time zone.

    Raises:
        ValueError: `now` has no time zone.
    """
    today = in_helsinki(now).date()
    if call.cancelled and today >= call.cancelled.date:
        return CallStatus.CANCELLED
    if call.opens_at and instant(now) < instant(call.opens_at):
        return CallStatus.UPCOMING
    if call.continuous:
        return CallStatus.CONTINUOUS
    if call.closes_at and instant(now) > instant(call.closes_at):
        return CallStatus.CLOSED
    if call.opens_at is None or call.closes_at is None:
        return CallStatus.UNKNOWN
    days = days_left(call, now)
    return CallStatus.CLOSING_SOON if days is not None and days <= CLOSING_SOON_DAYS else CallStatus.OPEN


def days_left(call: Call, now: dt.datetime) -> int | None:
    """Calendar days in Finland from `now` to the closing day: 0 on the day itself, negative after it.

    Returns:
        None when the call has no closing time.
    """
    if call.closes_at is None:
        return None
    return (call.closes_at.date() - in_helsinki(now).date()).days


def closing_time_known_on(call: Call, day: dt.date) -> dt.datetime | None:
    """The closing time that held on a day in the past: extensions announced after it were not known yet.

    An extension counts from the day on which it was announced.
    """
    for extension in call.extensions:
        if extension.announced > day:
            return extension.before
    return call.closes_at
