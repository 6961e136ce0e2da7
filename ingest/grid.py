"""Sheets of cells: where their tables begin and end, what stands around them, and cells as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from assistant.language import detect_document
from ingest.cleaning import one_line
from ingest.content import SectionWriter
from ingest.tables import Row, has_header, is_number, row_lines

MAX_CELLS = 2_000_000
_NOTE_WORDS = 4  # a lone cell with more words, below a table, is a note


def write_grid(writer: SectionWriter, rows: Iterable[Row]) -> int:
    """Writes a sheet: each table with its rows as lines, what stands above and below it as paragraphs and lines.

    Returns:
        How many rows held something.
    """
    count = 0
    for block in _blocks(rows):
        count += len(block)
        above, header, table, below = _parts(_without_empty_columns(block))
        for row in above:
            writer.paragraph(": ".join(cell.rstrip(":") for cell in row if cell))
        writer.lines(list(row_lines([*header, *table], header_rows=len(header))))
        for row in below:
            writer.paragraph(" ".join(filter(None, row)))
    return count


def heading_of(sheet_name: str) -> str:
    """The sheet's name, unless a program gave it."""
    return (
        ""
        if re.fullmatch(r"(sheet|taul|taulukko|blad|лист|аркуш|leht) ?\d+", sheet_name, re.IGNORECASE)
        else sheet_name
    )


def _blocks(rows: Iterable[Row]) -> Iterator[list[list[str]]]:
    """Runs of rows between empty ones."""
    block: list[list[str]] = []
    for row in rows:
        if any(cells := [one_line(cell) for cell in row]):
            block.append(cells)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _without_empty_columns(rows: Sequence[list[str]]) -> list[list[str]]:
    used = sorted({column for row in rows for column, cell in enumerate(row) if cell})
    return [[row[column] if column < len(row) else "" for column in used] for row in rows]


Rows = list[list[str]]


def _parts(rows: Rows) -> tuple[Rows, Rows, Rows, Rows]:
    """What stands above the table, its header rows, its rows, and notes below it."""
    filled = [sum(map(bool, row)) for row in rows]
    if max(filled) < 2:
        return rows, [], [], []
    last = len(rows)
    while filled[last - 1] < 2 and len("".join(rows[last - 1]).split()) > _NOTE_WORDS:
        last -= 1
    first = next(index for index, count in enumerate(filled) if count > 1)
    start, headers = _header(rows[:last], first)
    header = [_spread(row) for row in rows[start : start + headers]]
    return rows[:start], header, rows[start + headers : last], rows[last:]


def _header(rows: Rows, first: int) -> tuple[int, int]:
    """Where the header begins and how many rows it has: the words right above the first row of figures."""
    width = len(rows[0])
    figures = next((index for index, row in enumerate(rows) if index > first and _is_data(row, width)), None)
    if figures is None:
        return first, 1 if has_header(rows[first:]) else 0
    top = figures
    while top > first and not any(map(_is_figure, rows[top - 1])) and sum(map(bool, rows[top - 1])) > 1:
        top -= 1
    if figures - top == 0:
        return first, 0
    if figures - top == 1 or (figures - top == 2 and _fewer(rows[top], rows[top + 1])):
        return top, figures - top
    return top, 1 if has_header(rows[top:]) else 0


def _is_data(row: list[str], width: int) -> bool:
    return any(map(_is_figure, row)) and sum(map(bool, row)) * 2 >= width


def _is_figure(cell: str) -> bool:
    return is_number(cell) and not re.fullmatch(r"(19|20)\d\d", cell)


def _fewer(upper: list[str], lower: list[str]) -> bool:
    """Whether the upper header row names groups of the columns that the lower one names."""
    return sum(map(bool, upper)) < sum(map(bool, lower))


def _spread(row: list[str]) -> list[str]:
    """A header row with each name over all the columns that it spans: up to the next one."""
    names, name = [], ""
    for cell in row:
        name = cell or name
        names.append(name)
    return names


def cell_text(  # noqa: PLR0911 - one a type
    value: object, number_format: str = "", *, decimal_comma: bool = True
) -> str:
    """A cell's value as its readers see it: per cents as such, whole numbers without decimals.

    Args:
        value: What a spreadsheet library gives.
        number_format: The format of the cell, e.g. "0.0 %".
        decimal_comma: Whether its readers write 3,6 and 15.1.2027, or 3.6 and 2027-01-15.
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(float(value), number_format, decimal_comma)
        case datetime():
            clock = value.time()
            return _day(value, decimal_comma) + (f" {cell_text(clock)}" if clock != time() else "")
        case date():
            return _day(value, decimal_comma)
        case time():
            return f"{value.hour}.{value.minute:02}" if decimal_comma else f"{value:%H:%M}"
    return str(value)


def _day(value: date, decimal_comma: bool) -> str:
    return f"{value.day}.{value.month}.{value.year}" if decimal_comma else f"{value:%Y-%m-%d}"


def _number(value: float, number_format: str, decimal_comma: bool) -> str:
    unit = ""
    if "%" in number_format:
        value, unit = value * 100, " %"
    shown = re.search(r"0\.(0+)", number_format)
    text = f"{value:.{len(shown[1])}f}" if shown else f"{value:.10g}"
    if value == int(value) and abs(value) < 1e15 and not shown:
        text = str(int(value))
    return (text.replace(".", ",") if decimal_comma else text) + unit


def uses_comma(texts: Iterable[str]) -> bool:
    """Whether a sheet with these words is in a language that writes decimals with a comma."""
    return detect_document("\n".join(texts)) != "en"
