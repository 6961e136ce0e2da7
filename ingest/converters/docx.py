"""Word: headings, lists, tables, notes and text boxes in reading order; what is hidden or deleted is not text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from assistant.errors import PermanentError
from ingest.content import Content, SectionWriter
from ingest.converters.office import core_properties
from ingest.tables import row_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Documents saved as "Strict Open XML" name the same elements in another namespace.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
HEADING = re.compile(r"(heading|otsikko|rubrik|überschrift)\s*([1-9])", re.IGNORECASE)
TITLE = re.compile(r"(title|pääotsikko|otsikko|rubrik|titel)", re.IGNORECASE)


def read(data: bytes, name: str) -> Content:
    """Reads a Word document.

    Raises:
        PermanentError: It holds no document ("damaged").
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = set(package.namelist())
        if "word/document.xml" not in parts:
            raise PermanentError("damaged", f"{name} holds no Word document.", "Open it in Word and save it again.")
        body = _parse(package.read("word/document.xml"))
        styles = _style_names(package, parts)
        notes = [_parse(package.read(part)) for part in ("word/footnotes.xml", "word/endnotes.xml") if part in parts]
        record = core_properties(package)
    writer = SectionWriter()
    for element in _blocks(body):
        _write(writer, element, styles)
    for note in (child for tree in notes for child in tree.iter(f"{W}footnote", f"{W}endnote")):
        writer.paragraph(" ".join(filter(None, map(_text, note.iter(f"{W}p")))))
    return Content(writer.sections(), record)


def _parse(xml: bytes) -> Any:
    for strict, usual in STRICT.items():
        xml = xml.replace(strict, usual)
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _style_names(package: zipfile.ZipFile, parts: set[str]) -> dict[str, tuple[str, int]]:
    """The name and the outline level (1 to 9, or 0) of every paragraph style."""
    if "word/styles.xml" not in parts:
        return {}
    found = {}
    for style in _parse(package.read("word/styles.xml")).iter(f"{W}style"):
        named = style.find(f"{W}name")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        level = int(outline.get(f"{W}val", "9")) + 1 if outline is not None else 0
        found[style.get(f"{W}styleId", "")] = (named.get(f"{W}val", "") if named is not None else "", level % 10)
    return found


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls and text boxes too, but not those inside tables."""
    for child in parent:
        if child.tag == f"{W}tbl":
            yield child
        elif child.tag == f"{W}p":
            yield child
            for box in child.iter(f"{W}txbxContent"):
                if not _in_fallback(box):
                    yield from _blocks(box)
        elif child.tag not in (f"{W}del", f"{W}moveFrom"):
            yield from _blocks(child)


def _in_fallback(element: Any) -> bool:
    """Whether the element repeats a drawing for older programs."""
    return any(str(above.tag).endswith("}Fallback") for above in element.iterancestors())


def _write(writer: SectionWriter, element: Any, styles: dict[str, tuple[str, int]]) -> None:
    if element.tag == f"{W}tbl":
        writer.lines(list(row_lines(list(_rows(element)))))
        return
    text = _text(element)
    if not text:
        return
    level = _level(element, styles)
    if level:
        writer.heading(level, text)
    elif _is_item(element, styles):
        writer.line(f"• {text}")
    else:
        writer.paragraph(text)


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.iterchildren(f"{W}tr"):
        yield [
            " ".join(filter(None, map(_text, cell.iter(f"{W}p")))) for cell in row.iter(f"{W}tc") if _own(cell, table)
        ]


def _own(cell: Any, table: Any) -> bool:
    """Whether the cell stands in this table and not in one nested in it, whose text its own cell holds anyway."""
    return next(cell.iterancestors(f"{W}tbl")) is table


def _text(paragraph: Any) -> str:
    """A paragraph's visible text, without that of text boxes in it."""
    pieces = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        run = next(node.iterancestors(f"{W}r"), None)
        nearest = next(node.iterancestors(f"{W}p"))
        if run is None or nearest is not paragraph or _is_unseen(run):
            continue
        pieces.append(node.text or "" if node.tag == f"{W}t" else "-" if node.tag.endswith("Hyphen") else " ")
    return "".join(pieces).strip()


def _is_unseen(run: Any) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    if hidden is not None and hidden.get(f"{W}val", "true") not in ("0", "false", "off"):
        return True
    return any(above.tag in (f"{W}del", f"{W}moveFrom") for above in run.iterancestors())


def _style(paragraph: Any, styles: dict[str, tuple[str, int]]) -> tuple[str, int]:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    key = style.get(f"{W}val", "") if style is not None else ""
    return styles.get(key, (key, 0))


def _level(paragraph: Any, styles: dict[str, tuple[str, int]]) -> int:
    name, level = _style(paragraph, styles)
    if (match := HEADING.match(name)) is not None:
        return int(match[2]) + 1
    if TITLE.fullmatch(name):
        return 1
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        level = (int(outline.get(f"{W}val", "9")) + 1) % 10
    return level + 1 if level else 0


def _is_item(paragraph: Any, styles: dict[str, tuple[str, int]]) -> bool:
    name, _ = _style(paragraph, styles)
    numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
    return numbered or name.lower().startswith(("list", "luettelo", "lista", "punktlista"))
