"""How likely it is that what was found holds an answer: a logistic model over four scores that can be read.

There are two models: one for when question and first passage are in one language, one for when they are not. The
coefficients stand in `answerable.json`; `python -m scripts.fit_answerable` fits them, docs/adr/0018-abstention.md says
on what and how well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.documents import SearchResult

PATH = Path(__file__).with_name("answerable.json")
TOP = 3
"""Passages whose best score is taken."""
RIVAL = 4
"""The document, counted from the best, that the best one must stand out from."""


def answerable(results: Sequence[SearchResult], language: str) -> float:
    """Probability that one of the first passages answers the query; 0 when nothing was found.

    Args:
        results: Best first, with the features of `assistant.retrieval.scoring`, several documents deep.
        language: The query's, ISO 639-1.
    """
    if not results:
        return 0.0
    model = models()["same" if in_one_language(results, language) else "cross"]
    total = model["intercept"] + sum(model[name] * value for name, value in features(results).items())
    return 1 / (1 + math.exp(-total))


def features(results: Sequence[SearchResult]) -> dict[str, float]:
    """What the models weigh.

    Args:
        results: As for `answerable`; not empty.

    Returns:
        `passage`, `lexical` and `coverage` of the best of the first passages, and `margin`: by how much the first
        passage's score is above the first one of the fourth document, or of the last when there are fewer. A question
        that the collection answers has few documents that stand out; one that it does not has many, all as far off.
    """
    best: dict[str, float] = {}
    for result in results:
        best.setdefault(result.document.title, result.score)
    scores = list(best.values())[:RIVAL]
    return {
        **{name: max(result.features[name] for result in results[:TOP]) for name in ("passage", "lexical", "coverage")},
        "margin": scores[0] - scores[-1],
    }


def in_one_language(results: Sequence[SearchResult], language: str) -> bool:
    """Whether the first passage is in the query's language, or in none that is known."""
    return results[0].document.language in (language, "und")


@cache
def models() -> Mapping[str, Mapping[str, float]]:
    """The coefficients of the two models, "same" and "cross": `intercept` and one for each feature."""
    loaded: dict[str, dict[str, float]] = json.loads(PATH.read_text(encoding="utf-8"))
    return loaded
