"""How well passages are found: the product's own path from document to index and from question to results."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from assistant.embedding import Embedder
from assistant.retrieval.retriever import Retriever
from evals.datasets import Passage, Question, check_known, read_questions
from evals.indexing import indexed
from evals.metrics import Estimate, estimate, ndcg, recall, reciprocal_rank
from evals.options import (
    CACHE,
    AsJson,
    CacheFile,
    CorpusFile,
    DistractorFiles,
    Limit,
    OnProgress,
    SaveFile,
    data_files,
    model,
    passages_of,
    quiet,
    retriever_of,
    shown_progress,
)
from evals.records import save as save_record

DEPTH = 20
"""Passages that are looked at for the deepest metric."""
CHUNKS_PER_PASSAGE = 3
"""Chunks asked for in place of one passage, since a long passage is several chunks."""

METRICS: dict[str, Callable[[Sequence[int], int], float]] = {
    "ndcg@10": lambda ranks, relevant: ndcg(ranks, relevant, 10),
    "mrr@10": lambda ranks, _relevant: reciprocal_rank(ranks, 10),
    "recall@1": lambda ranks, relevant: recall(ranks, relevant, 1),
    "recall@5": lambda ranks, relevant: recall(ranks, relevant, 5),
    "recall@20": lambda ranks, relevant: recall(ranks, relevant, 20),
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

    def record(self) -> dict[str, Any]:
        """The figures and their intervals."""
        intervals = {name: [value.low, value.high] for name, value in self.metrics.items()}
        return {**self.flat(), "intervals": intervals}


def retrieval(
    *,
    corpus: CorpusFile,
    queries: Annotated[Path, typer.Option(help="Questions: id, lang, question, context_id (or several context_ids).")],
    distractors: DistractorFiles = None,
    limit: Limit = None,
    as_json: AsJson = False,
    cache: CacheFile = CACHE,
    save: SaveFile = None,
) -> None:
    """How well passages are found."""
    passages = passages_of(corpus, distractors)
    questions = list(islice(read_questions(queries), limit))
    with shown_progress() as on_progress:
        report = evaluate(passages, questions, model(cache), on_progress)
    if save is not None:
        save_record(save, "retrieval", data_files(corpus, queries, distractors), report.record())
    if as_json:
        print(json.dumps(report.flat()))
    else:
        Console().print(_table(report))


def evaluate(
    passages: Sequence[Passage], questions: Sequence[Question], embedder: Embedder, on_progress: OnProgress = quiet
) -> RetrievalReport:
    """Indexes the passages in a temporary folder and asks the questions.

    Args:
        passages: All that is indexed, distractors included.
        questions: Each with the passages that answer it.
        embedder: The model.
        on_progress: Called with "indexing" and "searching".

    Raises:
        PermanentError: A right passage is not among the passages.
    """
    check_known((one for question in questions for one in question.context_ids), passages, "context ids")
    with indexed(passages, embedder, lambda done: on_progress("indexing", done, len(passages))) as library:
        retriever = retriever_of(library)
        found, latencies = [], []
        for done, question in enumerate(questions, start=1):
            started = time.perf_counter()
            found.append(contexts(retriever, question.text))
            latencies.append((time.perf_counter() - started) * 1000)
            on_progress("searching", done, len(questions))
    return RetrievalReport(
        metrics={name: estimate(values(metric, questions, found)) for name, metric in METRICS.items()},
        latency_p50=float(np.percentile(latencies, 50)) if latencies else 0.0,
        latency_p95=float(np.percentile(latencies, 95)) if latencies else 0.0,
        queries=len(questions),
    )


def contexts(retriever: Retriever, query: str) -> list[str]:
    """Ids of the passages found, each where its best chunk stands."""
    results = retriever.search(query, limit=DEPTH * CHUNKS_PER_PASSAGE).results
    return list(dict.fromkeys(result.document.uri for result in results))[:DEPTH]


def values(
    metric: Callable[[Sequence[int], int], float], questions: Sequence[Question], found: Sequence[Sequence[str]]
) -> list[float]:
    """A metric of each question.

    Args:
        metric: Of the ranks of the right passages found and how many right ones there are.
        questions: What was asked.
        found: Ids of the passages found for each, best first.
    """
    return [
        metric(
            [rank for rank, one in enumerate(ranking, start=1) if one in question.context_ids],
            len(question.context_ids),
        )
        for question, ranking in zip(questions, found, strict=True)
    ]


def _table(report: RetrievalReport) -> Table:
    table = Table(title=f"Retrieval, {report.queries} questions")
    for column in ("metric", "mean", "95 % interval"):
        table.add_column(column, justify="left" if column == "metric" else "right")
    for name, value in report.metrics.items():
        table.add_row(name, f"{value.mean:.4f}", f"{value.low:.4f} – {value.high:.4f}")
    table.add_row("latency, median", f"{report.latency_p50:.0f} ms", "")
    table.add_row("latency, 95th percentile", f"{report.latency_p95:.0f} ms", "")
    return table
