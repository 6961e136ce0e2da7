"""Which call is meant: an announcement and a record of one call, or a name in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.calls.record import Call
from assistant.calls.stored import StoredCall

_ALIKE = 92.0
"""Similarity of two names, from 0 to 100, above which they are one call's; below stand calls of two years."""


def distinct(stored: Sequence[StoredCall]) -> list[StoredCall]:
    """Each call once: its record, or else the newest of its announcements.

    Args:
        stored: Records and announcements; records always stay.
    """
    kept = [one for one in stored if one.official]
    announcements = [one for one in stored if not one.official]
    for one in sorted(announcements, key=lambda one: one.document.published or date.min, reverse=True):
        if not any(same_call(one, other) for other in kept):
            kept.append(one)
    return kept


def same_call(announcement: StoredCall, other: StoredCall) -> bool:
    """Whether an announcement tells of the call that another source tells of: by id, path, link or name."""
    uri = announcement.document.uri
    return (
        announcement.call.id == other.call.id
        or any(uri == path or uri.endswith(f"/{path}") for path in other.call.source_documents)
        or bool(set(announcement.call.links) & set(other.call.links))
        or _named_alike(announcement.call, other.call)
    )


def meant(context: str, calls: Iterable[StoredCall]) -> list[StoredCall]:
    """The calls that a text speaks of at its end: those whose id or name stands last in it.

    Args:
        context: Title, headings and text up to what is said.
        calls: Those that may be meant.

    Returns:
        More than one when several bear that name, none when no call is named.
    """
    text = context.casefold()
    best, found = (-1, 0), list[StoredCall]()
    for stored in calls:
        for name in {stored.call.id, *_names(stored.call)}:
            place = _last_place(name.casefold(), text), len(name)
            if place[0] >= 0 and place > best:
                best, found = place, [stored]
            elif place == best and stored not in found:
                found.append(stored)
    return found


def _last_place(name: str, text: str) -> int:
    """Where a name stands last in a text, not as a part of a longer one; -1 when it does not."""
    if name not in text:
        return -1
    pattern = rf"(?<![\w-]){re.escape(name)}(?!\w|-\d)"
    return max((match.start() for match in re.finditer(pattern, text)), default=-1)


def _named_alike(one: Call, other: Call) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 - not needed to read records

    if _years(one) and _years(other) and not _years(one) & _years(other):
        return False
    return any(
        fuzz.ratio(mine.casefold(), theirs.casefold()) >= _ALIKE for mine in _names(one) for theirs in _names(other)
    )


def _names(call: Call) -> list[str]:
    return [name for name in (call.name.fi, call.name.sv, call.name.en) if name]


def _years(call: Call) -> set[int]:
    """The years of a call's days: a call that returns every year under one name is another call each time."""
    return {moment.year for moment in (call.opens_at, call.closes_at) if moment}
