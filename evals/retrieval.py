"""How well passages are found: the product's own path from document to index and from question to results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.bootstrap import build_retriever
from assistant.embedding import Embedder
from assistant.retrieval.retriever import Retriever
from evals.datasets import Passage, Question
from evals.indexing import indexed
from evals.metrics import Estimate, estimate, ndcg, recall, reciprocal_rank

DEPTH = 20
"""Passages that are looked at for the deepest metric."""
CHUNKS_PER_PASSAGE = 3
"""Chunks asked for in place of one passage, since a long passage is several chunks."""

METRICS: dict[str, Callable[[int | None], float]] = {
    "ndcg@10": lambda rank: ndcg(rank, 10),
    "mrr@10": lambda rank: reciprocal_rank(rank, 10),
    "recall@1": lambda rank: recall(rank, 1),
    "recall@5": lambda rank: recall(rank, 5),
    "recall@20": lambda rank: recall(rank, 20),
}


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """What was measured.

    Attributes:
        metrics: Each metric's mean over the questions, with its interval.
        latency_p50: Median time of a search in milliseconds, the embedding of the question included.
        latency_p95: The time that 95 % of the searches stay below.
        queries: How many questions were asked.
    """

    metrics: dict[str, Estimate]
    latency_p50: float
    latency_p95: float
    queries: int

    def flat(self) -> dict[str, float]:
        """The figures under dotted keys, for `--json`."""
        return {
            **{name: value.mean for name, value in self.metrics.items()},
            "latency_ms.p50": self.latency_p50,
            "latency_ms.p95": self.latency_p95,
            "queries": self.queries,
        }


def evaluate(
    passages: Iterable[Passage],
    questions: Sequence[Question],
    embedder: Embedder,
    on_progress: Callable[[str, int], None] = lambda _step, _done: None,
) -> RetrievalReport:
    """Indexes the passages in a temporary folder and asks the questions.

    Args:
        passages: All that is indexed, distractors included.
        questions: Each with the one passage that answers it.
        embedder: The model.
        on_progress: Called with "index" or "search", and how many passages or questions are done.
    """
    with indexed(passages, embedder, lambda done: on_progress("index", done)) as library:
        retriever = build_retriever(library)
        ranks, latencies = [], []
        for done, question in enumerate(questions, start=1):
            started = time.perf_counter()
            found = _contexts(retriever, question.text)
            latencies.append((time.perf_counter() - started) * 1000)
            ranks.append(found.index(question.context_id) + 1 if question.context_id in found else None)
            on_progress("search", done)
    return RetrievalReport(
        metrics={name: estimate([metric(rank) for rank in ranks]) for name, metric in METRICS.items()},
        latency_p50=float(np.percentile(latencies, 50)) if latencies else 0.0,
        latency_p95=float(np.percentile(latencies, 95)) if latencies else 0.0,
        queries=len(ranks),
    )


def _contexts(retriever: Retriever, query: str) -> list[str]:
    """Ids of the passages found, each where its best chunk stands."""
    results = retriever.search(query, limit=DEPTH * CHUNKS_PER_PASSAGE).results
    return list(dict.fromkeys(result.document.uri for result in results))[:DEPTH]
