"""A question as passages in its own language are asked, and as those in other languages are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import FUNCTION, Analyser, Kind, Term
from assistant.embedding import Embedder
from assistant.retrieval.glossary import Glossary
from assistant.retrieval.language_map import as_finnish

TERM_WEIGHTS: dict[Kind, float] = {"lemma": 1.0, "part": 0.5, "stem": 1.0, "word": 0.3}
"""How much each kind of term counts."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared with a passage.

    Attributes:
        vector: Shape (d,), of length 1.
        terms: Index terms with their weights.
    """

    vector: NDArray[np.float32]
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one question; see `word`.

    Attributes:
        language: The question's, ISO 639-1.
        typed: For passages in the question's own language.
        finnish: For all others, which are mostly Finnish.
    """

    language: str
    typed: Wording
    finnish: Wording

    def for_passage(self, language: str) -> Wording:
        """The wording for passages of documents in `language`."""
        return self.typed if language in (self.language, "und") else self.finnish

    def distinct(self) -> tuple[Wording, ...]:
        """The wordings, each once."""
        return (self.typed,) if self.finnish is self.typed else (self.typed, self.finnish)

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
    typed = Wording(embedder.query(query), _weighted(terms))
    if language in ("fi", "und"):
        return Wordings(language, typed, typed)
    vector = as_finnish(typed.vector, language, embedder.identity)
    called = [found.term for found in glossary.expand(query, language)] if glossary else []
    # Names, numbers and identifiers are the same in every language; a stem is not.
    shared = [term for term in terms if term.kind != "stem"]
    return Wordings(language, typed, Wording(vector, _weighted([*shared, *called])))


def _weighted(terms: Sequence[Term]) -> dict[str, float]:
    """Terms with their weights; of one that comes up twice, the heavier."""
    weights: dict[str, float] = {}
    for term in terms:
        weights[term.text] = max(TERM_WEIGHTS[term.kind], weights.get(term.text, 0.0))
    return weights
