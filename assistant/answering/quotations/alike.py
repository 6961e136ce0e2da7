"""Are two words forms of one, as far as their beginnings tell? For names of columns and rows, which are short."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

_WORD = re.compile(r"\w+-?")
STEM, LONG = 5, 0.6
"""Letters from which on two beginnings may be one word, and the share of the shorter word that they must be."""
SHORT, MOST = 3, 0.8
"""Least letters of a short word, and the share of the shorter word that both must begin with."""
ENDING = 4
"""Letters of an ending as against a short word: "syyssä" is "syy" with one, "syyskuussa" is not."""


_GRADES = (
    *((re.compile(strong), weak) for strong, weak in (("kk", "k"), ("pp", "p"), ("tt", "t"), ("d", "t"))),
    *((re.compile(pair), pair[0]) for pair in ("n[tn]", "m[pm]", "r[tr]", "l[tl]")),
)
"""Consonants that change within Finnish words: kunta, kunnassa; reitti, reitin; muoto, muodossa."""


def words_of(text: str) -> list[str]:
    """The words of a text, small letters; of an elliptical compound ("etä- ja hybridityö") the first part with "-"."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=50_000)
def shared(word: str, other: str) -> int:
    """How many letters two words begin with alike, if that makes them one word; else 0. Numbers must be equal."""
    if word == other:
        return len(word)
    if word[0].isdigit() or other[0].isdigit():
        return 0
    for part, whole in ((word, other), (other, word)):
        if part.endswith("-") and len(part) > SHORT and whole.startswith(part[:-1]):
            return len(part) - 1
    word, other = _ungraded(word), _ungraded(other)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    shorter = min(len(word), len(other))
    if alike >= STEM and alike >= LONG * shorter:
        return alike
    is_one = (
        alike >= SHORT and alike >= MOST * shorter and (alike > SHORT or max(len(word), len(other)) - alike <= ENDING)
    )
    return alike if is_one else 0


def _ungraded(word: str) -> str:
    """A word with its changing consonants all alike."""
    for grade, one in _GRADES:
        word = grade.sub(one, word)
    return word.rstrip("-")


def nearest(word: str, names: Iterable[str]) -> int:
    """The most letters that a word shares with one of several."""
    return max((shared(word, name) for name in names), default=0)


def ends_with(name: str, word: str) -> bool:
    """Whether a compound ends with a word, endings aside: "suuralue" with "alueella"."""
    return any(
        len(name) - start > SHORT and word.startswith(name[start:]) and len(word) - len(name[start:]) <= ENDING
        for start in range(1, len(name))
    )
