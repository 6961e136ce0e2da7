"""Excel 97–2003 workbooks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import xlrd

from assistant.errors import PermanentError
from ingest.content import Content, SectionWriter
from ingest.grid import cell_text, heading_of, uses_comma, write_grid
from ingest.tables import Row


def read(data: bytes, name: str) -> Content:
    """The sheets' values; each visible sheet is a page with its name as heading.

    Raises:
        PermanentError: The workbook is protected by a password, or no sheet holds a row.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            hint = "Save a copy without the password and ingest that."
            raise PermanentError("office_password", f"{name} is protected by a password.", hint) from error
        raise
    writer, rows = SectionWriter(), 0
    for number, sheet in enumerate(book.sheets(), start=1):
        if sheet.visibility == 0:
            writer.turn_page(number)
            writer.heading(1, heading_of(sheet.name))
            rows += write_grid(writer, _rows(book, sheet))
    if not rows:
        raise PermanentError("no_rows", f"{name} has no rows.", "Check that it is the right file.")
    return Content(writer.sections(), {"title": PurePath(name).stem.replace("_", " "), "creator": book.user_name})


def _rows(book: Any, sheet: Any) -> Iterator[Row]:
    words = [cell for row in range(min(30, sheet.nrows)) for cell in sheet.row_values(row) if isinstance(cell, str)]
    comma = uses_comma(words)
    for row in range(sheet.nrows):
        yield [_text(book, sheet.cell(row, column), comma) for column in range(sheet.row_len(row))]


def _text(book: Any, cell: Any, comma: bool) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        return cell_text(xlrd.xldate_as_datetime(cell.value, book.datemode), decimal_comma=comma)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell_text(bool(cell.value))
    number_format = ""
    if cell.ctype == xlrd.XL_CELL_NUMBER and cell.xf_index is not None:
        number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    return cell_text(cell.value, number_format, decimal_comma=comma)
