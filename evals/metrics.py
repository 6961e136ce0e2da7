"""Ranking metrics for questions with one right passage each, and how sure one may be of their means.

Ours rather than a library's: with one relevant passage each metric is a line, and the libraries that have them
(ranx, ir-measures, scikit-learn) bring numba, a C compiler or scipy along.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1000
"""Bootstrap resamples behind an interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with the bounds of its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


def ndcg(rank: int | None, depth: int) -> float:
    """Normalised discounted cumulative gain of one relevant passage at `rank` (from 1; None when not found)."""
    return 0.0 if rank is None or rank > depth else 1 / math.log2(rank + 1)


def reciprocal_rank(rank: int | None, depth: int) -> float:
    """One over the rank."""
    return 0.0 if rank is None or rank > depth else 1 / rank


def recall(rank: int | None, depth: int) -> float:
    """Whether it was among the first `depth`: 1 or 0."""
    return 0.0 if rank is None or rank > depth else 1.0


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of one value a question; the same questions always give the same interval."""
    sample = np.asarray(values, dtype=np.float64)
    if not sample.size:
        return Estimate(0.0, 0.0, 0.0)
    draws = np.random.default_rng(0).integers(0, sample.size, size=(RESAMPLES, sample.size))
    low, high = np.percentile(sample[draws].mean(axis=1), [2.5, 97.5])
    return Estimate(float(sample.mean()), float(low), float(high))
