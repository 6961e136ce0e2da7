"""How likely it is that what was found holds an answer: logistic models over a few scores that can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.documents import SearchResult

COEFFICIENTS = {"intercept": -40.0, "passage": 22.0, "sentence": 22.0, "coverage": 2.0}
"""Weights of the features of the best passages, where question and document are in one language."""
CROSS_SLOPE = 60.0
"""Weight of the summed cosines where they are in two languages: no words are shared, so nothing else counts."""
CROSS_MIDDLE = 1.68
"""The sum of the two cosines that is as likely right as wrong, once the language is out of the question's vector.

Set on the example collection, a little above half-way between questions on its themes and questions on anything else,
so that what is only likely is called so.
"""
TOP = 3
"""Passages that are looked at."""


def answerable(results: Sequence[SearchResult], language: str) -> float:
    """Probability that one of the first passages answers the query; 0 when nothing was found.

    Args:
        results: Best first, with the features of `assistant.retrieval.scoring`.
        language: The query's, ISO 639-1.
    """
    if not results:
        return 0.0
    best = {
        name: max(result.features[name] for result in results[:TOP]) for name in ("passage", "sentence", "coverage")
    }
    if results[0].document.language in (language, "und"):
        total = COEFFICIENTS["intercept"] + sum(COEFFICIENTS[name] * value for name, value in best.items())
    else:
        total = CROSS_SLOPE * (best["passage"] + best["sentence"] - CROSS_MIDDLE)
    return 1 / (1 + math.exp(-total))
