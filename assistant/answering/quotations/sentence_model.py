"""How likely each sentence is to hold the answer: one linear model over features that can be read, fitted once."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from assistant.answering.question import Question
from assistant.answering.quotations.passage_sentences import Sentence
from assistant.answering.quotations.sentence_features import features

Weights = Mapping[str, float]
"""Coefficient of each feature, by the names of `sentence_features.FEATURES`."""


@lru_cache(maxsize=1)
def fitted() -> Weights:
    """The coefficients of sentence_weights.json, which `python -m scripts.fit_sentences` writes."""
    weights: dict[str, float] = json.loads(
        resources.files(__package__).joinpath("sentence_weights.json").read_text(encoding="utf-8")
    )
    return weights


def values(question: Question, passages: Sequence[Sequence[Sentence]], weights: Weights) -> list[list[float]]:
    """The weighted features of each sentence, added up: logarithms of odds, comparable within one question.

    Args:
        question: What is asked.
        passages: The sentences of each passage, best passage first; no passage is empty.
        weights: Of the features.
    """
    return [
        [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows]
        for rows in features(question, passages)
    ]


def scored(
    question: Question, passages: Sequence[Sequence[Sentence]], weights: Weights | None = None
) -> list[list[Sentence]]:
    """The sentences with their probability of holding the answer; those of all passages together make 1.

    Args:
        question: What is asked.
        passages: The sentences of each passage, best passage first; no passage is empty.
        weights: In place of the fitted ones.
    """
    worth = values(question, passages, fitted() if weights is None else weights)
    top = max((value for row in worth for value in row), default=0.0)
    odds = [[math.exp(value - top) for value in row] for row in worth]
    total = math.fsum(value for row in odds for value in row)
    return [
        [replace(sentence, score=value / total) for sentence, value in zip(passage, row, strict=True)]
        for passage, row in zip(passages, odds, strict=True)
    ]
