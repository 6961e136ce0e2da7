"""The calls as they stand at one moment, in the order in which an applicant wants to see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from assistant.calls.areas import concerns
from assistant.calls.clock import instant
from assistant.calls.conflicts import Conflict, Outcome
from assistant.calls.record import Call, Event
from assistant.calls.status import OPEN_STATUSES, CallStatus, days_left, status_at
from assistant.calls.stored import StoredCall
from assistant.documents import DocumentRecord, document_id


class CallsLibrary(Protocol):
    """What a listing asks of the library."""

    def calls(self) -> list[StoredCall]:
        """All calls."""
        ...

    def call_conflicts(self) -> list[Conflict]:
        """Where sources of a call disagree."""
        ...

    def document(self, document_id: str) -> DocumentRecord | None:
        """A document's record."""
        ...


@dataclass(frozen=True, slots=True)
class CallFilters:
    """What a listing is narrowed to. Several values of one field mean any of them; fields combine with and.

    Attributes:
        statuses: At the moment of the listing.
        regions: Finnish names; a call for the whole country, or for the area around, is one for each of its regions.
        themes: Slugs.
        applicants: Finnish names, as records write them.
    """

    statuses: tuple[CallStatus, ...] = ()
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """True when anything is narrowed."""
        return any((self.statuses, self.regions, self.themes, self.applicants))

    def passes(self, call: Call, status: CallStatus) -> bool:
        """Whether a call with this status is wanted."""
        return (
            (not self.statuses or status in self.statuses)
            and (not self.regions or any(concerns(call.regions, region) for region in self.regions))
            and (not self.themes or not set(call.themes).isdisjoint(self.themes))
            and (not self.applicants or not _folded(call.eligible_applicants).isdisjoint(_folded(self.applicants)))
        )


EVERY_CALL = CallFilters()


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A call at one moment.

    Attributes:
        stored: The record, and where it stands.
        status: At that moment.
        now: The moment.
        sources: The announcements that the record names, as far as the collection has them, in its order.
        conflicts: Where another document says something else, and nothing explains it.
    """

    stored: StoredCall
    status: CallStatus
    now: dt.datetime
    sources: tuple[DocumentRecord, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def call(self) -> Call:
        """The record."""
        return self.stored.call

    @property
    def anchor(self) -> str:
        """The call's place on the calls page: its id, which may be a file's name, without spaces."""
        return "-".join(self.call.id.split())

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Where it can be checked: the announcements, then the record."""
        return (*self.sources, self.stored.document)

    @property
    def is_open(self) -> bool:
        """Whether an application can be sent."""
        return self.status in OPEN_STATUSES

    @property
    def times_are_sure(self) -> bool:
        """Whether no part of the application period was read from prose without a review."""
        return self.stored.unreviewed.isdisjoint(("opens_at", "closes_at", "continuous", "extensions"))

    @property
    def days_left(self) -> int | None:
        """Calendar days to the closing day while the call is open and has one."""
        return days_left(self.call, self.now) if self.is_open else None

    @property
    def is_over(self) -> bool:
        """Whether nothing will come of it any more: closed, or cancelled and past what would have been its end."""
        if self.status is not CallStatus.CANCELLED:
            return self.status is CallStatus.CLOSED
        end = self.call.closes_at or self.call.opens_at
        return end is None or instant(end) < instant(self.now)

    @property
    def next_event(self) -> Event | None:
        """The next session or clinic that has not ended; none for a call that is over or cancelled."""
        if self.status in (CallStatus.CLOSED, CallStatus.CANCELLED):
            return None
        ahead = [event for event in self.call.events if instant(event.ends_at or event.starts_at) >= instant(self.now)]
        return min(ahead, key=lambda event: instant(event.starts_at), default=None)


def listing(library: CallsLibrary, now: dt.datetime, filters: CallFilters = EVERY_CALL) -> list[ListedCall]:
    """The calls that pass the filters.

    Args:
        library: Where they stand.
        now: With a time zone.
        filters: What to narrow to.

    Returns:
        Open calls by their closing time, then upcoming ones by their opening, then those without dates, and at last
        the cancelled and closed ones, latest first.
    """
    found = []
    conflicts = [one for one in library.call_conflicts() if one.outcome is Outcome.CONFLICT]
    for stored in _one_each(library.calls()):
        status = status_at(stored.call, now)
        if filters.passes(stored.call, status):
            open_questions = tuple(one for one in conflicts if one.call_id == stored.call.id)
            found.append(ListedCall(stored, status, now, tuple(_sources(stored, library)), open_questions))
    return sorted(found, key=_place)


def _one_each(stored: Iterable[StoredCall]) -> list[StoredCall]:
    """One of each id, which is an anchor and part of a UID, even where two files bear records of the same id."""
    chosen: dict[str, StoredCall] = {}
    for one in stored:
        known = chosen.get(one.call.id)
        if known is None or (one.official and not known.official):
            chosen[one.call.id] = one
    return list(chosen.values())


def _sources(stored: StoredCall, library: CallsLibrary) -> Iterator[DocumentRecord]:
    """The record names its announcements by their path in the collection, which begins somewhere above the record."""
    folders = PurePosixPath(stored.document.uri).parents
    for name in stored.call.source_documents:
        candidates = (library.document(document_id(str(folder / name))) for folder in folders)
        if document := next(filter(None, candidates), None):
            yield document


_ORDER = {
    CallStatus.CLOSING_SOON: 0,
    CallStatus.OPEN: 0,
    CallStatus.CONTINUOUS: 1,
    CallStatus.UPCOMING: 2,
    CallStatus.UNKNOWN: 3,
    CallStatus.CANCELLED: 4,
    CallStatus.CLOSED: 4,
}
_UNDATED = dt.datetime.max.replace(tzinfo=dt.UTC)


def _place(listed: ListedCall) -> tuple[int, float, str]:
    call, rank = listed.call, _ORDER[listed.status]
    latest_first = rank == _ORDER[CallStatus.CLOSED]
    key = call.opens_at if listed.status is CallStatus.UPCOMING else call.closes_at or call.opens_at
    seconds = instant(key or _UNDATED).timestamp()
    return rank, -seconds if latest_first else seconds, call.id


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}
