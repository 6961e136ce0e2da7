"""Dates of calls in prose: the written phrases, the traps, and that every quote stands in the text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dates.points import points
from ingest.call_dates import find
from ingest.call_finding import Role
from tests.call_date_score import phrases, score


@pytest.mark.parametrize("set_aside", [False, True])
def test_the_written_phrases_are_read(set_aside: bool) -> None:
    result = score(phrases(set_aside=set_aside))
    assert result.precision >= 0.98, result.mistakes
    assert result.recall >= 0.90, result.mistakes


def test_there_are_enough_phrases_in_each_language() -> None:
    counts = [len(phrases(set_aside=False, language=code) + phrases(set_aside=True, language=code)) for code in
              ("fi", "sv", "en")]  # fmt: skip
    assert [count >= least for count, least in zip(counts, (110, 50, 50), strict=True)] == [True] * 3


def test_nothing_is_read_from_the_traps_among_the_phrases() -> None:
    traps = [one for one in phrases(set_aside=False) if not one["x"]]
    assert len(traps) >= 35
    assert score(traps).wrong == 0


def test_the_quote_is_the_sentence() -> None:
    text = "Tervetuloa! Haku avautui 1.10.2026 klo 9.00. Se päättyy pe 30.10.2026 klo 16.15 (t.o.m. kl. 16.15). Loppu."
    opens, closes = find(text, about_call=True)
    assert (opens.quote, closes.quote) == (
        "Haku avautui 1.10.2026 klo 9.00.",
        "Se päättyy pe 30.10.2026 klo 16.15 (t.o.m. kl. 16.15).",
    )
    assert text[slice(*closes.span)] == closes.quote


def test_a_range_beneath_a_heading_needs_no_word() -> None:
    opens, closes = find("15.9.–31.10.2026 klo 16.15", about_call=True)
    assert (opens.role, opens.value, closes.role, closes.value) == (
        Role.OPENS, "2026-09-15", Role.CLOSES, "2026-10-31T16:15",
    )  # fmt: skip
    assert find("15.9.–31.10.2026 klo 16.15") == []


def test_a_break_for_maintenance_is_no_application_period() -> None:
    line = "Uusi määräaika: 12.4.2024 klo 16.15; Syy: Hakujärjestelmän huoltokatko 4.–8.3.2024"
    assert [(one.role, one.value) for one in find(line, about_call=True)] == [(Role.EXTENSION, "2024-04-12T16:15")]


def test_another_call_that_was_cancelled_does_not_cancel_this_one() -> None:
    assert find("Aihe sisältää etätyön, jonka oma haku peruttiin lokakuussa 2024.", about_call=True) == []


@pytest.mark.parametrize(
    ("text", "published", "value", "certain"),
    [
        ("Haku päättyy 15.1.", dt.date(2026, 11, 24), "2027-01-15", False),
        ("Haku päättyy perjantaina 15.1.", dt.date(2026, 11, 24), "2027-01-15", True),
        ("Haku päättyy maanantaina 15.1.", dt.date(2026, 11, 24), "2027-01-15", False),
        ("Haku päättyy 15.1.", None, None, False),
        ("Haku päättyy 29.2.", dt.date(2026, 11, 24), None, False),
    ],
)
def test_a_year_that_is_not_written(text: str, published: dt.date | None, value: str | None, certain: bool) -> None:
    (finding,) = find(text, published=published)
    assert (finding.value, finding.certain) == (value, certain)


@settings(deadline=None)
@given(st.text(alphabet="0123456789.–- klohakupäty:/\n", max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    for finding in find(text, published=dt.date(2026, 11, 24), about_call=True):
        assert text[slice(*finding.span)] == finding.quote
    for point in points(text):
        assert 0 <= point.start < point.end <= len(text)


@settings(deadline=None)
@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.times())
def test_any_deadline_is_read_back(day: dt.date, time: dt.time) -> None:
    text = f"Haku päättyy {day.day}.{day.month}.{day.year} klo {time.hour}.{time.minute:02}."
    (finding,) = find(text)
    assert (finding.role, finding.value, finding.certain) == (Role.CLOSES, f"{day}T{time:%H:%M}", True)


def test_rows_of_data_are_no_sentences() -> None:
    days = [f"{day}.{month}.2026" for month in range(1, 13) for day in range(1, 29)]
    assert find("Haku päättyy " + ", ".join(days * 3), about_call=True) == []
    listed = find("Haku päättyy " + ", ".join(days[:300]), about_call=True)
    assert len(listed) == 300
    assert not any(one.certain for one in listed)


def test_every_line_is_read_by_itself() -> None:
    text = "Haku alkaa 1.10.2026.\n\nHaku päättyy\n30.10.2026 klo 16.15"
    assert [(one.role, one.value, text[slice(*one.span)]) for one in find(text)] == [
        (Role.OPENS, "2026-10-01", "Haku alkaa 1.10.2026."),
    ]
