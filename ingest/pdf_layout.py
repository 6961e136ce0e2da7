"""From pieces of text at places on a page to lines, and from lines to table rows; what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

CELL_GAP = 1.4
"""In font sizes: two pieces on one line that are farther apart stand in different columns."""
ROW_LINES = 6
"""A table cell has at most so many lines; what is taller is a column of text."""

MARGIN = 40.0
"""In points: how tall a running header or footer of many pieces may be, such as a letterhead."""

LIST_MARK = re.compile(r"([•●▪■◦‣·–—-]|\(?\d{1,2}[.)]|\(?[a-zåäö][.)])\s*$")
LIST_START = re.compile(r"([•●▪■◦‣·]|[–—-](?=\s)|\(?\d{1,2}\)|\d{1,2}\.(?=\s)|\(?[a-zåäö]\))\s*\S")
PAGE_NUMBER = re.compile(r"(sivu|sida|page)?\s*(?:[-–]\s*)?\d{1,4}\s*(?:[/(]\s*\d+\s*(?:\)\s*)?)?[-–]?", re.IGNORECASE)
CLOSING = frozenset(",.;:)]”!?")
ENTRY = re.compile(r"[^\W\d_]\D*\s(\d{1,3})$")
CONTENTS_LINES = 4
"""A page with so many dot leaders is a contents page; it repeats headings and answers nothing."""
LEADERS = re.compile(r"(?<![.…])(?<![.…]\s)(?<![.…]\s\s)[.…](?:\s{0,2}[.…]){4,}\s*(?:\d+\s*)?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as one operation of the page shows it, from `x` to `end`; lengths in points, y upwards."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    end: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A line, or a cell of a table row: a stretch of lines that stand below each other."""

    text: str
    x: float
    top: float
    bottom: float
    size: float
    bold: bool
    lines: int = 1
    turned: bool = False


Row = tuple[Cell, ...]


def lines(pieces: Iterable[Piece]) -> list[Cell]:
    """Pieces that follow each other on one base line, put together; in the order of the page's content."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if found and _continues(found[-1], piece):
            found[-1].append(piece)
        elif piece.text.strip():
            found.append([piece])
    return [_line(group) for group in found]


def _continues(group: Sequence[Piece], piece: Piece) -> bool:
    last = next((p for p in reversed(group) if p.text.strip()), group[-1])
    size = max(last.size, piece.size)
    raised = abs(piece.y - last.y) < 0.45 * size and min(last.size, piece.size) < 0.8 * size
    same_line = abs(piece.y - last.y) < 0.15 * size or raised
    gap = piece.x - last.end
    is_mark = len(group) == 1 and LIST_MARK.fullmatch(last.text.strip()) is not None and 0 < piece.x - last.x < 4 * size
    return same_line and (is_mark or (-len(last.text) * size * 0.3 - size < gap < CELL_GAP * size))


def _line(group: Sequence[Piece]) -> Cell:
    size = Counter({p.size: 0 for p in group})
    for piece in group:
        size[piece.size] += len(piece.text.strip())
    body = size.most_common(1)[0][0]
    text = ""
    for n, piece in enumerate(group):
        stripped = piece.text.strip()
        if n and stripped.isdigit() and piece.size < 0.85 * body:
            continue  # the mark of a footnote is no part of the word before it
        if stripped[:1] in CLOSING:
            text = text.rstrip()
        apart = n and text and not text[-1].isspace() and LIST_MARK.fullmatch(text.strip())
        text += (" " if apart else "") + piece.text.replace("\n", " ")
    heavy = sum(len(p.text.strip()) for p in group if p.bold)
    baseline = group[-1].y
    return Cell(
        " ".join(text.split()), group[0].x, baseline + body, baseline, body, heavy * 2 > len(text.replace(" ", ""))
    )


def rows(found: Iterable[Cell]) -> list[Row]:
    """Lines put into rows: of one cell where they stand alone, of several where they stand side by side."""
    result: list[list[Cell]] = []
    for line in found:
        if not (result and (_add_below(result[-1], line) or _add_beside(result, line))):
            result.append([line])
    return [tuple(row) for row in result]


def _add_beside(result: list[list[Cell]], line: Cell) -> bool:
    """Puts the line to the right of the row that begins at its height, if one does.

    The first cell may have several lines by now, each of them taken for a row of its own.
    """
    for back in range(1, min(ROW_LINES, len(result)) + 1):
        row, below = result[-back], result[len(result) - back + 1 :]
        if back > 1 and (
            len(row) > 1
            or any(len(r) > 1 or not _is_below(u[-1], r[0]) for u, r in zip([row, *below], below, strict=False))
        ):
            return False
        last = row[-1]
        if line.x > last.x + last.size and abs(line.top - max(c.top for c in row)) < 0.5 * line.size:
            if last.lines + len(below) > ROW_LINES:
                return False
            for extra in below:
                row[-1] = _stack(row[-1], extra[0])
            del result[len(result) - len(below) :]
            row.append(line)
            return True
    return False


def _add_below(row: list[Cell], line: Cell) -> bool:
    """Puts the line below the last cell of a row of several cells, if it stands there."""
    last = row[-1]
    if len(row) < 2 or not _is_below(last, line):
        return False
    row[-1] = _stack(last, line)
    return True


def _is_below(upper: Cell, lower: Cell) -> bool:
    return abs(upper.x - lower.x) < lower.size and 0 < upper.bottom - lower.bottom < 1.45 * lower.size


def _stack(upper: Cell, lower: Cell) -> Cell:
    text = join(upper.text, lower.text)
    return Cell(text, upper.x, upper.top, lower.bottom, upper.size, upper.bold, upper.lines + 1)


def join(left: str, right: str) -> str:
    """Two lines of one paragraph as one, with the hyphenation between them undone.

    A hyphen stays where the word itself has it: before a capital or a figure, after a capital or a figure
    ("ESR-hanke"), and before the conjunction of "suunnittelu- ja".
    """
    if left.endswith("\xad"):
        return left[:-1] + right
    if not left.endswith("-") or left.endswith(" -") or not right:
        return f"{left} {right}"
    if re.match(r"(ja|tai|sekä|eli|och|eller|samt|and|or)\b", right):
        return f"{left} {right}"
    before = left[:-1].rsplit(maxsplit=1)[-1] if left[:-1].strip() else ""
    own_hyphen = not right[0].islower() or (before[-1:].isupper() or before[-1:].isdigit())
    return left + right if own_hyphen else left[:-1] + right


def body_size(pages: Iterable[Sequence[Cell]]) -> float:
    """The font size that most text is set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def furniture(pages: Sequence[Sequence[Cell]]) -> set[str]:
    """Running headers and footers, figures aside.

    They stand at the edge of three pages and of two in five; alone on the outermost line, three pages are enough:
    such lines change with the chapter. So are they for text turned against the rest of its page.
    """
    edges: Counter[str] = Counter()
    outermost: Counter[str] = Counter()
    for page in pages:
        edges.update({shape(line.text) for line in _edge(page, margin=MARGIN)})
        outermost.update({shape(line.text) for line in _edge(page, 1) if _is_alone(line, page)})
        outermost.update({shape(line.text) for line in page if line.turned})
    wanted = max(3, round(0.4 * len(pages)))
    return {text for text in edges | outermost if edges[text] >= wanted or outermost[text] >= 3}


def _is_alone(line: Cell, page: Sequence[Cell]) -> bool:
    """Whether nothing stands beside the line; the names of a table's columns do not."""
    return all(abs(other.bottom - line.bottom) > 0.5 * line.size for other in page if other is not line)


def without_furniture(page: Sequence[Cell], running: set[str]) -> list[Cell]:
    """The page without its running header, footer and number; a page that would lose most of its text keeps it."""
    near = [*_edge(page, margin=MARGIN), *(line for line in page if line.turned)]
    numbers = [line for line in near if PAGE_NUMBER.fullmatch(line.text)]
    drop = {id(line) for line in near if shape(line.text) in running and line not in numbers}
    outermost = {id(line) for line in _edge(page, 1)}
    for line in numbers:
        # The last figure of a table stands at the edge too, but beside the label of its row.
        alone = all(id(other) in drop or other in numbers for other in page if _side_by_side(line, other))
        if alone and (id(line) in outermost or shape(line.text) in running):
            drop.add(id(line))
    kept = [line for line in page if id(line) not in drop]
    return kept if 2 * _length(kept) >= _length(page) else list(page)


def _side_by_side(line: Cell, other: Cell) -> bool:
    """Whether two lines stand at one height."""
    return line is not other and line.bottom < other.top and other.bottom < line.top


def _length(page: Sequence[Cell]) -> int:
    return sum(len(line.text) for line in page)


def shape(text: str) -> str:
    """The text with its figures made alike and without a page number at either end."""
    without_number = re.sub(r"^\d{1,4}\s*[|–-]?\s*(?=\D)|\s*[|–-]?\s*\d{1,4}$", "", text)
    return re.sub(r"\d+", "#", without_number or text).casefold()


def is_contents(page: Sequence[Cell], page_count: int) -> bool:
    """Whether a page lists headings and their pages, with dot leaders or without."""
    leaders = sum(bool(LEADERS.search(line.text)) for line in page)
    if leaders >= CONTENTS_LINES or (leaders and leaders * 3 >= len(page)):
        return True
    numbers = [int(match[1]) for line in page if (match := ENTRY.search(line.text))]
    rising = sum(one <= other for one, other in pairwise(numbers))
    return (
        len(numbers) >= 2 * CONTENTS_LINES
        and len(numbers) * 2 >= len(page)
        and max(numbers) <= page_count + 20
        and rising * 5 >= (len(numbers) - 1) * 4
    )


def _edge(page: Sequence[Cell], depth: int = 4, margin: float = 0.0) -> list[Cell]:
    """The lines nearest to the upper and to the lower end of the page: so many, and all within `margin` points."""
    by_height = sorted((line for line in page if not line.turned), key=lambda line: -line.top)
    if not by_height:
        return []
    upper, lower = by_height[0].top - margin, by_height[-1].bottom + margin
    return [
        line
        for n, line in enumerate(by_height)
        if n < depth or n >= len(by_height) - depth or line.top >= upper or line.bottom <= lower
    ]
