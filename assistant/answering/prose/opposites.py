"""Whether a statement says the opposite of a source: "at least" for "at most", "closes" for "opens", one "not" more."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


def contradicts(statement: str, language: str, source: str, source_language: str) -> bool:
    """Whether a statement turns round what a sentence of its source says, as far as single words tell.

    Args:
        statement: One sentence.
        language: Its ISO 639-1 code.
        source: The sentence of the source that comes nearest to it.
        source_language: Its ISO 639-1 code; of a language without a list nothing is known.
    """
    here, there = _words(language), _words(source_language)
    if here is None or there is None:
        return False
    for (first, second), (source_first, source_second) in zip(here.pairs, there.pairs, strict=True):
        stated = bool(first.search(statement)), bool(second.search(statement))
        known = bool(source_first.search(source)), bool(source_second.search(source))
        if stated == (known[1], known[0]) and stated[0] != stated[1]:
            return True
    return here.negates(statement) != there.negates(source)


def half_negated(text: str, language: str) -> list[str]:
    """The clauses of a sentence of which some have a negation and some have not; empty for all other sentences."""
    words = _words(language)
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    negated = {words.negates(clause) for clause in clauses} if words else set()
    return clauses if len(negated) > 1 else []


_CLAUSES = re.compile(
    r"[,;:،؛]\s+|\s(?=(?:mutta|vaan|men|utan|but|aga|vaid|kuid|но|а|але|проте|لكن|بل)\s)", re.IGNORECASE
)


class _Words:
    """The regular expressions of one language."""

    def __init__(self, table: dict[str, Any], language: str) -> None:
        bounds = table["bounds"]
        most, least = _pattern(bounds["most"][language]), _pattern(bounds["least"][language])
        self.pairs = [
            (most, least),
            *((_pattern(pair["first"][language]), _pattern(pair["second"][language])) for pair in table["pairs"]),
        ]
        self._negation = _pattern(table["negations"][language])

    def negates(self, text: str) -> bool:
        """Whether it has a negation; that of "no later than" is none."""
        for pattern in (pattern for pair in self.pairs for pattern in pair):
            text = pattern.sub(" ", text)
        return self._negation.search(text) is not None


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    file = resources.files(__package__).joinpath("opposites.yaml")
    table: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=16)
def _words(language: str) -> _Words | None:
    table = _table()
    return _Words(table, language) if language in table["negations"] else None
