"""Which passages are scored: what either way of finding proposes."""

from __future__ import annotations

from assistant.documents import Filters
from assistant.index.lexical import Matches
from assistant.index.snapshot import Candidate, Snapshot
from assistant.retrieval.wordings import Wordings

CANDIDATES = 200
"""Passages that each way of finding proposes for each wording; all of them are then scored exactly."""


def find_candidates(snapshot: Snapshot, wordings: Wordings, matches: Matches, filters: Filters) -> list[Candidate]:
    """What either way of finding proposes: nearest passages, and passages that share the heaviest terms.

    Args:
        snapshot: Where to look.
        wordings: Of the query.
        matches: Of each of their terms.
        filters: What the search is narrowed to.
    """
    allowed = snapshot.allowed(filters, matches.size)
    keys: list[int] = []
    for wording in wordings.distinct():
        keys += snapshot.nearest(wording.vector, CANDIDATES, filters)
        keys += matches.heaviest(wording.terms, CANDIDATES, allowed)
    return snapshot.candidates(keys)
