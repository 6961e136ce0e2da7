"""The lines of each page of a PDF, by way of pypdf."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.pdf_layout import Cell, Piece, lines
from ingest.pdf_widths import Widths

logger = logging.getLogger(__name__)

# From places on the page to places as seen by a reader who has turned the page so that the text stands upright.
TURNS: tuple[Callable[[float, float], tuple[float, float]], ...] = (
    lambda x, y: (x, y),
    lambda x, y: (y, -x),
    lambda x, y: (-x, -y),
    lambda x, y: (-y, x),
)


def lines_by_page(reader: Any) -> tuple[list[list[Cell]], int]:
    """The lines of each page, and how many pages could not be read."""
    pages: list[list[Cell]] = []
    widths: dict[int, Widths] = {}
    damaged = 0
    for number, page in enumerate(reader.pages, start=1):
        try:
            upright, turned = _pieces(page, widths)
            pages.append([*lines(upright), *(replace(line, turned=True) for line in lines(turned))])
        except MemoryError:
            raise
        except Exception as error:  # one broken page must not lose the others
            logger.warning("page %d could not be read: %s", number, type(error).__name__)
            pages.append([])
            damaged += 1
    return pages, damaged


def _pieces(page: Any, widths: dict[int, Widths]) -> tuple[list[Piece], list[Piece]]:
    """The text of the page as a reader holds it, and text turned against it, such as that up the margin."""
    found: tuple[list[Piece], ...] = ([], [], [], [])
    pen: tuple[float, float] | None = None  # where the operation began that shows the text

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Mapping[str, Any] | None, size: float) -> None:
        nonlocal pen
        if not text.strip("\n"):
            return
        quarter = round(math.atan2(tm[0] * cm[1] + tm[1] * cm[3], tm[0] * cm[0] + tm[1] * cm[2]) / (math.pi / 2)) % 4
        at = (tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        x, y = TURNS[quarter](*at)
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or abs(tm[0] * cm[0]) or 1.0
        height = round(size * scale, 2) or 1.0
        heavy = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        if id(font) not in widths:
            widths[id(font)] = Widths(font)
        # pypdf reports the place of the last move, so text that follows in another font seems to begin there too.
        x, pen = (found[quarter][-1].end if pen == at and found[quarter] else x), at
        for n, line in enumerate(text.strip("\n").split("\n")):
            end = x + widths[id(font)].of(line) * height
            found[quarter].append(Piece(line, x, y - n * height * 1.2, height, heavy, end))

    page.extract_text(visitor_text=visit)
    main = max(found, key=lambda pieces: sum(len(piece.text) for piece in pieces))
    return main, [piece for pieces in found if pieces is not main for piece in pieces]
