"""Where sources of one call disagree: every side with its words; which one is right is for a person to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.calls.matching import meant, same_call
from assistant.calls.record import Call, Extension
from assistant.calls.reviews import Key, Review, Verdict
from assistant.calls.stored import StoredCall, StoredStatement
from assistant.documents import DocumentRecord

FIGURES = ("funding_rate", "own_contribution", "total_amount", "amount_per_project")
"""Fields of announcements, besides their times, that are compared with the record."""


class Outcome(StrEnum):
    """How two sources relate."""

    CONFLICT = "conflict"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Told:
    """One side: what a document says, and in which words.

    Attributes:
        value: In the notation of records: "2027-01-15T16:15", "80.0", "yes".
        quote: The words, as they stand in the document; "" when the record has no words for it.
        document: The document.
        page: Page on which the words stand, from 1, or None.
    """

    value: str
    quote: str
    document: DocumentRecord
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that tell different things of one field of a call.

    Attributes:
        call_id: The call.
        field: Of the record.
        outcome: A conflict, or an old fact that the record's history explains.
        record: What the record says, or the newest announcement when there is no record.
        other: What the other source says.
        superseded_by: The extension that explains the difference.
    """

    call_id: str
    field: str
    outcome: Outcome
    record: Told
    other: Told
    superseded_by: Extension | None = None


def conflicts(
    calls: Sequence[StoredCall],
    told: Iterable[StoredCall],
    statements: Iterable[StoredStatement],
    reviews: Mapping[Key, Review] = {},
) -> list[Conflict]:
    """Where documents disagree with the record of a call.

    Args:
        calls: Each call once, as reviewed (`Library.calls`).
        told: Every record and announcement as it was read (`Library.told_calls`).
        statements: What other documents say in prose (`Library.call_statements`).
        reviews: Decisions; what was rejected by a person is no side any more.

    Returns:
        In the order of `calls`; a disagreement once for each document and value.
    """
    found = [*_of_statements(calls, statements), *_of_announcements(calls, told)]
    kept: dict[tuple[str, str, str, str], Conflict] = {}
    for one in found:
        review = reviews.get((one.other.document.uri, one.field, one.other.quote))
        if review is None or review.verdict is not Verdict.REJECTED:
            kept.setdefault((one.call_id, one.field, one.other.document.id, one.other.value), one)
    order = {stored.call.id: place for place, stored in enumerate(calls)}
    return sorted(kept.values(), key=lambda one: (order[one.call_id], one.field, one.other.document.uri))


def _of_statements(calls: Sequence[StoredCall], statements: Iterable[StoredStatement]) -> Iterator[Conflict]:
    for stored in statements:
        statement = stored.statement
        if not statement.certain or len(statement.value) == len("2027-01"):
            continue
        candidates = [call for call in meant(statement.context, calls) if call.document.id != stored.document.id]
        other = Told(_shown(statement.field, statement.value), statement.quote, stored.document, statement.page)
        differing = [_compared(call, statement.field, statement.value, other) for call in candidates]
        if differing and all(differing):  # of several calls of one name, one that agrees is the one that is meant
            yield from (one for one in differing[:1] if one)


def _of_announcements(calls: Sequence[StoredCall], told: Iterable[StoredCall]) -> Iterator[Conflict]:
    for announcement in told:
        if announcement.official:
            continue
        for stored in calls:
            if stored.document.id != announcement.document.id and _belongs(announcement, stored, calls):
                yield from _figures(stored, announcement)
                break


def _belongs(announcement: StoredCall, stored: StoredCall, calls: Sequence[StoredCall]) -> bool:
    """The call of the announcement's own id, if there is one, and else one that is the same by path, link or name."""
    if any(other.call.id == announcement.call.id for other in calls):
        return stored.call.id == announcement.call.id
    return same_call(announcement, stored)


def _figures(stored: StoredCall, announcement: StoredCall) -> Iterator[Conflict]:
    for field in FIGURES:
        ours, theirs = getattr(stored.call, field), getattr(announcement.call, field)
        if ours is not None and theirs is not None and ours != theirs:
            other = Told(str(theirs), announcement.quotes.get(field, ""), announcement.document)
            yield Conflict(stored.call.id, field, Outcome.CONFLICT, _ours(stored, field, str(ours)), other)


def _compared(stored: StoredCall, field: str, value: str, other: Told) -> Conflict | None:
    """The disagreement between a call and a statement; None when they agree."""
    call = stored.call
    if field == "extensions":
        field, agrees = (
            "closes_at",
            _same(call.closes_at, value) or any(_same(one.to, value) for one in call.extensions),
        )
    elif field == "cancelled":
        agrees = call.cancelled is not None
    elif field == "continuous":
        agrees = call.continuous or call.closes_at is None
    else:
        agrees = _same(getattr(call, field), value)
    if agrees:
        return None
    ours = _ours(stored, field, _told(call, field))
    if field == "closes_at" and (explained := _explained(call, value, other.document.published)):
        return Conflict(call.id, field, Outcome.SUPERSEDED, ours, other, explained)
    return Conflict(call.id, field, Outcome.CONFLICT, ours, other)


def _explained(call: Call, value: str, published: dt.date | None) -> Extension | None:
    """The extension that made an old closing time old, unless it was told when the new one was known already."""
    for extension in call.extensions:
        if _same(extension.before, value) and (published is None or published <= extension.announced):
            return extension
    return None


def _same(moment: dt.datetime | None, value: str) -> bool:
    """Whether a moment is what prose says; prose often says only the day."""
    if moment is None:
        return False
    return moment.date().isoformat() == value[:10] and ("T" not in value or f"{moment:%H:%M}" == value[11:16])


def _ours(stored: StoredCall, field: str, value: str) -> Told:
    return Told(value, stored.quotes.get(field, ""), stored.document)


def _told(call: Call, field: str) -> str:
    value = getattr(call, field)
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    return _shown(field, "" if value is None or isinstance(value, bool) else str(value.date)) if value else "–"


def _shown(field: str, value: str) -> str:
    return value or ("yes" if field in ("cancelled", "continuous") else "–")
