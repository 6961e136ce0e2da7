"""Text → the terms that the lexical index and its queries are made of.

Finnish words become their lemmas, the lemmas of the parts of compounds and the verbs that nouns are made from; words
that the lexicon does not know also a Snowball stem. Words of other languages become a Snowball stem and the word
itself, by which names match across languages. Numbers, dates and identifiers stay whole and in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Literal

from assistant.finnish.morphology import Morphology, Reading
from assistant.language import FUNCTION_WORDS
from assistant.stems import Stemmers
from assistant.tokens import folded, is_number, number_forms, tokens

Kind = Literal["lemma", "part", "stem", "word", "synonym"]

EDITION = 1  # raise it whenever the terms of any text change: indexes must then be rebuilt
FUNCTION = "function"  # part of speech of the words that carry grammar rather than a subject
CACHED_WORDS = 50_000

_CLOSED_CLASSES = frozenset(
    ["conjunction", "conjunction+verb", "pronoun", "pronoun-pl", "adposition", "interjection", "adverb+verb"]
)
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
_LONGEST_JOIN = 3  # words that are tried as one compound


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the lexical index.

    Attributes:
        text: Lower-cased and without hyphens. The terms of one word differ in text, so that they may share one index.
        kind: "lemma" of a Finnish word, a number or an identifier in its one spelling; "part" of a compound or an
            identifier, or the verb that a noun is made from; "stem" of a word of another language or of an unknown
            Finnish one; "word" as it is written, in other languages than Finnish. On public questions in English,
            Russian and Arabic a stem weighs best as much as a lemma, a word 0.3 of that, a Finnish part 0.5 to 1.
            "synonym" of a question's word; no text has such terms.
        pos: Part of speech where it is known: noun, proper, verb, adjective, adverb, numeral, …, or `FUNCTION`.
    """

    text: str
    kind: Kind
    pos: str = ""


class Analyser:
    """Makes terms. Threads may share one; what it made of a word is remembered.

    Attributes:
        finnish: The Finnish lexicon.
        identity: Names everything that decides the terms: indexes made under another identity must be rebuilt.
    """

    def __init__(self, finnish: Morphology | None = None) -> None:
        """Loads the Finnish lexicon unless it is given.

        Raises:
            PermanentError: The lexicon is not installed or cannot be read.
        """
        self.finnish = finnish or Morphology.load()
        self._stemmers = Stemmers()
        self._word_terms = lru_cache(maxsize=CACHED_WORDS)(self._analyse)
        self._bases = lru_cache(maxsize=CACHED_WORDS // 5)(self._first_part)
        self.identity = f"terms-{EDITION} {self.finnish.identity} snowball-{version('snowballstemmer')}"

    def terms(self, text: str, language: str) -> list[Term]:
        """The terms of `text` in reading order, several for one word, repeated as often as the word is.

        Args:
            text: A passage or a question.
            language: ISO 639-1; "und" is read as Finnish, a language without a stemmer word by word.
        """
        language = "fi" if language == "und" else language
        return [term for token in tokens(text) for term in self._word_terms(token, language)]

    def query_terms(self, text: str, language: str) -> list[Term]:
        """The terms of a question, and those of what it may mean: see `compound_joins` and `restored`."""
        found = self.terms(text, language)
        if language not in ("fi", "und"):
            return found
        words = list(tokens(text))
        meant = [*self.compound_joins(words), *(word for token in words for word in self.restored(token))]
        known = {term.text for term in found}
        extra = {term.text: term for word in meant for term in self._word_terms(word, "fi")}
        return found + [term for text, term in extra.items() if text not in known]

    def compound_joins(self, words: Sequence[str]) -> list[str]:
        """Finnish compounds that neighbouring words make when written together: "työ hyvinvointi", "haku klinikka".

        Args:
            words: The words of a question, in order.
        """
        found = []
        for size in range(2, _LONGEST_JOIN + 1):
            for start in range(len(words) - size + 1):
                group = tuple(words[start : start + size])
                if all(word.isalpha() and not self._is_function(word, "fi") for word in group):
                    reading = self.finnish.compound(group)
                    if reading is not None:
                        found.append(reading.lemma)
        return found

    def restored(self, word: str) -> list[str]:
        """Finnish lemmas of a word typed without its dots ("tyohyvinvointi"); empty when the word is known as it is."""
        if is_number(word) or any(reading.known for reading in self.finnish.readings(word)):
            return []
        return list(dict.fromkeys(reading.lemma for reading in self.finnish.restored(word)))

    def _analyse(self, token: str, language: str) -> tuple[Term, ...]:
        """The terms of one token, no text twice: a lemma comes before a part, a part before a stem."""
        terms = self._number(token, language) if is_number(token) else self._word(token, language)
        distinct: dict[str, Term] = {}
        for term in terms:
            if term.text:
                distinct.setdefault(term.text, term)
        return tuple(distinct.values())

    def _number(self, token: str, language: str) -> Iterator[Term]:
        whole, pieces = number_forms(token)
        yield Term(whole, "lemma", "numeral")
        for piece in pieces:
            if is_number(piece):
                yield Term(piece.lower(), "part", "numeral")
            else:
                yield from self._word_terms(piece, language)

    def _word(self, token: str, language: str) -> Iterator[Term]:
        if "+" in token:
            yield Term(folded(token), "lemma")
            for piece in token.split("-"):
                yield from self._plus(piece, language) if "+" in piece else self._word_terms(piece, language)
        elif language == "fi":
            yield from self._finnish_word(token)
        else:
            pos = FUNCTION if self._is_function(token, language) else ""
            yield Term(self._stemmers.stem(folded(token), language), "stem", pos)
            yield Term(folded(token), "word", pos)

    def _plus(self, piece: str, language: str) -> Iterator[Term]:
        """ESR+ is asked for as ESR too."""
        yield Term(folded(piece), "lemma")
        yield from self._word_terms(piece.strip("+"), language)

    def _finnish_word(self, token: str) -> Iterator[Term]:
        readings = self.finnish.readings(token.replace("’", "'").replace("–", "-"))
        closed = bool(readings) and all(reading.pos in _CLOSED_CLASSES for reading in readings)
        function = FUNCTION if closed or self._is_function(token, "fi") else ""
        for reading in readings:
            yield Term(folded(reading.lemma), "lemma", function or reading.pos)
        for reading in readings:
            yield from self._parts(reading, function)
        if not any(reading.known for reading in readings):
            name = token.partition(":")[0]  # "Wiltin", "WSOY:n"
            yield Term(self._stemmers.stem(folded(name), "fi"), "stem", function)

    def _parts(self, reading: Reading, function: str) -> Iterator[Term]:
        """The lemmas of a compound's parts, and the verb that the word is made from."""
        *firsts, last = (part.strip("-") for part in reading.parts)
        for part in firsts:
            for base in self._bases(part):
                yield Term(folded(base), "part", function)
        if firsts:
            yield Term(folded(last), "part", function or reading.pos)
        if reading.origin:
            yield Term(folded(reading.origin), "part", function or "verb")

    def _first_part(self, part: str) -> tuple[str, ...]:
        """Lemmas of a part that is inflected or shortened in its compound: työn → työ, kehittämis → kehittäminen."""
        whole = part[:-1] + "nen"
        for form in (whole, part) if part.endswith("s") else (part,):
            lemmas = {
                reading.lemma: None
                for reading in self.finnish.readings(form)
                if reading.weight == 0 and reading.pos not in _CLOSED_CLASSES
            }
            if lemmas and (form == part or whole in lemmas):
                return tuple(lemmas)
        return (part,)

    def _is_function(self, word: str, language: str) -> bool:
        return word.lower() in _FUNCTION_WORDS.get(language, ())
