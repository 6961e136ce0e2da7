"""From pieces of text at places to lines, rows and running text."""

from __future__ import annotations

import pytest

from ingest.pdf_layout import Cell, Piece, furniture, is_contents, join, lines, rows, without_furniture

SIZE = 10.0


def piece(text: str, x: float = 50, y: float = 700, *, size: float = SIZE, bold: bool = False) -> Piece:
    return Piece(text, x, y, size, bold, x + 0.5 * size * len(text))


def cell(text: str, y: float, x: float = 50, *, turned: bool = False) -> Cell:
    return Cell(text, x, y + SIZE, y, SIZE, False, turned=turned)


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("työhyvin-", "vointi", "työhyvinvointi"),
        ("ESR-", "hanke", "ESR-hanke"),
        ("2020-", "luvulla", "2020-luvulla"),
        ("Etelä-", "Suomi", "Etelä-Suomi"),
        ("suunnittelu-", "ja arviointityö", "suunnittelu- ja arviointityö"),
        ("forsknings-", "och utveckling", "forsknings- och utveckling"),
        ("hanke alkaa –", "ja päättyy", "hanke alkaa – ja päättyy"),
        ("alku", "ja loppu", "alku ja loppu"),
        ("työ\xad", "elämä", "työelämä"),
    ],
)
def test_hyphenation_is_undone_and_the_hyphens_of_words_stay(left: str, right: str, joined: str) -> None:
    assert join(left, right) == joined


def test_pieces_on_one_base_line_are_one_line() -> None:
    (line,) = lines([piece("Alku", bold=True), piece(" ja loppu", x=70)])
    assert line.text == "Alku ja loppu"


def test_the_mark_of_a_footnote_is_no_part_of_the_word_before_it() -> None:
    (line,) = lines([piece("hallintoon."), piece("1", x=105, y=704, size=7), piece(" Verrattuna", x=109)])
    assert line.text == "hallintoon. Verrattuna"


def test_cells_side_by_side_are_a_row_and_wrapped_cells_stay_whole() -> None:
    table = [
        piece("Tunnusluku", 50, 700),
        piece("Tilanne", 200, 700),
        piece("31.12.2025", 200, 688),
        piece("Muutos", 350, 700),
        piece("Hankkeita", 50, 660),
        piece("29", 200, 660),
        piece("+11", 350, 660),
    ]
    assert [[one.text for one in row] for row in rows(lines(table))] == [
        ["Tunnusluku", "Tilanne 31.12.2025", "Muutos"],
        ["Hankkeita", "29", "+11"],
    ]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left = [piece(f"vasen {number}", 50, 700 - 12 * number) for number in range(20)]
    right = [piece(f"oikea {number}", 300, 700 - 12 * number) for number in range(20)]
    found = [one.text for row in rows(lines([*left, *right])) for one in row]
    assert found == [one.text for one in [*left, *right]]


def own(number: int) -> list[str]:
    """Twelve lines that no other page has."""
    return [f"{chr(97 + number)}{letter} omaa tekstiä" for letter in "abcdefghijkl"]


def page(number: int, *furniture: Cell) -> list[Cell]:
    return [*(cell(line, 700 - 20 * n) for n, line in enumerate(own(number))), *furniture]


def test_running_headers_and_page_numbers_go_and_text_stays() -> None:
    pages = [page(number, cell("Vuosiraportti 2025", 800), cell(str(number), 40)) for number in range(1, 6)]
    running = furniture(pages)
    for number, found in enumerate(pages, start=1):
        assert [line.text for line in without_furniture(found, running)] == own(number)


def test_a_running_line_that_changes_with_the_chapter_goes_too() -> None:
    pages = [page(number, cell(f"{'ABCDE'[number // 4]}-luku | {number}", 40)) for number in range(20)]
    running = furniture(pages)
    for number, found in enumerate(pages):
        assert [line.text for line in without_furniture(found, running)] == own(number)


def test_turned_text_that_repeats_goes_wherever_it_stands() -> None:
    pages = [page(number, cell("Julkinen data", 400, turned=True)) for number in range(4)]
    running = furniture(pages)
    for number, found in enumerate(pages):
        assert [line.text for line in without_furniture(found, running)] == own(number)


def test_the_names_of_a_tables_columns_stay_though_they_repeat() -> None:
    names = (cell("Vuosi", 780), cell("Osuus", 780, x=300))
    pages = [page(number, *(names if number < 3 else ())) for number in range(12)]
    assert furniture(pages) == set()


@pytest.mark.parametrize("leader", [" . . . . . . . . ", "........", " "])
def test_a_contents_page_is_told_with_and_without_dots(leader: str) -> None:
    entries = [cell(f"Luku {'abcdefghij'[n]}{leader}{3 * n + 4}", 700 - 20 * n) for n in range(10)]
    assert is_contents([cell("Sisällys", 730), *entries], page_count=40)


def test_a_page_of_figures_is_no_contents_page() -> None:
    figures = [cell(f"Kunta {'abcdefghij'[n]} {(n * 37) % 90}", 700 - 20 * n) for n in range(10)]
    assert not is_contents(figures, page_count=40)


def test_the_last_figure_of_a_table_is_no_page_number() -> None:
    def with_table(number: int) -> list[Cell]:
        return [*page(number), cell("ABCDEF"[number], 40), cell("817", 40, x=300)]

    pages = [with_table(number) for number in range(1, 6)]
    running = furniture([*pages, *([cell(str(number), 40)] for number in range(1, 6))])
    for number, found in enumerate(pages, start=1):
        assert [line.text for line in without_furniture(found, running)] == [*own(number), "ABCDEF"[number], "817"]


def test_a_page_number_beside_a_running_header_goes_with_it() -> None:
    pages = [page(number, cell("Vuosiraportti", 800), cell(str(number), 800, x=500)) for number in range(1, 6)]
    running = furniture(pages)
    for number, found in enumerate(pages, start=1):
        assert [line.text for line in without_furniture(found, running)] == own(number)


def test_dots_that_end_in_something_else_are_read_at_once() -> None:
    """A pattern that could split them in several ways would never come back: preface pages have Roman numbers."""
    entries = [cell("Esipuhe" + " . " * 80 + "iii", 700 - 20 * n) for n in range(10)]
    assert not is_contents(entries, page_count=40)
