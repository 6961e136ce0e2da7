"""An announcement as a call: what its labelled lines and its sentences say, each field with its words.

Everything that was read from prose is unreviewed until a person has looked at it; what can be read in two ways stands
only as a proposal.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from assistant.calls.record import Call
from assistant.calls.stated import StatedCall
from assistant.dates.points import points
from assistant.documents import Metadata, Section
from ingest import call_facts
from ingest.call_finding import Finding, Role
from ingest.call_statements import findings

OPENS_WITHOUT_TIME, CLOSES_WITHOUT_TIME = "08:00", "16:15"
"""When offices of the state open and close (decree 332/1994): a bare closing day ends when the office closes."""

_UNKNOWN = "–"
_ID = re.compile(r"\bhaku-[a-z0-9]+(?:-[a-z0-9]+)*", re.IGNORECASE)
_CLINIC = re.compile(r"klini[kn]|clinic", re.IGNORECASE)
_CLINIC_OR_INFO = re.compile(r"klini[kn]|clinic|info", re.IGNORECASE)
_PLACE = re.compile(r"\b(Teams|Zoom)", re.IGNORECASE)
_EVENT_NAMES = {
    "info": {"fi": "Hakuinfo", "sv": "Ansökningsinfo", "en": "Call information session"},
    "clinic": {"fi": "Hakuklinikka", "sv": "Ansökningsklinik", "en": "Application clinic"},
}


@dataclass(slots=True)
class _Draft:
    """A record in the making."""

    record: dict[str, Any]
    quotes: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: object, quote: str) -> None:
        self.record[name] = value
        self.quotes[name] = quote


def read_call(
    sections: Sequence[Section], title: str, uri: str, published: dt.date | None, metadata: Metadata
) -> StatedCall | None:
    """The call that an announcement tells of; None when it tells neither when one opens nor when it closes.

    Args:
        sections: Of the announcement.
        title: Of the announcement: the call's name.
        uri: Where the announcement stands.
        published: Its day of publication.
        metadata: Its catalogue record: themes, regions and the funder.
    """
    told = [finding for finding, _ in findings(sections, title, published, about_call=True)]
    if not any(one.role not in (Role.EVENT, Role.DECISION, Role.PREVIOUS) for one in told):
        return None
    draft = _Draft(_frame(sections, title, uri, metadata))
    for fact in call_facts.facts(sections).values():
        draft.put(fact.field, fact.value, fact.quote)
    _put_period(draft, told, published)
    _put_rest(draft, told, published)
    return _checked(draft)


def _frame(sections: Sequence[Section], title: str, uri: str, metadata: Metadata) -> dict[str, Any]:
    text = "\n".join(call_facts.lines(sections))
    return {
        "id": _id(text, PurePosixPath(uri).stem),
        "name": {"fi": title},
        "funder": call_facts.funder(text) or metadata.creator or metadata.publisher or _UNKNOWN,
        "programme": call_facts.programme(text) or _UNKNOWN,
        "themes": list(metadata.themes),
        "regions": list(metadata.regions),
        "source_documents": [uri],
        "opens_at": None,
        "closes_at": None,
    }


def _id(text: str, stem: str) -> str:
    """The file's name where it looks like an id, or the only id in the text, or the file's name all the same."""
    named = {match[0].lower() for match in _ID.finditer(text)}
    return stem if _ID.fullmatch(stem) or len(named) != 1 else named.pop()


def _put_period(draft: _Draft, told: Sequence[Finding], published: dt.date | None) -> None:
    """Opening and closing; an extension decides over a closing time told elsewhere."""
    _put_moment(draft, "opens_at", [one for one in told if one.role is Role.OPENS], OPENS_WITHOUT_TIME)
    extensions = [one for one in told if one.role is Role.EXTENSION and one.value]
    closing = extensions or [one for one in told if one.role is Role.CLOSES]
    if extensions:  # the last of several
        last = max(extensions, key=lambda one: (one.certain, one.value or ""))
        closing = [last]
    _put_moment(draft, "closes_at", closing, CLOSES_WITHOUT_TIME)
    with_history = [one for one in extensions if one.before and one.certain]
    if with_history and draft.record["closes_at"]:
        steps = sorted({(one.before or "", one.value or "", one.quote) for one in with_history})
        day = (published or dt.date.min).isoformat()
        draft.put(
            "extensions",
            [
                {
                    "announced": day,
                    "from": _moment(before, CLOSES_WITHOUT_TIME),
                    "to": _moment(after, CLOSES_WITHOUT_TIME),
                }
                for before, after, _ in steps
            ],
            steps[-1][2],
        )
    continuous = [one for one in told if one.role is Role.CONTINUOUS]
    if continuous and not closing:
        draft.put("continuous", True, continuous[0].quote)


def _put_moment(draft: _Draft, name: str, told: Sequence[Finding], without_time: str) -> None:
    """The one certain value; of several, or of none that is certain, a proposal."""
    certain = {
        _moment(one.value, without_time): one for one in reversed(told) if one.certain and len(one.value or "") > 7
    }
    days = {value[:10] for value in certain}
    if certain and len(days) == 1:
        value = max(certain, key=lambda value: ("T" in (certain[value].value or ""), value))  # with its time, if told
        draft.put(name, value, certain[value].quote)
    elif told:
        values = sorted({one.value for one in told if one.value})
        draft.quotes[name] = told[0].quote
        draft.proposals[name] = _moment(values[0], without_time) if len(values) == 1 and len(values[0]) > 7 else ""


def _put_rest(draft: _Draft, told: Sequence[Finding], published: dt.date | None) -> None:
    decisions = [one for one in told if one.role is Role.DECISION and one.value and one.certain]
    if decisions:
        draft.put("decision_expected", (decisions[0].value or "")[:10], decisions[0].quote)
    for one in told:
        if one.role is Role.CANCELLED and one.certain:
            day = one.value if one.value and len(one.value) >= 10 else published
            if day:
                draft.put("cancelled", {"date": str(day)[:10]}, one.quote)
                break
    events = [one for one in told if one.role is Role.EVENT and one.value and "T" in one.value]
    if events:
        draft.put("events", [_event(one) for one in events], "\n".join(dict.fromkeys(one.quote for one in events)))


def _event(finding: Finding) -> dict[str, Any]:
    value = finding.value or ""
    kind = _kind(finding.quote, dt.date.fromisoformat(value[:10]))
    place = _PLACE.search(finding.quote)
    return {
        "kind": kind,
        "name": _EVENT_NAMES[kind],
        "starts_at": value,
        "ends_at": f"{value[:10]}T{finding.until}" if finding.until else None,
        "place": place[1] if place else None,
    }


def _kind(quote: str, day: dt.date) -> str:
    """A clinic or an information session: what is named last before the day, or at all."""
    place = next((one.start for one in points(quote) if (one.month, one.day) == (day.month, day.day)), len(quote))
    named = list(_CLINIC_OR_INFO.finditer(quote[:place])) or list(_CLINIC_OR_INFO.finditer(quote))
    return "clinic" if named and _CLINIC.match(named[-1][0]) else "info"


def _moment(value: str | None, without_time: str) -> str:
    return value if value and "T" in value else f"{value}T{without_time}"


def _checked(draft: _Draft) -> StatedCall | None:
    """The record; a field that does not fit the others is left out and stands as a proposal."""
    record: Mapping[str, Any] = draft.record
    for dropped in ((), ("extensions",), ("extensions", "events"), ("extensions", "events", "opens_at", "closes_at")):
        kept = {name: value for name, value in record.items() if name not in dropped}
        kept = {"opens_at": None, "closes_at": None, **kept}
        try:
            call = Call.model_validate(kept)
        except ValidationError:
            continue
        proposals = {
            **draft.proposals,
            **{name: str(record[name]) for name in dropped if name.endswith("_at") and record[name]},
        }
        return StatedCall(call, False, frozenset(draft.quotes), draft.quotes, proposals)
    return None
