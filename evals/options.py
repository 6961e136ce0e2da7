"""What the measuring commands have in common: their options, their data, their progress bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from assistant.bootstrap import build_retriever
from assistant.embedding import CachedEmbedder, Embedder, make_embedder
from assistant.index.library import Library
from assistant.retrieval.reranking import make_reranker
from assistant.retrieval.retriever import Retriever
from assistant.settings import load_settings
from evals.datasets import Passage, read_corpus

CACHE = Path("build/embeddings.sqlite3")

CorpusFile = Annotated[Path, typer.Option(help="Passages: context_id, lang, title, text.")]
DistractorFiles = Annotated[list[Path] | None, typer.Option(help="More passages, to be told apart.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Ask the first so many questions.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON with flat keys.")]
CacheFile = Annotated[Path, typer.Option(help="Where passage vectors are kept for the next run.")]
SaveFile = Annotated[Path | None, typer.Option(help="Also write the figures here, with date and commit.")]

DataFolder = Annotated[Path, typer.Option(help="Folder of the public sets: tydiqa/, nomiracl/, finlex_work/, lohelp/.")]
SetNames = Annotated[
    list[str] | None, typer.Option("--set", help="Only sets whose names contain this; may be given several times.")
]

OnProgress = Callable[[str, int, int], None]
"""Called with a step, how much of it is done and how much there is."""


def quiet(_step: str, _done: int, _total: int) -> None:
    """Shows nothing."""


def model(cache: Path) -> Embedder:
    """The model that the settings name, remembering passages in `cache`."""
    return CachedEmbedder(make_embedder(load_settings().embedding_model), cache)


def retriever_of(library: Library) -> Retriever:
    """The product's retriever, with the reranker that the settings name."""
    return build_retriever(library, reranker=make_reranker(load_settings().reranker_model))


def data_files(corpus: Path, queries: Path, distractors: Sequence[Path] | None) -> dict[str, Path | Sequence[Path]]:
    """The data of a run, as `evals.records.save` writes it."""
    return {"corpus": corpus, "queries_file": queries, "distractors": distractors or []}


def passages_of(corpus: Path, distractors: Sequence[Path] | None = None) -> list[Passage]:
    """The passages of the corpus and of the distractors, each once."""
    found = {passage.context_id: passage for path in (corpus, *(distractors or ())) for passage in read_corpus(path)}
    return list(found.values())


@contextmanager
def shown_progress() -> Iterator[OnProgress]:
    """A bar a step on the error stream, so that the output stays clean."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def on_progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step.capitalize(), total=total)
            progress.update(tasks[step], completed=done, total=total)

        yield on_progress
