"""PDF: pages kept, running headers removed, lines joined to paragraphs, headings and tables recognised."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
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
    Piece,
    Row,
    body_size,
    furniture,
    is_contents,
    join,
    lines,
    rows,
    without_furniture,
)
from ingest.pdf_widths import Widths
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
    pages, damaged = _lines_by_page(reader)
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
    fields = _form_fields(reader)
    writer.lines(fields)
    return Content(writer.sections(), _titled(_record(reader), own))


def _open(data: bytes, name: str) -> Any:
    from pypdf import PdfReader  # noqa: PLC0415 - slow to load

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermanentError(
            "pdf_password", f"{name} is protected by a password.", "Save a copy without the password and ingest that."
        )
    return reader


def _lines_by_page(reader: Any) -> tuple[list[list[Cell]], int]:
    """The lines of each page, and how many pages could not be read."""
    pages: list[list[Cell]] = []
    widths: dict[int, Widths] = {}
    damaged = 0
    for number, page in enumerate(reader.pages, start=1):
        try:
            pages.append(lines(_pieces(page, widths)))
        except MemoryError:
            raise
        except Exception as error:  # one broken page must not lose the others
            logger.warning("page %d could not be read: %s", number, type(error).__name__)
            pages.append([])
            damaged += 1
    return pages, damaged


def _pieces(page: Any, widths: dict[int, Widths]) -> list[Piece]:
    found: list[Piece] = []
    pen: tuple[float, float] | None = None  # where the operation began that shows the text

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Mapping[str, Any] | None, size: float) -> None:
        nonlocal pen
        if not text.strip("\n"):
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or abs(tm[0] * cm[0]) or 1.0
        height = round(size * scale, 2) or 1.0
        heavy = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        if id(font) not in widths:
            widths[id(font)] = Widths(font)
        # pypdf reports the place of the last move, so text that follows in another font seems to begin there too.
        x, pen = (found[-1].end if pen == (x, y) else x), (x, y)
        for n, line in enumerate(text.strip("\n").split("\n")):
            found.append(Piece(line, x, y - n * height * 1.2, height, heavy, x + widths[id(font)].of(line) * height))

    page.extract_text(visitor_text=visit)
    return found


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


def _form_fields(reader: Any) -> list[str]:
    """What has been written into a form, field by field."""
    try:
        fields: Mapping[str, Any] = reader.get_form_text_fields() or {}
    except Exception:  # a broken form still has its page text
        return []
    return [f"{name}: {value}" for name, value in fields.items() if value and str(value).strip()]


def _record(reader: Any) -> dict[str, object]:
    """What the file says of itself; its language is left out, since programs fill in their own."""
    record: dict[str, object] = {}
    try:
        info = reader.metadata or {}
        names = {"/Title": "title", "/Author": "creator", "/Subject": "description", "/Keywords": "themes"}
        record = {ours: str(info[theirs]) for theirs, ours in names.items() if info.get(theirs)}
        created = reader.metadata.creation_date if reader.metadata else None
        if created is not None and created.year > 2000:  # 2000-01-01 is what reproducible writers put
            record["created"] = created.date()
    except Exception as error:  # what can't be read is simply not known
        logger.info("metadata left aside: %s", type(error).__name__)
    return record


def _titled(record: dict[str, object], pages: Sequence[Sequence[Cell]]) -> dict[str, object]:
    """The record with a title that the document itself bears.

    Programs keep the title of the template; one whose words the first pages do not hold gives way to the largest
    line of the first page.
    """
    text = " ".join(line.text for page in pages[:3] for line in page).casefold()
    words = [word for word in re.findall(r"\w{4,}", str(record.get("title", "")).casefold()) if not word.isdigit()]
    if words and 2 * sum(word in text for word in words) >= len(words):
        return record
    largest = _largest(pages[0]) if pages else ""
    without = {key: value for key, value in record.items() if key != "title"}
    return {**without, "title": largest} if largest else without


def _largest(page: Sequence[Cell]) -> str:
    """The text that is set largest on a page, when it stands in one place and is set apart from the rest by its size."""
    size = max((line.size for line in page), default=0.0)
    places = [n for n, line in enumerate(page) if line.size >= 0.98 * size]
    if not places or places[-1] - places[0] >= len(places) or size < 1.15 * body_size([page]):
        return ""
    text = " ".join(page[n].text for n in places)
    return text if len(places) <= 4 and 4 <= len(text) <= 200 and any(char.isalpha() for char in text) else ""
