"""The lexical scores: BM25 over the terms that our own analysis has made, field by field."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from assistant.index import postings
from assistant.index.postings import EVERY, Places

TITLE, HEADINGS, BODY = 3.0, 2.0, 1.0
"""How much a term counts in each field."""
K1, B = 1.2, 0.75
"""How soon a term's frequency saturates, and how much a long chunk is held against it: BM25's usual values."""
SATURATION = K1 + 1
"""What BM25's frequency factor tends to as a term grows frequent."""


@dataclass(frozen=True, slots=True)
class TermMatches:
    """Where one term of a query stands among the candidates.

    Attributes:
        idf: Inverse document frequency, always above 0; of an unknown term, that of a term in no chunk.
        frequency: How often each candidate has it, the fields weighed and the chunk's length allowed for, by chunk
            key: from 0 to `SATURATION`. Chunks without it are absent.
    """

    idf: float
    frequency: dict[int, float]


class Matches:
    """Where the terms of a query stand in the whole index, kept as arrays.

    What is asked of every chunk that has a term (`heaviest`) is computed on whole arrays. What is asked of a few
    hundred candidates (`among`, `counts`) is looked up by binary search, since keys are sorted: under a millisecond a
    term, however many chunks have it. So further lexical features are asked for once the candidates are known.

    Args:
        places: Of each term of the query, and of `EVERY`.
    """

    def __init__(self, places: Mapping[str, Places]) -> None:
        every = places[EVERY]
        self._places = places
        self._total = len(every.keys)
        self._lengths = np.zeros(self.size)
        self._lengths[every.keys] = every.counts.sum(axis=1)
        self._average = float(self._lengths.sum()) / max(self._total, 1)
        self._frequency = {term: self._saturated(found) for term, found in places.items() if term != EVERY}

    @property
    def size(self) -> int:
        """One more than the largest key."""
        keys = self._places[EVERY].keys
        return int(keys[-1]) + 1 if len(keys) else 0

    def keys(self, term: str) -> NDArray[np.int64]:
        """Keys of all chunks that have a term, ascending; how many they are is its document frequency."""
        return self._places[term].keys

    def idf(self, term: str) -> float:
        """Inverse document frequency: log(1 + rarity) stays above 0 for a term of over half the chunks."""
        having = len(self.keys(term))
        return math.log1p((self._total - having + 0.5) / (having + 0.5))

    def heaviest(self, weights: Mapping[str, float], limit: int, allowed: NDArray[np.bool_] | None = None) -> list[int]:
        """Keys of the chunks with the highest sum of weight x idf x frequency, highest first, ties by key.

        Args:
            weights: Of the terms.
            limit: How many chunks at most.
            allowed: Whether a chunk may be found, by key, shape (size,); None when all may.
        """
        sums = np.zeros(self.size)
        for term, weight in weights.items():
            sums[self.keys(term)] += weight * self.idf(term) * self._frequency[term]
        if allowed is not None:
            sums[~allowed] = 0
        found = np.flatnonzero(sums)
        if len(found) > limit:
            least = np.partition(sums[found], -limit)[-limit]
            found = found[sums[found] >= least]
        return [int(key) for key in found[np.argsort(-sums[found], kind="stable")][:limit]]

    def among(self, candidates: Iterable[int]) -> dict[str, TermMatches]:
        """Each term's matches among the chunks of these keys."""
        wanted = np.fromiter(candidates, np.int64)
        found = {}
        for term, frequency in self._frequency.items():
            at, having = self._looked_up(term, wanted)
            pairs = zip(wanted[having].tolist(), frequency[at[having]].tolist(), strict=True)
            found[term] = TermMatches(self.idf(term), dict(pairs))
        return found

    def counts(self, term: str, candidates: Sequence[int]) -> NDArray[np.uint16]:
        """How often a term stands in the title, the headings and the body of each candidate, shape (candidates, 3).

        Args:
            term: One of the query's, or `EVERY` for the lengths of the fields.
            candidates: Keys of chunks.
        """
        at, having = self._looked_up(term, np.array(candidates, np.int64))
        counts = np.zeros((len(candidates), 3), np.uint16)
        counts[having] = self._places[term].counts[at[having]]
        return counts

    def _looked_up(self, term: str, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where each wanted key is among the term's, and whether it is there at all."""
        keys = self.keys(term)
        at = np.searchsorted(keys, wanted)
        having = np.zeros(len(wanted), np.bool_)
        inside = at < len(keys)
        having[inside] = keys[at[inside]] == wanted[inside]
        return at, having

    def _saturated(self, found: Places) -> NDArray[np.float64]:
        weighed = found.counts @ np.array([TITLE, HEADINGS, BODY])
        room = K1 * (1 - B + B * self._lengths[found.keys] / self._average) if len(found.keys) else 0.0
        return np.asarray(weighed * SATURATION / (weighed + room))


def match(connection: Connection, terms: Iterable[str]) -> Matches:
    """Scores the chunks by each term apart, so that the caller can weigh terms and see which are missing.

    Args:
        connection: Inside a transaction.
        terms: Index terms, as the analysis makes them.
    """
    return Matches(postings.read(connection, (EVERY, *terms)))
