"""How well it is known when there is no answer: the probability that a search gives, and what is done with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from assistant.answering.evidence import Evidence, judge
from assistant.answering.question import Question
from assistant.answering.quotations.telling import Telling
from assistant.documents import Filters, document_id
from assistant.embedding import Embedder
from assistant.errors import PermanentError
from evals.datasets import JudgedQuestion, Passage, check_known, read_judged, read_questions
from evals.datasets import Question as Asked
from evals.indexing import indexed
from evals.metrics import Estimate, Numbers, auroc, bootstrap, brier, risk_by_coverage, rounded
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
    retriever_of,
    shown_progress,
)
from evals.records import save as save_record

BINS = 10
"""Bins of the reliability table, each a tenth of the probabilities' range."""
CURVE = 50
"""Points of the risk–coverage curve that are written down."""
MISSES = (0.04, 0.15)
"""Shares of misses at which the least share of hallucinations is told, whatever the shipped threshold."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question, and among which documents an answer is looked for.

    Attributes:
        question_id: Of the row; one question may be asked twice.
        text: As asked.
        answerable: Whether there is an answer among these documents.
        filters: The documents.
    """

    question_id: str
    text: str
    answerable: bool
    filters: Filters


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a search said of an asking.

    Attributes:
        asking: What was asked.
        probability: That the passages found hold an answer.
        evidence: What the answer would have been: answered, said with a caveat, declined.
    """

    asking: Asking
    probability: float
    evidence: Evidence


def abstention(
    *,
    corpus: CorpusFile,
    queries: Annotated[
        Path, typer.Option(help="Questions: id, question, answerable, perhaps candidate_ids; see --off-collection.")
    ],
    distractors: DistractorFiles = None,
    off_collection: Annotated[
        bool,
        typer.Option(
            "--off-collection",
            help="Questions with a context_id: each is asked as it is, and with every passage of that title taken out.",
        ),
    ] = False,
    limit: Limit = None,
    as_json: AsJson = False,
    cache: CacheFile = CACHE,
    save: SaveFile = None,
) -> None:
    """How well it is known when there is no answer."""
    passages = passages_of(corpus, distractors)
    askings = (
        off_collection_askings(list(islice(read_questions(queries), limit)), passages)
        if off_collection
        else judged_askings(list(islice(read_judged(queries), limit)), passages)
    )
    with shown_progress() as on_progress:
        judgements = evaluate(passages, askings, model(cache), on_progress)
    figures = measure(judgements)
    if save is not None:
        files = data_files(corpus, queries, distractors)
        save_record(save, "abstention", files, {"off_collection": off_collection, **figures})
    if as_json:
        print(json.dumps(rounded(figures)))
    else:
        Console().print(*_tables(figures))


def judged_askings(questions: Sequence[JudgedQuestion], passages: Sequence[Passage]) -> list[Asking]:
    """Each question among its candidates, or among all passages when it names none.

    Raises:
        PermanentError: A candidate is not among the passages.
    """
    check_known((one for question in questions for one in question.candidate_ids), passages, "candidate ids")
    return [
        Asking(question.id, question.text, question.answerable, _among(question.candidate_ids))
        for question in questions
    ]


def off_collection_askings(questions: Sequence[Asked], passages: Sequence[Passage]) -> list[Asking]:
    """Each question twice: among all passages, and without those that bear the title of one that answers it.

    Raises:
        PermanentError: A right passage is not among the passages, or nothing is left when its title is taken out.
    """
    check_known((one for question in questions for one in question.context_ids), passages, "context ids")
    titles = {passage.context_id: passage.title for passage in passages}
    askings = []
    for question in questions:
        gold = {titles[one] for one in question.context_ids}
        others = tuple(passage.context_id for passage in passages if passage.title not in gold)
        if not others:
            raise PermanentError("data_incomplete", f"Without the title of question {question.id} no passage is left.")
        askings.append(Asking(question.id, question.text, True, Filters()))
        askings.append(Asking(question.id, question.text, False, _among(others)))
    return askings


def evaluate(
    passages: Sequence[Passage], askings: Sequence[Asking], embedder: Embedder, on_progress: OnProgress = quiet
) -> list[Judgement]:
    """Indexes the passages in a temporary folder and has every question judged as the assistant judges it.

    Args:
        passages: All that is indexed, distractors included.
        askings: The questions.
        embedder: The model.
        on_progress: Called with "indexing" and "searching".
    """
    judgements = []
    with indexed(passages, embedder, lambda done: on_progress("indexing", done, len(passages))) as library:
        retriever, telling = retriever_of(library), Telling(library.analyser)
        for done, asking in enumerate(askings, start=1):
            found = retriever.search(asking.text, asking.filters)
            told = partial(telling, Question(asking.text, found.language), found)
            judgements.append(Judgement(asking, found.answerable, judge(asking.text, found, told=told)))
            on_progress("searching", done, len(askings))
    return judgements


def measure(judgements: Sequence[Judgement]) -> dict[str, Any]:
    """Everything that is measured, by the names of `--json`.

    Returns:
        `auroc`, `aurc` (area under the risk–coverage curve: the mean share of wrong answers over all shares answered),
        `brier`; `hallucination_rate` (answered though there is no answer) and `miss_rate` (not answered, or only with
        a caveat, though there is one); the least `hallucination_rate` with misses of at most each of `MISSES`;
        `outcomes`, `reliability`, `curve`, `intervals`, `queries`.
    """
    truth = np.array([judgement.asking.answerable for judgement in judgements], dtype=np.bool_)
    probability = np.array([judgement.probability for judgement in judgements], dtype=np.float64)
    answered = np.array([judgement.evidence is Evidence.ENOUGH for judgement in judgements], dtype=np.bool_)

    def at(misses: float) -> Callable[[NDArray[np.intp]], float]:
        return lambda rows: hallucinations_at(misses, truth[rows], probability[rows])

    estimates = {
        "auroc": _estimate(judgements, lambda rows: auroc(truth[rows], probability[rows])),
        "hallucination_rate": _estimate(judgements, lambda rows: _share(answered[rows][~truth[rows]])),
        "miss_rate": _estimate(judgements, lambda rows: _share(~answered[rows][truth[rows]])),
        **{f"hallucination_rate@miss_{misses:.2f}": _estimate(judgements, at(misses)) for misses in MISSES},
        "aurc": _estimate(judgements, lambda rows: float(risk_by_coverage(truth[rows], probability[rows]).mean())),
        "brier": _estimate(judgements, lambda rows: brier(truth[rows], probability[rows])),
    }
    return {
        **{name: value.mean for name, value in estimates.items()},
        "queries": len(judgements),
        "answerable": int(truth.sum()),
        "outcomes": _outcomes(judgements),
        "reliability": _reliability(truth, probability),
        "curve": _curve(truth, probability),
        "intervals": {name: [value.low, value.high] for name, value in estimates.items()},
    }


def hallucinations_at(misses: float, truth: NDArray[np.bool_], probability: Numbers) -> float:
    """The least share of unanswerable questions answered when at most a share of `misses` may be turned away.

    Args:
        misses: Share of the answerable questions.
        truth: Whether each is answerable, shape (n,).
        probability: Of each, shape (n,).
    """
    true = np.sort(probability[truth])
    if not true.size or truth.all():
        return float("nan")
    threshold = true[int(misses * true.size + 1e-9)]
    return _share(probability[~truth] >= threshold)


def _estimate(judgements: Sequence[Judgement], figure: Callable[[NDArray[np.intp]], float]) -> Estimate:
    """A figure with its interval; the two askings of one question are drawn together."""
    rows: dict[str, list[int]] = {}
    for row, judgement in enumerate(judgements):
        rows.setdefault(judgement.asking.question_id, []).append(row)
    groups = [np.array(group, dtype=np.intp) for group in rows.values()]
    return bootstrap(lambda drawn: figure(np.concatenate([groups[place] for place in drawn])), len(groups))


def _outcomes(judgements: Sequence[Judgement]) -> dict[str, dict[str, int]]:
    """How many answerable and unanswerable questions were answered, answered with a caveat, declined."""
    counts = Counter((judgement.asking.answerable, judgement.evidence) for judgement in judgements)
    names = {Evidence.ENOUGH: "answered", Evidence.WEAK: "partial", Evidence.NONE: "declined"}
    return {
        name: {outcome: counts[truth, evidence] for evidence, outcome in names.items()}
        for name, truth in (("answerable", True), ("unanswerable", False))
    }


def _reliability(truth: NDArray[np.bool_], probability: Numbers) -> list[dict[str, float]]:
    """For each tenth of the range that is used: mean probability, share answerable, questions."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    return [
        {
            "from": number / BINS,
            "probability": float(probability[bins == number].mean()),
            "answerable": float(truth[bins == number].mean()),
            "questions": int((bins == number).sum()),
        }
        for number in range(BINS)
        if (bins == number).any()
    ]


def _curve(truth: NDArray[np.bool_], probability: Numbers) -> list[tuple[float, float]]:
    """(share answered, share of wrong answers among them), thinned to `CURVE` points."""
    risks = risk_by_coverage(truth, probability)
    places = np.unique(np.linspace(0, truth.size - 1, min(CURVE, truth.size)).astype(int))
    return [((place + 1) / truth.size, float(risks[place])) for place in places.tolist()]


def _among(context_ids: Sequence[str]) -> Filters:
    return Filters(document_ids=tuple(document_id(one) for one in context_ids))


def _share(hits: NDArray[np.bool_]) -> float:
    return float(hits.mean()) if hits.size else float("nan")


def _tables(figures: dict[str, Any]) -> Iterator[Table]:
    means = Table(title=f"Abstention, {figures['queries']} questions, {figures['answerable']} of them answerable")
    for column in ("figure", "value", "95 % interval"):
        means.add_column(column, justify="left" if column == "figure" else "right")
    for name, (low, high) in figures["intervals"].items():
        means.add_row(name, f"{figures[name]:.4f}", f"{low:.4f} – {high:.4f}")
    yield means
    outcomes = Table(title="What was done at the shipped thresholds")
    for column in ("", "answered", "partial", "declined"):
        outcomes.add_column(column, justify="right" if column else "left")
    for name, counts in figures["outcomes"].items():
        outcomes.add_row(name, *(str(count) for count in counts.values()))
    yield outcomes
    reliability = Table(title="Is the probability true?")
    for column in ("probability", "mean", "answerable", "questions"):
        reliability.add_column(column, justify="right")
    for row in figures["reliability"]:
        span = f"{row['from']:.1f} – {row['from'] + 1 / BINS:.1f}"
        reliability.add_row(span, f"{row['probability']:.2f}", f"{row['answerable']:.2f}", str(row["questions"]))
    yield reliability
    curve = Table(title="Risk when only the surest are answered")
    for column in ("answered", "wrong of these"):
        curve.add_column(column, justify="right")
    for tenth in range(1, 11):
        coverage, risk = min(figures["curve"], key=lambda point: abs(point[0] - tenth / 10))
        curve.add_row(f"{coverage:.0%}", f"{risk:.1%}")
    yield curve
