"""How well answers are composed: the product's own path from question to quotations, within several word budgets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.assistant import Assistant
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.answering.quotations.selection import Budget
from assistant.bootstrap import build_retriever
from assistant.documents import Filters
from assistant.embedding import Embedder
from assistant.retrieval.results import SearchResults
from assistant.retrieval.retriever import Retriever
from evals.answer_metrics import AnswerReport, Gold, measure, read_gold
from evals.datasets import Passage, Question, check_known, read_questions
from evals.indexing import indexed
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
    shown_progress,
)
from evals.records import save as save_record

if TYPE_CHECKING:
    from assistant.index.library import Library

EVERYTHING = Filters()
BUDGETS = (60, 45, 30)
"""Word budgets that answers are composed within."""


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
    corpus: CorpusFile,
    queries: Annotated[Path, typer.Option(help="Questions: id, lang, question, context_id, answers.")],
    distractors: DistractorFiles = None,
    words: Annotated[list[int] | None, typer.Option(min=1, help="Word budget; may be given several times.")] = None,
    limit: Limit = None,
    as_json: AsJson = False,
    cache: CacheFile = CACHE,
    save: SaveFile = None,
) -> None:
    """How well questions are answered from quotations."""
    passages = passages_of(corpus, distractors)
    questions = list(islice(read_questions(queries), limit))
    with shown_progress() as on_progress:
        reports = evaluate(
            passages, questions, read_gold(queries), model(cache), budgets=words or BUDGETS, on_progress=on_progress
        )
    figures = flat(reports)
    if save is not None:
        intervals = {
            f"gold_in_answer@{size}": [report.gold_in_answer.low, report.gold_in_answer.high]
            for size, report in reports.items()
        }
        save_record(save, "answers", data_files(corpus, queries, distractors), {**figures, "intervals": intervals})
    if as_json:
        print(json.dumps(figures))
    else:
        Console().print(_table(reports))


def evaluate(
    passages: Sequence[Passage],
    questions: Sequence[Question],
    gold: Gold,
    embedder: Embedder,
    *,
    budgets: Sequence[int] = BUDGETS,
    on_progress: OnProgress = quiet,
) -> dict[int, AnswerReport]:
    """Indexes the passages in a temporary folder and asks the questions as users do, within each budget.

    Args:
        passages: All that is indexed, distractors included.
        questions: Each with the passages that answer it.
        gold: Their answers.
        embedder: The model.
        budgets: In words.
        on_progress: See `OnProgress`.

    Raises:
        PermanentError: A question's passage is not among the passages.
    """
    check_known((one for question in questions for one in question.context_ids), passages, "context ids")
    texts = {passage.context_id: passage.text for passage in passages}
    with indexed(passages, embedder, lambda done: on_progress("indexing", done, len(passages))) as library:
        retriever = RememberingRetriever(build_retriever(library))
        reports = {}
        for words in dict.fromkeys(budgets):
            assistant = Assistant(retriever, ExtractiveComposer(Budget(words=words)))
            given = []
            for done, question in enumerate(questions, start=1):
                given.append(assistant.ask(question.text))
                on_progress(f"answering in {words} words", done, len(questions))
            reports[words] = measure(questions, given, gold, texts)
    return reports


def flat(reports: Mapping[int, AnswerReport]) -> dict[str, float]:
    """The first budget's figures by name, then every budget's as `name@words`."""
    first = next(iter(reports.values())).flat()
    return first | {
        f"{name}@{words}": value for words, report in reports.items() for name, value in report.flat().items()
    }


def _table(reports: Mapping[int, AnswerReport]) -> Table:
    asked = next(iter(reports.values())).questions
    table = Table(title=f"Answers, {asked} questions")
    table.add_column("figure")
    for words in reports:
        table.add_column(f"{words} words", justify="right")
    for name in next(iter(reports.values())).flat():
        table.add_row(name, *(f"{report.flat()[name]:.4g}" for report in reports.values()))
    return table
