"""Sources that disagree, old facts that an extension explains, and which call a text means."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.calls.conflicts import Outcome, conflicts
from assistant.calls.matching import distinct, meant
from assistant.calls.reviews import Review, Verdict
from assistant.calls.stored import StoredCall, StoredStatement
from tests.calls_builders import announced, make_call, official, said

EXTENDED = make_call(
    extensions=[{"announced": "2026-11-10", "from": "2026-12-18T16:15", "to": "2027-01-15T16:15"}],
)


def _found(statement: StoredStatement, *calls: StoredCall) -> list[tuple[str, str, Outcome]]:
    return [(one.call_id, one.field, one.outcome) for one in conflicts(calls or (official(EXTENDED),), (), [statement])]


@pytest.mark.parametrize(
    ("statement", "outcome"),
    [
        (said("closes_at", "2027-01-15T16:15"), None),
        (said("closes_at", "2027-01-15"), None),
        (said("closes_at", "2027-01-15T12:00"), Outcome.CONFLICT),
        (said("closes_at", "2026-12-18T16:15", published=date(2026, 10, 8)), Outcome.SUPERSEDED),
        (said("closes_at", "2026-12-18", published=date(2026, 11, 10)), Outcome.SUPERSEDED),
        (said("closes_at", "2026-12-18", published=date(2026, 11, 11)), Outcome.CONFLICT),
        (said("closes_at", "2026-12-18"), Outcome.SUPERSEDED),
        (said("closes_at", "2026-12-17", published=date(2026, 10, 8)), Outcome.CONFLICT),
        (said("extensions", "2027-01-15T16:15"), None),
        (said("extensions", "2027-01-29"), Outcome.CONFLICT),
        (said("opens_at", "2026-10-01"), None),
        (said("opens_at", "2026-09-01"), Outcome.CONFLICT),
        (said("opens_at", "2026-09"), None),
        (said("cancelled", ""), Outcome.CONFLICT),
        (said("continuous", ""), Outcome.CONFLICT),
        (said("closes_at", "2026-12-17", certain=False), None),
        (said("closes_at", "2026-12-17", context="Jokin muu haku"), None),
    ],
)
def test_a_statement_against_the_record(statement: StoredStatement, outcome: Outcome | None) -> None:
    assert [found[2] for found in _found(statement)] == ([outcome] if outcome else [])


def test_both_sides_are_shown_with_their_words() -> None:
    record = official(EXTENDED, closes_at="Hakuaika: 1.10.2026 klo 9.00 – 15.1.2027 klo 16.15")
    (one,) = conflicts([record], (), [said("closes_at", "2026-12-18T16:15", published=date(2026, 10, 8))])
    assert (one.record.value, one.record.quote) == ("2027-01-15T16:15", record.quotes["closes_at"])
    assert (one.other.value, one.other.quote) == ("2026-12-18T16:15", "closes_at 2026-12-18T16:15")
    assert one.superseded_by == EXTENDED.extensions[0]


def test_what_a_person_has_rejected_is_no_side_any_more() -> None:
    statement = said("closes_at", "2026-12-17")
    key = (statement.document.uri, "closes_at", statement.statement.quote)
    assert conflicts([official(EXTENDED)], (), [statement], {key: Review(Verdict.REJECTED, None, "")}) == []


def test_figures_of_an_announcement_are_compared_with_its_record() -> None:
    record = official(make_call(funding_rate=80, own_contribution=20))
    announcement = announced(make_call(funding_rate=75, own_contribution=20), quotes={"funding_rate": "75 prosenttia"})
    (one,) = conflicts([record], [record, announcement], ())
    assert (one.field, one.record.value, one.other.value, one.other.quote) == (
        "funding_rate", "80.0", "75.0", "75 prosenttia",
    )  # fmt: skip


def test_of_two_calls_of_one_name_the_one_that_agrees_is_meant() -> None:
    last_year = make_call("haku-0", opens_at="2025-10-01T09:00", closes_at="2026-01-15T16:15")
    calls = official(EXTENDED), official(last_year)
    assert _found(said("closes_at", "2026-01-15"), *calls) == []
    assert len(_found(said("closes_at", "2026-02-15"), *calls)) == 1


@pytest.mark.parametrize(
    ("context", "ids"),
    [
        ("Uutiskirje\nHaussa Turvallinen työ on rahaa.", ["haku-1"]),
        ("Turvallinen työ\nMuistutus toisesta hausta: Yhdessä parempi", ["haku-2"]),
        ("Hae: hakemukset.example.fi/haku-2", ["haku-2"]),
        ("Hae: hakemukset.example.fi/haku-21", []),
        ("Turvallinen työpaikka", []),
        ("Uutisia", []),
    ],
)
def test_the_call_that_is_named_last_is_meant(context: str, ids: list[str]) -> None:
    calls = [official(make_call()), official(make_call("haku-2", "Yhdessä parempi"))]
    assert [stored.call.id for stored in meant(context, calls)] == ids


@pytest.mark.parametrize(
    "announcement",
    [
        announced(make_call("haku-1", "Aivan toinen nimi")),
        announced(make_call("a", "Toinen nimi"), uri="corpus/announcements/haku-1.pdf"),
        announced(make_call("a", "Toinen nimi", links=["https://example.fi/haku-1"])),
        announced(make_call("a", "TURVALLINEN TYÖ")),
    ],
)
def test_an_announcement_of_a_known_call_adds_none(announcement: StoredCall) -> None:
    record = official(make_call(links=["https://example.fi/haku-1"], source_documents=["announcements/haku-1.pdf"]))
    assert distinct([announcement, record]) == [record]


def test_an_announcement_of_another_year_is_another_call() -> None:
    other = announced(make_call("a", opens_at="2025-10-01T09:00", closes_at="2025-12-15T16:15"))
    record = official(make_call())
    assert distinct([other, record]) == [record, other]


def test_of_two_announcements_the_newest_stays() -> None:
    old = announced(make_call("a"), "a.html", date(2026, 9, 1))
    new = announced(make_call("a"), "b.html", date(2026, 11, 1))
    undated = announced(make_call("a"), "c.html")
    assert distinct([old, undated, new]) == [new]
