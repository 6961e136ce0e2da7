"""HTML: what a reader of the page sees of its main content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree, html

from assistant.errors import PermanentError
from ingest.content import Content, SectionWriter
from ingest.converters.html_main import is_left_out, main_content
from ingest.converters.html_record import record_of
from ingest.encoding import decode
from ingest.tables import row_lines

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read(data: bytes, _name: str) -> Content:
    """The sections of a page, and what its head says of it."""
    declared = _CHARSET.search(data[:4096])
    return from_text(decode(data, declared[1].decode("ascii") if declared else None))


def from_text(text: str) -> Content:
    """The same for a page that is text already."""
    tree = parse(text)
    if tree is None:
        return Content(())
    page = _PageReader()
    page.read(main_content(tree))
    return Content(page.writer.sections(), record_of(tree), tree.get("lang") or tree.get("{*}lang"))


def parse(text: str) -> Any:
    """The tree, whatever the text is; None when there is nothing in it.

    Raises:
        PermanentError: Elements stand inside each other more than two thousand deep.
    """
    # An encoding declaration in the text would contradict that it is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    if any("depth" in entry.message for entry in parser.error_log):
        raise PermanentError(
            "too_nested", "The page's elements stand too deep inside each other.", "Save the page from a browser again."
        )
    return tree


class _PageReader:
    """Walks the tree once, without recursion, and writes blocks as they end."""

    def __init__(self) -> None:
        self.writer = SectionWriter()
        self._inline: list[str] = []
        self._markers: list[str] = []  # of the list items that are open and have not been written yet
        self._counters: list[int | None] = []  # of the lists that are open; None for unnumbered ones
        self._term = ""
        self._preformatted = 0

    def read(self, root: Any) -> None:
        """Writes all that a reader sees below `root`."""
        walk(root, self._enter, self._leave)
        self._flush()

    def _enter(self, element: Any) -> bool:
        """Reads a start tag; whether the inside is to be walked too."""
        if element.tag == "table" and not is_left_out(element) and not _is_layout(element):
            self._flush()
            self._table(element)
        elif (mark := _footnote_mark(element)) is not None:
            self._inline.append(f"[{mark}]")
        elif not is_left_out(element):
            self._start(element)
            self._text(element.text)
            return True
        self._text(element.tail)
        return False

    def _leave(self, element: Any) -> None:
        self._end(element)
        self._text(element.tail)

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if tag == "br":
            self._inline.append("\n")
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "ol":
            self._counters.append(_start_number(element))
        elif tag == "ul":
            self._counters.append(None)
        elif tag == "li":
            self._markers.append(self._next_marker())

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self.writer.heading(_HEADINGS[tag], self._taken())
        elif tag == "dt":
            self._term = self._taken()
        elif tag in _BLOCKS:
            self._flush()
        if tag == "li" and self._markers:
            self._markers.pop()
        elif tag in ("ol", "ul") and self._counters:
            self._counters.pop()
        elif tag == "pre":
            self._preformatted -= 1

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.append(text if self._preformatted else _SPACE.sub(" ", text))

    def _taken(self) -> str:
        text = "".join(self._inline).strip()
        self._inline.clear()
        return text

    def _flush(self) -> None:
        """Writes the inline text so far as what it is: list item, definition or paragraph."""
        text = self._taken()
        if not text:
            return
        if self._term:
            text, self._term = f"{self._term.rstrip(':')}: {text}", ""
            self.writer.line(text)
        elif self._markers:
            self.writer.line(self._markers[-1] + text)
            self._markers[-1] = ""
        else:
            self.writer.paragraph(text)

    def _next_marker(self) -> str:
        if not self._counters or self._counters[-1] is None:
            return "- "
        self._counters[-1] += 1
        return f"{self._counters[-1] - 1}. "

    def _table(self, table: Any) -> None:
        caption = table.find("caption")
        if caption is not None:
            self.writer.paragraph(_plain_text(caption))
        rows = list(_rows(table))
        header_rows = 0
        while header_rows < len(rows) and rows[header_rows][0]:
            header_rows += 1
        named = header_rows if 0 < header_rows < len(rows) else None
        self.writer.lines(list(row_lines([cells for _, cells in rows], header_rows=named)))


def _rows(table: Any) -> Iterator[tuple[bool, list[str]]]:
    """Whether each row is a header, and its cells; a cell that spans rows or columns stands in each of them."""
    spanning: dict[int, tuple[int, str]] = {}  # column -> rows left, text
    for row in table.iter("tr"):
        if is_left_out(row):
            continue
        cells: list[str] = []
        parts = [cell for cell in row if cell.tag in ("td", "th") and not is_left_out(cell)]
        for cell in parts:
            _fill_from_above(cells, spanning)
            text = _plain_text(cell)
            for _ in range(_span(cell, "colspan")):
                if (rows := _span(cell, "rowspan")) > 1:
                    spanning[len(cells)] = (rows - 1, text)
                cells.append(text if not cells or cells[-1] != text else "")
        _fill_from_above(cells, spanning)
        in_head = row.getparent().tag == "thead"
        yield (in_head or (bool(parts) and all(cell.tag == "th" for cell in parts))), cells


def _fill_from_above(cells: list[str], spanning: dict[int, tuple[int, str]]) -> None:
    while (column := len(cells)) in spanning:
        left, text = spanning.pop(column)
        cells.append(text)
        if left > 1:
            spanning[column] = (left - 1, text)


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(int(value), 100) if value.isascii() and value.isdigit() and int(value) else 1


def _plain_text(root: Any) -> str:
    """All visible text below an element on one line."""
    parts = [root.text or ""]

    def gap(element: Any) -> str:
        return " " if element.tag == "br" or element.tag in _BLOCKS else ""

    def enter(element: Any) -> bool:
        mark = _footnote_mark(element)
        if mark is None and not is_left_out(element):
            parts.extend((gap(element), element.text or ""))
            return True
        parts.extend((f"[{mark}]" if mark else "", element.tail or ""))
        return False

    def leave(element: Any) -> None:
        parts.extend((gap(element), element.tail or ""))

    walk(root, enter, leave)
    return _SPACE.sub(" ", "".join(parts)).strip()


def walk(root: Any, enter: Callable[[Any], bool], leave: Callable[[Any], None]) -> None:
    """Visits what is below `root` in document order, however deep; `enter` says whether to go in."""
    stack = [iter(root)]
    path = [root]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            element = path.pop()
            if path:
                leave(element)
        elif enter(child):
            stack.append(iter(child))
            path.append(child)


def _is_layout(table: Any) -> bool:
    """Whether a table only places things on the page: nested tables, headings, or a single column."""
    if table.get("role") in ("presentation", "none"):
        return True
    if any(table.find(f".//{tag}") is not None for tag in ("table", "h1", "h2", "h3", "h4")):
        return True
    return all(len([cell for cell in row if cell.tag in ("td", "th")]) < 2 for row in table.iter("tr"))


def _footnote_mark(element: Any) -> str | None:
    """The number in a raised link to a note on the same page."""
    if element.tag != "sup":
        return None
    link = element.find(".//a")
    text = "".join(element.itertext()).strip().strip("[]")
    is_note = link is not None and str(link.get("href", "")).startswith("#")
    return text if is_note and text.isalnum() and len(text) <= 4 else None


def _start_number(element: Any) -> int:
    start = str(element.get("start", "1")).strip()
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
