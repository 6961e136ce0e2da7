"""Spreadsheets, whatever file they came in: captions, a header row, and rows that can be read alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from assistant.errors import PermanentError
from ingest.content import Content, SectionWriter
from ingest.tables import row_lines

Value = str | int | float | bool | date | datetime | time | None

MAX_ROWS = 5000
"""Of one sheet; a longer one is a data base dump, and its rows would push everything else out of the results."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as its file holds it."""

    name: str
    rows: Sequence[Sequence[object]]


def content(sheets: Sequence[Sheet], record: Mapping[str, object], file_name: str) -> Content:
    """The sheets as sections, one page each, under the sheet's name.

    Raises:
        PermanentError: There is no row in any of them ("no_rows").
    """
    writer = SectionWriter()
    for number, sheet in enumerate(sheets, start=1):
        writer.turn_page(number)
        rows = [[shown(value) for value in row] for row in sheet.rows[:MAX_ROWS]]
        if not any(any(row) for row in rows):
            continue
        writer.heading(1, sheet.name)
        for block in _blocks(rows):
            filled = [[cell for cell in row if cell] for row in block]
            lone = next((at for at, cells in enumerate(filled) if len(cells) > 1), len(filled))
            for cells in filled[:lone]:  # captions above a table, notes below it
                writer.paragraph(cells[0])
            if lone < len(block):
                writer.lines(list(row_lines(_narrowed(block[lone:]))))
    sections = writer.sections()
    if not sections:
        raise PermanentError("no_rows", f"{file_name} has no rows.", "Check that it was saved with its contents.")
    return Content(sections, record)


def shown(value: object) -> str:  # noqa: PLR0911 - one a type
    """A value as Finnish readers see it: 15.1.2027, 16.15, 3,6; a formula without a value is nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "kyllä" if value else "ei"
        case datetime():
            day = f"{value.day}.{value.month}.{value.year}"
            return day if value.time() == time(0) else f"{day} {value.hour}.{value.minute:02}"
        case date():
            return f"{value.day}.{value.month}.{value.year}"
        case time():
            return f"{value.hour}.{value.minute:02}"
        case float():
            return f"{value:.10g}".replace(".", ",") if not value.is_integer() else str(int(value))
        case _:
            return str(value).strip()


def _blocks(rows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """Stretches of rows between empty ones."""
    block: list[list[str]] = []
    for row in rows:
        if any(row):
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _narrowed(block: Sequence[list[str]]) -> list[list[str]]:
    """The block without columns that are empty throughout."""
    width = max(map(len, block))
    used = [at for at in range(width) if any(at < len(row) and row[at] for row in block)]
    return [[row[at] if at < len(row) else "" for at in used] for row in block]
