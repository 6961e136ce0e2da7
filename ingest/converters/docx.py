"""Word documents: headings by style, lists, tables, text boxes and footnotes; both variants of the format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.content import Content, SectionWriter
from ingest.converters.docx_styles import Numbering, Styles
from ingest.converters.docx_text import Notes, is_on, paragraphs, text_of
from ingest.converters.ooxml import Package, attribute, child, local
from ingest.tables import row_lines

_MAX_BOLD_HEADING_WORDS = 12


def read(data: bytes, name: str) -> Content:
    """The sections of the document's body."""
    package = Package(data, name)
    main = package.main_part("word/document.xml")
    related = dict(package.relations(main).values())
    body = child(package.xml(main), "body")
    notes = {kind: package.xml(related.get(f"{kind}s", f"word/{kind}s.xml")) for kind in ("footnote", "endnote")}
    reader = _BodyReader(
        Styles(package.xml(related.get("styles", "word/styles.xml"))),
        Numbering(package.xml(related.get("numbering", "word/numbering.xml"))),
        Notes(body, notes),
    )
    reader.bold_headings = not any(reader.heading_level(element) for element in paragraphs(body))
    reader.read(body)
    return Content(reader.writer.sections(), package.core_properties(), package.language())


class _BodyReader:
    """Writes the blocks of a body in order; a note follows the paragraph or table that it belongs to."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.writer = SectionWriter()
        self.bold_headings = False
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._numbers: dict[tuple[str, str], int] = {}

    def read(self, container: Any) -> None:
        """Writes the paragraphs and tables below `container`."""
        for element in [] if container is None else container:
            match local(element):
                case "p":
                    self._paragraph(element)
                    self._after(element)
                case "tbl":
                    self._table(element)
                    self._after(element)
                case "sdt" if not _is_contents(element):
                    self.read(child(element, "sdtContent"))
                case "ins" | "moveTo" | "smartTag" | "customXml":
                    self.read(element)

    def heading_level(self, paragraph: Any) -> int:
        """The level of a paragraph that is a heading, 1 for the outermost; 0 for others."""
        return self._styles.heading_level(_style(paragraph), child(paragraph, "pPr", "outlineLvl"))

    def _paragraph(self, paragraph: Any) -> None:
        text = text_of(paragraph, self._notes.numbers).strip()
        if not text or self._styles.is_contents(_style(paragraph)):
            return
        if level := self.heading_level(paragraph):
            self.writer.heading(level, text)
        elif self.bold_headings and _is_bold_line(paragraph, text):
            self.writer.heading(2, text)
        elif (marker := self._marker(paragraph)) is not None:
            self.writer.line(marker + text)
        else:
            self.writer.paragraph(text)

    def _marker(self, paragraph: Any) -> str | None:
        """The bullet or number of a list item; None for other paragraphs."""
        numbering = self._styles.numbering(_style(paragraph), child(paragraph, "pPr", "numPr"))
        if numbering is None:
            return None
        number, level = numbering
        if not self._numbering.is_numbered(number, level):
            return "- "
        self._numbers = {key: value for key, value in self._numbers.items() if key[0] != number or key[1] <= level}
        self._numbers[number, level] = self._numbers.get((number, level), 0) + 1
        return f"{self._numbers[number, level]}. "

    def _table(self, table: Any) -> None:
        rows = [
            (_is_header(row), list(self._cells(row)))
            for row in table.iter()
            if local(row) == "tr" and _table_of(row) is table
        ]
        if all(len([cell for cell in cells if cell]) < 2 for _, cells in rows):
            for _, cells in rows:
                for cell in filter(None, cells):
                    self.writer.paragraph(cell)
            return
        headers = 0
        while headers < len(rows) and rows[headers][0]:
            headers += 1
        self.writer.lines(list(row_lines([cells for _, cells in rows], header_rows=headers or None)))

    def _cells(self, row: Any) -> Iterator[str]:
        """The cells' texts; a cell that goes on from above or spans columns is empty where it only goes on."""
        for cell in row:
            if local(cell) == "sdt":
                cell = child(cell, "sdtContent", "tc")  # noqa: PLW2901
            if cell is None or local(cell) != "tc":
                continue
            merged = child(cell, "tcPr", "vMerge")
            goes_on = merged is not None and attribute(merged, "val") in (None, "continue")
            texts = (text_of(part, self._notes.numbers).strip() for part in paragraphs(cell))
            yield "" if goes_on else " ".join(filter(None, texts))
            span = child(cell, "tcPr", "gridSpan")
            wide = attribute(span, "val") if span is not None else None
            for _ in range(min(int(wide), 50) - 1 if wide and wide.isdigit() else 0):
                yield ""

    def _after(self, element: Any) -> None:
        """What hangs on a paragraph or table: its text boxes and notes."""
        for box in element.iter():
            if local(box) == "txbxContent" and not _is_below(box, element, ("Fallback", "txbxContent")):
                self.read(box)
        for note in self._notes.of(element):
            self.writer.paragraph(note)


def _style(paragraph: Any) -> str | None:
    style = child(paragraph, "pPr", "pStyle")
    return attribute(style, "val") if style is not None else None


def _is_contents(sdt: Any) -> bool:
    """Whether a structured block is the table of contents."""
    gallery = child(sdt, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and "contents" in (attribute(gallery, "val") or "").lower()


def _is_bold_line(paragraph: Any, text: str) -> bool:
    """A short bold paragraph without a full stop, which writers who use no styles take for a heading."""
    if len(text.split()) > _MAX_BOLD_HEADING_WORDS or text.endswith((".", ",", ";", ":")) or not text[0].isalnum():
        return False
    if any(local(outer) == "tbl" for outer in paragraph.iterancestors()):
        return False
    runs = [run for run in paragraph.iter() if local(run) == "r" and text_of(run, {}).strip()]
    return bool(runs) and all(is_on(child(run, "rPr", "b")) for run in runs)


def _is_header(row: Any) -> bool:
    return is_on(child(row, "trPr", "tblHeader"))


def _table_of(row: Any) -> Any:
    return next((outer for outer in row.iterancestors() if local(outer) == "tbl"), None)


def _is_below(element: Any, root: Any, names: tuple[str, ...]) -> bool:
    for outer in element.iterancestors():
        if outer is root:
            return False
        if local(outer) in names:
            return True
    return False
