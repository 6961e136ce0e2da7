"""What became of each question of the golden set, and the shares that went well."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.assistant import Assistant
from assistant.documents import SearchResult
from evals.golden_set import CORPUS, GoldenQuestion
from evals.metrics import estimate

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
EVERY = "all"
"""Name of all questions together."""
OTHERS = "not fi"
"""Name of the questions in other languages than Finnish."""
HALVES = ("tune", "check")
"""Names of two halves of the questions, parted by their ids: what is changed because of a miss in the first must do as
well in the second, or it serves these questions alone."""
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


def ask(assistant: Assistant, question: GoldenQuestion) -> Outcome:
    """Asks one question as a user would, with no language given, and judges the answer."""
    answer = assistant.ask(question.text)
    rank = next((place for place, result in enumerate(answer.results, 1) if is_gold(question, result)), None)
    return Outcome(question, answer, rank, tuple(question.missing(answer.text)))


def is_gold(question: GoldenQuestion, result: SearchResult) -> bool:
    """Whether a passage found is one that answers the question."""
    document = result.document.uri.removeprefix(f"{CORPUS.name}/")
    return any(gold.is_in(document, result.chunk.text) for gold in question.gold)


def half(question_id: str) -> str:
    """Which of `HALVES` a question is in; it stays there whatever questions come and go."""
    return HALVES[hashlib.sha256(question_id.encode()).digest()[0] % 2]


def hits(outcomes: Sequence[Outcome]) -> dict[str, list[float]]:
    """1 or 0 a question, by the names of `FIGURES`; a figure that no question is asked for is left out."""
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
    return {name: [float(hit) for hit in found] for name, found in values.items() if found}


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares, 0 to 1, by the names of `FIGURES`."""
    return {name: statistics.fmean(found) for name, found in hits(outcomes).items()}


def groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each language, in the order of the questions, of the two halves, and of all."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.question.language, []).append(outcome)
    others = [outcome for outcome in outcomes if outcome.question.language != "fi"]
    halves = {name: [one for one in outcomes if half(one.question.id) == name] for name in HALVES}
    return {name: group for name, group in {**found, OTHERS: others, **halves, EVERY: list(outcomes)}.items() if group}


def flat_figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Every figure as `name` for all questions and `name@group` for those of a language or of a half."""
    return {
        _key(name, group): round(value, 4)
        for group, found in groups(outcomes).items()
        for name, value in (*figures(found).items(), ("questions", float(len(found))))
    }


def intervals(outcomes: Sequence[Outcome]) -> dict[str, list[float]]:
    """The 95 % bootstrap interval of every figure, under the keys of `flat_figures`."""
    estimates = {
        _key(name, group): estimate(found)
        for group, members in groups(outcomes).items()
        for name, found in hits(members).items()
    }
    return {key: [value.low, value.high] for key, value in estimates.items()}


def _key(name: str, group: str) -> str:
    return name if group == EVERY else f"{name}@{group}"


def misses(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """What did not go well, in the order of the questions."""
    return [outcome for outcome in outcomes if outcome.why]
