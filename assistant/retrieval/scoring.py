"""The scores of one candidate, and how they are fused into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import Kind
from assistant.index.lexical import SATURATION, TermMatches
from assistant.index.snapshot import Candidate


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each score counts.

    Attributes:
        passage: Cosine of query and passage.
        sentence: Cosine of query and the passage's best sentence.
        lexical: Shared terms, as a share of what the query could score at most.
        coverage: Share of the query's idf whose terms the passage has at all, however often.
    """

    passage: float
    sentence: float
    lexical: float
    coverage: float


WEIGHTS = Weights(passage=1.2, sentence=0.8, lexical=0.064, coverage=0.032)
"""See docs/adr/0005-fusion.md for how they were found."""

TERM_WEIGHTS: dict[Kind, float] = {"lemma": 1.0, "part": 0.5, "stem": 1.0, "word": 0.3}
"""How much each kind of term counts."""


@dataclass(frozen=True, slots=True)
class Scores:
    """One candidate's scores.

    Attributes:
        passage: Cosine, -1 to 1.
        sentences: Cosine of each sentence.
        lexical: 0 to 1; see `Weights.lexical`.
        coverage: Share of the query's idf whose terms the passage has, 0 to 1.
    """

    passage: float
    sentences: tuple[float, ...]
    lexical: float
    coverage: float

    @property
    def sentence(self) -> float:
        """Cosine of the best sentence; the passage's own when it has none."""
        return max(self.sentences, default=self.passage)

    def fused(self, weights: Weights) -> float:
        """The scores as one."""
        by_meaning = weights.passage * self.passage + weights.sentence * self.sentence
        return by_meaning + weights.lexical * self.lexical + weights.coverage * self.coverage

    def features(self) -> dict[str, float]:
        """The scores by name, for `SearchResult.features`."""
        return {
            "passage": self.passage,
            "sentence": self.sentence,
            "lexical": self.lexical,
            "coverage": self.coverage,
        }


def score(
    candidate: Candidate, vector: NDArray[np.float32], weights: Mapping[str, float], matches: Mapping[str, TermMatches]
) -> Scores:
    """Scores a candidate.

    Args:
        candidate: The chunk with its vectors.
        vector: Of the query.
        weights: Of each of the query's terms.
        matches: Of each of the query's terms.
    """
    key = candidate.key
    shares = [(weight * matches[term].idf, matches[term].frequency.get(key, 0.0)) for term, weight in weights.items()]
    attainable = sum(share for share, _ in shares)
    gained = sum(share * frequency for share, frequency in shares)
    covered = sum(share for share, frequency in shares if frequency)
    return Scores(
        passage=float(candidate.passage @ vector),
        sentences=tuple(float(cosine) for cosine in candidate.sentences @ vector),
        lexical=gained / (SATURATION * attainable) if attainable else 0.0,
        coverage=covered / attainable if attainable else 0.0,
    )
