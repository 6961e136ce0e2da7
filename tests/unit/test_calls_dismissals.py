"""Disagreements that a person has set aside come back when either side says something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.calls.conflicts import Conflict, Outcome, Told
from assistant.calls.dismissals import Dismissals, key_of
from tests.calls_builders import make_record

RECORD = Told("2027-01-15T16:15", "Haku päättyy 15.1.2027 klo 16.15", make_record("calls/haku-1.yaml"))
OTHER = Told("2026-12-18T16:15", "Haku päättyy 18.12.", make_record("newsletters/1.html"), 2)
CONFLICT = Conflict("haku-1", "closes_at", Outcome.CONFLICT, RECORD, OTHER)


def changed(conflict: Conflict, side: str, **what: str) -> Conflict:
    told = getattr(conflict, side)
    return replace(conflict, **{side: replace(told, **what)})


@pytest.mark.parametrize(
    "other",
    [
        replace(CONFLICT, call_id="haku-2"),
        replace(CONFLICT, field="opens_at"),
        changed(CONFLICT, "record", value="2027-01-29T16:15"),
        changed(CONFLICT, "record", quote="Haku päättyy perjantaina."),
        changed(CONFLICT, "other", value="2026-12-19T16:15"),
        changed(CONFLICT, "other", quote="Haku sulkeutuu 18.12."),
        replace(CONFLICT, other=replace(OTHER, document=make_record("newsletters/2.html"))),
        replace(CONFLICT, record=replace(RECORD, document=make_record("calls/b.yaml"))),
    ],
)
def test_whatever_changes_it_is_another_disagreement(other: Conflict) -> None:
    assert key_of(other) != key_of(CONFLICT)


def test_the_same_words_on_another_page_stay_set_aside() -> None:
    assert key_of(replace(CONFLICT, other=replace(OTHER, page=3))) == key_of(CONFLICT)


def test_what_is_set_aside_is_kept_and_can_be_brought_back(tmp_path: Path) -> None:
    assert Dismissals(tmp_path).all() == frozenset()
    assert list(tmp_path.iterdir()) == []  # nothing is made before there is something to keep
    Dismissals(tmp_path).dismiss([CONFLICT, CONFLICT])
    assert Dismissals(tmp_path).all() == {key_of(CONFLICT)}
    Dismissals(tmp_path).restore([changed(CONFLICT, "other", value="–")])
    assert Dismissals(tmp_path).all() == {key_of(CONFLICT)}
    Dismissals(tmp_path).restore([CONFLICT])
    assert Dismissals(tmp_path).all() == frozenset()
