"""A second look at the first passages, and the cross-encoder that may take it in place of our own code.

A cross-encoder reads question and passage together. It costs a model run a passage and needs the sentence-transformers
extra and a model that can be reached. Our own is `assistant.answering.quotations.reading`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.documents import SearchResult
from assistant.errors import PermanentError
from assistant.index.passages import passage_text

DEPTH = 20
"""Passages that are looked at again."""
FEATURE = "reranker"
"""Name of its score among a result's features."""


class Reranker(Protocol):
    """Judges passages for a query."""

    def scores(self, query: str, results: Sequence[SearchResult]) -> NDArray[np.float32]:
        """How well each passage answers the query, higher is better, shape (len(results),).

        Args:
            query: As asked.
            results: Passages with their fused scores, best first.
        """


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder, by the name of its hub entry or of a local folder.

    Args:
        name: For example "BAAI/bge-reranker-v2-m3" or "/models/bge-reranker-v2-m3".

    Raises:
        PermanentError: The optional packages are not installed, or the model cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import CrossEncoder  # noqa: PLC0415 - optional, and slow to import
        except ImportError as error:
            raise PermanentError(
                "reranker_extra_missing",
                f"The reranking model {name!r} needs the sentence-transformers package.",
                'Install it with: pip install "knowledge-assistant[sentence-transformers]"',
            ) from error
        try:
            self._model: CrossEncoder = CrossEncoder(name)
        except Exception as error:  # what its loaders raise differs by version: a hub, a folder, a broken file
            raise PermanentError(
                "reranker_model_missing",
                f"The reranking model {name!r} could not be loaded.",
                "Check ASSISTANT_RERANKER_MODEL: the name of a cross-encoder, or the path of its folder.",
            ) from error

    def scores(self, query: str, results: Sequence[SearchResult]) -> NDArray[np.float32]:
        """See `Reranker.scores`."""
        if not results:
            return np.empty(0, dtype=np.float32)
        pairs = [(query, passage_text(result.document.title, result.chunk)) for result in results]
        found = self._model.predict(pairs, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32).reshape(len(results))


def make_reranker(name: str | None) -> Reranker | None:
    """The reranker that the setting `reranker_model` names; None when it names none."""
    return CrossEncoderReranker(name) if name else None


def reranked(query: str, results: Sequence[SearchResult], reranker: Reranker) -> tuple[SearchResult, ...]:
    """The results with the first `DEPTH` in the reranker's order; ties keep theirs.

    The places keep their scores: the first result has the highest fused score whichever passage it is, so that what
    reads scores (old editions, the estimate of an answer) works on the same scale with and without a reranker.

    Args:
        query: As asked.
        results: Best first.
        reranker: The judge.
    """
    first, rest = results[:DEPTH], results[DEPTH:]
    scores = reranker.scores(query, first)
    order = sorted(range(len(first)), key=lambda place: -scores[place])
    moved = [
        replace(
            first[place],
            score=first[position].score,
            features={**first[place].features, FEATURE: float(scores[place])},
        )
        for position, place in enumerate(order)
    ]
    return (*moved, *rest)
