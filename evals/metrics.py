"""Metrics of rankings and of abstention, and how sure one may be of them.

Ours rather than a library's: each is a few lines, checked by hand in the tests, and the libraries that have them
(ranx, ir-measures, scikit-learn) would bring numba, a C compiler or scipy to everybody who measures a collection.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
"""Bootstrap resamples behind an interval."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the bounds of its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


def ndcg(ranks: Sequence[int], relevant: int, depth: int) -> float:
    """Normalised discounted cumulative gain.

    Args:
        ranks: Of the right passages that were found, from 1.
        relevant: How many right passages there are.
        depth: Ranks below it do not count.
    """
    gain = sum(1 / math.log2(rank + 1) for rank in ranks if rank <= depth)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(relevant, depth) + 1))


def reciprocal_rank(ranks: Sequence[int], depth: int) -> float:
    """One over the rank of the first right passage; 0 when none is among the first `depth`."""
    first = min(ranks, default=depth + 1)
    return 1 / first if first <= depth else 0.0


def recall(ranks: Sequence[int], relevant: int, depth: int) -> float:
    """Share of the right passages that were among the first `depth`."""
    return sum(rank <= depth for rank in ranks) / relevant


def auroc(truth: NDArray[np.bool_], probability: Numbers) -> float:
    """How often a true case is given a higher probability than a false one; ties count half, 0.5 is guessing.

    Args:
        truth: Shape (n,).
        probability: Shape (n,).
    """
    true, false = np.sort(probability[truth]), np.sort(probability[~truth])
    if not true.size or not false.size:
        return math.nan
    lower = np.searchsorted(false, true, side="left")
    tied = np.searchsorted(false, true, side="right") - lower
    return float((lower + tied / 2).sum() / (true.size * false.size))


def brier(truth: NDArray[np.bool_], probability: Numbers) -> float:
    """Mean squared distance of the probability from what is true: 0 is perfect, 0.25 is what 0.5 for all earns."""
    return float(((probability - truth) ** 2).mean()) if truth.size else math.nan


def risk_by_coverage(truth: NDArray[np.bool_], probability: Numbers) -> Numbers:
    """Share of false cases among the 1, 2, … n most probable, shape (n,); those of one probability mixed evenly."""
    order = np.argsort(-probability, kind="stable")
    _, group, sizes = np.unique(-probability[order], return_inverse=True, return_counts=True)
    wrong = np.bincount(group, weights=~truth[order]) / sizes
    return np.asarray(np.cumsum(wrong[group]) / np.arange(1, truth.size + 1), dtype=np.float64)


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of one value a question; the same questions always give the same interval."""
    sample = np.asarray(values, dtype=np.float64)
    return bootstrap(lambda drawn: float(sample[drawn].mean()), sample.size)


def difference(values: Sequence[float], baseline: Sequence[float]) -> Estimate:
    """The mean difference of two values a question: a paired bootstrap."""
    return estimate((np.asarray(values) - np.asarray(baseline)).tolist())


def bootstrap(figure: Callable[[NDArray[np.intp]], float], size: int) -> Estimate:
    """A figure of `size` questions and the interval that resampling them gives.

    Args:
        figure: The figure of the questions at these positions.
        size: How many questions there are.
    """
    if not size:
        return Estimate(0.0, 0.0, 0.0)
    draws = np.random.default_rng(0).integers(0, size, size=(RESAMPLES, size))
    low, high = np.nanpercentile([figure(drawn) for drawn in draws], [2.5, 97.5])
    return Estimate(figure(np.arange(size)), float(low), float(high))


def rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures with four digits after the point, lists and dictionaries within included."""
    return {name: _round(value) for name, value in figures.items()}


def _round(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    if isinstance(value, dict):
        return rounded(value)
    return [_round(one) for one in value] if isinstance(value, list | tuple) else value
