"""Cuts a document into passages: along headings, pages, paragraphs, list items and rows, not sentences."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.documents import Chunk, Document, Section, chunk_id
from assistant.sentences import iter_spans

TARGET = 120
"""Words that a passage aims at when a section is too long to stay whole."""
LIMIT = 200
"""Most words in a passage; Finnish text of this length fits the 512 tokens that the embedding model reads."""
SHORT_LINE = 60
"""Words up to which a line (a list item, a table row, a short paragraph) is never cut."""
LONG_WORD = 11
"""Letters that count as a word at the least: compounds, addresses, scripts without spaces cost tokens too."""

# What it costs to cut after a piece, on the scale of `_misfit` (1.0: a passage of twice the target).
_PARAGRAPH_CUT, _LINE_CUT, _LEAD_IN_CUT, _SENTENCE_CUT, _WORD_CUT = 0.0, 0.1, 0.8, 0.4, 2.0

_SPACE = re.compile(r"\s+")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch `text[start:end]` that is kept whole, its size in words, and the cost of cutting after it."""

    start: int
    end: int
    size: int
    cut: float


def chunk(document: Document) -> list[Chunk]:
    """The passages of a document, in reading order; a section that fits the limit is one passage.

    Args:
        document: What a converter made.

    Returns:
        Chunks whose texts, laid end to end, are the document's text but for white space. The same document
        always gives the same chunks.
    """
    found: list[Chunk] = []
    for section in document.sections:
        for text in _passages(section.text):
            position = len(found)
            digest = _digest(section, text)
            found.append(
                Chunk(
                    chunk_id(document, position),
                    document.id,
                    position,
                    section.headings,
                    section.page,
                    text,
                    digest,
                )
            )
    return found


def words(text: str) -> int:
    """How many words a text counts as against the limit; see `LONG_WORD`."""
    parts = text.split()
    return max(len(parts), -(-sum(map(len, parts)) // LONG_WORD))


def _digest(section: Section, text: str) -> str:
    return hashlib.sha256("\x1f".join((*section.headings, text)).encode()).hexdigest()


def _passages(text: str) -> Iterator[str]:
    if words(text) <= LIMIT:
        if text.strip():
            yield text.strip()
        return
    pieces = list(_pieces(text))
    for first, last in _partition(pieces):
        yield text[pieces[first].start : pieces[last].end]


def _partition(pieces: list[_Piece]) -> list[tuple[int, int]]:
    """Runs of pieces, as (first, last), that fit the limit and together cost least.

    The cheapest way to cut the first n pieces is known before that of n + 1, so each run is priced once.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        size, options = 0, []
        for start in range(end - 1, -1, -1):
            size += pieces[start].size
            if size > LIMIT and start < end - 1:
                break
            options.append((best[start][0] + _misfit(size), start))
        cost, start = min(options)
        best.append((cost + (pieces[end - 1].cut if end < len(pieces) else 0.0), start))
    runs, end = [], len(pieces)
    while end:
        start = best[end][1]
        runs.append((start, end - 1))
        end = start
    return runs[::-1]


def _misfit(size: int) -> float:
    return ((size - TARGET) / TARGET) ** 2


def _pieces(text: str) -> Iterator[_Piece]:
    """The text as sentences, each with the cost of parting it from the next; short lines are left whole."""
    spans = list(iter_spans(text))
    lines = [line.span() for line in _LINE.finditer(text)]
    starts = [start for start, _ in lines]
    short = [words(text[start:end]) <= SHORT_LINE for start, end in lines]
    start = spans[0][0] if spans else 0
    for (_, end), (following, _) in pairwise([*spans, (len(text), len(text))]):
        gap = text[end:following]
        if "\n" in gap or following == len(text):
            cut = _line_cut(text[end - 1], gap)
        elif short[bisect_right(starts, end - 1) - 1]:
            continue
        else:
            cut = _SENTENCE_CUT
        yield from _fitting(text, start, end, cut)
        start = following


def _line_cut(last: str, gap: str) -> float:
    if last == ":":
        return _LEAD_IN_CUT
    return _PARAGRAPH_CUT if gap.count("\n") > 1 else _LINE_CUT


def _fitting(text: str, start: int, end: int, cut: float) -> Iterator[_Piece]:
    """The sentence as one piece, or as several when it alone exceeds the limit."""
    longest = LIMIT * LONG_WORD
    while end - start > longest or words(text[start:end]) > LIMIT:
        gaps = [gap.start() for gap in _SPACE.finditer(text, start + 1, min(end, start + longest))][:LIMIT]
        stop = gaps[-1] if gaps else start + longest
        yield _Piece(start, stop, words(text[start:stop]), _WORD_CUT)
        gap = _SPACE.match(text, stop)
        start = gap.end() if gap else stop
    yield _Piece(start, end, words(text[start:end]), cut)
