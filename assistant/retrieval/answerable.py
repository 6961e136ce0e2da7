"""How likely it is that what was found holds an answer: a logistic model over a few scores that can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.documents import SearchResult

COEFFICIENTS = {"intercept": -40.0, "passage": 22.0, "sentence": 22.0, "coverage": 2.0}
"""Weights of the features of the best passages."""
TOP = 3
"""Passages that are looked at."""


def answerable(results: Sequence[SearchResult]) -> float:
    """Probability that one of the first passages answers the query; 0 when nothing was found."""
    if not results:
        return 0.0
    best = {
        name: max(result.features[name] for result in results[:TOP]) for name in ("passage", "sentence", "coverage")
    }
    total = COEFFICIENTS["intercept"] + sum(COEFFICIENTS[name] * value for name, value in best.items())
    return 1 / (1 + math.exp(-total))
