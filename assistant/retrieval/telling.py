"""The words of a question, and how many of them some text tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.analysis import Term
from assistant.index.lexical import TermMatches
from assistant.retrieval.wordings import Wording, Wordings


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of a question that carries its subject.

    Attributes:
        terms: Any of them tells it.
        rarity: How much it counts: its inverse document frequency.
        whole: The terms that are not mere parts of it, where there are such.
    """

    terms: frozenset[str]
    rarity: float
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of a question, as texts in its own language tell them and as others do.

    Attributes:
        language: The question's, ISO 639-1.
        typed: For texts in that language.
        finnish: For texts in others.
    """

    language: str = "und"
    typed: tuple[AskedWord, ...] = ()
    finnish: tuple[AskedWord, ...] = ()

    def rarest(self, language: str) -> AskedWord | None:
        """The word that tells most, as a text in a language has it; None when nothing was asked in words."""
        words = self.typed if language in (self.language, "und") else self.finnish
        return max(words, key=lambda word: word.rarity, default=None)

    def told(self, texts: Iterable[tuple[str, str]], terms: Callable[[str, str], Sequence[Term]]) -> float:
        """Share of the words that texts tell together, rare words counting more; 1 when nothing was asked in words.

        Args:
            texts: Each with its language, ISO 639-1 or "und".
            terms: The analysis of a text in a language.
        """
        own, foreign = set[str](), set[str]()
        for text, language in texts:
            known = own if language in (self.language, "und") else foreign
            known.update(term.text for term in terms(text, language))
        shares = [_share(words, said) for words, said in ((self.typed, own), (self.finnish, foreign)) if said]
        return max(shares, default=1.0)


NO_WORDS = AskedWords()


def asked_words(wordings: Wordings, matches: Mapping[str, TermMatches], in_index: Callable[[str], bool]) -> AskedWords:
    """The words of a question with their rarity in the index, without those that look misspelt.

    Args:
        wordings: Of the question.
        matches: Of each of their terms.
        in_index: Whether a term stands in any passage.
    """
    finnish = wordings.language in ("fi", "und")

    def misspelt(word: Sequence[Term]) -> bool:
        """The Finnish lexicon does not know it (it was given a stem, see `Analyser`), nor does any passage."""
        return finnish and any(term.kind == "stem" for term in word) and not any(in_index(term.text) for term in word)

    def weighed(wording: Wording) -> tuple[AskedWord, ...]:
        spelt = (word for word in wording.words if not misspelt(word))
        return tuple(AskedWord(_texts(word), rarity(word, matches), _texts(_whole(word))) for word in spelt)

    return AskedWords(wordings.language, weighed(wordings.typed), weighed(wordings.finnish))


def rarity(word: Sequence[Term], matches: Mapping[str, TermMatches]) -> float:
    """Inverse document frequency of a word: that of its commonest spelling, its parts left aside.

    Args:
        word: Its terms.
        matches: Of each of them.
    """
    return min(matches[term.text].idf for term in _whole(word))


def _whole(word: Sequence[Term]) -> Sequence[Term]:
    return [term for term in word if term.kind not in ("part", "synonym")] or word


Tells = Callable[[Sequence[Term], Callable[[str], bool]], bool]
"""Whether a word is told, from its terms and whether a text has a term."""


def tells_somehow(word: Sequence[Term], has: Callable[[str], bool]) -> bool:
    """Whether a word is told in any form."""
    return any(has(term.text) for term in word)


def tells_whole(word: Sequence[Term], has: Callable[[str], bool]) -> bool:
    """Whether a word is told as itself, or a compound by two of its parts."""
    parts = [term for term in word if term.kind == "part" and has(term.text)]
    return len(parts) > 1 or tells_somehow(_whole(word), has)


def _texts(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(term.text for term in terms)


def _share(words: Sequence[AskedWord], said: set[str]) -> float:
    every = sum(word.rarity for word in words)
    return sum(word.rarity for word in words if word.terms & said) / every if every else 1.0
