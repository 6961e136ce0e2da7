"""Sources → DOCX, PPTX, XLSX and CSV."""

from __future__ import annotations

import csv
from datetime import datetime, time
from pathlib import Path
from typing import Any

import docx
from openpyxl import Workbook
from openpyxl.styles import Font
from pptx import Presentation
from pptx.util import Cm

from scripts.example_corpus import source as src


def render_docx(source: src.Source, path: Path) -> None:
    """Writes `source` as a Word document with real headings, lists and tables; footnotes follow the text."""
    document = docx.Document()
    _properties(document.core_properties, source.meta)
    document.add_heading(source.meta["title"], 0)
    for block in source.blocks:
        match block:
            case src.Heading(level, runs):
                document.add_heading(src.plain(runs), level - 1)
            case src.Paragraph(runs):
                _fill(document.add_paragraph(), runs)
            case src.ItemList(ordered, items):
                for item in items:
                    _fill(document.add_paragraph(style="List Number" if ordered else "List Bullet"), item)
            case src.Table(header, rows):
                table = document.add_table(rows=0, cols=len(header), style="Table Grid")
                for row in (header, *rows):
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
            case src.PageBreak():
                document.add_page_break()  # type: ignore[no-untyped-call]
    for mark, runs in source.footnotes.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(mark).font.superscript = True
        _fill(paragraph, (src.Run(" "), *runs))
    document.save(str(path))


def _fill(paragraph: Any, runs: src.Runs) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        added.bold, added.italic = run.bold or None, run.italic or None
        added.font.superscript = True if run.footnote else None


def render_pptx(source: src.Source, path: Path) -> None:
    """Writes `source` as slides: a title slide, then one slide between two `---` lines, with speaker's notes."""
    deck = Presentation()
    _properties(deck.core_properties, source.meta)
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = source.meta["title"]
    first.placeholders[1].text = source.meta["creator"]
    for part in source.markdown.split("\n---\n"):
        visible, _, notes = part.partition("\nNotes:")
        blocks = src.parse(visible)
        layout = 5 if any(isinstance(block, src.Table) for block in blocks) else 1
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        for block in blocks:
            _place(slide, block)
        if notes.strip():
            slide.notes_slide.notes_text_frame.text = notes.strip()
    deck.save(str(path))


def _place(slide: Any, block: src.Block) -> None:
    match block:
        case src.Heading(_, runs):
            slide.shapes.title.text = src.plain(runs)
        case src.ItemList(_, items):
            frame = slide.placeholders[1].text_frame
            frame.text = src.plain(items[0])
            for item in items[1:]:
                frame.add_paragraph().text = src.plain(item)
        case src.Paragraph(runs):
            box = slide.shapes.add_textbox(Cm(1.3), Cm(16.5), Cm(22), Cm(1.5))
            box.text_frame.text = src.plain(runs)
        case src.Table(header, rows):
            shape = slide.shapes.add_table(len(rows) + 1, len(header), Cm(1.3), Cm(4.5), Cm(22.8), Cm(1 + len(rows)))
            for y, row in enumerate((header, *rows)):
                for x, text in enumerate(row):
                    shape.table.cell(y, x).text = text
        case _:
            pass


def render_xlsx(source: src.Source, path: Path) -> None:
    """Writes `source` as a workbook: an optional caption line, the header row in bold, the rows, an optional note."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = source.meta["title"], source.meta["creator"]
    book.properties.created = book.properties.modified = datetime.combine(source.meta["published"], time(9))
    for sheet in source.meta["sheets"]:
        page = book.create_sheet(sheet["name"])
        if sheet.get("caption"):
            page.append([sheet["caption"]])
        page.append(sheet["columns"])
        for cell in page[page.max_row]:
            cell.font = Font(bold=True)
        for row in sheet["rows"]:
            page.append(row)
        if sheet.get("note"):
            page.append([])
            page.append([sheet["note"]])
    book.save(path)


def render_csv(source: src.Source, path: Path) -> None:
    """Writes `source` as Finnish spreadsheets save it: UTF-8 with BOM, semicolons, decimal commas."""
    (sheet,) = source.meta["sheets"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(sheet["columns"])
        for row in sheet["rows"]:
            writer.writerow([str(value).replace(".", ",") if isinstance(value, float) else value for value in row])


def _properties(core: Any, meta: dict[str, Any]) -> None:
    core.title, core.author, core.subject = meta["title"], meta["creator"], meta["description"] or ""
    core.keywords, core.category, core.language = ", ".join(meta["themes"]), meta["kind"], meta["language"]
    core.created = core.modified = datetime.combine(meta["published"], time(9))
