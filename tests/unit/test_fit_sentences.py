"""The fit finds the feature that decides, and its report is of questions that it never saw."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.quotations.sentence_features import FEATURES
from assistant.retrieval.results import SearchResults
from evals.datasets import Question
from scripts.fit_sentences import Case, as_weights, cases, chances, cross_validated, fit, quality
from tests.answering_builders import found, result

DECIDES = list(FEATURES).index("relation")


def made(questions: int, seed: int = 1) -> list[Case]:
    """Cases of five sentences in which the one with most of one feature is right, the other features being noise."""
    random = np.random.default_rng(seed)
    rows = [random.normal(size=(5, len(FEATURES))) for _ in range(questions)]
    return [Case(row, row[:, DECIDES] == row[:, DECIDES].max()) for row in rows]


def test_the_feature_that_decides_gets_the_weight() -> None:
    weights = fit(made(200))
    assert int(np.argmax(np.abs(weights))) == DECIDES
    first, two, loss = quality(made(100, seed=2), weights)
    assert first > 0.8
    assert two >= first
    assert loss < np.log(5)


def test_without_the_feature_that_decides_nothing_is_known() -> None:
    learned = made(150)
    assert cross_validated(learned)[0] > cross_validated(learned, without=DECIDES)[0] + 0.3


def test_chances_make_one() -> None:
    (case,) = made(1)
    assert chances(case, np.ones(len(FEATURES))).sum() == pytest.approx(1)


def test_the_same_cases_give_the_same_coefficients() -> None:
    assert as_weights(fit(made(20))) == as_weights(fit(made(20)))
    assert set(as_weights(fit(made(20)))) == set(FEATURES)


def test_a_question_whose_answer_no_sentence_holds_teaches_nothing() -> None:
    questions = [Question("1", "fi", "Milloin?", ("a",)), Question("2", "fi", "Milloin?", ("a",))]

    def search(_query: str) -> SearchResults:
        return found(result("Haku on auki. Se päättyy 15.9.2026.", uri="a"))

    learned = cases(questions, {"1": ["15.9.2026"], "2": ["16.9.2026"]}, search)
    assert [case.right.tolist() for case in learned] == [[False, True]]


def test_the_gold_passage_goes_before_another_that_holds_the_answer_too() -> None:
    def search(_query: str) -> SearchResults:
        return found(result("Vuonna 1975.", uri="b"), result("Se oli 1975.", uri="a", score=0.9))

    (case,) = cases([Question("1", "fi", "Milloin?", ("a",))], {"1": ["1975"]}, search)
    assert case.right.tolist() == [False, True]
