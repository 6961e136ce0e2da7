"""How likely it is that what was found holds an answer: a logistic model over a few scores that can be read.

There are three models: for a search among few passages, where nothing tells how unlike the question most passages are;
else for a question and a first passage in one language, and for those in two. The coefficients stand in
`answerable.json`; `python -m scripts.fit_answerable` fits them, docs/adr/0018-abstention.md says on what and how well.
"""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.documents import SearchResult

PATH = Path(__file__).with_name("answerable.json")
TOP = 3
"""Passages that are looked at."""
RIVAL = 4
"""The document, counted from the best, that the best one must stand out from."""
FEW = 50
"""Passages up to which a search was among few."""


def answerable(results: Sequence[SearchResult], situation: str) -> float:
    """Probability that one of the first passages answers the query; 0 when nothing was found.

    Args:
        results: Best first, with the features of `assistant.retrieval.scoring`, several documents deep.
        situation: See `situation_of`.
    """
    if not results:
        return 0.0
    model = models()[situation]
    total = model["intercept"] + sum(model.get(name, 0.0) * value for name, value in features(results).items())
    return 1 / (1 + math.exp(-total))


def features(results: Sequence[SearchResult]) -> dict[str, float]:
    """What the models weigh.

    Args:
        results: As for `answerable`; not empty.

    Returns:
        `passage`: cosine of the nearest of the first passages. `lexical`: the same of shared terms. `words`: share of
        the question's words that the first passage tells. `margin`: by how much the first passage's score is above
        the first one of the fourth document, or of the last when there are fewer: a question that the collection
        answers has few documents that stand out, one that it does not has many, all as far off. `sentences`: mean
        cosine of all sentences of the first passages, which is high when they keep to what is asked. `lead`: mean
        cosine of what the first passages stand under.
    """
    first = results[:TOP]
    best: dict[str, float] = {}
    for result in results:
        best.setdefault(result.document.title, result.score)
    scores = list(best.values())[:RIVAL]
    cosines = [cosine for result in first for cosine in result.sentence_scores or (result.features["passage"],)]
    return {
        "passage": max(result.features["passage"] for result in first),
        "lexical": max(result.features["lexical"] for result in first),
        "words": first[0].features["words"],
        "margin": scores[0] - scores[-1],
        "sentences": statistics.fmean(cosines),
        "lead": statistics.fmean(result.features["lead"] for result in first),
    }


def situation_of(results: Sequence[SearchResult], language: str, searched: int) -> str:
    """Which of the models is asked: "few", "same" or "cross".

    Args:
        results: As for `answerable`.
        language: The query's, ISO 639-1.
        searched: How many passages were scored.
    """
    if searched <= FEW:
        return "few"
    return "same" if not results or results[0].document.language in (language, "und") else "cross"


@cache
def models() -> Mapping[str, Mapping[str, float]]:
    """The coefficients of the models, by name: `intercept` and one for each feature that it weighs."""
    loaded: dict[str, dict[str, float]] = json.loads(PATH.read_text(encoding="utf-8"))
    return loaded
