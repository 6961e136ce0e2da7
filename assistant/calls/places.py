"""Which regions and areas of Finland a text names, in any case and by their names in any of the seven languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.analysis import FUNCTION, Analyser
from assistant.calls.areas import WHOLE_COUNTRY
from assistant.calls.names import keys, table
from assistant.tokens import tokens

Words = tuple[frozenset[str], ...]
"""For each word the lemmas or stems that it may be."""

# "Pohjois- ja Etelä-Savosta" names two regions; "Pohjois- ja Itä-Suomi" is one area by that name.
_HANGING = re.compile(r"(\w+)-(?=\s+(?:ja|tai|sekä|och|eller|või|and)\s+\w+-(?!suom|soome)(\w+))", re.IGNORECASE)
# Before or behind the name of a region: an office that has its name and serves others as well.
_OFFICE_BEHIND = re.compile(r"elinvoimakesku|ely|maakuntaliit|liit(?:to|on|toa)\b|centre\b|elujõukesku", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(r"livskraftscentral|ntm|närings-|landskapsförbund", re.IGNORECASE)
_BEFORE = 2
"""Words before a region in which an office is looked for: "NTM-centralen i Mellersta Finland"."""


class Places:
    """Finds the names of regions in texts. Threads may share one; each language is made ready when first used.

    Args:
        analyser: Knows words by their forms.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._names: dict[str, dict[str, list[tuple[Words, str]]]] = {}

    def named(self, text: str, language: str) -> list[str]:
        """The regions and areas that a text names, each once, in its order; keys of `assistant.calls.names`.

        Args:
            text: As written. "Lapin elinvoimakeskus" is an office and names no region: it may fund all of Finland.
            language: ISO 639-1, the text's; "und" is read as Finnish.
        """
        language = "fi" if language == "und" else language
        written = list(tokens(_HANGING.sub(r"\1-\2", text)))
        words = [(place, terms) for place, word in enumerate(written) if (terms := self._terms(word, language))]
        found = dict.fromkeys(
            key
            for first, last, key in self._spans(words, language)
            if not _is_office(written, words[first][0], words[last][0])
        )
        return list(found)

    def _spans(self, words: Sequence[tuple[int, frozenset[str]]], language: str) -> Iterator[tuple[int, int, str]]:
        """The first and last word of each name, the longest name at each place."""
        names = self._of(language)
        place = 0
        while place < len(words):
            begun = {name for term in words[place][1] for name in names.get(term, ())}
            fitting = [(name, key) for name, key in begun if _fits(name, words[place : place + len(name)])]
            if fitting:
                name, key = max(fitting, key=lambda fit: (len(fit[0]), fit[1]))
                yield place, place + len(name) - 1, key
                place += len(name)
            else:
                place += 1

    def _of(self, language: str) -> dict[str, list[tuple[Words, str]]]:
        """The names, as words of a language, by each term of their first word."""
        if language not in self._names:
            names: dict[str, list[tuple[Words, str]]] = {}
            for key in keys("region"):
                for name in dict.fromkeys(table()["region", key].values()) if key != WHOLE_COUNTRY else ():
                    words = tuple(filter(None, (self._terms(word, language) for word in tokens(name))))
                    for term in words[0] if words else ():
                        names.setdefault(term, []).append((words, key))
            self._names[language] = names
        return self._names[language]

    def _terms(self, word: str, language: str) -> frozenset[str]:
        terms = self._analyser.terms(word, language)
        return frozenset(term.text for term in terms if term.kind in ("lemma", "stem") and term.pos != FUNCTION)


def _fits(name: Words, words: Sequence[tuple[int, frozenset[str]]]) -> bool:
    return len(words) == len(name) and all(wanted & terms for wanted, (_, terms) in zip(name, words, strict=True))


def _is_office(written: Sequence[str], first: int, last: int) -> bool:
    """Whether the name between two words is that of an office: what it funds or tells is not about its own region."""
    behind = written[last + 1 : last + 2]
    before = written[max(0, first - _BEFORE) : first]
    return any(map(_OFFICE_BEHIND.match, behind)) or any(map(_OFFICE_BEFORE.match, before))
