"""PDF: pages kept, running headers removed, lines joined to paragraphs, headings and tables recognised."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.errors import PermanentError
from assistant.sentences import split
from ingest.cleaning import one_line
from ingest.content import Content, SectionWriter
from ingest.pdf_layout import (
    LIST_START,
    Cell,
    Row,
    body_size,
    furniture,
    is_contents,
    join,
    rows,
    without_furniture,
)
from ingest.pdf_pages import lines_by_page
from ingest.pdf_record import form_fields, record_of, titled
from ingest.tables import row_lines

logger = logging.getLogger(__name__)

LEAST_CHARACTERS = 10
"""A file with fewer is a picture of text, whatever a few stray marks say."""
NUMBERED = re.compile(r"\d{1,2}(\.\d{1,2}){0,3}\.?\s+\S")


@dataclass(slots=True)
class Block:
    """A heading, paragraph, list item or table on one page."""

    kind: str
    text: str
    level: int = 0
    table: Sequence[Sequence[str]] = ()


def read(data: bytes, name: str) -> Content:
    """Reads a PDF.

    Raises:
        PermanentError: It needs a password ("pdf_password"), holds pictures only ("needs_ocr"), or no text.
    """
    reader = _open(data, name)
    pages, damaged = lines_by_page(reader)
    if sum(not char.isspace() for page in pages for line in page for char in line.text) < LEAST_CHARACTERS:
        raise _no_text(reader, name, damaged)
    running = furniture(pages)
    levels = _Levels(reader, body_size(pages))
    own = [[] if is_contents(page, len(pages)) else without_furniture(page, running) for page in pages]
    by_page = [list(_blocks(page, levels)) for page in own]
    _join_across_pages(by_page)
    writer = SectionWriter()
    for number, blocks in enumerate(by_page, start=1):
        writer.turn_page(number)
        for block in blocks:
            _write(writer, block)
    fields = form_fields(reader)
    writer.lines(fields)
    return Content(writer.sections(), titled(record_of(reader), pages, own))


def _open(data: bytes, name: str) -> Any:
    from pypdf import PdfReader  # noqa: PLC0415 - slow to load

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermanentError(
            "pdf_password", f"{name} is protected by a password.", "Save a copy without the password and ingest that."
        )
    return reader


def _no_text(reader: Any, name: str, damaged: int) -> PermanentError:
    if damaged and damaged == len(reader.pages):
        return PermanentError("damaged", f"No page of {name} could be read.", "Open it and save it again as PDF.")
    if any("/Resources" in page and "/XObject" in (page["/Resources"] or {}) for page in reader.pages):
        return PermanentError(
            "needs_ocr",
            f"{name} holds pictures of pages and no text.",
            "Run it through text recognition (OCR) and ingest the result.",
        )
    return PermanentError("no_text", f"{name} holds no text.", "Check that it is the right file.")


class _Levels:
    """Tells headings from text: by the outline of the file, by size, or by a number and bold letters."""

    def __init__(self, reader: Any, body: float) -> None:
        self.body = body
        self._outline: dict[str, int] = {}
        try:
            self._walk(reader.outline, 1)
        except Exception as error:  # an outline is a help, never a condition
            logger.info("outline left aside: %s", type(error).__name__)

    def _walk(self, items: Sequence[Any], level: int) -> None:
        for item in items:
            if isinstance(item, list):
                self._walk(item, level + 1)
            else:
                self._outline.setdefault(one_line(str(item.title)).casefold(), level)

    def of(self, line: Cell) -> int:
        """1 to 6 for a heading, 0 for text."""
        text = line.text
        if not 2 <= len(text) <= 160 or not any(char.isalpha() for char in text):
            return 0
        if (known := self._outline.get(text.casefold())) is not None:
            return known
        if line.size >= 1.6 * self.body:
            return 1
        ends_like_text = text[-1] in ".,;:" and not NUMBERED.match(text)
        if line.size >= 1.15 * self.body and not ends_like_text:
            return 2 if line.size >= 1.3 * self.body else 3
        numbered = NUMBERED.match(text)
        if line.bold and not ends_like_text and (numbered or len(text) <= 80):
            return min(6, 2 + text.split()[0].rstrip(".").count(".")) if numbered else 4
        return 0


def _blocks(page: Sequence[Cell], levels: _Levels) -> Iterator[Block]:
    text: list[Cell] = []
    table: list[Row] = []
    for row in [*rows(page), ()]:
        if len(row) > 1 or (row and table and _stands_in(table, row[0])):
            table.append(row)
            continue
        if len(table) == 1:  # a justified line with wide spaces, or a heading and its number
            text.append(_flat(table[0]))
        elif table:
            yield from _paragraphs(text, levels)
            yield _table(table)
            text = []
        table = []
        text += row
    yield from _paragraphs(text, levels)


def _stands_in(table: Sequence[Row], line: Cell) -> bool:
    """Whether a line alone goes on with the last row: below it, in the place of one of its cells but the first."""
    last = table[-1]
    near = 0 < last[-1].bottom - line.bottom < 1.7 * line.size or 0 < last[0].bottom - line.bottom < 1.7 * line.size
    return near and any(abs(cell.x - line.x) < line.size / 2 for cell in last[1:])


def _table(table: Sequence[Row]) -> Block:
    columns = sorted({round(cell.x) for cell in max(table, key=len)})
    grid: list[list[str]] = []
    for row in table:
        cells = [""] * len(columns)
        for cell in row:
            at = min(range(len(columns)), key=lambda i: abs(columns[i] - cell.x))
            cells[at] = join(cells[at], cell.text) if cells[at] else cell.text
        if len(row) == 1 and grid:
            grid[-1] = [
                join(upper, lower) if upper and lower else upper or lower
                for upper, lower in zip(grid[-1], cells, strict=True)
            ]
        else:
            grid.append(cells)
    return Block("table", "", table=grid)


def _flat(row: Row) -> Cell:
    first = row[0]
    text = " ".join(cell.text for cell in row)
    return Cell(text, first.x, first.top, first.bottom, first.size, all(cell.bold for cell in row))


def _paragraphs(text: Sequence[Cell], levels: _Levels) -> Iterator[Block]:
    block: Block | None = None
    last: Cell | None = None
    for line in text:
        level = levels.of(line)
        goes_on = block is not None and last is not None and _goes_on(block, last, line, level)
        if goes_on and block is not None:
            block.text = join(block.text, line.text)
        else:
            if block is not None:
                yield block
            kind = "heading" if level else "item" if LIST_START.match(line.text) else "paragraph"
            block = Block(kind, line.text, level)
        last = line
    if block is not None:
        yield block


def _goes_on(block: Block, last: Cell, line: Cell, level: int) -> bool:
    """Whether the line belongs to the block above it."""
    if level or block.kind == "heading":
        same_look = abs(last.size - line.size) < 0.3 and last.bold == line.bold
        return bool(level) and block.level == level and same_look and 0 < last.bottom - line.bottom < 1.5 * line.size
    if LIST_START.match(line.text) or abs(last.size - line.size) > 0.15 * last.size:
        return False
    drop = last.bottom - line.bottom
    if drop < 0:  # the next column, or a box beside: text goes on when its sentence does
        return block.text[-1] not in ".!?:" and line.text[0].islower()
    if drop < 1.75 * line.size:
        return block.kind != "item" or line.x >= last.x - line.size
    return False


def _join_across_pages(pages: Sequence[list[Block]]) -> None:
    """A sentence that runs over the end of a page is put together on the page where it begins."""
    for before, after in pairwise(pages):
        cut = next((block for block in reversed(before) if not _is_note(block)), None)
        start = after[0] if after else None
        if cut is None or start is None or cut.kind not in ("paragraph", "item") or start.kind != "paragraph":
            continue
        if cut.text[-1] in ".!?:;”)" or not (start.text[0].islower() or cut.text.endswith("-")):
            continue
        first = split(start.text)[0]
        cut.text = join(cut.text, first)
        start.text = start.text[len(first) :].strip()
        if not start.text:
            after.pop(0)


def _is_note(block: Block) -> bool:
    return block.kind == "paragraph" and re.match(r"\d{1,2}\s\S", block.text) is not None


def _write(writer: SectionWriter, block: Block) -> None:
    if block.kind == "heading":
        writer.heading(block.level, block.text)
    elif block.kind == "table":
        writer.lines(list(row_lines(block.table)))
    elif block.kind == "item":
        writer.line(block.text)
    else:
        writer.paragraph(block.text)
