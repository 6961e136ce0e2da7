"""Excel workbooks: each visible sheet is a page with its name as heading."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from assistant.calls.record import Call
from assistant.errors import PermanentError
from ingest.content import Content, SectionWriter
from ingest.converters.call import catalogue_record, stated
from ingest.converters.call import write as write_call
from ingest.converters.call_table import is_call_header, read_calls
from ingest.converters.ooxml import Package
from ingest.grid import MAX_CELLS, cell_text, heading_of, uses_comma, write_grid
from ingest.tables import Row


def read(data: bytes, name: str) -> Content:
    """The sheets' values as they were last calculated. A sheet that is a table of calls becomes their records.

    Raises:
        PermanentError: No sheet holds a row, a call cannot be read, or there are more cells than anyone reads.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load

    package = Package(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(
            io.BytesIO(package.in_usual_namespaces()), read_only=True, data_only=True, keep_links=False
        )
        writer, rows = SectionWriter(), 0
        calls: list[Call] = []
        for number, sheet in enumerate(book.worksheets, start=1):
            if sheet.sheet_state == "visible":
                writer.turn_page(number)
                if table := _call_table(sheet):
                    found = read_calls(table, f"{name}, sheet {sheet.title}")
                    for call in found:
                        write_call(writer, call)
                    calls.extend(found)
                    continue
                writer.heading(1, heading_of(sheet.title))
                rows += write_grid(writer, _rows(sheet, name))
    if not rows and not calls:
        raise PermanentError("no_rows", f"{name} has no rows.", "Check that it is the right file.")
    # The day of making is that of the template as a rule, and a sheet's name is no title.
    record = {"title": PurePath(name).stem.replace("_", " "), **package.core_properties()}
    record.pop("created", None)
    if calls:
        record |= {key: value for key, value in catalogue_record(calls).items() if value and key != "title"}
    return Content(writer.sections(), record, package.language(), tuple(map(stated, calls)))


def _call_table(sheet: Any) -> list[tuple[object, ...]] | None:
    """The sheet's values when it is a table of calls: its first row says so."""
    sheet.reset_dimensions()
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    if not is_call_header(first):
        return None
    return [tuple(_call_value(cell) for cell in row) for row in sheet.iter_rows()]


def _call_value(cell: Any) -> object:
    """What a cell of a table of calls says: 80 where a spreadsheet holds 0.8 and shows 80 %."""
    if isinstance(cell.value, int | float) and "%" in (cell.number_format or ""):
        return round(cell.value * 100, 4)
    value: object = cell.value
    return value


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    top = sheet.iter_rows(max_row=30, values_only=True)
    comma = uses_comma(cell for row in top for cell in row if isinstance(cell, str))
    cells = 0
    for row in sheet.iter_rows():
        cells += len(row)
        if cells > MAX_CELLS:
            raise PermanentError(
                "too_many_cells", f"{name} has too many cells.", "Save the tables that matter on their own."
            )
        yield [cell_text(cell.value, cell.number_format or "", decimal_comma=comma) for cell in row]
