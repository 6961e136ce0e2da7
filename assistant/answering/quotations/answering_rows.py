"""Of a table the rows that answer: the greatest, the one of the attribute asked for, those that the question names.

The probability of a table goes to these rows, so that they are quoted and the others leave room for something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.figures import Day, figures_of
from assistant.answering.patterns import pattern_of, read_patterns
from assistant.answering.question import Question
from assistant.answering.quotations.alike import nearest, words_of
from assistant.answering.quotations.answer_types import ONE_LINE, AnswerType, expected_answers
from assistant.answering.quotations.passage_sentences import Sentence, sentences_of
from assistant.answering.quotations.superlatives import extreme_asked, extreme_rows
from assistant.answering.quotations.tables import YEAR, Row, Table, tables_of
from assistant.language import FUNCTION_WORDS

ATTRIBUTES, ASKING = "quotations/attributes.yaml", "quotations/row_questions.yaml"
SURE = math.exp(3.0)
"""By how much a row is likelier that answers by what it is, and not by its words alone."""
FEW = 3
"""Rows of a table that are quoted when none is told apart and a fact is asked for."""

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table that answer.

    Attributes:
        every: The places of all sentences of the table.
        answering: Those of the rows that answer.
        sure: Whether what they are says so: the greatest, the attribute asked for, the cell that is named.
        named: Whether the question's words tell them from the others; else those of its year or the likeliest.
    """

    every: frozenset[Place]
    answering: frozenset[Place]
    sure: bool
    named: bool = True


def sure_rows(question: Question, passages: Sequence[Sequence[Sentence]]) -> list[Rows]:
    """The rows that are the greatest of their table, or the attribute asked for.

    Args:
        question: What is asked.
        passages: All that were found: a table must be whole before its greatest can be told.
    """
    tables = tables_of(passages)
    if extreme_asked(question) is None:
        either = (attribute_rows(question, table) or cell_row(question, table) for table in tables)
        return [rows for rows in either if rows is not None and rows.sure]
    return [_rows(table, found, sure=True) for table in tables if (found := extreme_rows(question, table))]


def on_answering_rows(
    question: Question, passages: Sequence[Sequence[Sentence]], sure: Sequence[Rows]
) -> list[list[Sentence]]:
    """The sentences, the probability of each table on the rows of it that answer; those are marked.

    Args:
        question: What is asked.
        passages: Sentences with their probabilities, all of which make 1.
        sure: What `sure_rows` found, in these passages and others.

    Returns:
        The same, and they still make 1.
    """
    scores = {sentence.place: sentence.score for passage in passages for sentence in passage}
    known = frozenset(place for rows in sure for place in rows.every)
    others = [table for table in tables_of(passages) if known.isdisjoint(_places(table.rows))]
    chosen = [*sure, *(rows for table in others if (rows := _likely_rows(question, table, scores)))]
    for rows in chosen:
        _concentrate(scores, rows)
    total = math.fsum(scores.values()) or 1.0
    picked = {place: rows.sure for rows in chosen for place in rows.answering}
    return [
        [
            replace(one, score=scores[one.place] / total, picked=one.place in picked, sure=picked.get(one.place, False))
            for one in passage
        ]
        for passage in passages
    ]


def undecided(question: Question, quoted: Sequence[Sentence]) -> bool:
    """Whether the greatest or the least is asked for and a table's rows are quoted of which none is known to be it."""
    best = max(quoted, key=lambda sentence: sentence.score, default=None)
    if best is None or best.listed is None or best.sure or extreme_asked(question) is None:
        return False
    tables = (table for table in tables_of([sentences_of(best.result)]) if any(map(table.figures, table.columns)))
    return any(sentence.place == best.place for table in tables for row in table.rows for sentence in row.sentences)


def _likely_rows(question: Question, table: Table, scores: Mapping[Place, float]) -> Rows | None:
    """The rows that the question names, or the likeliest when one fact is asked for; None when all may be wanted."""
    asked = question.text.lower()
    several = any(pattern_of(ASKING, key, question.language).search(asked) for key in ("all", "over_time"))
    if several or extreme_asked(question):
        return None
    if rows := attribute_rows(question, table):
        return rows
    timely = _of_the_time(question, table.rows, table)
    found = named_rows(question, table)
    by_words = len(found) < len(timely) and not _is_of_another_year(question, table)
    if _asks_one_fact(question) and len(found) > FEW:
        found = sorted(found, key=lambda row: -max(scores[sentence.place] for sentence in row.sentences))[:FEW]
    return replace(_rows(table, found, sure=False), named=by_words) if len(found) < len(table.rows) else None


def _rows(table: Table, found: Sequence[Row], *, sure: bool) -> Rows:
    return Rows(_places(table.rows), _places(found), sure)


def _places(rows: Iterable[Row]) -> frozenset[Place]:
    return frozenset(sentence.place for row in rows for sentence in row.sentences)


def _asks_one_fact(question: Question) -> bool:
    return any(one.type in ONE_LINE for one in expected_answers(question.text, question.language))


def _is_of_another_year(question: Question, table: Table) -> bool:
    """Whether a table tells years, itself or around it, and none that the question names."""
    told = " ".join((*table.around, *(row.text for row in table.rows)))
    asked, known = frozenset(YEAR.findall(question.text)), frozenset(YEAR.findall(told))
    return bool(asked and known) and asked.isdisjoint(known)


def _of_the_time(question: Question, rows: Sequence[Row], table: Table) -> Sequence[Row]:
    """The rows of the days, months and years that the question names; all when none is of them."""
    years = frozenset(YEAR.findall(question.text))
    dated = next((name for name in table.columns if table.has_years(name)), None)
    of_the_year = [row for row in rows if dated is not None and row.cell(dated) in years]
    return _of_the_day(question, rows) or of_the_year or rows


def _of_the_day(question: Question, rows: Sequence[Row]) -> list[Row]:
    days = figures_of(question.text).days
    return [row for row in rows if any(_within(told, day) for told in figures_of(row.text).days for day in days)]


def _within(told: Day, asked: Day) -> bool:
    """Whether a date is what is asked for, as far as both are told."""
    return told.month == asked.month and all(
        None in (one, other) or one == other for one, other in ((told.day, asked.day), (told.year, asked.year))
    )


def attribute_rows(question: Question, table: Table) -> Rows | None:
    """The rows of a sheet of facts that are called what is asked for: "Kesto" for "Kuinka kauan …?".

    The question must name what the sheet is about. "Jakson pituus" is the length of something else, if the question
    does not name that too: such rows are not sure, and all of them are given.
    """
    if len(table.columns) > _PAIR:
        return None
    asked, about = question.text.lower(), table.around
    wanted = _attributes(question)
    named = [word for word in _content(asked, question.language) if nearest(word, about)]
    told = [pattern for pattern in wanted if any(not pattern.search(word) for word in named)]
    names = [(row, _name_of(row, table).lower()) for row in table.rows]
    called = [(row, pattern.sub(" ", name)) for row, name in names for pattern in told if pattern.search(name)]
    words = words_of(asked)
    sure = [row for row, rest in called if all(nearest(word, words) for word in words_of(rest))]
    rows = sure or [row for row, _ in called]
    return _rows(table, rows, sure=bool(sure)) if 0 < len(rows) < len(table.rows) else None


def _attributes(question: Question) -> list[re.Pattern[str]]:
    """What the attributes that a question asks for are called."""
    asked = question.text.lower()
    return [
        patterns["told"]
        for patterns in read_patterns(ATTRIBUTES).values()
        if (pattern := patterns.get(question.language)) and pattern.search(asked)
    ]


def _content(text: str, language: str) -> list[str]:
    """The words of a text without those of grammar."""
    grammar = FUNCTION_WORDS.get(language, "").split()
    return [word for word in words_of(text) if word not in grammar]


_PAIR = 2
"""Columns of a sheet of facts with a header: what, and how much."""


def _name_of(row: Row, table: Table) -> str:
    name, text = row.cells[0]
    return text if table.columns else name


def named_rows(question: Question, table: Table) -> Sequence[Row]:
    """The rows that the question names by a time, or by words which stand neither around the table nor in most rows.

    All rows when it names none.
    """
    rows = _of_the_time(question, table.rows, table)
    known = [*table.around, *(word for name in table.columns for word in words_of(name))]
    words = [word for word in _content(question.text, question.language) if not nearest(word, known)]
    has = [[other for name, text in row.cells for other in words_of(text if table.columns else name)] for row in rows]
    near = [[nearest(word, others) for others in has] for word in words]
    telling = [letters for letters in near if 0 < sum(map(bool, letters)) < len(rows)]
    values = [sum(letters[place] for letters in telling) for place in range(len(rows))]
    best = [row for row, value in zip(rows, values, strict=True) if value and value == max(values)]
    return best if 0 < 2 * len(best) <= len(rows) else rows


def cell_row(question: Question, table: Table) -> Rows | None:
    """The one row that the question names by words or a day, if it names a column too in which that row has something.

    "Kenelle …?" names a column of target groups; a number is named by the column's words alone. A question that asks
    for no fact by its form ("Mikä webinaari …?") names all of the column, at its beginning or its end.
    """
    rows = named_rows(question, table)
    if _is_of_another_year(question, table) or len(rows) != 1 or len(table.columns) < _PAIR or len(table.rows) < _PAIR:
        return None
    words = [word for word in _content(question.text, question.language) if not word.isdigit()]
    day = _of_the_day(question, table.rows)
    by_words = any(nearest(word, words_of(text)) for word in words for _, text in rows[0].cells)
    cells = [(name, text) for name, text in rows[0].cells if text and not any(map(_in(words_of(text)), words))]
    fitting = [name for name, text in cells if _is_of_the_sort(question, text)]
    columns = [words_of(name) for name in fitting]
    types = {one.type for one in expected_answers(question.text, question.language)}
    attributes = [] if AnswerType.QUANTITY in types else _attributes(question)
    named = any(pattern.search(name.lower()) for pattern in attributes for name in fitting)
    if _asks_one_fact(question):
        named |= any(map(_in(words), (word for column in columns for word in column)))
    else:
        ends = [*words[:1], *words[-1:]]
        named |= any(all(map(_in(words), column)) and any(map(_in(ends), column)) for column in columns)
    return _rows(table, rows, sure=True) if named and (by_words or list(rows) == day) else None


def _is_of_the_sort(question: Question, cell: str) -> bool:
    """Whether a cell may be what is asked for: a day has none of the answers to "how many", nor a name to "when"."""
    types = {one.type for one in expected_answers(question.text, question.language)}
    has_day, has_digit = bool(figures_of(cell).days), any(letter.isdigit() for letter in cell)
    if types == {AnswerType.QUANTITY}:
        return has_digit and not has_day
    return has_day or has_digit if types == {AnswerType.TIME} else True


def _in(words: Sequence[str]) -> Callable[[str], bool]:
    return lambda word: nearest(word, words) > 0


def _concentrate(scores: dict[Place, float], rows: Rows) -> None:
    """Moves the probability of a table to the rows that answer, to each as it had; some may not have been read."""
    read = [place for place in rows.every if place in scores]
    answering = [place for place in read if place in rows.answering]
    had = math.fsum(scores[place] for place in answering)
    factor = math.fsum(scores[place] for place in read) / had if had and rows.named else 1.0
    factor *= SURE if rows.sure else 1.0
    scores.update({place: scores[place] * factor if place in rows.answering else 0.0 for place in read})
