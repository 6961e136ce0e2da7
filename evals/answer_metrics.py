"""Metrics of composed answers: the gold answer held, the right passage cited, quotations verbatim, language, status."""

from __future__ import annotations

import json
import re
import statistics
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.citations import MARKER, verbatim
from assistant.errors import PermanentError
from evals.datasets import Question
from evals.metrics import Estimate, estimate

_PUNCTUATION = re.compile(r"[^\w\s]|_")

Gold = Mapping[str, Sequence[str]]
"""Question id → the strings that answer it."""


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """What was measured within one budget.

    A question that was turned away counts as a miss in `gold_in_answer` and `citation_recall`; `answered` and
    `gold_in_answered` tell how much of that is abstention and how much the choice of sentences.

    Attributes:
        gold_in_answer: Share of questions whose answer's text holds a gold answer, normalised as in SQuAD.
        gold_in_answered: The same among the questions that were answered.
        answered: Share of questions that were answered at all, surely or with a caveat.
        median_words: Of the answers' text, the assistant's own words included, markers not; of what was answered.
        citation_precision: Share of citations that lead to a gold passage.
        citation_recall: Share of questions with a gold passage among their citations.
        citation_support: Share of citations that lead to a passage which holds a gold answer, gold passage or not.
        citations_per_answer: How many sources an answer names.
        verbatim: Share of quotations that stand word for word in the passage they cite.
        right_language: Share of questions that were answered in their language, which nobody told.
        right_status: Share of questions called answered without a caveat: each of them has an answer.
        questions: How many were asked.
    """

    gold_in_answer: Estimate
    gold_in_answered: float
    answered: float
    median_words: float
    citation_precision: float
    citation_recall: float
    citation_support: float
    citations_per_answer: float
    verbatim: float
    right_language: float
    right_status: float
    questions: int

    def flat(self) -> dict[str, float]:
        """The figures by name, for `--json`."""
        return {**asdict(self), "gold_in_answer": self.gold_in_answer.mean}


@dataclass(frozen=True, slots=True)
class _Judged:
    """One answer compared with what is right."""

    answered: bool
    holds_gold: bool
    words: int
    right_sources: tuple[bool, ...]
    supporting_sources: tuple[bool, ...]
    verbatim_quotes: tuple[bool, ...]
    right_language: bool
    sure: bool


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
    judged = [
        _judge(question, answer, gold[question.id], texts) for question, answer in zip(questions, given, strict=True)
    ]
    answered = [one for one in judged if one.answered]
    return AnswerReport(
        gold_in_answer=estimate([float(one.holds_gold) for one in judged]),
        gold_in_answered=_share(one.holds_gold for one in answered),
        answered=_share(one.answered for one in judged),
        median_words=float(statistics.median([one.words for one in answered] or [0])),
        citation_precision=_share(right for one in judged for right in one.right_sources),
        citation_recall=_share(any(one.right_sources) for one in judged),
        citation_support=_share(held for one in judged for held in one.supporting_sources),
        citations_per_answer=statistics.fmean([len(one.right_sources) for one in answered] or [0.0]),
        verbatim=_share(stands for one in judged for stands in one.verbatim_quotes),
        right_language=_share(one.right_language for one in judged),
        right_status=_share(one.sure for one in judged),
        questions=len(questions),
    )


def _judge(question: Question, answer: Answer, expected: Sequence[str], texts: Mapping[str, str]) -> _Judged:
    answered = bool(answer.citations)
    return _Judged(
        answered=answered,
        holds_gold=answered and any(holds(answer.text, one) for one in expected),
        words=len(MARKER.sub("", answer.text).split()),
        right_sources=tuple(citation.uri in question.context_ids for citation in answer.citations),
        supporting_sources=tuple(
            any(holds(texts[citation.uri], one) for one in expected) for citation in answer.citations
        ),
        verbatim_quotes=tuple(
            verbatim(quote, texts[citation.uri])
            for citation in answer.citations
            for quote in (citation.quote, *citation.also)
        ),
        right_language=answer.language == question.language,
        sure=answer.status is AnswerStatus.ANSWERED,
    )


def holds(text: str, expected: str) -> bool:
    """Whether `text` holds the answer `expected`, both normalised."""
    answer = normalised(expected)
    return bool(answer) and answer in normalised(MARKER.sub("", text))


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


def _share(hits: Iterable[bool]) -> float:
    """How many of the hits are true, 0 to 1; 0 when there are none."""
    return statistics.fmean([float(hit) for hit in hits] or [0.0])
