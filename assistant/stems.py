"""Stems of words: Snowball for six languages, a short table of endings for Ukrainian, which Snowball has not."""

from __future__ import annotations

import re
import threading
from importlib import import_module
from typing import Protocol

_ALGORITHMS = {
    "fi": "finnish",
    "sv": "swedish",
    "en": "english",
    "et": "estonian",
    "ru": "russian",
    "ar": "arabic",
}
# Endings of nouns, adjectives and verbs; the longest that leaves a stem of three letters is cut.
_UKRAINIAN_ENDING = re.compile(
    r"""(?<=.{3})(?:
    ування|ювання|ованих|ованого|ої|ого|ому|ими|іми|ій|их|іх|им|ім|ою|ею|єю|ами|ями|ах|ях|ам|ям|ів|їв|ові|еві|єві
    |ння|нням|нню|ення|ість|ості|істю|ється|еться|ить|ять|ати|ити|увати|ав|ила|или|ало|ають|ують|уть|ться|тися
    |[аяоеєиіїуюйь])$""",
    re.VERBOSE,
)


class _Snowball(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (Snowball's name)


class Stemmers:
    """A stemmer for each language. Snowball's keep the word they work on, so that each thread has its own."""

    def __init__(self) -> None:
        self._local = threading.local()

    def stem(self, word: str, language: str) -> str:
        """The stem of a lower-cased word; the word itself in a language without a stemmer."""
        if language == "uk":
            return _UKRAINIAN_ENDING.sub("", word)
        if language not in _ALGORITHMS:
            return word
        return self._snowball(_ALGORITHMS[language]).stemWord(word)

    def _snowball(self, algorithm: str) -> _Snowball:
        made: dict[str, _Snowball] = self._local.__dict__
        if algorithm not in made:
            module = import_module(f"snowballstemmer.{algorithm}_stemmer")
            made[algorithm] = getattr(module, f"{algorithm.capitalize()}Stemmer")()
        return made[algorithm]
