"""Tables read from passages: rows as cells, figures that can be compared, a table that goes on in the next passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.quotations.alike import ends_with, nearest, shared
from assistant.answering.quotations.passage_sentences import sentences_of
from assistant.answering.quotations.tables import Figure, Table, figure_of, tables_of
from tests.answering_builders import result

TREES = "Taulukko 1. Puut\n\nPuu: mänty; Kunta: Inari; Ikä: 310 vuotta\nPuu: kuusi; Kunta: Salla; Ikä: 95 vuotta"


def tables(text: str, **given: str) -> list[Table]:
    return tables_of([sentences_of(result(text, **given))])  # type: ignore[arg-type]


def test_a_row_has_cells_by_the_names_of_its_columns() -> None:
    (table,) = tables(TREES)
    assert table.columns == ("Puu", "Kunta", "Ikä")
    assert [row.cell("Kunta") for row in table.rows] == ["Inari", "Salla"]
    assert table.figures("Ikä") == [Figure(310, "vuot"), Figure(95, "vuot")]
    assert table.figures("Puu") is None


def test_a_cell_may_have_colons_and_semicolons() -> None:
    (table,) = tables("Aihe: puut; Lajit: mänty: etelä; kuusi\nAihe: marjat; Lajit: mustikka; puolukka")
    assert [row.cell("Lajit") for row in table.rows] == ["mänty: etelä; kuusi", "mustikka; puolukka"]


def test_short_names_and_what_they_stand_for_are_a_sheet_of_facts() -> None:
    (table,) = tables("- Pituus: 12 km\n- Lähtöpaikka: Ivalo")
    assert table.columns == () and [row.cells[0] for row in table.rows] == [
        ("Pituus", "12 km"),
        ("Lähtöpaikka", "Ivalo"),
    ]


def test_a_list_of_sentences_is_no_table() -> None:
    assert tables("- Ota yhteyttä kuntaan.\n- Sovi ajankohdasta.") == []


def test_a_table_goes_on_in_the_next_passage_of_its_section_alone() -> None:
    rest = "Puu: koivu; Kunta: Pori; Ikä: 70 vuotta\nPuu: haapa; Kunta: Rauma; Ikä: 80 vuotta"
    first, second = sentences_of(result(TREES)), sentences_of(result(rest, position=1))
    assert [len(table.rows) for table in tables_of([second, first])] == [4]
    elsewhere = sentences_of(result(rest, position=1, headings=("Muut puut",)))
    assert [len(table.rows) for table in tables_of([first, elsewhere])] == [2, 2]


@pytest.mark.parametrize(
    ("cell", "language", "value", "unit"),
    [
        ("1 842", "fi", 1842, ""),
        ("1,842", "en", 1842, ""),
        ("61,6", "fi", 61.6, ""),
        ("61.6", "en", 61.6, ""),
        ("71 % (240/338)", "fi", 71, "%"),
        ("−5 prosenttiyksikköä", "fi", -5, "pros"),
        ("+1,9", "sv", 1.9, ""),
        ("EUR 720,000", "en", 720000, "eur"),
        ("4 500 000 €", "fi", 4500000, "€"),
        ("indeksi (n): 62,6 (486)", "fi", 62.6, ""),
    ],
)
def test_a_figure_is_a_number_with_its_unit(cell: str, language: str, value: float, unit: str) -> None:
    assert figure_of(cell, language) == Figure(value, unit)


@pytest.mark.parametrize("cell", ["ei kysytty", "16.1.2025", "150 000–600 000 €", "18 of 64 projects", "48/75", ""])
def test_dates_ranges_and_parts_are_no_figures(cell: str) -> None:
    assert figure_of(cell, "fi") is None


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("toimialalla", "toimiala"),
        ("etätyötä", "etä-"),
        ("hankkeella", "hanke"),
        ("osiossa", "osio"),
        ("kuormittuneita", "kuormitusta"),
        ("participants", "participants"),
    ],
)
def test_forms_of_one_word_share_a_beginning(word: str, other: str) -> None:
    assert shared(word, other) and shared(other, word)


@pytest.mark.parametrize(
    ("word", "other"), [("syyskuussa", "syy"), ("vastausprosentti", "vastanneita"), ("2025", "2026"), ("20", "2026")]
)
def test_different_words_do_not(word: str, other: str) -> None:
    assert not shared(word, other)


def test_a_compound_ends_with_its_last_word() -> None:
    assert ends_with("suuralue", "alueella") and ends_with("storområde", "område")
    assert not ends_with("suuralue", "luettelo")


@given(st.from_regex(r"\w{1,20}", fullmatch=True), st.lists(st.from_regex(r"\w{1,20}", fullmatch=True)))
def test_no_more_letters_are_shared_than_a_word_has(word: str, others: list[str]) -> None:
    assert nearest(word, others) <= len(word)
