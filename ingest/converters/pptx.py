"""PowerPoint: each slide is a page with its title as heading; tables, charts' words and speaker's notes are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.content import Content, SectionWriter
from ingest.converters.ooxml import Package, attribute, child, local
from ingest.tables import row_lines

_TITLES = ("title", "ctrTitle")
# Placeholders that repeat on every slide.
_FURNITURE = ("dt", "ftr", "hdr", "sldNum", "sldImg")


def read(data: bytes, name: str) -> Content:
    """The slides in the order of the show."""
    package = Package(data, name)
    main = package.main_part("ppt/presentation.xml")
    writer = SectionWriter()
    for number, part in enumerate(_slides(package, main), start=1):
        writer.turn_page(number)
        _slide(writer, package, part)
    return Content(writer.sections(), package.core_properties(), package.language())


def _slides(package: Package, main: str) -> Iterator[str]:
    targets = package.relations(main)
    listed = child(package.xml(main), "sldIdLst")
    for entry in [] if listed is None else listed:
        relation = next((value for key, value in entry.attrib.items() if key.endswith("}id")), "")
        if (part := targets.get(str(relation), ("", ""))[1]) and package.has(part):
            yield part


def _slide(writer: SectionWriter, package: Package, part: str) -> None:
    tree = child(package.xml(part), "cSld", "spTree")
    shapes = list(_shapes(tree))
    title = next((shape for shape in shapes if _placeholder(shape) in _TITLES and _texts(shape)), None)
    writer.heading(1, " ".join(_texts(title)) if title is not None else "")
    for shape in shapes:
        if shape is title or _placeholder(shape) in _FURNITURE:
            continue
        if local(shape) == "tbl":
            rows = [
                [" ".join(_texts(cell)) for cell in row if local(cell) == "tc"] for row in shape if local(row) == "tr"
            ]
            writer.lines(list(row_lines(rows)))
        else:
            _body(writer, shape)
    for kind, target in package.relations(part).values():
        if kind == "notesSlide" and package.has(target):
            _notes(writer, package, target)


def _body(writer: SectionWriter, shape: Any) -> None:
    """Several paragraphs in one box are a list, whether or not the box draws bullets."""
    texts = _texts(shape)
    if len(texts) == 1:
        writer.paragraph(texts[0])
    else:
        writer.lines([text if re.match(r"[-–•]|\d+[.)]", text) else f"- {text}" for text in texts])


def _notes(writer: SectionWriter, package: Package, part: str) -> None:
    for shape in _shapes(child(package.xml(part), "cSld", "spTree")):
        if _placeholder(shape) == "body":
            for text in _texts(shape):
                writer.paragraph(text)


def _shapes(tree: Any) -> Iterator[Any]:
    """Boxes and tables, those in groups too, in the order in which they are read aloud."""
    for element in [] if tree is None else tree:
        name = local(element)
        if name == "sp":
            yield element
        elif name == "graphicFrame":
            yield from (inner for inner in element.iter() if local(inner) == "tbl")
        elif name in ("grpSp", "AlternateContent", "Choice"):
            yield from _shapes(element)


def _placeholder(shape: Any) -> str | None:
    """What a placeholder is for; None for other shapes."""
    found = child(shape, "nvSpPr", "nvPr", "ph")
    return (attribute(found, "type") or "body") if found is not None else None


def _texts(element: Any) -> list[str]:
    """The paragraphs below an element that hold text."""
    texts = []
    for paragraph in element.iter():
        if local(paragraph) == "p":
            parts = (
                (inner.text or "") if local(inner) == "t" else "\n"
                for inner in paragraph.iter()
                if local(inner) in ("t", "br")
            )
            texts.append(" ".join("".join(parts).split()))
    return [text for text in texts if text]
