"""`python -m evals`: measures the assistant on data that is given on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from assistant.embedding import CachedEmbedder, make_embedder
from assistant.errors import AssistantError
from assistant.settings import load_settings
from evals.answers import answers
from evals.datasets import read_corpus, read_questions
from evals.golden import golden
from evals.retrieval import RetrievalReport, evaluate

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Measures the assistant on evaluation data.")


@app.command()
def retrieval(
    *,
    corpus: Annotated[Path, typer.Option(help="Passages: context_id, lang, title, text.")],
    queries: Annotated[Path, typer.Option(help="Questions: id, lang, question, context_id.")],
    distractors: Annotated[list[Path] | None, typer.Option(help="More passages, to be told apart.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first so many questions.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON with flat keys.")] = False,
    cache: Annotated[Path, typer.Option(help="Where passage vectors are kept for the next run.")] = Path(
        "build/embeddings.sqlite3"
    ),
    save: Annotated[Path | None, typer.Option(help="Also write the figures here, with date and commit.")] = None,
) -> None:
    """How well passages are found."""
    embedder = CachedEmbedder(make_embedder(load_settings().embedding_model), cache)
    passages = [passage for path in (corpus, *(distractors or ())) for passage in read_corpus(path)]
    questions = list(islice(read_questions(queries), limit))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks = {
            "index": progress.add_task("Indexing", total=len(passages)),
            "search": progress.add_task("Searching", total=len(questions)),
        }
        report = evaluate(
            passages, questions, embedder, lambda step, done: progress.update(tasks[step], completed=done)
        )
    if save is not None:
        save.write_text(json.dumps(_record(report, corpus, queries, distractors or []), indent=2) + "\n")
    if as_json:
        print(json.dumps(report.flat()))
    else:
        Console().print(_table(report))


app.command()(answers)
app.command()(golden)


def _table(report: RetrievalReport) -> Table:
    table = Table(title=f"Retrieval, {report.queries} questions")
    for column in ("metric", "mean", "95 % interval"):
        table.add_column(column, justify="left" if column == "metric" else "right")
    for name, value in report.metrics.items():
        table.add_row(name, f"{value.mean:.4f}", f"{value.low:.4f} – {value.high:.4f}")
    table.add_row("latency, median", f"{report.latency_p50:.0f} ms", "")
    table.add_row("latency, 95th percentile", f"{report.latency_p95:.0f} ms", "")
    return table


def _record(report: RetrievalReport, corpus: Path, queries: Path, distractors: list[Path]) -> dict[str, object]:
    """The figures with what one must know to get them again."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit.stdout.strip(),
        "machine": "2 cores, x86-64",
        "corpus": _name(corpus),
        "queries_file": _name(queries),
        "distractors": [_name(path) for path in distractors],
        **{name: round(value, 4) for name, value in report.flat().items()},
        "intervals": {name: [round(value.low, 4), round(value.high, 4)] for name, value in report.metrics.items()},
    }


def _name(path: Path) -> str:
    """A data file by its folder and name."""
    return f"{path.resolve().parent.name}/{path.name}"


def main() -> None:
    """Runs the command line; an error that a person can act on is one line, not a traceback."""
    try:
        app()
    except AssistantError as error:
        Console(stderr=True).print(str(error), markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
