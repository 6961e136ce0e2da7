"""Sources → PDF: title and contents pages, running header, page numbers, footnotes at the end of a chapter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from scripts.example_corpus import source as src
from scripts.example_corpus.words import CONTENTS, date_text

INK = colors.HexColor("#16324f")
FONTS = {
    "Body": "Vera.ttf",
    "Body-Bold": "VeraBd.ttf",
    "Body-Italic": "VeraIt.ttf",
    "Body-BoldItalic": "VeraBI.ttf",
}

BODY = ParagraphStyle("body", fontName="Body", fontSize=9.6, leading=14.2, spaceAfter=7)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=7.8, leading=10.6, spaceAfter=2)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=8.2, leading=10.6, spaceAfter=0)
HEAD_CELL = ParagraphStyle("head-cell", parent=CELL, fontName="Body-Bold", textColor=colors.white)
CAPTION = ParagraphStyle("caption", parent=BODY, fontName="Body-Italic", fontSize=8.8, spaceBefore=6, spaceAfter=4)
H2 = ParagraphStyle("h2", parent=BODY, fontName="Body-Bold", fontSize=16, leading=20, textColor=INK, spaceAfter=10)
H3 = ParagraphStyle("h3", parent=BODY, fontName="Body-Bold", fontSize=12, leading=16, textColor=INK, spaceBefore=10)
TITLE = ParagraphStyle("title", parent=H2, fontSize=26, leading=32, spaceAfter=18)


CELL_PADDING = 13.0
"""In points: six on either side, as the table sets them, and a little for rounding."""


class Template(BaseDocTemplate):  # type: ignore[misc]
    """A page with a running header and a page number; headings go into bookmarks and the contents page."""

    def __init__(self, path: Path, meta: dict[str, Any]) -> None:
        super().__init__(
            str(path),
            pagesize=A4,
            leftMargin=2.4 * cm,
            rightMargin=2.4 * cm,
            topMargin=2.6 * cm,
            bottomMargin=2.4 * cm,
            title=meta["title"],
            author=meta["creator"],
            subject=meta["description"] or "",
            keywords=", ".join(meta["themes"]),
            lang=meta["language"],
            invariant=1,
        )
        self.header = meta.get("header") or meta["title"]
        frame = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, id="body")
        self.addPageTemplates([PageTemplate("first", frame), PageTemplate("later", frame, onPage=self.draw_header)])

    def draw_header(self, canvas: Any, _doc: Any) -> None:
        """The running header above and the page number below."""
        canvas.setFont("Body", 7.5)
        canvas.setFillColor(INK)
        canvas.drawString(self.leftMargin, A4[1] - 1.6 * cm, self.header)
        canvas.drawRightString(A4[0] - self.rightMargin, 1.4 * cm, str(canvas.getPageNumber()))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        """Tells the contents page where a heading landed."""
        if isinstance(flowable, Paragraph) and flowable.style.name in ("h2", "h3"):
            level = int(flowable.style.name[1]) - 2
            text, key = flowable.getPlainText(), f"h{self.seq.nextf('heading')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, level, closed=level > 0)
            self.notify("TOCEntry", (level, text, self.page, key))


def render(source: src.Source, path: Path) -> None:
    """Writes `source` as a PDF to `path`: a report gets a title page, a contents page and chapters on new pages."""
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / file)))
    pdfmetrics.registerFontFamily("Body", "Body", "Body-Bold", "Body-Italic", "Body-BoldItalic")
    long_form = source.meta["kind"] == "report"
    story = _front(source) if long_form else _short_front(source)
    story += _body(source, new_page_per_chapter=long_form)
    template = Template(path, source.meta)
    template.multiBuild(story)


def _front(source: src.Source) -> list[Flowable]:
    meta = source.meta
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        ParagraphStyle("toc1", parent=BODY, spaceBefore=5, spaceAfter=0),
        ParagraphStyle("toc2", parent=BODY, leftIndent=14, fontSize=8.8, leading=12, spaceAfter=0),
    ]
    return [
        Spacer(1, 6 * cm),
        Paragraph(escape(meta["title"]), TITLE),
        Paragraph(escape(meta["creator"]), BODY),
        Paragraph(date_text(meta["published"], meta["language"]), BODY),
        Spacer(1, 2 * cm),
        Paragraph(escape(meta["description"] or ""), BODY),
        NextPageTemplate("later"),
        PageBreak(),
        Paragraph(CONTENTS[meta["language"]], ParagraphStyle("toc-title", parent=H2)),
        contents,
    ]


def _short_front(source: src.Source) -> list[Flowable]:
    meta = source.meta
    line = f"{meta['creator']} · {date_text(meta['published'], meta['language'])}"
    return [
        NextPageTemplate("later"),
        Paragraph(escape(meta["title"]), TITLE),
        Paragraph(escape(line), SMALL),
        Spacer(1, 10),
    ]


def _body(source: src.Source, *, new_page_per_chapter: bool) -> list[Flowable]:
    story: list[Flowable] = []
    pending: list[str] = []
    caption: Flowable | None = None
    for at, block in enumerate(source.blocks):
        if isinstance(block, src.Heading) and block.level == 2:
            story += _notes(source, pending)
            pending = []
            if new_page_per_chapter:
                story.append(PageBreak())
        pending += _marks(block)
        following = source.blocks[at + 1] if at + 1 < len(source.blocks) else None
        if isinstance(block, src.Paragraph) and isinstance(following, src.Table):
            caption = Paragraph(_markup(block.runs), CAPTION)
        elif isinstance(block, src.Table):
            table = _table(block)
            story += [KeepTogether([caption, table]) if caption else table, Spacer(1, 10)]
            caption = None
        else:
            story += _flow(block)
    return story + _notes(source, pending)


def _flow(block: src.Block) -> list[Flowable]:
    match block:
        case src.Heading(level, runs):
            return [Paragraph(_markup(runs), H2 if level == 2 else H3)]
        case src.Paragraph(runs):
            return [Paragraph(_markup(runs), BODY)]
        case src.ItemList(ordered, items):
            entries = [ListItem(Paragraph(_markup(item), BODY), leftIndent=16) for item in items]
            bullet = {"bulletType": "1", "bulletFormat": "%s."} if ordered else {"bulletType": "bullet", "start": "•"}
            return [
                ListFlowable(entries, leftIndent=16, bulletFontName="Body", bulletFontSize=9, **bullet),
                Spacer(1, 4),
            ]
        case src.PageBreak():
            return [PageBreak()]
        case _:
            return []


def _table(block: src.Table) -> Table:
    head = [Paragraph(escape(cell), HEAD_CELL) for cell in block.header]
    rows = [[Paragraph(escape(cell), CELL) for cell in row] for row in block.rows]
    table = Table([head, *rows], repeatRows=1, colWidths=_widths(block), hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, colors.HexColor("#b9c4d0")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table


def _widths(block: src.Table) -> list[float]:
    """No column is narrower than its longest word; what is left over goes to those with the most to say."""
    columns = list(zip(block.header, *block.rows, strict=True))
    least = [
        max(_word_width(cell, HEAD_CELL if not at else CELL) for at, cell in enumerate(cells)) for cells in columns
    ]
    spare = A4[0] - 4.8 * cm - sum(least)
    if spare < 0:
        raise ValueError(f"the table that begins with {block.header[0]!r} is too wide for its words")
    wanted = [min(max(map(len, cells)), 40) for cells in columns]
    return [width + spare * share / sum(wanted) for width, share in zip(least, wanted, strict=True)]


def _word_width(cell: str, style: ParagraphStyle) -> float:
    """Of the longest word with the cell's padding, in points; a no-break space holds words together."""
    words = re.split(r"[ \n]+", cell)
    widest = max(pdfmetrics.stringWidth(word, style.fontName, style.fontSize) for word in words)
    return float(widest) + CELL_PADDING


def _marks(block: src.Block) -> list[str]:
    match block:
        case src.Heading(_, runs) | src.Paragraph(runs):
            return [run.footnote for run in runs if run.footnote]
        case src.ItemList(_, items):
            return [run.footnote for item in items for run in item if run.footnote]
        case _:
            return []


def _notes(source: src.Source, marks: list[str]) -> list[Flowable]:
    if not marks:
        return []
    return [
        Spacer(1, 12),
        *(Paragraph(f"<super>{mark}</super> {_markup(source.footnotes[mark])}", SMALL) for mark in marks),
    ]


def _markup(runs: src.Runs) -> str:
    pieces = []
    for run in runs:
        text = escape(run.text)
        if run.footnote:
            text = f"<super>{text}</super>"
        text = f"<b>{text}</b>" if run.bold else text
        text = f"<i>{text}</i>" if run.italic else text
        pieces.append(f'<link href="{escape(run.url)}" color="#0b5cad">{text}</link>' if run.url else text)
    return "".join(pieces)
