"""PowerPoint: a slide is a page; its title is a heading, its notes a paragraph."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ingest.content import Content, SectionWriter
from ingest.converters.office import core_properties
from ingest.tables import row_lines


def read(data: bytes, name: str) -> Content:  # noqa: ARG001 - every converter takes the name
    """Reads a presentation."""
    from pptx import Presentation  # noqa: PLC0415 - slow to load

    deck = Presentation(io.BytesIO(data))
    writer = SectionWriter()
    for number, slide in enumerate(deck.slides, start=1):
        writer.turn_page(number)
        title = slide.shapes.title
        if title is not None and title.has_text_frame:
            writer.heading(1, title.text_frame.text)
        for shape in _shapes(slide.shapes):
            if title is None or shape.shape_id != title.shape_id:
                _write(writer, shape)
        if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
            writer.paragraph(frame.text)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return Content(writer.sections(), core_properties(package))


def _shapes(shapes: Any) -> Iterator[Any]:
    """Shapes from top to bottom and left to right, those in groups too."""
    for shape in sorted(shapes, key=lambda one: (one.top or 0, one.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _write(writer: SectionWriter, shape: Any) -> None:
    if getattr(shape, "has_table", False) and shape.has_table:
        writer.lines(list(row_lines([[cell.text for cell in row.cells] for row in shape.table.rows])))
    elif shape.has_text_frame:
        texts = [paragraph.text.strip() for paragraph in shape.text_frame.paragraphs]
        texts = [text for text in texts if text]
        if len(texts) == 1:
            writer.paragraph(texts[0])
        else:
            writer.lines([f"• {text}" for text in texts])
