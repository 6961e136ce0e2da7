"""Fits the coefficients by which answers choose their sentences, and tells how well they do on what they never saw.

    python -m scripts.fit_sentences --data ../shared/data [--language fi] [--write]

Each public question with a gold answer is asked; the sentences of the first passages are told apart by the features of
`assistant.answering.quotations.sentence_features`. The model is a softmax over the sentences of one question (a
conditional logit): the coefficients make the sentences that hold the gold answer as likely as can be, with a small
penalty on their size. Everything is deterministic.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console

from assistant.answering.question import Question as Asked
from assistant.answering.quotations import sentence_model
from assistant.answering.quotations.passage_sentences import sentences_of
from assistant.answering.quotations.sentence_features import FEATURES, features
from assistant.bootstrap import build_retriever
from assistant.retrieval.results import SearchResults
from evals.answer_metrics import Gold, holds, read_gold
from evals.datasets import Question, read_questions
from evals.indexing import indexed
from evals.options import CACHE, CacheFile, model, passages_of

PASSAGES = 5
"""Passages that answers are made from."""
PENALTY = 0.01
"""On the squares of the coefficients of standardised features."""
STEPS, RATE = 400, 0.05
FOLDS = 5
WEIGHTS = Path(sentence_model.__file__).with_name("sentence_weights.json")

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """The sentences of one question.

    Attributes:
        features: One row a sentence, one column a feature of `FEATURES`.
        right: For each sentence whether it holds a gold answer; those of the gold passage alone where it has one.
    """

    features: Array
    right: NDArray[np.bool_]


def main(
    *,
    data: Annotated[Path, typer.Option(help="Folder with tydiqa/ and nomiracl/.")],
    language: Annotated[list[str] | None, typer.Option(help="Languages that are fitted; all are reported.")] = None,
    cache: CacheFile = CACHE,
    write: Annotated[bool, typer.Option(help="Write the coefficients into the product.")] = False,
) -> None:
    """Fits, and reports figures on questions and languages that were not fitted."""
    sets = {code: read_cases(data, code, cache) for code in language or ["fi", "en", "ru", "ar"]}
    report(sets)
    fitted = fit([case for cases in sets.values() for case in cases])
    if write:
        WEIGHTS.write_text(json.dumps(as_weights(fitted), indent=1) + "\n", encoding="utf-8")


def read_cases(data: Path, code: str, cache: Path) -> list[Case]:
    """The cases of a language's questions, found by the product's own search."""
    queries = data / "tydiqa" / f"queries_{code}.jsonl"
    distractors = [data / "nomiracl" / "corpus_fi.jsonl"] if code == "fi" else []
    passages = passages_of(data / "tydiqa" / f"corpus_{code}.jsonl", distractors)
    with indexed(passages, model(cache)) as library:
        return cases(read_questions(queries), read_gold(queries), build_retriever(library).search)


def cases(questions: Iterable[Question], gold: Gold, search: Callable[[str], SearchResults]) -> list[Case]:
    """A case of each question that has a sentence which holds its answer, among the passages that search puts first."""
    found = []
    for question in questions:
        passages = [passage for passage in map(sentences_of, search(question.text).results[:PASSAGES]) if passage]
        sentences = [sentence for passage in passages for sentence in passage]
        held = np.array([any(holds(sentence.text, one) for one in gold[question.id]) for sentence in sentences], bool)
        in_gold = np.array([sentence.result.document.uri in question.context_ids for sentence in sentences], bool)
        right = held & in_gold if (held & in_gold).any() else held
        if right.any():
            rows = features(Asked(question.text, question.language), passages)
            found.append(Case(np.array([[row[name] for name in FEATURES] for part in rows for row in part]), right))
    return found


def fit(learned: Sequence[Case]) -> Array:
    """The coefficients under which right sentences are likeliest; Adam on standardised features, from zero."""
    rows = np.vstack([case.features for case in learned])
    scale = rows.std(axis=0) + 1e-9
    rows = rows / scale
    right = np.concatenate([case.right for case in learned])
    starts = np.r_[0, np.cumsum([len(case.right) for case in learned])[:-1]]
    owner = np.repeat(np.arange(len(learned)), [len(case.right) for case in learned])
    weights, mean, square = np.zeros(rows.shape[1]), np.zeros(rows.shape[1]), np.zeros(rows.shape[1])
    for step in range(1, STEPS + 1):
        value = rows @ weights
        odds = np.exp(value - np.maximum.reduceat(value, starts)[owner])
        every = odds / np.add.reduceat(odds, starts)[owner]
        hit = odds * right
        wanted = hit / np.add.reduceat(hit, starts)[owner]
        slope = rows.T @ (every - wanted) / len(learned) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    found: Array = weights / scale
    return found


def chances(case: Case, weights: Array) -> Array:
    """The probability of each sentence."""
    value = case.features @ weights
    odds = np.exp(value - value.max())
    found: Array = odds / odds.sum()
    return found


def quality(tested: Sequence[Case], weights: Array) -> tuple[float, float, float]:
    """Share of questions whose likeliest sentence is right, whose two likeliest hold a right one, and the log loss."""
    places, losses = [], []
    for case in tested:
        chance = chances(case, weights)
        places.append(int((chance > chance[case.right].max()).sum()))
        losses.append(-float(np.log(chance[case.right].sum() + 1e-12)))
    ranks = np.array(places)
    return float((ranks < 1).mean()), float((ranks < 2).mean()), float(np.mean(losses))


def cross_validated(learned: Sequence[Case], without: int | None = None) -> tuple[float, float, float]:
    """`quality` on folds that were not fitted; a feature may be left out by its column."""
    kept = [column for column in range(len(FEATURES)) if column != without]
    narrowed = [Case(case.features[:, kept], case.right) for case in learned]
    fold = np.random.default_rng(0).permutation(len(narrowed)) % FOLDS
    figures, sizes = [], []
    for number in range(FOLDS):
        weights = fit([case for case, its in zip(narrowed, fold, strict=True) if its != number])
        tested = [case for case, its in zip(narrowed, fold, strict=True) if its == number]
        figures.append(quality(tested, weights))
        sizes.append(len(tested))
    first, two, loss = np.average(figures, axis=0, weights=sizes)
    return float(first), float(two), float(loss)


def report(sets: dict[str, list[Case]]) -> None:
    """Prints what held-out questions, held-out languages and each left-out feature give, as Markdown tables."""
    out = Console()
    out.print("| fitted on | asked in | questions | first right | in first two | log loss |\n|---|---|---|---|---|---|")
    for code, tested in sets.items():
        rows = {f"{code}, {FOLDS} folds": cross_validated(tested)}
        if others := [case for other, its in sets.items() if other != code for case in its]:
            rows["the others"] = quality(tested, fit(others))
        for name, (first, two, loss) in rows.items():
            out.print(f"| {name} | {code} | {len(tested)} | {first:.3f} | {two:.3f} | {loss:.3f} |")
    learned = [case for its in sets.values() for case in its]
    whole = cross_validated(learned)
    fitted = as_weights(fit(learned))
    out.print("\n| feature | coefficient | first right without it | in first two | log loss |\n|---|---|---|---|---|")
    out.print(f"| none left out | | {whole[0]:.3f} | {whole[1]:.3f} | {whole[2]:.3f} |")
    for column, name in enumerate(FEATURES):
        first, two, loss = (part - of for part, of in zip(cross_validated(learned, without=column), whole, strict=True))
        out.print(f"| {name} | {fitted[name]:+.2f} | {first:+.3f} | {two:+.3f} | {loss:+.3f} |")


def as_weights(fitted: Array) -> dict[str, float]:
    """The coefficients by name, as the product reads them."""
    return {name: round(float(value), 3) for name, value in zip(FEATURES, fitted, strict=True)}


if __name__ == "__main__":
    typer.run(main)
