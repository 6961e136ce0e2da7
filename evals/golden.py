"""How well users are served: asks the golden set and compares passages, answers and refusals with what is right."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.assistant import Assistant
from assistant.bootstrap import build_assistant, build_library
from assistant.calls.clock import from_clock_face
from assistant.errors import PermanentError
from assistant.settings import Settings, load_settings
from evals.golden_outcomes import (
    FIGURES,
    HALVES,
    OTHERS,
    Outcome,
    ask,
    figures,
    flat_figures,
    groups,
    half,
    intervals,
    misses,
)
from evals.golden_set import CORPUS, QUESTIONS, read_golden
from evals.options import CACHE, CacheFile, OnProgress, SaveFile, model, shown_progress
from evals.records import save as save_record

NOW = from_clock_face(dt.datetime(2026, 11, 24, 12))  # noqa: DTZ001 - what the clock shows
"""The moment at which the example collection is true; what is open or to come is asked as of then."""


def golden(
    *,
    data_dir: Annotated[
        Path | None, typer.Option(help="An index of corpus/; without it one is made for the occasion.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON with flat keys, and the misses.")] = False,
    failures: Annotated[
        bool, typer.Option("--failures", help="Print the ids that went wrong and why, one a line, and nothing else.")
    ] = False,
    cache: CacheFile = CACHE,
    save: SaveFile = None,
) -> None:
    """How well users' questions about the example collection are served."""
    questions = read_golden()
    with shown_progress() as on_progress, opened_assistant(data_dir, cache, on_progress) as assistant:
        outcomes = []
        for done, question in enumerate(questions, start=1):
            outcomes.append(ask(assistant, question))
            on_progress("asking", done, len(questions))
    if save is not None:
        record = {**flat_figures(outcomes), "intervals": intervals(outcomes), "failures": _ids(misses(outcomes))}
        save_record(save, "golden", {"queries_file": QUESTIONS}, record)
    if failures:
        for miss in misses(outcomes):
            print(miss.question.id, half(miss.question.id), miss.why, sep="\t")
    elif as_json:
        listed = {**flat_figures(outcomes), "misses": [_row(miss) for miss in misses(outcomes)]}
        print(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        Console().print(_figures_table(outcomes), _misses_table(outcomes))


@contextmanager
def opened_assistant(data_dir: Path | None, cache: Path, on_progress: OnProgress) -> Iterator[Assistant]:
    """The assistant over the index in `data_dir`, or over one of the collection that is gone afterwards."""
    if data_dir is not None:
        library = build_library(load_settings().model_copy(update={"data_dir": data_dir}))
        try:
            yield build_assistant(load_settings(), library=library, clock=lambda: NOW)
        finally:
            library.close()
        return
    from ingest.sources import FolderSource  # noqa: PLC0415 - only an index to be made needs the readers of files
    from ingest.sync import sync  # noqa: PLC0415

    embedder = model(cache)
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        library = build_library(Settings(data_dir=Path(folder)), embedder=embedder)
        try:
            with library.writing():
                report = sync(
                    library,
                    [FolderSource(CORPUS)],
                    on_progress=lambda step: on_progress("indexing", step.done, step.total),
                )
            if report.failed:  # figures of a part of the collection would pass for those of the whole
                failed = ", ".join(f"{failure.uri} ({failure.code})" for failure in report.failed)
                raise PermanentError("data_incomplete", f"Not all of {CORPUS.name}/ could be indexed: {failed}.")
            yield build_assistant(load_settings(), library=library, clock=lambda: NOW)
        finally:
            library.close()


def _ids(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.question.id for outcome in outcomes]


def _row(outcome: Outcome) -> dict[str, str]:
    """A miss for people and programs."""
    first = next(iter(outcome.answer.results), None)
    came = f"{first.document.uri}: {' '.join(first.chunk.text.split())}" if first else "nothing"
    return {
        "id": outcome.question.id,
        "question": outcome.question.text,
        "first": came,
        "answer": outcome.answer.text,
        "why": outcome.why,
    }


def _figures_table(outcomes: Sequence[Outcome]) -> Table:
    table = Table(title=f"Golden set, {len(outcomes)} questions")
    table.add_column("")
    table.add_column("asked", justify="right")
    for title in FIGURES.values():
        table.add_column(title, justify="right")
    for name, group in groups(outcomes).items():
        shares = figures(group)
        cells = (f"{shares[figure]:.0%}" if figure in shares else "–" for figure in FIGURES)
        table.add_row(name, str(len(group)), *cells, end_section=name in (OTHERS, HALVES[-1]))
    return table


def _misses_table(outcomes: Sequence[Outcome]) -> Table:
    found = misses(outcomes)
    table = Table(title=f"Misses, {len(found)}", show_lines=True)
    for title in ("id", "question", "came first", "why"):
        table.add_column(title, overflow="fold")
    for miss in found:
        row = _row(miss)
        table.add_row(row["id"], row["question"], _short(row["first"]), row["why"])
    return table


def _short(text: str, characters: int = 140) -> str:
    return text if len(text) <= characters else f"{text[:characters]}…"
