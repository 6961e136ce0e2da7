"""What people have said of facts read from prose: kept beside the index, so that a rebuild does not ask again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.calls.clock import Clock, helsinki_now
from assistant.calls.record import Call
from assistant.calls.stored import StoredCall
from assistant.errors import PermanentError

Key = tuple[str, str, str]
"""Document uri, field, quote: when the words change, the question is asked anew."""

REVIEWS_FILE = "reviews.sqlite3"
"""In the data folder."""

_EMPTY: Mapping[str, Any] = {
    "continuous": False,
    **dict.fromkeys(("extensions", "events", "eligible_applicants", "links"), ()),
}
"""What stands in a field that is not known, where it is not null."""


class Verdict(StrEnum):
    """What a person decided."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Review:
    """A decision on one field.

    Attributes:
        verdict: What was decided.
        value: Of a correction, the right value as JSON; otherwise None.
        at: When, in ISO 8601.
    """

    verdict: Verdict
    value: str | None
    at: str


class Reviews:
    """`<data_dir>/reviews.sqlite3`.

    Args:
        data_dir: The operator's data folder; the file is made with the first review.
        clock: Tells when a review is made.
    """

    def __init__(self, data_dir: Path, clock: Clock = helsinki_now) -> None:
        self._path = data_dir / REVIEWS_FILE
        self._clock = clock

    def all(self) -> dict[Key, Review]:
        """Every review, by what it is of."""
        if not self._path.exists():
            return {}
        with self._open() as connection:
            rows = connection.execute("SELECT uri, field, quote, verdict, value, at FROM reviews").fetchall()
        return {
            (uri, field, quote): Review(Verdict(verdict), value, at) for uri, field, quote, verdict, value, at in rows
        }

    def save(self, key: Key, verdict: Verdict, value: object = None) -> None:
        """Notes a decision, in place of an earlier one on the same words.

        Args:
            key: What it is of.
            verdict: What was decided.
            value: Of a correction: the right value, as a record in YAML would hold it.
        """
        written = json.dumps(value, ensure_ascii=False) if verdict is Verdict.CORRECTED else None
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO reviews (uri, field, quote, verdict, value, at) VALUES (?, ?, ?, ?, ?, ?)",
                (*key, verdict.value, written, self._clock().isoformat(timespec="seconds")),
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS reviews (uri TEXT, field TEXT, quote TEXT, verdict TEXT NOT NULL,"
                " value TEXT, at TEXT NOT NULL, PRIMARY KEY (uri, field, quote))"
            )
            yield connection


def key_of(stored: StoredCall, field: str) -> Key:
    """Under which key a review of a field is kept."""
    return stored.document.uri, field, stored.quotes.get(field, "")


def reviewed(stored: StoredCall, reviews: Mapping[Key, Review]) -> StoredCall:
    """A call with what has been decided on its unreviewed fields; a decision that no longer fits is asked again."""
    waiting = {field for field in stored.unreviewed if key_of(stored, field) in reviews}
    while fitting := [field for field in sorted(waiting) if _fits(stored, field, reviews)]:  # one may depend on another
        field = fitting[0]
        call = decided(stored, field, reviews[key_of(stored, field)])
        stored = replace(stored, call=call, unreviewed=stored.unreviewed - {field})
        waiting.discard(field)
    return stored


def _fits(stored: StoredCall, field: str, reviews: Mapping[Key, Review]) -> bool:
    try:
        decided(stored, field, reviews[key_of(stored, field)])
    except PermanentError:
        return False
    return True


def decided(stored: StoredCall, field: str, review: Review) -> Call:
    """The record after a decision.

    Raises:
        PermanentError: The value does not fit the field or the rest of the record ("bad_review").
    """
    if review.verdict is Verdict.REJECTED:
        return with_field(stored.call, field, _EMPTY.get(field))
    if review.verdict is Verdict.CORRECTED:
        return with_field(stored.call, field, json.loads(review.value or "null"))
    proposal = stored.proposals.get(field)
    return with_field(stored.call, field, proposal) if proposal else stored.call


def with_field(call: Call, field: str, value: object) -> Call:
    """The record with another value in a field; extensions that do not end with a new closing time go.

    Raises:
        PermanentError: As for `decided`.
    """
    record = call.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    record[field] = value
    if field == "closes_at" and value:
        record["continuous"] = False
    if field == "continuous" and value:
        record["closes_at"] = None
    try:
        return Call.model_validate(record)
    except ValidationError as error:
        if record.pop("extensions", None) and field in ("closes_at", "continuous"):
            return with_field(call.model_copy(update={"extensions": ()}), field, value)
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise PermanentError("bad_review", f"{call.id}: {field}: {reason}.", "Give another value.") from error
