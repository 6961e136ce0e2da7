"""How well users are served: asks the golden set and compares passages, answers and refusals with what is right."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.assistant import Assistant
from assistant.bootstrap import build_assistant, build_library
from assistant.documents import SearchResult
from assistant.embedding import CachedEmbedder, make_embedder
from assistant.errors import PermanentError
from assistant.settings import Settings, load_settings
from evals.golden_set import CORPUS, GoldenQuestion, read_golden

FIGURES = {
    "passage_1": "right first",
    "passage_3": "right in 3",
    "facts": "facts told",
    "declined": "rightly refused",
    "wrongly_sure": "wrongly sure",
    "wrongly_declined": "wrongly refused",
}
"""What is measured, and how it is called in the table: the right passage first and among the first three, all facts
in the answer; then how questions without an answer were met, and those with one turned away.

The last two should be low.

What must be declined but is answered with a caveat is neither declined nor wrongly sure.
"""
EVERY_LANGUAGE = "all"
FIRST = (1, 2, 3)
"""Places that users look at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    Attributes:
        question: What was asked.
        answer: What was said.
        rank: Place of the first right passage among the results, from 1; None when none is there.
        missing: Facts that the answer's text does not tell; empty for a question without an answer.
    """

    question: GoldenQuestion
    answer: Answer
    rank: int | None
    missing: tuple[str, ...]

    @property
    def declined(self) -> bool:
        """Whether nothing was quoted. An answer said to be uncertain is an answer: its quotations are read."""
        return not self.answer.citations

    @property
    def why(self) -> str:
        """What went wrong, the earliest step first; "" when all is well."""
        if not self.question.answerable:
            return "" if self.declined else f"answered ({self.answer.status}) though the collection holds no answer"
        if self.rank is None:
            found = f"right passage not among {len(self.answer.results)} results"
        else:
            found = f"right passage at {self.rank}"
        if self.declined:
            return f"declined ({self.answer.status}); {found}"
        if self.missing:
            return f"not told: {', '.join(self.missing)}; {found}"
        return "" if self.rank is not None and self.rank <= len(FIRST) else found


def golden(
    *,
    data_dir: Annotated[
        Path | None, typer.Option(help="An index of corpus/; without it one is made for the occasion.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON with flat keys, and the misses.")] = False,
    cache: Annotated[Path, typer.Option(help="Where passage vectors are kept for the next run.")] = Path(
        "build/embeddings.sqlite3"
    ),
) -> None:
    """How well users' questions about the example collection are served."""
    questions = read_golden()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        indexing = progress.add_task("Indexing", total=None, visible=data_dir is None)

        def on_indexed(done: int, total: int) -> None:
            progress.update(indexing, completed=done, total=total)

        with _assistant(data_dir, cache, on_indexed) as assistant:
            outcomes = [ask(assistant, question) for question in progress.track(questions, description="Asking")]
    if as_json:
        print(
            json.dumps(
                {**flat_figures(outcomes), "misses": [_row(miss) for miss in misses(outcomes)]},
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        Console().print(_figures_table(outcomes), _misses_table(outcomes))


def ask(assistant: Assistant, question: GoldenQuestion) -> Outcome:
    """Asks one question as a user would, with no language given, and judges the answer."""
    answer = assistant.ask(question.text)
    rank = next((place for place, result in enumerate(answer.results, 1) if is_gold(question, result)), None)
    return Outcome(question, answer, rank, tuple(question.missing(answer.text)))


def is_gold(question: GoldenQuestion, result: SearchResult) -> bool:
    """Whether a passage found is one that answers the question."""
    document = result.document.uri.removeprefix(f"{CORPUS.name}/")
    return any(gold.is_in(document, result.chunk.text) for gold in question.gold)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares, 0 to 1, by the names of `FIGURES`; a figure that no question is asked for is left out."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    others = [outcome for outcome in outcomes if not outcome.question.answerable]
    values = {
        "passage_1": [outcome.rank == 1 for outcome in answerable],
        "passage_3": [outcome.rank in FIRST for outcome in answerable],
        "facts": [not outcome.declined and not outcome.missing for outcome in answerable],
        "declined": [outcome.declined for outcome in others],
        "wrongly_sure": [outcome.answer.status is AnswerStatus.ANSWERED for outcome in others],
        "wrongly_declined": [outcome.declined for outcome in answerable],
    }
    return {name: statistics.fmean(map(float, hits)) for name, hits in values.items() if hits}


def by_language(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each language, in the order of the questions, and those of all."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.question.language, []).append(outcome)
    return {**groups, EVERY_LANGUAGE: list(outcomes)}


def flat_figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Every figure as `name` for all questions and `name@language` for one language's."""
    return {
        name if language == EVERY_LANGUAGE else f"{name}@{language}": round(value, 4)
        for language, group in by_language(outcomes).items()
        for name, value in (*figures(group).items(), ("questions", float(len(group))))
    }


def misses(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """What did not go well, in the order of the questions."""
    return [outcome for outcome in outcomes if outcome.why]


@contextmanager
def _assistant(data_dir: Path | None, cache: Path, on_indexed: Callable[[int, int], None]) -> Iterator[Assistant]:
    """The assistant over the index in `data_dir`, or over one of the collection that is gone afterwards."""
    if data_dir is not None:
        library = build_library(load_settings().model_copy(update={"data_dir": data_dir}))
        try:
            yield build_assistant(load_settings(), library=library)
        finally:
            library.close()
        return
    from ingest.sources import FolderSource  # noqa: PLC0415 - only an index to be made needs the readers of files
    from ingest.sync import sync  # noqa: PLC0415

    embedder = CachedEmbedder(make_embedder(load_settings().embedding_model), cache)
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        library = build_library(Settings(data_dir=Path(folder)), embedder=embedder)
        try:
            with library.writing():
                report = sync(
                    library, [FolderSource(CORPUS)], on_progress=lambda step: on_indexed(step.done, step.total)
                )
            if report.failed:  # figures of a part of the collection would pass for those of the whole
                failed = ", ".join(f"{failure.uri} ({failure.code})" for failure in report.failed)
                raise PermanentError("data_incomplete", f"Not all of {CORPUS.name}/ could be indexed: {failed}.")
            yield build_assistant(load_settings(), library=library)
        finally:
            library.close()


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
    table.add_column("lang")
    table.add_column("asked", justify="right")
    for title in FIGURES.values():
        table.add_column(title, justify="right")
    for language, group in by_language(outcomes).items():
        shares = figures(group)
        cells = (f"{shares[name]:.0%}" if name in shares else "–" for name in FIGURES)
        table.add_row(language, str(len(group)), *cells, end_section=language == EVERY_LANGUAGE)
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
