"""The part of a long sentence that answers: whole clauses of it, word for word, when the whole is more than fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.question import Question
from assistant.answering.quotations.answer_signs import asks_life, signs
from assistant.answering.quotations.answer_types import Asked
from assistant.answering.quotations.passage_sentences import Sentence

LEAST = 3
"""Words that a part must have to be understood."""
MOST_CLAUSES = 40
"""Places at which a sentence may be cut; what comes after them is left out, for every stretch between two is tried."""
SIGN, SHARED, NEW = 3.0, 1.0, 0.1
"""What a part is worth: for each thing of the sort asked for, each word of the question, each further word."""

_BREAK = re.compile(
    r"(?<=[,;:–—)])\s+(?!\d)|\s+(?=\()"
    r"|\s+(?=(?:ja|sekä|mutta|joka|jotka|jonka|jolloin|och|samt|men|som|and|but|which|who|where|ning|aga|kes|mis"
    r"|и|а|но|который|та|але|який)\s(?!\d))"
)
_WORD = re.compile(r"\w+")


def cut(
    sentence: Sentence, most: int, asked: Sequence[Asked], question: Question, wanted: frozenset[str]
) -> Sentence | None:
    """The stretch of clauses that answers best; None when no stretch is short enough.

    Args:
        sentence: Longer than `most`.
        most: Words that the part may have.
        asked: What is asked for.
        question: The question.
        wanted: Beginnings of the question's words, small letters.
    """
    text = sentence.text
    edges = [0, *(place.end() for place in _BREAK.finditer(text)), len(text)][:MOST_CLAUSES]
    known = f"{question.text} {sentence.result.document.title}"
    life = asks_life(question.text)
    found = [span for one in asked for span in signs(one, text, known, life=life)]
    best, value = None, 0.0
    for begin, start in enumerate(edges[:-1]):
        for end in edges[begin + 1 :]:
            part = text[start:end].strip()
            words = part.split()
            if len(words) > most:
                break
            if len(words) < LEAST:
                continue
            inside = sum(start <= left and right <= end for left, right in found)
            worth = _worth(part, wanted, inside)
            if best is None or worth > value:
                best, value = (start, start + len(part)), worth
    if best is None:
        return None
    start, end = best
    return replace(
        sentence,
        start=sentence.start + start,
        end=sentence.start + end,
        cut=(start > 0, end < len(text)),
    )


def _worth(part: str, wanted: frozenset[str], inside: int) -> float:
    words = _WORD.findall(part.lower())
    shared = {stem for stem in wanted if any(word.startswith(stem) for word in words)}

    return SIGN * inside + SHARED * len(shared) + NEW * len(words)
