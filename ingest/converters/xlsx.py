"""Excel workbooks: each visible sheet is a page with its name as heading."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

from assistant.errors import PermanentError
from ingest.content import Content, SectionWriter
from ingest.converters.ooxml import Package
from ingest.grid import MAX_CELLS, cell_text, uses_comma, write_grid
from ingest.tables import Row


def read(data: bytes, name: str) -> Content:
    """The sheets' values as they were last calculated.

    Raises:
        PermanentError: No sheet holds a row, or there are more cells than anyone reads.
    """
    from openpyxl import load_workbook

    package = Package(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(package.plain_bytes()), read_only=True, data_only=True, keep_links=False)
        writer, rows = SectionWriter(), 0
        for number, sheet in enumerate(book.worksheets, start=1):
            if sheet.sheet_state == "visible":
                writer.turn_page(number)
                writer.heading(1, sheet.title)
                rows += write_grid(writer, _rows(sheet, name))
    if not rows:
        raise PermanentError("no_rows", f"{name} has no rows.", "Check that it is the right file.")
    return Content(writer.sections(), package.core_properties(), package.language())


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    words = [
        str(cell)
        for row in islice(sheet.iter_rows(max_row=30, values_only=True), 30)
        for cell in row
        if isinstance(cell, str)
    ]
    comma = uses_comma(words)
    cells = 0
    for row in sheet.iter_rows():
        cells += len(row)
        if cells > MAX_CELLS:
            raise PermanentError(
                "too_many_cells", f"{name} has too many cells.", "Save the tables that matter on their own."
            )
        yield [cell_text(cell.value, cell.number_format or "", decimal_comma=comma) for cell in row]
