"""Funding calls for tests, and a service that lists them at a moment that stands still."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import FastAPI

from api.app import create_app
from assistant.calls.clock import HELSINKI
from assistant.calls.conflicts import Conflict, Outcome, Told
from assistant.calls.record import Call
from assistant.calls.stored import StoredCall
from assistant.documents import DocumentKind
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=HELSINKI)
INFO: dict[str, Any] = {
    "kind": "info",
    "name": {"fi": "Hakuinfo", "sv": "Ansökningsinfo", "en": "Information session"},
    "starts_at": "2026-12-09T13:00",
    "ends_at": "2026-12-09T14:30",
    "place": "Teams",
    "sign_up": "https://hakemukset.example.fi/info",
}
EXTENSION: dict[str, Any] = {
    "announced": "2026-11-10",
    "from": "2026-12-18T16:15",
    "to": "2027-01-15T16:15",
    "reason": {"fi": "Aikataulu.", "en": "The timetable."},
}


def moment(text: str) -> dt.datetime:
    """A moment by the clock in Helsinki."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def call(id: str = "haku-1", **fields: Any) -> Call:
    """A call that is open at `NOW`; fields as in a record's file."""
    usual: dict[str, Any] = {
        "id": id,
        "name": {"fi": f"Haku {id}", "sv": f"Utlysning {id}", "en": f"Call {id}"},
        "funder": "Elinvoimakeskus",
        "programme": "ESR+",
        "themes": ["tyohyvinvointi"],
        "regions": ["Koko Suomi"],
        "eligible_applicants": ["kunnat", "yhdistykset"],
        "funding_rate": 80,
        "own_contribution": 20,
        "opens_at": "2026-10-01T09:00",
        "closes_at": "2027-01-15T16:15",
    }
    return Call.model_validate(usual | fields)


UPCOMING = call("tuleva", opens_at="2026-12-01T09:00", closes_at="2027-02-26T16:15", events=[INFO])
CLOSED = call("mennyt", opens_at="2026-08-24T09:00", closes_at="2026-10-25T23:59")
CONTINUOUS = call("jatkuva", opens_at="2025-01-07T09:00", closes_at=None, continuous=True)
CANCELLED = call("peruttu", cancelled={"date": "2026-11-20", "reason": {"fi": "Raha loppui."}}, events=[INFO])
UNDATED = call("avoin-aika", opens_at=None, closes_at=None)
EXTENDED = call("jatkettu", extensions=[EXTENSION])
LAPLAND = call("lappi", regions=["Lappi"], themes=["johtaminen"], eligible_applicants=["yritykset"])


def stored(one: Call, **known: Any) -> StoredCall:
    """A call that stands in a record of its own."""
    document = record(
        f"corpus/calls/{one.id}.yaml",
        title=one.name.fi,
        kind=DocumentKind.CALL,
        published=None,
        media_type="application/yaml",
    )
    return StoredCall(one, document, **known)


LETTER = record("corpus/newsletters/uutiskirje.pdf", title="Uutiskirje", kind=DocumentKind.NEWSLETTER)


def conflict(one: StoredCall, outcome: Outcome = Outcome.CONFLICT) -> Conflict:
    """A newsletter that tells another closing time than the record."""
    ours = Told("2027-01-15T16:15", "", one.document)
    return Conflict(
        one.call.id, "closes_at", outcome, ours, Told("2027-01-22", "Haku päättyy 22.1.2027.", LETTER, page=2)
    )


def library(*calls: Call | StoredCall) -> FakeLibrary:
    """A library that has these calls and their documents."""
    made = FakeLibrary()
    for one in calls:
        kept = one if isinstance(one, StoredCall) else stored(one)
        made.add(kept.document)
        made.tell(kept)
    return made


def service(*calls: Call | StoredCall, now: dt.datetime = NOW, conflicts: tuple[Conflict, ...] = ()) -> FastAPI:
    """The web service over these calls, at one moment."""
    made = library(*calls)
    made.conflicts.extend(conflicts)
    return create_app(FakeAssistant(made), Settings(), clock=lambda: now)
