"""The greatest and the least of a table: told only when nothing is left to guess."""

from __future__ import annotations

import pytest

from assistant.answering.quotations.passage_sentences import sentences_of
from assistant.answering.quotations.superlatives import extreme_asked, extreme_rows
from assistant.answering.quotations.tables import tables_of
from tests.answering_builders import asked, result

CATCH = (
    "Taulukko 1. Saaliit kunnittain 2021 ja 2022\n\n"
    "Kunta: Inari; 2021: 14 t; 2022: 18 t\nKunta: Salla; 2021: 12 t; 2022: 9 t\n"
    "Kunta: Kolari; 2021: 25 t; 2022: 16 t\nKunta: Yhteensä; 2021: 51 t; 2022: 43 t"
)
COURSES = (
    "Table 2. Courses.\n\n"
    "Course: Bread; Students: 1,204; Hours: 40; Change: +3\n"
    "Course: Cheese; Students: 980; Hours: 64; Change: −8\n"
    "Course: Beer; Students: 310; Hours: 12; Change: +5"
)
SWEDISH = "Tabell 1. Skolor 2020\n\nSkola: Norra; Elever: 80; Lärare: 9\nSkola: Södra; Elever: 120; Lärare: 7"


def told(question: str, text: str, language: str = "fi") -> list[str] | None:
    (table,) = tables_of([sentences_of(result(text, language=language))])
    rows = extreme_rows(asked(question, language), table)
    return [row.cells[0][1] for row in rows] if rows else None


@pytest.mark.parametrize(
    ("question", "text", "language", "rows"),
    [
        ("Missä kunnassa saalis oli suurin vuonna 2022?", CATCH, "fi", ["Inari"]),
        ("Missä kunnassa saalis oli suurin vuonna 2021?", CATCH, "fi", ["Kolari"]),
        ("Mikä kunta sai pienimmän saaliin 2022?", CATCH, "fi", ["Salla"]),
        ("Which course had the most students?", COURSES, "en", ["Bread"]),
        ("Which course had the fewest students?", COURSES, "en", ["Beer"]),
        ("Which course has the most hours?", COURSES, "en", ["Cheese"]),
        ("Which course grew the most?", COURSES, "en", ["Beer"]),
        ("Which course fell the most?", COURSES, "en", ["Cheese"]),
        ("Which course changed the most?", COURSES, "en", ["Cheese"]),
        ("Vilken skola hade flest elever 2020?", SWEDISH, "sv", ["Södra"]),
        ("I vilken skola fanns det minst lärare?", SWEDISH, "sv", ["Södra"]),
    ],
)
def test_the_row_is_told(question: str, text: str, language: str, rows: list[str]) -> None:
    assert told(question, text, language) == rows


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("Missä kunnassa saalis oli suurin vuonna 2019?", CATCH, "fi"),  # another year
        ("Missä kunnassa saalis oli suurin?", CATCH, "fi"),  # the years do not agree
        ("Missä kunnassa saalis kasvoi eniten?", CATCH, "fi"),  # no column of changes
        ("Mikä järvi on suurin vuonna 2022?", CATCH, "fi"),  # the rows are no lakes
        ("Missä kunnassa saalis oli toiseksi suurin 2022?", CATCH, "fi"),
        ("Mitkä kunnat saivat suurimmat saaliit 2022?", CATCH, "fi"),  # several are wanted
        ("Which teacher had the most students?", COURSES, "en"),
        ("Which course is the largest?", COURSES, "en"),  # of what?
        ("How many students may a course have at most?", COURSES, "en"),
        ("Vilken skola är störst?", SWEDISH, "sv"),
    ],
)
def test_in_doubt_none_is_told(question: str, text: str, language: str) -> None:
    assert told(question, text, language) is None


def test_rows_that_are_equal_are_told_together_but_not_when_most_are() -> None:
    rows = "Laji: {}; Määrä: {}"
    text = "\n".join(rows.format(name, count) for name, count in [("a", 4), ("b", 9), ("c", 9), ("d", 1)])
    assert told("Mitä lajia nähtiin eniten, määrä?", text) == ["b", "c"]
    assert told("Mitä lajia nähtiin eniten, määrä?", "\n".join(rows.format(name, 9) for name in "abcd")) is None


def test_mixed_units_and_missing_cells_are_not_compared() -> None:
    text = "Reitti: Pohjoinen; Pituus: {}\nReitti: Läntinen; Pituus: 900 m\nReitti: Itäinen; Pituus: 300 m"
    assert told("Minkä reitin pituus on suurin?", text.format("200 m")) == ["Läntinen"]
    assert told("Minkä reitin pituus on suurin?", text.format("2 km")) is None
    assert told("Minkä reitin pituus on suurin?", text.format("ei mitattu")) is None


def test_rows_that_the_question_narrows_are_compared_alone() -> None:
    text = (
        "Laji: retki; Tilaisuus: Sieniretki; Osallistujia: 30\nLaji: juhla; Tilaisuus: Kekri; Osallistujia: 300\n"
        "Laji: retki; Tilaisuus: Lintujen retki; Osallistujia: 45"
    )
    assert told("Missä tilaisuudessa oli eniten osallistujia?", text) == ["juhla"]
    assert told("Missä retkien tilaisuudessa oli eniten osallistujia?", text) == ["retki"]


def test_a_year_is_told_of_a_column_of_years() -> None:
    text = "Vuosi: 2019; Kävijöitä: 900\nVuosi: 2020; Kävijöitä: 120\nVuosi: 2021; Kävijöitä: 480"
    assert told("Minä vuonna kävijöitä oli vähiten?", text) == ["2020"]


@pytest.mark.parametrize(
    ("question", "language", "least"),
    [
        ("Millises vallas oli kõige rohkem õpilasi?", "et", False),
        ("В каком городе меньше всего школ?", "ru", True),
        ("У якому місті найбільше шкіл?", "uk", False),
        ("أي مدينة لديها أكثر عدد من المدارس؟", "ar", False),
    ],
)
def test_all_languages_ask_for_it(question: str, language: str, least: bool) -> None:
    extreme = extreme_asked(asked(question, language))
    assert extreme is not None and extreme.least is least
