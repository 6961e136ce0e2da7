"""A wish for the language of the answer: "vastaa ruotsiksi", "in English please", alone or beside a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

_SENTENCE = re.compile(r"(?<=[.?!؟])\s+")
_CLAUSE = re.compile(r"[,،;:]\s*")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

Names = Mapping[tuple[str, ...], str]
"""Words of a name → ISO 639-1."""


@dataclass(frozen=True, slots=True)
class LanguageWish:
    """What was wished for.

    Attributes:
        language: ISO 639-1.
        question: What was asked besides; empty when the wish is all that was said.
    """

    language: str
    question: str


def language_wish(text: str) -> LanguageWish | None:
    """The wish that a text is, begins with, or ends in; None for all others.

    Args:
        text: Cleaned. "Mikä on osatyökykyinen ruotsiksi?" is a question, not a wish; "En osaa ruotsia" is a wish for
            the language that it is written in.
    """
    *before, last = _SENTENCE.split(text)
    if language := _wished(last):
        return LanguageWish(language, " ".join(before))
    if language := _not_known(last):
        return LanguageWish(language, " ".join((*before, *_asked_besides(last))))
    if before and (language := _wished(before[0])):
        return LanguageWish(language, " ".join((*before[1:], last)))
    return _wish_beside(text)


def _wish_beside(text: str) -> LanguageWish | None:
    """A wish that the first or the last clause is: "Vastaa ruotsiksi: …", "…, in English please"."""
    marks = list(_CLAUSE.finditer(text))
    if not marks:
        return None
    first, last = text[: marks[0].start()], text[marks[-1].end() :]
    if language := _wished(first, asked=True):
        return LanguageWish(language, text[marks[0].end() :])
    if language := _wished(last, asked=True):
        return LanguageWish(language, text[: marks[-1].start()])
    return None


def _wished(words_of: str, *, asked: bool = False) -> str | None:
    """The language, when nothing is said but its name and words of asking.

    Args:
        words_of: A sentence or clause.
        asked: Whether a word of asking must be among them.
    """
    lists = _lists()
    if any(pattern.search(words_of.lower()) for pattern in lists.own_act.values()):
        return None
    words = [word.lower() for word in _WORD.findall(words_of)]
    for start, size, language, bare in _named(words):
        others = words[:start] + words[start + size :]
        if not all(word in lists.asking or word in lists.beside for word in others):
            continue
        if any(word in lists.asking for word in others) or not (asked or bare):
            return language
    return None


def _not_known(sentence: str) -> str | None:
    """The language to answer in for one who says not to know another: the one wished for, or that of the sentence."""
    clauses = _CLAUSE.split(sentence)
    not_known = [known for clause in clauses if (known := _not_known_in(clause))]
    for clause in reversed(clauses if not_known else []):
        if language := _wished(clause, asked=True):
            return language
    return next(iter(not_known), None)


def _not_known_in(clause: str) -> str | None:
    """The language of a clause that says not to know another, and asks for nothing besides."""
    told_in = [language for language, pattern in _lists().not_known.items() if pattern.search(clause.lower())]
    words = [word.lower() for word in _WORD.findall(clause)] if told_in else []
    if any(word in _lists().asks_else for word in words):
        return None
    unknown = {language for _, _, language, _ in _named(words)}
    return next((language for language in told_in if unknown - {language}), None)


def _asked_besides(sentence: str) -> Iterator[str]:
    """What one who says not to know a language asks in the same breath: "I don't speak Finnish, can I apply?"."""
    clauses = list(_CLAUSE.finditer(sentence))
    last = sentence[clauses[-1].end() :] if clauses else ""
    asks = last.endswith(("?", "؟")) and not _wished(last, asked=True)
    if asks and not any(pattern.search(last.lower()) for pattern in _lists().not_known.values()):
        yield last


def _named(words: Sequence[str]) -> Iterator[tuple[int, int, str, bool]]:
    """The names of languages among words: where, of how many words, which language, and whether without "in"."""
    lists = _lists()
    for start in range(len(words)):
        for size in range(lists.longest, 0, -1):
            name = tuple(words[start : start + size])
            if len(name) == size and (language := lists.names.get(name)):
                yield start, size, language, False
                break
            if len(name) == size and (language := lists.bare.get(name)):
                yield start, size, language, True
                break


class _Lists:
    """The words of language_wish.yaml."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.names = _by_name(table["names"])
        self.bare = _by_name(table["bare"])
        self.longest = max(map(len, (*self.names, *self.bare)))
        self.asking = frozenset(table["asking"].split())
        self.beside = frozenset(table["beside"].split())
        self.asks_else = frozenset(table["asks_else"].split())
        self.own_act = {language: re.compile(pattern) for language, pattern in table["own_act"].items()}
        self.not_known = {language: re.compile(pattern) for language, pattern in table["not_known"].items()}


def _by_name(languages: Mapping[str, str]) -> Names:
    return {tuple(name.split("_")): code for code, names in languages.items() for name in names.split()}


@cache
def _lists() -> _Lists:
    return _Lists(yaml.safe_load(resources.files(__package__).joinpath("language_wish.yaml").read_text("utf-8")))
