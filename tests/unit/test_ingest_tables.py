"""Rows that can be read alone, headers told from data, cells as people write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from ingest.content import SectionWriter
from ingest.grid import cell_text, heading_of, write_grid
from ingest.tables import has_header, is_number, row_lines


def grid(*rows: list[str]) -> list[str]:
    writer = SectionWriter()
    write_grid(writer, rows)
    return [line for section in writer.sections() for line in section.text.split("\n") if line]


def test_each_row_names_its_columns() -> None:
    rows = [["Vuosi", "Suuralue", "Vastaajia"], ["2025", "Lappi", "20"], ["2026", "", "31"]]
    assert list(row_lines(rows)) == ["Vuosi: 2025; Suuralue: Lappi; Vastaajia: 20", "Vuosi: 2026; Vastaajia: 31"]


def test_two_columns_of_words_are_labels_and_what_they_hold() -> None:
    assert list(row_lines([["Hakija:", "Hyvä Sopu ry"], ["Y-tunnus", "1234567-8"]])) == [
        "Hakija: Hyvä Sopu ry",
        "Y-tunnus: 1234567-8",
    ]


def test_two_header_rows_are_put_together() -> None:
    rows = [["", "2025", "2025"], ["Alue", "Naisia", "Miehiä"], ["Lappi", "4", "5"]]
    assert list(row_lines(rows, header_rows=2)) == ["Alue: Lappi; 2025 Naisia: 4; 2025 Miehiä: 5"]


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ([["Vuosi", "Osuus"], ["2025", "64 %"]], True),
        ([["Väittämä", "2024", "2025"], ["Tuki riittää", "53 %", "61 %"]], True),
        ([["1", "2", "3"], ["4", "5", "6"]], False),
        ([["Vuosi", "Osuus", "Määrä"]], False),
    ],
)
def test_a_header_is_told_from_data(table: list[list[str]], header: bool) -> None:
    assert has_header(table) is header


@pytest.mark.parametrize(
    ("cell", "number"),
    [("64 %", True), ("1 051", True), ("−3,5", True), ("2–3 kk", True), ("2 kk", True), ("Lappi", False), ("", False)],
)
def test_figures_are_told_from_words(cell: str, number: bool) -> None:
    assert is_number(cell) is number


def test_a_sheet_keeps_its_caption_its_table_and_its_note() -> None:
    found = grid(
        ["Kyselyn vastausprosentit vuosittain"],
        [],
        ["", "Vuosi", "Osuus"],
        ["", "2025", "76 %"],
        ["", "2026", "78 %"],
        [],
        ["Luvut on pyöristetty lähimpään kokonaiseen prosenttiin."],
    )
    assert found == [
        "Kyselyn vastausprosentit vuosittain",
        "Vuosi: 2025; Osuus: 76 %",
        "Vuosi: 2026; Osuus: 78 %",
        "Luvut on pyöristetty lähimpään kokonaiseen prosenttiin.",
    ]


def test_a_header_in_two_rows_is_found_above_the_first_figures() -> None:
    found = grid(
        ["", "2022Q1", "", "2022Q2", ""],
        ["Alue", "Hinta", "Kauppoja", "Hinta", "Kauppoja"],
        ["Jollas", "4566", "11", "4600", "3"],
    )
    assert found == ["Alue: Jollas; 2022Q1 Hinta: 4566; 2022Q1 Kauppoja: 11; 2022Q2 Hinta: 4600; 2022Q2 Kauppoja: 3"]


@pytest.mark.parametrize(
    ("value", "number_format", "comma", "text"),
    [
        (0.85, "0 %", True, "85 %"),
        (3.6, "", True, "3,6"),
        (3.6, "", False, "3.6"),
        (640000.0, "", True, "640000"),
        (2.0, "0.00", True, "2,00"),
        (date(2027, 1, 15), "", True, "15.1.2027"),
        (datetime.fromisoformat("2027-01-15"), "", False, "2027-01-15"),
        (datetime.fromisoformat("2027-01-15T16:15"), "", True, "15.1.2027 16.15"),
        (time(9, 5), "", True, "9.05"),
        (None, "", True, ""),
    ],
)
def test_cells_read_as_people_write_them(value: object, number_format: str, comma: bool, text: str) -> None:
    assert cell_text(value, number_format, decimal_comma=comma) == text


def test_names_that_programs_give_to_sheets_are_no_headings() -> None:
    assert [heading_of(name) for name in ("Taul1", "Sheet 2", "Vastausaste")] == ["", "", "Vastausaste"]
