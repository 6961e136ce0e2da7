"""What each part of retrieval is worth: every row of `evals.variations` on every public set."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from assistant.documents import SearchResult
from assistant.embedding import Embedder
from assistant.errors import PermanentError
from assistant.index.library import Library
from assistant.retrieval.reranking import make_reranker
from assistant.settings import load_settings
from evals.datasets import Passage, Question, read_questions
from evals.indexing import indexed
from evals.metrics import difference, estimate, ndcg
from evals.options import (
    CACHE,
    AsJson,
    CacheFile,
    DataFolder,
    OnProgress,
    SaveFile,
    SetNames,
    model,
    passages_of,
    quiet,
    shown_progress,
)
from evals.public_sets import RETRIEVAL, PublicSet, chosen
from evals.records import save as save_record
from evals.report import table
from evals.retrieval import values
from evals.variations import Variation, variations

DEEP = 400
"""Results that are put into another order: as many as are scored."""
DEPTH = 10
"""Of the nDCG."""
SETS_SIDE_BY_SIDE = 3
"""Columns of one table in the documentation."""
BEGIN, END = "<!-- ablation: made by `python -m evals ablation --write` -->", "<!-- /ablation -->"

Values = dict[str, list[float]]
"""Row → one nDCG a question."""


def ablation(
    *,
    data: DataFolder,
    sets: SetNames = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask so many questions of each set, evenly drawn; all when not given.")
    ] = None,
    write: Annotated[
        Path | None, typer.Option(help="Put the table into this Markdown file, between its marks.")
    ] = None,
    as_json: AsJson = False,
    cache: CacheFile = CACHE,
    save: SaveFile = None,
) -> None:
    """What each part of retrieval is worth, on the public sets."""
    embedder = RememberingEmbedder(model(cache))
    rows = variations(make_reranker(load_settings().reranker_model))
    found: dict[str, Values] = {}
    with shown_progress() as on_progress:
        for same in _by_corpus(chosen(RETRIEVAL, sets)):
            passages = passages_of(data / same[0].corpus, [data / one for one in same[0].distractors])
            questions = {one.name: _drawn(list(read_questions(data / one.queries)), limit) for one in same}
            found |= evaluate(passages, questions, rows, embedder, on_progress)
    head, lines = cells(found)
    if write is not None:
        put(write, head, lines)
    if save is not None:
        save_record(save, "ablation", {"data": data}, {"limit": limit, "head": head, "table": lines})
    if as_json:
        print(
            json.dumps({name: {row: estimate(ndcgs).mean for row, ndcgs in one.items()} for name, one in found.items()})
        )
    else:
        shown = Table(*head, title="nDCG@10; difference to the full system with its 95 % interval")
        for line in lines:
            shown.add_row(*line)
        Console().print(shown)


class RememberingEmbedder(Embedder):
    """Another embedder that embeds each question once, however many rows ask it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._queries: dict[str, NDArray[np.float32]] = {}
        self.identity = embedder.identity
        self.dimensions = embedder.dimensions

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.passages`."""
        return self._embedder.passages(texts)

    def query(self, text: str) -> NDArray[np.float32]:
        """See `Embedder.query`."""
        if text not in self._queries:
            self._queries[text] = self._embedder.query(text)
        return self._queries[text]


def evaluate(
    passages: Sequence[Passage],
    questions: dict[str, list[Question]],
    rows: Sequence[Variation],
    embedder: Embedder,
    on_progress: OnProgress = quiet,
) -> dict[str, Values]:
    """The rows on sets of questions that are asked of the same passages.

    Args:
        passages: All that is indexed, anew for each analysis.
        questions: Of each set, by its name.
        rows: What is varied.
        embedder: The model.
        on_progress: Called with "indexing" and "searching".
    """
    found: dict[str, Values] = {name: {} for name in questions}
    shipped = [row for row in rows if row.analyser is None]
    for group in (shipped, *([row] for row in rows if row.analyser is not None)):
        analyser = group[0].analyser() if group[0].analyser is not None else None
        with indexed(
            passages, embedder, lambda done: on_progress("indexing", done, len(passages)), analyser=analyser
        ) as library:
            for name, asked in questions.items():
                found[name] |= _searched(library, asked, group, on_progress)
    names = [row.name for row in rows]
    return {name: {row: one[row] for row in names} for name, one in found.items()}


def _searched(
    library: Library, questions: Sequence[Question], rows: Sequence[Variation], on_progress: OnProgress
) -> Values:
    """One nDCG a question for rows that share an index; rows that search alike share their searches."""
    retrievers = {row.search: row.search(library) for row in rows}
    rankings: dict[str, list[list[str]]] = {row.name: [] for row in rows}
    for done, question in enumerate(questions, start=1):
        results = {
            search: retriever.search(question.text, limit=DEEP).results for search, retriever in retrievers.items()
        }
        for row in rows:
            rankings[row.name].append(_contexts(row.order(question.text, results[row.search])))
        on_progress("searching", done, len(questions))
    return {
        name: values(lambda ranks, relevant: ndcg(ranks, relevant, DEPTH), questions, ranking)
        for name, ranking in rankings.items()
    }


def cells(found: dict[str, Values]) -> tuple[list[str], list[list[str]]]:
    """The table: a row a variation, a column a set.

    Returns:
        Names of the columns; the rows: of the full system its nDCG and interval, of the others the nDCG, the
        difference and its interval.
    """
    first, *others = next(iter(found.values()))
    full = {name: estimate(one[first]) for name, one in found.items()}
    lines = [[first, *(f"{value.mean:.3f} [{value.low:.3f}, {value.high:.3f}]" for value in full.values())]]
    for row in others:
        line = [row]
        for one in found.values():
            moved = difference(one[row], one[first])
            line.append(f"{estimate(one[row]).mean:.3f} {moved.mean:+.3f} [{moved.low:+.3f}, {moved.high:+.3f}]")
        lines.append(line)
    return ["what is changed", *found], lines


def put(path: Path, head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Writes the table between the marks of a Markdown file, a few sets side by side.

    Raises:
        PermanentError: The file cannot be read, or has no marks.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PermanentError("data_unreadable", f"{path} cannot be read ({error.strerror}).") from error
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise PermanentError("data_broken", f"{path} has no place for the table.", f"Put in {BEGIN} and {END}.")
    tables = [
        table(
            [head[0], *head[start : start + SETS_SIDE_BY_SIDE]],
            [[line[0], *line[start : start + SETS_SIDE_BY_SIDE]] for line in lines],
        )
        for start in range(1, len(head), SETS_SIDE_BY_SIDE)
    ]
    path.write_text(f"{before}{BEGIN}\n\n" + "\n".join(tables) + f"\n{END}{after}", encoding="utf-8")


def _contexts(results: Sequence[SearchResult]) -> list[str]:
    return list(dict.fromkeys(result.document.uri for result in results))[:DEPTH]


def _by_corpus(sets: Sequence[PublicSet]) -> list[list[PublicSet]]:
    """Sets that are asked of the same passages, together."""
    groups: dict[Any, list[PublicSet]] = {}
    for one in sets:
        groups.setdefault((one.corpus, one.distractors), []).append(one)
    return list(groups.values())


def _drawn(questions: list[Question], limit: int | None) -> list[Question]:
    """Every nth question, so that as many as `limit` are left."""
    step = max(len(questions) // limit, 1) if limit else 1
    return questions[::step][:limit]
