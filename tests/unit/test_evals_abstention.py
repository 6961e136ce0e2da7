"""What is asked to see whether it is known that there is no answer, and what is counted."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.evidence import Evidence
from assistant.documents import Filters, document_id
from assistant.errors import PermanentError
from evals.abstention import (
    Asking,
    Judgement,
    hallucinations_at,
    judged_askings,
    measure,
    off_collection_askings,
)
from evals.datasets import JudgedQuestion, Passage, Question

PASSAGES = [
    Passage("a1", "fi", "Lasi", "Lasi on vanhaa."),
    Passage("a2", "fi", "Lasi", "Lasia tehdään hiekasta."),
    Passage("b1", "fi", "Puu", "Puu kasvaa."),
]


def judgement(answerable: bool, probability: float, evidence: Evidence, question: str) -> Judgement:
    return Judgement(Asking(question, "?", answerable, Filters()), probability, evidence)


JUDGED = [
    judgement(True, 0.95, Evidence.ENOUGH, "1"),
    judgement(True, 0.6, Evidence.ENOUGH, "2"),
    judgement(True, 0.3, Evidence.WEAK, "3"),
    judgement(False, 0.7, Evidence.ENOUGH, "4"),
    judgement(False, 0.2, Evidence.NONE, "5"),
]


def test_off_the_collection_everything_under_the_title_is_taken_out() -> None:
    there, gone = off_collection_askings([Question("q", "fi", "Kuinka vanhaa lasi on?", ("a1",))], PASSAGES)
    assert (there.answerable, there.filters) == (True, Filters())
    assert (gone.answerable, gone.filters.document_ids) == (False, (document_id("b1"),))


def test_candidates_limit_what_may_be_found() -> None:
    some, every = judged_askings(
        [JudgedQuestion("q", "Puu?", True, ("b1", "a1")), JudgedQuestion("r", "Kivi?", False, ())], PASSAGES
    )
    assert some.filters.document_ids == (document_id("b1"), document_id("a1"))
    assert not every.filters


def test_ids_that_no_passage_has_are_named() -> None:
    with pytest.raises(PermanentError, match="1 candidate ids of the questions stand in no corpus file: c9"):
        judged_askings([JudgedQuestion("q", "Puu?", True, ("b1", "c9"))], PASSAGES)
    with pytest.raises(PermanentError, match="1 context ids"):
        off_collection_askings([Question("q", "fi", "Puu?", ("c9",))], PASSAGES)


def test_a_collection_under_one_title_has_nothing_off_it() -> None:
    with pytest.raises(PermanentError, match="no passage is left"):
        off_collection_askings([Question("q", "fi", "Puu?", ("a1",))], PASSAGES[:2])


def test_rates_are_shares_of_the_questions_they_concern() -> None:
    figures = measure(JUDGED)
    assert figures["hallucination_rate"] == 1 / 2
    assert figures["miss_rate"] == pytest.approx(1 / 3)
    # Of six pairs, .6 and .3 stand below .7.
    assert figures["auroc"] == pytest.approx(4 / 6)
    # Surest first: right, wrong, right, right, wrong.
    assert figures["aurc"] == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 4 + 2 / 5) / 5)
    assert figures["outcomes"] == {
        "answerable": {"answered": 2, "partial": 1, "declined": 0},
        "unanswerable": {"answered": 1, "partial": 0, "declined": 1},
    }
    assert (figures["queries"], figures["answerable"]) == (5, 3)


def test_reliability_compares_the_probability_with_what_is_true() -> None:
    (low,) = [row for row in measure(JUDGED)["reliability"] if row["from"] == 0.2]
    assert low == {"from": 0.2, "probability": 0.2, "answerable": 0.0, "questions": 1}


def test_the_curve_ends_where_everything_is_answered() -> None:
    assert measure(JUDGED)["curve"][-1] == (1.0, pytest.approx(0.4))


def test_the_two_askings_of_a_question_are_drawn_together() -> None:
    # Each question is judged right both times, so every resample is perfect.
    pairs = [
        judgement(truth, probability, Evidence.ENOUGH, str(number))
        for number in range(8)
        for truth, probability in ((True, 0.9), (False, 0.1))
    ]
    assert measure(pairs)["intervals"]["auroc"] == [1.0, 1.0]


def test_the_least_hallucination_for_so_many_misses() -> None:
    truth = np.array([True] * 4 + [False] * 2)
    probability = np.array([0.9, 0.8, 0.7, 0.2, 0.3, 0.75])
    assert hallucinations_at(0.0, truth, probability) == 1.0
    assert hallucinations_at(0.25, truth, probability) == 0.5
    assert hallucinations_at(0.5, truth, probability) == 0.0
