"""Tables as passages have them, row by row: cells with the names of their columns, and figures that can be compared.

A row is a line of its own: "Vuosi: 2025; Suuralue: Lappi; Vastaajia: 20"; in a sheet of facts "Kesto: 18–30 kuukautta".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answering.quotations.alike import words_of
from assistant.answering.quotations.passage_sentences import Sentence, caption_of

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURE = re.compile(
    r"(?P<before>[^\d(+−–-]{0,4}?)\s*(?P<sign>[+−–-]?)\s?"
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"
    r"\s*(?P<unit>[^\d(]*?)\s*(?:\([^()]*\))?"
)
_BULLET = re.compile(r"^\s*(?:[-–—•●▪◦·*‣]|\(?\d{1,3}[.)])\s+")
_NAME_WORDS = 6
"""Most words of a name in a sheet of facts."""
_UNIT = 4
"""Letters by which two units are the same, whatever their endings: minuutti, minuuttia."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it is a number of."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table.

    Attributes:
        sentences: What it is made of; a long line is several.
        cells: Its cells, each with the name of its column.
    """

    sentences: tuple[Sentence, ...]
    cells: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """As it stands in the passage."""
        return self.sentences[0].result.chunk.text[self.sentences[0].start : self.sentences[-1].end]

    def cell(self, column: str) -> str:
        """What stands in a column; "" when nothing does."""
        return next((text for name, text in self.cells if name == column), "")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together.

    Attributes:
        rows: In order.
        columns: Their names, the first that of what the rows are about; empty for a sheet of facts, each of whose
            rows has a name of its own.
        around: The words of its caption, of the headings above it and of its document's title.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    around: tuple[str, ...] = ()

    def figures(self, column: str) -> list[Figure] | None:
        """The figures of a column, row by row; None unless every row has one and all are in one unit."""
        found = [figure_of(row.cell(column), row.sentences[0].result.document.language) for row in self.rows]
        figures = [figure for figure in found if figure is not None]
        return figures if len(figures) == len(found) and len({figure.unit for figure in figures}) == 1 else None

    def has_years(self, column: str) -> bool:
        """Whether a column has years and nothing else."""
        return all(YEAR.fullmatch(row.cell(column)) for row in self.rows)


def tables_of(passages: Iterable[Sequence[Sentence]]) -> list[Table]:
    """The tables and sheets of facts of some passages; one that goes on in the next passage of its section is one."""
    found: list[Table] = []
    for passage in sorted(
        filter(None, passages), key=lambda one: (one[0].result.document.id, one[0].result.chunk.position)
    ):
        for table in _tables_of(passage):
            if found and goes_on(found[-1], table):
                found[-1] = replace(found[-1], rows=found[-1].rows + table.rows, columns=table.columns)
            else:
                found.append(table)
    return found


def goes_on(before: Table, after: Table) -> bool:
    """Whether a table at the end of one passage goes on at the beginning of the next."""
    last, first = before.rows[-1].sentences[-1], after.rows[0].sentences[0]
    one, other = last.result.chunk, first.result.chunk
    return (
        (one.document_id, one.headings, one.position + 1) == (other.document_id, other.headings, other.position)
        and bool(after.columns)
        and before.columns[:1] == after.columns[:1]
        and first.position == 0
        and not one.text[last.end :].strip()
    )


def lines_of(listed: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of a list or table, line by line."""
    line: list[Sentence] = []
    for sentence in listed:
        if line and "\n" in sentence.result.chunk.text[line[-1].end : sentence.start]:
            yield line
            line = []
        line.append(sentence)
    if line:
        yield line


def figure_of(cell: str, language: str) -> Figure | None:
    """The number that a cell holds and nothing else but its unit and what stands in parentheses; None without one.

    Args:
        cell: Its text.
        language: Of the document, which decides what a comma is.
    """
    match = _FIGURE.fullmatch(cell.rsplit(": ", 1)[-1].strip())
    if match is None:
        return None
    grouped, fraction = (",", ".") if language in ("en", "ar") else (".", ",")
    number = re.sub(r"\s", "", match["number"])
    if re.fullmatch(rf"\d{{1,3}}(?:\{grouped}\d{{3}})+(?:\{fraction}\d+)?", number):
        number = number.replace(grouped, "")
    value = float(number.replace(",", "."))
    unit = f"{match['before']}{match['unit']}".strip().casefold()[:_UNIT]
    return Figure(-value if match["sign"] in ("−", "–", "-") else value, unit)


def _tables_of(passage: Sequence[Sentence]) -> Iterator[Table]:
    """The tables of one passage."""
    lined = [sentence for sentence in passage if sentence.listed is not None and not sentence.label]
    for _, group in groupby(lined, key=lambda sentence: sentence.listed):
        lines = [line for line in lines_of(list(group)) if not line[0].leads_in]
        rows = [(tuple(line), _parts(line)) for line in lines]
        columns = _columns([parts for _, parts in rows])
        if columns or _is_sheet([parts for _, parts in rows]):
            yield Table(tuple(Row(line, _cells(parts, columns)) for line, parts in rows), columns, _around(lines[0][0]))


def _around(line: Sentence) -> tuple[str, ...]:
    document, chunk = line.result.document, line.result.chunk
    return tuple(words_of(" ".join((caption_of(line), *chunk.headings, document.title))))


def _parts(line: Sequence[Sentence]) -> list[tuple[str, str]]:
    """The parts of a line between semicolons, each as what stands before and after its first colon."""
    text = _BULLET.sub("", line[0].result.chunk.text[line[0].start : line[-1].end])
    parts = [part.partition(": ") for part in text.split("; ")]
    return [(name.strip(), text.strip()) if colon else ("", name.strip()) for name, colon, text in parts]


def _columns(rows: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, ...]:
    """The names that begin the parts of most rows; none unless all rows begin alike."""
    if len(rows) < 2 or len({parts[0][0] for parts in rows}) != 1 or not rows[0][0][0]:
        return ()
    counted = Counter(name for parts in rows for name in dict.fromkeys(name for name, _ in parts) if name)
    return tuple(name for name, count in counted.items() if 2 * count > len(rows))


def _is_sheet(rows: Sequence[Sequence[tuple[str, str]]]) -> bool:
    """Whether each line is a short name and what it stands for."""
    return len(rows) > 1 and all(0 < len(parts[0][0].split()) <= _NAME_WORDS for parts in rows)


def _cells(parts: Sequence[tuple[str, str]], columns: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Parts as cells: what begins with no column's name belongs to the cell before."""
    cells: list[tuple[str, str]] = []
    for place, (name, text) in enumerate(parts):
        if place == 0 or name in columns:
            cells.append((name, text))
        else:
            before, so_far = cells[-1]
            cells[-1] = (before, f"{so_far}; {name}: {text}" if name else f"{so_far}; {text}")
    return tuple(cells)
