"""A passage cut into what can be quoted: sentences, list items, table rows, each marked for what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.documents import SearchResult
from assistant.sentences import iter_spans

_CAPTION = re.compile(
    r"(?:taulukko|kuvio|kuva|tabell|figur|bild|table|figure|tabel|joonis|таблица|таблиця|рис\.|рисунок|جدول|شكل)\s+\d+",
    re.IGNORECASE,
)
_ENDS = '.!?…:;؟”"»)|'
_TITLE_WORDS = 12
"""Words up to which a paragraph that ends without a full stop is a title or a dateline, not a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage.

    Attributes:
        result: The passage.
        position: Of the sentence in it, from 0.
        start: Where it begins in the passage's text.
        end: Where it ends there.
        paragraph: Number of the paragraph it stands in.
        listed: Number of the list or table that it is a line of, or None in running text.
        label: Whether it only names what comes near it (a caption, a title, a dateline) and tells nothing alone.
        score: Probability that it holds the answer, 0 to 1.
        cut: Whether words were left out at its beginning and at its end.
        picked: Whether it is of a row that answers, of all rows of its table.
        sure: Whether what that row is says so: the greatest of the table, the attribute asked for.
    """

    result: SearchResult
    position: int
    start: int
    end: int
    paragraph: int = 0
    listed: int | None = None
    label: bool = False
    score: float = 0.0
    cut: tuple[bool, bool] = (False, False)
    picked: bool = False
    sure: bool = False

    @property
    def text(self) -> str:
        """As it stands in the passage."""
        return self.result.chunk.text[self.start : self.end]

    @property
    def words(self) -> int:
        """Its length."""
        return len(self.text.split())

    @property
    def place(self) -> tuple[str, int]:
        """The passage, and where it stands there."""
        return self.result.chunk.id, self.position

    @property
    def leads_in(self) -> bool:
        """Whether it announces what follows."""
        return self.text.endswith(":")

    @property
    def asks(self) -> bool:
        """Whether it is a question in running text."""
        return self.listed is None and self.text.endswith(("?", "؟"))


def sentences_of(result: SearchResult) -> list[Sentence]:
    """The sentences of a passage, in order, marked with what they are."""
    text = result.chunk.text
    spans = list(iter_spans(text))
    paragraphs = _paragraphs(text, spans)
    lists = _lists(text, spans)
    return [
        Sentence(
            result,
            position,
            start,
            end,
            paragraphs[position],
            lists[position],
            label=_is_label(text, spans, paragraphs, position),
        )
        for position, (start, end) in enumerate(spans)
    ]


def caption_of(line: Sentence) -> str:
    """The caption right above the list or table that a line belongs to; "" when there is none."""
    passage = sentences_of(line.result)
    first = next((other.position for other in passage if other.listed == line.listed), 0)
    above = [other for other in passage[:first] if other.paragraph == passage[first].paragraph - 1]
    if not above or not all(other.label for other in above):
        return ""
    return line.result.chunk.text[above[0].start : above[-1].end]


def _paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """For each sentence the number of its paragraph; a blank line parts them."""
    number, numbers = 0, [0] if spans else []
    for (_, end), (start, _) in pairwise(spans):
        number += text.count("\n", end, start) > 1
        numbers.append(number)
    return numbers


def _lists(text: str, spans: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each sentence the number of its list: a paragraph of several lines, with the line that leads it in."""
    gaps = [text[left[1] : right[0]] for left, right in pairwise(spans)]
    group, groups, lined = 0, [0] if spans else [], set[int]()
    for (start, end), gap in zip(spans, gaps, strict=False):
        leads_in = text[start:end].endswith(":")
        if gap.count("\n") > 1 and not leads_in:
            group += 1
        elif "\n" in gap:
            lined.add(group)
        groups.append(group)
    return [group if group in lined else None for group in groups]


def _is_label(text: str, spans: Sequence[tuple[int, int]], paragraphs: Sequence[int], position: int) -> bool:
    """Whether a sentence belongs to a caption, or is a short paragraph without a full stop."""
    same = [spans[other] for other in range(len(spans)) if paragraphs[other] == paragraphs[position]]
    whole = text[same[0][0] : same[-1][1]]
    if _CAPTION.match(whole):
        return "\n" not in whole
    return len(same) == 1 and len(spans) > 1 and whole[-1] not in _ENDS and len(whole.split()) <= _TITLE_WORDS
