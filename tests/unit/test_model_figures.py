"""Figures, dates, names and opposites: what a sentence states, and whether a source states it too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.figures import Day, figures_of, is_month
from assistant.answering.prose.grounding import links_of
from assistant.answering.prose.names import mentions, names_of
from assistant.answering.prose.opposites import contradicts, half_negated

MONTHS_FI = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
MONTHS_EN = (
    "January February March April May June July August September October November December"  # in order
).split()


def stated(text: str) -> set[str]:
    return {reading for readings in figures_of(text).numbers for reading in readings}


@pytest.mark.parametrize("text", ["2 958", "2\u00a0958", "2\u202f958", "2,958", "2.958", "2958"])
def test_a_figure_has_many_spellings(text: str) -> None:
    assert "2958" in stated(f"Vastaajia oli {text} vuonna.")


@pytest.mark.parametrize(
    "text", ["73 %", "73%", "73 prosenttia", "73-prosenttinen", "73 per cent", "73 procent", "73 процента", "٧٣٪"]
)
def test_a_share_is_not_the_figure_alone(text: str) -> None:
    assert stated(text) == {"73%"}


@pytest.mark.parametrize("text", ["3,5 miljoonaa euroa", "3.5 million", "3,5 milj. €", "3 500 000", "3,5 млн"])
def test_millions(text: str) -> None:
    assert "3500000" in stated(text)


def test_a_range_lends_its_unit_to_both_ends() -> None:
    assert stated("70–80 %") == {"70%", "80%"}


@pytest.mark.parametrize(
    "text",
    [
        "15.1.2027",
        "15.01.2027",
        "2027-01-15",
        "15/1/2027",
        "15. tammikuuta 2027",
        "15 January 2027",
        "January 15, 2027",
        "den 15 januari 2027",
        "15. jaanuaril 2027",
        "15 января 2027 года",
        "15 січня 2027 року",
        "١٥ يناير ٢٠٢٧",
    ],
)
def test_a_date_has_many_spellings(text: str) -> None:
    assert figures_of(f"Haku: {text}.").days == (Day(15, 1, 2027),)


@given(st.integers(1, 28), st.integers(1, 12), st.integers(2000, 2099))
def test_a_finnish_and_an_english_date_agree(day: int, month: int, year: int) -> None:
    english = figures_of(f"It closes on {day} {MONTHS_EN[month - 1]} {year}.")
    finnish = figures_of(f"Haku päättyy {day}. {MONTHS_FI[month - 1]}kuuta {year}.")
    short = figures_of(f"Haku päättyy {day}.{month}.{year}.")
    assert english.days == finnish.days == short.days == (Day(day, month, year),)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_another_number_is_not_borne_out(one: int, other: int) -> None:
    source = figures_of(f"Osallistujia oli {one} henkeä.")
    assert source.bears_out(figures_of(f"There were {one:,} people.")) or 1000 <= one < 10**6  # also read as a fraction
    assert source.bears_out(figures_of(f"Osallistujia oli {other}.")) == (one == other)


@pytest.mark.parametrize(
    ("source", "statement", "borne_out"),
    [
        ("Haku on auki 15.1.–30.4.2027.", "The call opens on 15 January 2027.", True),
        ("Haku alkaa 15.1.2027.", "Haku alkaa tammikuussa 2027.", True),
        ("Haku alkaa 15.1.2027.", "Haku alkaa vuonna 2027.", True),
        ("Haku alkaa 15.1.2027.", "Haku alkaa helmikuussa.", False),
        ("Haku alkaa 15.1.2027.", "Haku alkaa 15.1.2026.", False),
        ("Tuki on 80 %.", "Hankkeita on 80.", False),
        ("Hankkeita on 80.", "Osuus on 80 %.", False),
        ("Hankkeita on kolme.", "There are 3 projects.", True),
        ("Hankkeita on kolme.", "There are four projects.", False),
        ("Tuki on 3 miljoonaa.", "Tuki on 3 miljardia.", False),
        ("Kesto on 1,5 vuotta.", "It lasts 1.5 years.", True),
        ("Kello 16.15.", "At 16:15.", True),
    ],
)
def test_what_a_source_bears_out(source: str, statement: str, borne_out: bool) -> None:
    assert figures_of(source).bears_out(figures_of(statement)) is borne_out


def test_the_numbers_of_a_list_are_no_figures() -> None:
    assert stated("1. Haku alkaa.\n2) Haku päättyy.") == set()


def test_months() -> None:
    assert is_month("October")
    assert is_month("lokakuussa")
    assert not is_month("Oulu")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Haku alkaa Pirkanmaalla.", ("Pirkanmaalla",)),
        ("ELY-keskus päättää. Tuki alkaa 1.1.", ("ELY-keskus",)),
        ("Applications by 15 May 2026 in Finland.", ("Finland",)),
        ("– Tuki: Haku on auki.", ()),
        ("الدعم 80 ESF+", ("ESF+",)),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("words", "name", "translated", "found"),
    [
        ("pirkanmaan hanke", "Pirkanmaalla", False, True),
        ("työterveyslaitos", "Työturvallisuuskeskus", False, False),
        ("suomi", "Finland", True, True),
        ("suomi", "Finland", False, False),
        ("ruotsi", "Finland", True, False),
        ("jyväskylä", "Ювяскюля", True, True),
        ("tampere", "Тампере", True, True),
        ("tampere", "Турку", True, False),
        ("matti", "Matias", False, False),
    ],
)
def test_a_name_in_another_form(words: str, name: str, translated: bool, found: bool) -> None:
    assert mentions(frozenset(words.split()), name, translated=translated) is found


@pytest.mark.parametrize(
    ("statement", "language", "source", "source_language", "contrary"),
    [
        ("Tuki on vähintään 80 %.", "fi", "Tuki on enintään 80 %.", "fi", True),
        ("Support is at most 80 %.", "en", "Tuki on enintään 80 %.", "fi", False),
        ("Не более 80 %.", "ru", "Tuki on enintään 80 %.", "fi", False),
        ("Haku päättyy 1.1.", "fi", "Haku alkaa 1.1.", "fi", True),
        ("The share fell.", "en", "Osuus kasvoi.", "fi", True),
        ("Costs are paid.", "en", "Kustannuksia ei makseta.", "fi", True),
        ("Kostnaderna ersätts inte.", "sv", "Kustannuksia ei makseta.", "fi", False),
        ("Jo.", "de", "Kustannuksia ei makseta.", "fi", False),
    ],
)
def test_opposites(statement: str, language: str, source: str, source_language: str, contrary: bool) -> None:
    assert contradicts(statement, language, source, source_language) is contrary


def test_clauses_of_which_one_is_negated() -> None:
    assert half_negated("Säätiö voi osallistua mutta ei hakea.", "fi") == ["Säätiö voi osallistua", "mutta ei hakea."]
    assert half_negated("Säätiö ei voi hakea.", "fi") == []


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Katso https://Evil.example/x?q=1.", ["https://evil.example/x?q=1"]),
        ("Kirjoita haku@example.fi tai www.example.fi", ["haku@example.fi", "www.example.fi"]),
        ("Avaa hakemukset.example.fi.", ["hakemukset.example.fi"]),
        ("Haku päättyy klo 16.15. Tuki on 80 %.", []),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    assert links_of(text) == links
