"""Which passages are scored: what either way of finding proposes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.documents import Filters
from assistant.index.lexical import Matches
from assistant.index.snapshot import Candidate, Snapshot

CANDIDATES = 200
"""Passages that each way of finding proposes; all of them are then scored exactly."""


def find_candidates(
    snapshot: Snapshot,
    vector: NDArray[np.float32],
    terms: Mapping[str, float],
    matches: Matches,
    filters: Filters,
) -> list[Candidate]:
    """What either way of finding proposes: nearest passages, and passages that share the heaviest terms.

    Args:
        snapshot: Where to look.
        vector: Of the query.
        terms: The query's index terms with their weights.
        matches: Of each of them.
        filters: What the search is narrowed to.
    """
    nearest = snapshot.nearest(vector, CANDIDATES, filters)
    heaviest = matches.heaviest(terms, CANDIDATES, snapshot.allowed(filters, matches.size))
    return snapshot.candidates([*nearest, *heaviest])
