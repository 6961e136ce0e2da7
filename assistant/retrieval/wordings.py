"""A question as passages in its own language are asked, and as those in other languages are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import FUNCTION, Analyser, Kind, Term
from assistant.embedding import Embedder
from assistant.retrieval.definitions import definition_of
from assistant.retrieval.glossary import FinnishTerm, Glossary
from assistant.retrieval.language_map import as_finnish
from assistant.tokens import tokens

TERM_WEIGHTS: dict[Kind, float] = {"lemma": 1.0, "part": 0.5, "stem": 1.0, "word": 0.3, "synonym": 0.2}
"""How much each kind of term counts."""
SYNONYM = 0.1
"""How much less each further Finnish name of a thing counts than the one before."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared with a passage.

    Attributes:
        vector: Shape (d,), of length 1.
        names: For each thing that the query names, index terms with their weights. A passage is credited with the best
            of them that it has: they are different names for one thing.
        words: The terms of each word of the query that carries its subject: any of them tells it.
    """

    vector: NDArray[np.float32]
    names: tuple[Mapping[str, float], ...]
    words: tuple[tuple[Term, ...], ...] = ()

    @property
    def terms(self) -> dict[str, float]:
        """All terms with their weights."""
        return _heaviest(pair for name in self.names for pair in name.items())


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one question; see `word`.

    Attributes:
        language: The question's, ISO 639-1.
        typed: For passages in the question's own language.
        finnish: For all others, which are mostly Finnish.
        definition: What a passage holds that tells what the question asks the meaning of, if it does.
        nameless: What it asks about, in words for which there is no Finnish name; see `Glossary.nameless`.
    """

    language: str
    typed: Wording
    finnish: Wording
    definition: re.Pattern[str] | None = None
    nameless: tuple[str, ...] = ()

    def for_passage(self, language: str) -> Wording:
        """The wording for passages of documents in `language`."""
        return self.typed if language in (self.language, "und") else self.finnish

    def distinct(self) -> tuple[Wording, ...]:
        """The wordings, each once."""
        return (self.typed,) if self.finnish is self.typed else (self.typed, self.finnish)

    def without_unknown_names(self, known: Callable[[str], bool]) -> Wordings:
        """The same, the Finnish wording without what no passage has a name for: words of the asker's own language.

        Args:
            known: Whether a term stands in any passage.
        """
        if self.finnish is self.typed:
            return self
        names = tuple(name for name in self.finnish.names if any(map(known, name)))
        words = tuple(word for word in self.finnish.words if any(known(term.text) for term in word))
        return replace(self, finnish=replace(self.finnish, names=names, words=words))

    def terms(self) -> list[str]:
        """The terms of every wording, each once."""
        return list(dict.fromkeys([*self.typed.terms, *self.finnish.terms]))


def word(query: str, language: str, embedder: Embedder, analyser: Analyser, glossary: Glossary | None) -> Wordings:
    """The wordings of a question.

    Args:
        query: As typed.
        language: The language it is in.
        embedder: Makes its vector.
        analyser: Makes its terms.
        glossary: What its words are called in Finnish; None to go without.
    """
    terms = [term for term in analyser.query_terms(query, language) if term.pos != FUNCTION]
    each = dict.fromkeys(tokens(query))
    words = [subject for token in each if (subject := _subject(analyser.query_terms(token, language)))]
    typed = Wording(embedder.query(query), _apart(terms), tuple(words))
    if language in ("fi", "und"):
        if glossary:
            typed = _with_synonyms(typed, each, analyser, glossary)
        return Wordings(language, typed, typed, definition_of(query))
    vector = as_finnish(typed.vector, language, embedder.identity)
    # Names, numbers and identifiers are the same in every language; a stem is not.
    shared = [term for term in terms if term.kind != "stem"]
    called = glossary.expand(query, language) if glossary else []
    names = (*_apart(shared), *_called(called))
    written = [tuple(term for term in subject if term.kind != "stem") for subject in words]
    finnish = Wording(vector, names, (*filter(None, written), *_mentions(called)))
    nameless = tuple(glossary.nameless(query, language)) if glossary else ()
    return Wordings(language, typed, finnish, definition_of(query), nameless)


def _with_synonyms(typed: Wording, tokens_of: Iterable[str], analyser: Analyser, glossary: Glossary) -> Wording:
    """A Finnish wording in which other words for a thing stand for it as well: "suositella", "suositus"."""
    names, words = list(typed.names), []
    for token in tokens_of:
        subject = _subject(analyser.query_terms(token, "fi"))
        others = glossary.synonyms(token) if subject else []
        weights = {term.text: TERM_WEIGHTS[term.kind] for term in others}
        names = [{**weights, **name} if subject and subject[0].text in name else name for name in names]
        words += [(*subject, *others)] if subject else []
    return replace(typed, names=tuple(names), words=tuple(words))


def _subject(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(term for term in terms if term.pos != FUNCTION)


def _apart(terms: Iterable[Term]) -> tuple[Mapping[str, float], ...]:
    """Each term as a thing of its own; of one that comes up twice, the heavier."""
    weights = _heaviest((term.text, TERM_WEIGHTS[term.kind]) for term in terms)
    return tuple({term: weight} for term, weight in weights.items())


def _called(found: Iterable[FinnishTerm]) -> tuple[Mapping[str, float], ...]:
    """What each mention is called in Finnish, the preferred name counting most."""
    mentions: dict[int, dict[str, float]] = {}
    for one in found:
        weight = TERM_WEIGHTS[one.term.kind] / (1 + SYNONYM * one.synonym)
        mentions.setdefault(one.mention, {})[one.term.text] = weight
    return tuple(mentions.values())


def _mentions(found: Iterable[FinnishTerm]) -> Iterator[tuple[Term, ...]]:
    """All that each mention is called in Finnish."""
    mentions: dict[int, list[Term]] = {}
    for one in found:
        mentions.setdefault(one.mention, []).append(one.term)
    yield from map(tuple, mentions.values())


def _heaviest(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for term, weight in pairs:
        weights[term] = max(weight, weights.get(term, 0.0))
    return weights
