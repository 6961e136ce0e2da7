"""The greatest or the least of a table: "Millä toimialalla …eniten?" is answered by one row, if its column can be told.

A row is told only when nothing is left to guess: what the rows are about is what is asked for, the column is named by
the question's words (or all columns agree on the row), every cell is a figure in one unit, the year fits. Else None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.patterns import pattern_of
from assistant.answering.question import Question
from assistant.answering.quotations.alike import ends_with, nearest, words_of
from assistant.answering.quotations.answer_types import AnswerType, Unit, expected_answers
from assistant.answering.quotations.tables import YEAR, Figure, Row, Table
from assistant.language import FUNCTION_WORDS

TABLE, ASKING = "quotations/superlatives.yaml", "quotations/row_questions.yaml"

_OF_A_KIND = re.compile(r"\s*mi(?:ssä|stä|hin)\s+(?:\w+\s+){0,2}\w+(?:ss[aä]|st[aä]|ll[aä]|lt[aä])\b", re.IGNORECASE)
"""Finnish "missä" with a noun of its own asks "in which", not "where"."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """What a question asks for the greatest or the least of.

    Attributes:
        least: Whether it is the least.
        change: "rise", "fall" or "shift" when it is of a change; else "".
        words: Those of the question that tell of what: small letters, those of grammar and of asking left out.
        years: That it names.
    """

    least: bool
    change: str
    words: tuple[str, ...]
    years: frozenset[str]


def extreme_asked(question: Question) -> Extreme | None:
    """The greatest or the least that a question asks for; None when it asks for neither, for both, or for several."""
    text, language = question.text.lower(), question.language

    def says(key: str) -> bool:
        return bool(pattern_of(TABLE, key, language).search(text))

    least = says("least")
    several = says("other") or pattern_of(ASKING, "all", language).search(text)
    if not says("which") or least == (says("most") or says("derived")) or several:
        return None
    rest = text
    for key in ("most", "least", "rise", "fall", "shift"):
        rest = pattern_of(TABLE, key, language).sub(" ", rest)
    grammar = frozenset(FUNCTION_WORDS.get(language, "").split())
    words = tuple(word for word in words_of(rest) if word not in grammar and not YEAR.fullmatch(word))
    change = next((key for key in ("rise", "fall", "shift") if says(key)), "")
    return Extreme(least, change, words, frozenset(YEAR.findall(text)))


def extreme_rows(question: Question, table: Table) -> list[Row] | None:
    """The row with the greatest or least figure that is asked for, several when they are equal; None when in doubt.

    Args:
        question: What is asked.
        table: All of it.
    """
    asked = extreme_asked(question)
    if asked is None or not table.columns:
        return None
    around = table.around
    key = _key_column(question, asked, table)
    narrowed = _of_the_year(asked, _without_totals(table, key), key, around) if key else None
    if key is None or narrowed is None:
        return None
    narrowed = _of_the_kind(asked, narrowed, around)
    columns = {name: figures for name in narrowed.columns if (figures := _compared(narrowed, name, key))}
    wanted = _wanted(asked, narrowed, columns, key, around)
    found = [_best(asked, narrowed.rows, columns[name]) for name in wanted]
    agreed = [row for row in narrowed.rows if all(row in rows for rows in found)]
    return agreed if found and 0 < len(agreed) <= len(narrowed.rows) / 2 else None


def _without_totals(table: Table, key: str) -> Table:
    total = pattern_of(TABLE, "total", "any")
    named = (key, table.columns[0])
    kept = (row for row in table.rows if not any(total.search(row.cell(name).lower()) for name in named))
    return replace(table, rows=tuple(kept))


def _key_column(question: Question, asked: Extreme, table: Table) -> str | None:
    """The column of what is asked for: one of years for a year, one of places for "where", else one that is named."""
    types = expected_answers(question.text, question.language)
    if any(one.unit is Unit.YEAR for one in types):
        return next((name for name in table.columns if table.has_years(name)), None)
    words_alone = [name for name in table.columns if not table.has_years(name) and not table.figures(name)]
    for name in words_alone:
        words = words_of(name)
        if any(nearest(word, words) or any(ends_with(other, word) for other in words) for word in asked.words):
            return name
    if all(one.type is AnswerType.PLACE for one in types) and not _OF_A_KIND.match(question.text):
        place = pattern_of(TABLE, "place", "any")
        return next((name for name in words_alone if place.search(name.lower())), None)
    return None


def _of_the_year(asked: Extreme, table: Table, key: str, around: Sequence[str]) -> Table | None:
    """The rows of the year that is asked for; None when the table has no such year, or several and none is asked."""

    def having(name: str | None) -> Table | None:
        rows = (row for row in table.rows if asked.years & set(YEAR.findall(row.cell(name) if name else row.text)))
        kept = replace(table, rows=tuple(rows))
        return kept if kept.rows else None

    dated = next((name for name in table.columns if table.has_years(name)), None)
    if not asked.years:
        several = dated is not None and len({row.cell(dated) for row in table.rows}) < len(table.rows)
        return None if several else table
    if dated is not None:
        return having(dated)
    if all(YEAR.search(row.cell(key)) for row in table.rows):
        return having(key)
    told = " ".join((*around, *table.columns))
    return table if all(year in told for year in asked.years) else having(None)


def _of_the_kind(asked: Extreme, table: Table, around: Sequence[str]) -> Table:
    """The rows that have a word of the question which tells rows apart: of events the webinars alone."""
    known = [*around, *(word for name in table.columns for word in words_of(name))]
    rows = table.rows
    for word in asked.words:
        having = tuple(row for row in rows if nearest(word, _told(row)))
        if having and len(having) < len(rows) and not nearest(word, known):
            rows = having
    return replace(table, rows=rows)


def _told(row: Row) -> list[str]:
    return [word for _, text in row.cells for word in words_of(text)]


def _compared(table: Table, column: str, key: str) -> list[Figure] | None:
    """The figures of a column that can be compared; None for what rows are about, for years, for mixed units."""
    return None if column == key or table.has_years(column) else table.figures(column)


def _wanted(asked: Extreme, table: Table, columns: Iterable[str], key: str, around: Sequence[str]) -> list[str]:
    """The columns that the question may mean: those with most of its words, or all when none has any."""
    difference = pattern_of(TABLE, "difference", "any")
    changes = [name for name in columns if difference.search(name.lower())]
    others = [name for name in columns if name not in changes]
    if asked.change:
        return changes
    names = {name: words_of(f"{name} {_name_within(table, name)}") for name in columns}
    votes = dict.fromkeys(columns, 0)
    of_the_key = words_of(key)
    for word in (*asked.words, *asked.years):
        near = {name: nearest(word, names[name]) for name in columns} if not nearest(word, of_the_key) else {}
        best = max(near.values(), default=0)
        for name in (name for name, letters in near.items() if best and letters == best):
            votes[name] += 1
    most = max(votes.values(), default=0)
    named = [name for name, count in votes.items() if count == most]
    if most and any(nearest(word, names[name]) for word in asked.words for name in named):
        return named
    if any(_name_within(table, name) for name in columns):
        return []
    on_the_topic = any(nearest(word, around) for word in asked.words if not nearest(word, of_the_key))
    return (named if most else others) if on_the_topic else []


def _name_within(table: Table, column: str) -> str:
    """What stands before a column's figures in its cells: "2025" over "indeksi (n)"."""
    before, colon, _ = table.rows[0].cell(column).rpartition(": ")
    return before if colon else ""


def _best(asked: Extreme, rows: Sequence[Row], figures: Sequence[Figure]) -> list[Row]:
    """The rows with the extreme figure of one column; none when it is no change of the sort that is asked for."""
    sign = -1.0 if asked.change == "fall" else 1.0
    size: Callable[[float], float] = abs if asked.change == "shift" else lambda value: sign * value
    values = [size(figure.value) for figure in figures]
    end = min(values) if asked.least else max(values)
    if asked.change in ("rise", "fall") and min(end, *(values if asked.least else [end])) <= 0:
        return []
    return [row for row, value in zip(rows, values, strict=True) if value == end]
