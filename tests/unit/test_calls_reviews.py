"""Decisions on what was read from prose, applied to a record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.calls.reviews import Review, Verdict, key_of, reviewed, with_field
from assistant.errors import PermanentError
from tests.calls_builders import announced, make_call

READ: dict[str, Any] = {
    "funding_rate": 80,
    "total_amount": 1_000_000,
    "amount_per_project": {"min": 1, "max": 2},
    "eligible_applicants": ["kunnat"],
    "links": ["https://example.fi"],
    "contact": {"email": "haku@example.fi"},
    "decision_expected": "2027-04",
    "cancelled": {"date": "2026-12-01"},
    "extensions": [{"announced": "2026-11-10", "from": "2026-12-18T16:15", "to": "2027-01-15T16:15"}],
    "events": [{"name": {"fi": "Hakuinfo"}, "starts_at": "2026-10-14T13:00"}],
}


def _corrected(value: object) -> Review:
    return Review(Verdict.CORRECTED, json.dumps(value), "")


@pytest.mark.parametrize("field", [*READ, "opens_at", "closes_at"])
def test_any_field_can_be_rejected(field: str) -> None:
    stored = announced(make_call(**READ), unreviewed=frozenset({field}), quotes={field: "Sanat."})
    after = reviewed(stored, {key_of(stored, field): Review(Verdict.REJECTED, None, "")})
    assert after.unreviewed == frozenset()
    assert not getattr(after.call, field)


def test_times_that_fit_only_together_are_both_taken() -> None:
    fields = ("opens_at", "closes_at")
    stored = announced(make_call(), unreviewed=frozenset(fields), quotes=dict.fromkeys(fields, "Sanat."))
    earlier = reviewed(
        stored,
        {
            key_of(stored, "opens_at"): _corrected("2025-10-01T09:00"),
            key_of(stored, "closes_at"): _corrected("2026-01-15T16:15"),
        },
    )
    assert earlier.unreviewed == frozenset()
    assert earlier.call.closes_at is not None and earlier.call.closes_at.year == 2026


def test_a_decision_that_does_not_fit_is_asked_again() -> None:
    stored = announced(make_call(), unreviewed=frozenset({"closes_at"}), quotes={"closes_at": "Sanat."})
    assert reviewed(stored, {key_of(stored, "closes_at"): _corrected("2026-01-15T16:15")}) == stored


def test_other_words_are_another_question() -> None:
    stored = announced(make_call(), unreviewed=frozenset({"closes_at"}), quotes={"closes_at": "Uudet sanat."})
    key = (stored.document.uri, "closes_at", "Vanhat sanat.")
    assert reviewed(stored, {key: Review(Verdict.ACCEPTED, None, "")}) == stored


def test_history_stays_only_while_it_ends_with_the_closing_time() -> None:
    call = make_call(extensions=READ["extensions"])
    assert with_field(call, "closes_at", "2027-01-15T16:15").extensions == call.extensions
    assert with_field(call, "closes_at", "2027-01-29T16:15").extensions == ()
    continuous = with_field(call, "continuous", True)
    assert (continuous.continuous, continuous.closes_at, continuous.extensions) == (True, None, ())
    with pytest.raises(PermanentError, match="closes_at"):
        with_field(call, "closes_at", "eilen")
