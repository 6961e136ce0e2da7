"""The names that a text mentions, and whether a source mentions them too, in whatever language, case or script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

import yaml
from rapidfuzz import fuzz

from assistant.answering.figures import is_month
from assistant.tokens import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’:+-][^\W\d_]+)*\+?")
_OPENS = re.compile(r"(?:^|[.!?…:;–—•|(\[\"“”„«»‘’'\n-])\s*$")
_LEAST_LETTERS = 3
_SHARED = 0.7
"""Share of the shorter name's letters, from the beginning, by which two forms of one name agree."""
_ALIKE = 80.0
"""Least likeness, 0 to 100, of a name to its transliteration."""
_CASE_ENDING = re.compile(r"(?<=[a-zåäö])['’]s$|(?<=\w):\w+$")

# Cyrillic letters and the Latin ones that Finnish names are written with; vowels as one hears them, for both scripts.
_LATIN = {
    **dict(zip("абвгґдезиійклмнопрстуфхы", "abvggdeziiiklmnoprstufhi", strict=True)),
    **{"ё": "o", "ж": "s", "ц": "ts", "ч": "ts", "ш": "s", "щ": "s", "ъ": "", "ь": "", "э": "e", "ю": "u", "я": "a"},
    **{"є": "e", "ї": "i", "ä": "a", "å": "o", "ö": "o", "ü": "u", "õ": "o", "y": "u", "j": "", "w": "v", "'": ""},
}


def names_of(text: str) -> tuple[str, ...]:
    """The words of a text that are names for their capitals: abbreviations anywhere, others inside a sentence.

    Arabic has no capitals: of an Arabic text only the names in other scripts are found.
    """
    return tuple(dict.fromkeys(_names(text)))


def mentions(words: frozenset[str], name: str, *, translated: bool) -> bool:
    """Whether a text has a name, in another case or script perhaps.

    Args:
        words: The words and lemmas of the text, lower-cased.
        name: As `names_of` gives it.
        translated: Whether the text is in another language than the name, so that "Finland" stands for "Suomi".
    """
    parts = [part for part in re.split(r"[-–:]", _CASE_ENDING.sub("", name.lower())) if len(part) >= _LEAST_LETTERS]
    return all(_mentioned(words, part, translated=translated) for part in parts or [name.lower()])


def _names(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0]
        letters = [letter for letter in word if letter.isalpha()]
        if not letters[0].isupper():
            continue
        abbreviation = len(letters) > 1 and letters[1].isupper()
        if not is_month(word) and (abbreviation or not _OPENS.search(text[: match.start()])):
            yield word


def _mentioned(known: frozenset[str], name: str, *, translated: bool) -> bool:
    bare = folded(name)
    if bare in known or name in known:
        return True
    if any(_same_beginning(bare, word) for word in known):
        return True
    if not translated:
        return False
    group = _group(name)
    if group and any(word.startswith(group) for word in known):
        return True
    return not name.isascii() and any(fuzz.ratio(_heard(name), _heard(word)) >= _ALIKE for word in known)


def _same_beginning(name: str, word: str) -> bool:
    shorter = min(len(name), len(word))
    shared = next((at for at in range(shorter) if name[at] != word[at]), shorter)
    return shared > _LEAST_LETTERS and shared >= _SHARED * max(len(name), len(word))


def _group(name: str) -> tuple[str, ...]:
    """What a name is called in the seven languages: beginnings of words."""
    return tuple(entry for group in _groups() if name.startswith(group) for entry in group)


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, ...], ...]:
    file = resources.files(__package__).joinpath("names.yaml")
    return tuple(tuple(group) for group in yaml.safe_load(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=20_000)
def _heard(word: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in word.lower())
