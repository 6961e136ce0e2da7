"""How well answers are composed: do they hold the gold answer, are they verbatim, do they cite the right passage."""

from __future__ import annotations

import json
import re
import statistics
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from assistant.answering.answer import Answer
from assistant.answering.assistant import Assistant
from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.selection import Budget
from assistant.bootstrap import build_retriever
from assistant.documents import Filters
from assistant.embedding import CachedEmbedder, Embedder, make_embedder
from assistant.errors import PermanentError
from assistant.retrieval.results import SearchResults
from assistant.retrieval.retriever import Retriever
from assistant.settings import load_settings
from evals.datasets import Passage, Question, read_corpus, read_questions
from evals.indexing import indexed
from evals.metrics import Estimate, estimate
from evals.options import SaveFile, data_files
from evals.records import save as save_record

if TYPE_CHECKING:
    from assistant.index.library import Library

EVERYTHING = Filters()
BUDGETS = (60, 45, 30)
"""Word budgets that answers are composed within."""

_MARKER = re.compile("\u00a0\\[\\d+\\]")
_PUNCTUATION = re.compile(r"[^\w\s]|_")

Gold = Mapping[str, Sequence[str]]
"""Question id → the strings that answer it."""


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """What was measured within one budget.

    Attributes:
        gold_in_answer: Share of questions whose answer's text holds a gold answer, normalised as in SQuAD.
        citation_precision: Share of citations that lead to the gold passage.
        verbatim: Share of quotations that stand word for word in the passage they cite.
        median_words: Of the answers' text, the assistant's own words included, markers not.
        answered: Share of questions that were answered at all, surely or with a caveat.
        questions: How many were asked.
    """

    gold_in_answer: Estimate
    citation_precision: float
    verbatim: float
    median_words: float
    answered: float
    questions: int

    def flat(self) -> dict[str, float]:
        """The figures by name, for `--json`."""
        return {
            "gold_in_answer": self.gold_in_answer.mean,
            "median_words": self.median_words,
            "citation_precision": self.citation_precision,
            "verbatim": self.verbatim,
            "answered": self.answered,
            "questions": self.questions,
        }


class RememberingRetriever:
    """A retriever that searches once for each question, however often it is asked."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._found: dict[tuple[str, Filters, int], SearchResults] = {}

    @property
    def library(self) -> Library:
        """The library of the retriever that does the work."""
        return self._retriever.library

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 10) -> SearchResults:
        """See `Retriever.search`."""
        key = (query, filters, limit)
        if key not in self._found:
            self._found[key] = self._retriever.search(query, filters, limit)
        return self._found[key]


def answers(
    *,
    corpus: Annotated[Path, typer.Option(help="Passages: context_id, lang, title, text.")],
    queries: Annotated[Path, typer.Option(help="Questions: id, lang, question, context_id, answers.")],
    distractors: Annotated[list[Path] | None, typer.Option(help="More passages, to be told apart.")] = None,
    words: Annotated[list[int] | None, typer.Option(min=1, help="Word budget; may be given several times.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first so many questions.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: the first budget's figures, then each's.")
    ] = False,
    cache: Annotated[Path, typer.Option(help="Where passage vectors are kept for the next run.")] = Path(
        "build/embeddings.sqlite3"
    ),
    save: SaveFile = None,
) -> None:
    """How well questions are answered from quotations."""
    embedder = CachedEmbedder(make_embedder(load_settings().embedding_model), cache)
    passages = [passage for path in (corpus, *(distractors or ())) for passage in read_corpus(path)]
    questions = list(islice(read_questions(queries), limit))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Indexing", total=len(passages))
        reports = evaluate(
            passages,
            questions,
            read_gold(queries),
            embedder,
            budgets=words or BUDGETS,
            on_indexed=lambda done: progress.update(task, completed=done),
        )
    first = next(iter(reports.values())).flat()
    each = {f"{name}@{size}": value for size, report in reports.items() for name, value in report.flat().items()}
    if save is not None:
        save_record(save, "answers", data_files(corpus, queries, distractors), {**first, **each})
    if as_json:
        print(json.dumps({**first, **each}))
    else:
        Console().print(_table(reports))


def evaluate(
    passages: Iterable[Passage],
    questions: Sequence[Question],
    gold: Gold,
    embedder: Embedder,
    *,
    budgets: Sequence[int] = BUDGETS,
    on_indexed: Callable[[int], None] = lambda _done: None,
) -> dict[int, AnswerReport]:
    """Indexes the passages in a temporary folder and asks the questions within each budget.

    Args:
        passages: All that is indexed, distractors included.
        questions: Each with the one passage that answers it.
        gold: Their answers.
        embedder: The model.
        budgets: In words.
        on_indexed: Called with how many passages are indexed.
    """
    passages = list(passages)
    texts = {passage.context_id: passage.text for passage in passages}
    with indexed(passages, embedder, on_indexed) as library:
        retriever = RememberingRetriever(build_retriever(library))
        reports = {}
        for words in budgets:
            assistant = Assistant(retriever, ExtractiveComposer(Budget(words=words)))
            given = [assistant.ask(question.text, language=question.language) for question in questions]
            reports[words] = measure(questions, given, gold, texts)
    return reports


def measure(
    questions: Sequence[Question], given: Sequence[Answer], gold: Gold, texts: Mapping[str, str]
) -> AnswerReport:
    """Judges answers.

    Args:
        questions: What was asked.
        given: The answer to each.
        gold: What should stand in the answers.
        texts: Each passage's text by its context id.
    """
    hits = [
        float(bool(answer.citations) and any(holds(answer.text, expected) for expected in gold[question.id]))
        for question, answer in zip(questions, given, strict=True)
    ]
    right = [
        citation.uri == question.context_id
        for question, answer in zip(questions, given, strict=True)
        for citation in answer.citations
    ]
    quotations = [
        _flat(quote) in _flat(texts[citation.uri])
        for answer in given
        for citation in answer.citations
        for quote in (citation.quote, *citation.also)
    ]
    lengths = [len(_MARKER.sub("", answer.text).split()) for answer in given]
    return AnswerReport(
        gold_in_answer=estimate(hits),
        citation_precision=statistics.fmean(right or [0.0]),
        verbatim=statistics.fmean(quotations or [0.0]),
        median_words=float(statistics.median(lengths or [0])),
        answered=statistics.fmean([float(bool(answer.citations)) for answer in given] or [0.0]),
        questions=len(questions),
    )


def holds(text: str, expected: str) -> bool:
    """Whether `text` holds the answer `expected`, both normalised."""
    answer = normalised(expected)
    return bool(answer) and answer in normalised(_MARKER.sub("", text))


def normalised(text: str) -> str:
    """As SQuAD compares answers, for Finnish: no capitals, punctuation, soft hyphens or doubled spaces."""
    composed = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return " ".join(_PUNCTUATION.sub(" ", composed.lower()).split())


def read_gold(path: Path) -> dict[str, tuple[str, ...]]:
    """The `answers` of each row of a query file, by the row's `id`.

    Raises:
        PermanentError: A row has none.
    """
    gold = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            if not row.get("answers"):
                raise PermanentError("data_incomplete", f"{path}: question {row.get('id')} has no answers.")
            gold[row["id"]] = tuple(row["answers"])
    return gold


def _flat(text: str) -> str:
    return " ".join(text.split())


def _table(reports: Mapping[int, AnswerReport]) -> Table:
    asked = next(iter(reports.values())).questions
    table = Table(title=f"Answers, {asked} questions")
    table.add_column("figure")
    for words in reports:
        table.add_column(f"{words} words", justify="right")
    for name in next(iter(reports.values())).flat():
        table.add_row(name, *(f"{report.flat()[name]:.4g}" for report in reports.values()))
    return table
