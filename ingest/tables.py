"""Table rows as lines that can be read alone: "Vuosi: 2025; Suuralue: Lappi; Vastaajia: 20"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.cleaning import one_line

Row = Sequence[str]

_NUMBER = re.compile(r"[-–−+±<>≈~]?\s*\d[\d\s.,:/–-]*(%|€|eur|euroa|kpl|h|pv|v|kk|e|m²)?\.?", re.IGNORECASE)


def row_lines(rows: Sequence[Row], *, header_rows: int | None = None) -> Iterator[str]:
    """Each row below the header as one line; the first cell, the row's label, comes first.

    Args:
        rows: Cells as text; rows may be of different length.
        header_rows: How many rows at the top name the columns; None to judge by what they hold.
    """
    table = [[one_line(cell) for cell in row] for row in rows]
    table = [row for row in table if any(row)]
    if header_rows is None:
        header_rows = 1 if has_header(table) else 0
    if header_rows >= len(table):
        header_rows = 0
    header = _joined(table[:header_rows])
    for row in table[header_rows:]:
        yield _labelled(header, row) if header else _plain(row)


def has_header(table: Sequence[Row]) -> bool:
    """Whether the first row names the columns: a word in each, all different, over rows that it describes."""
    if len(table) < 2:
        return False
    first, below = table[0], table[1:]
    width = max(map(len, table))
    names = [cell for cell in first if cell]
    if width < 2 or len(names) < width - 1 or len(set(names)) < len(names):
        return False
    if any((is_number(name) and not _is_year(name)) or len(name) > 80 or name.endswith(":") for name in names):
        return False
    if width == 2:  # two columns of words are labels and what they hold, as a rule
        return all(is_number(row[1]) for row in below if len(row) > 1 and row[1])
    return True


def is_number(cell: str) -> bool:
    """Whether a cell holds a figure, with a unit at most."""
    return bool(_NUMBER.fullmatch(cell.strip()))


def _is_year(cell: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d", cell))


def _joined(rows: Sequence[Row]) -> list[str]:
    """Several header rows as one: "2025" over "Naisia" is "2025 Naisia"."""
    width = max(map(len, rows), default=0)
    columns = [[row[column] for row in rows if column < len(row)] for column in range(width)]
    return [" ".join(dict.fromkeys(name for name in names if name)) for names in columns]


def _labelled(header: Row, row: Row) -> str:
    parts = []
    for column, cell in enumerate(row):
        name = header[column].rstrip(":") if column < len(header) else ""
        if cell:
            parts.append(f"{name}: {cell}" if name and name != cell else cell)
    return "; ".join(parts)


def _plain(row: Row) -> str:
    """A row without column names: "label: value" of two cells, otherwise the cells in a line."""
    cells = [cell for cell in row if cell]
    if len(cells) == 2 and not is_number(cells[0]) and len(cells[0]) <= 80:
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    return "; ".join(cells)
