"""CSV: one table; the separator is the one that parts all rows alike."""

from __future__ import annotations

import csv
import io
from collections import Counter

from assistant.errors import PermanentError
from ingest.content import Content, SectionWriter
from ingest.converters.call import catalogue_record, stated
from ingest.converters.call import write as write_call
from ingest.converters.call_table import is_call_header, read_calls
from ingest.encoding import decode
from ingest.tables import Row, row_lines

_SEPARATORS = ";\t,|"


def read(data: bytes, name: str) -> Content:
    """The rows as lines "column: value"; the first row names the columns. A table of calls becomes their records.

    Raises:
        PermanentError: There is no row below the header, or a call in it cannot be read.
    """
    text = decode(data).replace("\0", "")
    csv.field_size_limit(10_000_000)
    rows: list[Row] = [row for row in _best_reading(text) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise PermanentError("no_rows", f"{name} has no rows below its header.", "Check that the export was complete.")
    writer = SectionWriter()
    if is_call_header(rows[0]):
        calls = read_calls(rows, name)
        for call in calls:
            write_call(writer, call)
        return Content(writer.sections(), catalogue_record(calls), calls=tuple(map(stated, calls)))
    header = 1 if _names_columns(rows[0]) else 0
    writer.lines(list(row_lines(rows, header_rows=header)))
    return Content(writer.sections())


def _best_reading(text: str) -> list[list[str]]:
    """The rows by the separator that gives most rows the same number of cells above one."""
    lines = text[:20_000].splitlines()[:50]
    sample = "\n".join(lines)

    def agreement(separator: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=separator) if row)
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(0, 0))
        return (count, width) if width > 1 else (0, 0)

    separator = max(_SEPARATORS, key=agreement)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _names_columns(row: Row) -> bool:
    """A first row of words is a header; one with figures in most cells is data."""
    cells = [cell for cell in row if cell.strip()]
    figures = sum(cell.strip().replace(",", "").replace(".", "").isdigit() for cell in cells)
    return figures * 2 < len(cells) or len(cells) == 1
