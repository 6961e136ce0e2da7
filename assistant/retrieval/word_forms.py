"""What a word of a question is matched by when terms are looked up by name.

The stems of the index are made for documents, where a missed form costs little. A word that is looked up is there or
not, so inflected forms whose stems differ are brought together here: Swedish "hälsan" and "hälsa", Estonian "toetuse"
and "toetus", Russian "охрану" and "охрана", Ukrainian "опитувань" and "опитування", Arabic "والسلامة" and "السلامة".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.analysis import FUNCTION, Analyser
from assistant.tokens import folded

_SWEDISH_DEFINITE = re.compile(r"(?<=.{3})(?:ets?|(?<=[aeiouyåäö])[nt]s?)$")
_ESTONIAN_NOUN = re.compile(r"(?<=.{3})m(?:ine|ise|ist|isi|iste|isel|isele|isest|iseks|isega)$")
_ESTONIAN_CASE = re.compile(r"(?<=.{3})(?:sse|st|ks|le|lt|ni|ga|ta|na|s|l)$")
_ESTONIAN_NUMBER = re.compile(r"(?<=.{3})(?:de|te|(?<=[aeiouõäöü])d|(?<=[saeiouõäöü])t|id)$")
_ESTONIAN_VOWEL = re.compile(r"(?<=.{3})(?<![aeiouõäöü])[aeiu]$")
_UKRAINIAN_NOUN = re.compile(r"(?<=.{3})(?:[ую]?в)?[аеєяиі]н(?:ь|н(?:я|ю|ям|і|ями|ях))$")


def forms(token: str, language: str, analyser: Analyser) -> frozenset[str]:
    """The lemmas or stems of a token; none when it carries grammar alone.

    Two tokens are forms of one word when they share one of these.

    Args:
        token: One of `assistant.tokens.tokens`.
        language: ISO 639-1.
        analyser: Whose lemmas and stems they are.
    """
    terms = analyser.terms(token, language)
    found = {term.text for term in terms if term.kind in ("lemma", "stem") and term.pos != FUNCTION}
    if found and language in _FURTHER and token.isalpha():
        found.update(_FURTHER[language](folded(token), analyser))
    return frozenset(found)


def _swedish(word: str, analyser: Analyser) -> Iterator[str]:
    """Snowball leaves most definite endings (-et, -an, -t and -n), and takes the -at of "resultat" for one."""
    yield _stem(_stem(word, "sv", analyser), "sv", analyser)
    if ending := _SWEDISH_DEFINITE.search(word):
        yield _stem(word[: ending.start()], "sv", analyser)


def _estonian(word: str, _: Analyser) -> Iterator[str]:
    """Snowball keeps a genitive from its nominative."""
    if _ESTONIAN_NOUN.search(word):
        yield _ESTONIAN_NOUN.sub("m", word)
        return
    nominative = _ESTONIAN_NUMBER.sub("", _ESTONIAN_CASE.sub("", word))
    for form in {word, _ESTONIAN_NUMBER.sub("", word), nominative}:
        yield _ESTONIAN_VOWEL.sub("", form)


def _russian(word: str, analyser: Analyser) -> Iterator[str]:
    """Snowball takes the end of some nouns for that of a verb, but not in every case."""
    yield _stem(_stem(word, "ru", analyser), "ru", analyser)


def _ukrainian(word: str, _: Analyser) -> Iterator[str]:
    """The table of endings has not every case of the nouns made from verbs."""
    if _UKRAINIAN_NOUN.search(word):
        yield _UKRAINIAN_NOUN.sub("", word)


def _arabic(word: str, analyser: Analyser) -> Iterator[str]:
    """Snowball leaves "and" before a word."""
    if len(word) > 4 and word[0] in "وف":
        yield _stem(word[1:], "ar", analyser)


def _stem(word: str, language: str, analyser: Analyser) -> str:
    return analyser.terms(word, language)[0].text


_FURTHER: dict[str, Callable[[str, Analyser], Iterator[str]]] = {
    "sv": _swedish,
    "et": _estonian,
    "ru": _russian,
    "uk": _ukrainian,
    "ar": _arabic,
}
