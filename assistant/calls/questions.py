"""What people are asked: facts of calls that were read from prose and that no one has looked at yet."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from assistant.calls.record import Call
from assistant.calls.reviews import Review, Reviews, Verdict, decided, key_of
from assistant.calls.stored import StoredCall
from assistant.errors import PermanentError


@dataclass(frozen=True, slots=True)
class Question:
    """One field to be looked at.

    Attributes:
        stored: The call and its document.
        field: Of the record.
        value: What stands in the record, or what is proposed; "" when nothing could be read.
        proposed: The value does not stand in the record, because the words can be read in more than one way.
        quote: The words, as they stand in the document.
    """

    stored: StoredCall
    field: str
    value: str
    proposed: bool
    quote: str


def questions(calls: Iterable[StoredCall]) -> Iterator[Question]:
    """Every unreviewed field, the times first.

    Args:
        calls: As `Library.calls` gives them.
    """
    order = list(Call.model_fields)
    first = ("opens_at", "closes_at", "extensions", "continuous", "cancelled")
    for stored in calls:
        for field in sorted(stored.unreviewed, key=lambda name: (name not in first, order.index(name))):
            proposal = stored.proposals.get(field)
            value = proposal if proposal is not None else written(getattr(stored.call, field))
            yield Question(stored, field, value, proposal is not None, stored.quotes.get(field, ""))


def question(calls: Iterable[StoredCall], call_id: str, field: str) -> Question:
    """The question on one field.

    Raises:
        PermanentError: There is no such call ("no_such_call"), or nothing is asked of that field ("nothing_to_review").
    """
    of_call = [stored for stored in calls if stored.call.id == call_id]
    if not of_call:
        raise PermanentError("no_such_call", f"There is no call {call_id}.", "See: assistant calls list")
    for one in questions(of_call):
        if one.field == field:
            return one
    raise PermanentError(
        "nothing_to_review", f"{call_id}: {field} needs no review.", "See what does: assistant calls review"
    )


def answer(reviews: Reviews, asked: Question, verdict: Verdict, value: str = "") -> None:
    """Notes a decision, after trying whether it fits the record.

    Args:
        reviews: Where it is kept.
        asked: What it is on.
        verdict: The decision.
        value: Of a correction: the right value as YAML, such as "2027-01-15T16:15" or "[kunnat, säätiöt]".

    Raises:
        PermanentError: The value does not fit ("bad_review"), or there is none to accept ("nothing_to_accept").
    """
    if verdict is Verdict.ACCEPTED and not asked.value:
        raise PermanentError(
            "nothing_to_accept",
            f"{asked.stored.call.id}: {asked.field} could not be read.",
            "Give the value, or reject the field.",
        )
    given = _read(value) if verdict is Verdict.CORRECTED else None
    decided(asked.stored, asked.field, Review(verdict, json.dumps(given), ""))
    reviews.save(key_of(asked.stored, asked.field), verdict, given)


def written(value: object) -> str:
    """A value of a record in a line: moments in Finnish clock time, parts as YAML."""
    if value is None or value == ():
        return ""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, tuple):
        return "; ".join(written(part) for part in value)
    if hasattr(value, "model_dump"):
        parts = value.model_dump(exclude_none=True)
        return ", ".join(f"{name} {_part(part)}" for name, part in parts.items())
    return str(value)


def _part(value: object) -> str:
    return str(next(iter(value.values()), "")) if isinstance(value, dict) else written(value)


def _read(text: str) -> object:
    try:
        value: object = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - reads nothing but texts, lists and mappings
    except yaml.YAMLError as error:
        raise PermanentError("bad_review", "The value is no valid YAML.", "Put it in quotes.") from error
    return None if value in ("", "null", "~", "-") else value
