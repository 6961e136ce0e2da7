"""Which passages are scored: what either way of finding proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.index.lexical import TermMatches
from assistant.index.snapshot import Candidate, Snapshot

CANDIDATES = 200
"""Passages that each way of finding proposes; all of them are then scored exactly."""


def find_candidates(
    snapshot: Snapshot,
    vector: NDArray[np.float32],
    terms: Mapping[str, float],
    matches: Mapping[str, TermMatches],
    documents: Sequence[str] | None,
) -> list[Candidate]:
    """What either way of finding proposes: nearest passages, and passages that share the heaviest terms.

    Args:
        snapshot: Where to look.
        vector: Of the query.
        terms: The query's index terms with their weights.
        matches: Of each of them.
        documents: What the search is narrowed to; None when it is not.
    """
    sums: dict[int, float] = {}
    for term, weight in terms.items():
        for key, frequency in matches[term].frequency.items():
            sums[key] = sums.get(key, 0.0) + weight * matches[term].idf * frequency
    allowed = sums if documents is None else sums.keys() & snapshot.keys(documents)
    heaviest = sorted(allowed, key=lambda key: (-sums[key], key))
    nearest = snapshot.nearest(vector, CANDIDATES, documents)
    return snapshot.candidates(nearest, heaviest[:CANDIDATES], documents)
