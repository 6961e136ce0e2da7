"""Metrics against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import auroc, brier, difference, estimate, ndcg, recall, reciprocal_rank, risk_by_coverage, rounded


@pytest.mark.parametrize(
    ("ranks", "expected_ndcg", "expected_rr"),
    [
        ([1], 1.0, 1.0),
        ([2], 0.6309298, 0.5),
        ([3], 0.5, 1 / 3),
        ([10], 0.2890648, 0.1),
        ([11], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_gain_falls_with_the_rank(ranks: list[int], expected_ndcg: float, expected_rr: float) -> None:
    assert ndcg(ranks, 1, 10) == pytest.approx(expected_ndcg)
    assert reciprocal_rank(ranks, 10) == pytest.approx(expected_rr)


def test_several_right_passages_share_the_gain() -> None:
    # Right passages at 1 and 3 of 2: (1 + 1/2) / (1 + 1/log2(3)).
    assert ndcg([1, 3], 2, 10) == pytest.approx(1.5 / 1.6309298)
    assert ndcg([1, 2], 2, 10) == pytest.approx(1.0)
    assert recall([1, 7], 2, 5) == 0.5
    assert reciprocal_rank([3, 7], 10) == pytest.approx(1 / 3)


def test_recall_counts_up_to_its_depth() -> None:
    assert [recall(ranks, 1, 5) for ranks in ([1], [5], [6], [])] == [1.0, 1.0, 0.0, 0.0]


def test_the_interval_holds_the_mean_and_repeats() -> None:
    values = [0.0, 1.0, 1.0, 0.5] * 25
    first = estimate(values)
    assert first.mean == pytest.approx(0.625)
    assert first.low < first.mean < first.high
    # The normal approximation: 1.96 standard errors each side.
    assert first.high - first.low == pytest.approx(2 * 1.96 * 0.4146 / 10, rel=0.1)
    assert estimate(values) == first


def test_no_questions_give_zeros() -> None:
    assert estimate([]).mean == 0.0


def test_a_paired_difference_is_surer_than_its_sides() -> None:
    before = [0.0, 1.0, 0.4, 0.8] * 25
    after = [value + 0.1 for value in before]
    gained = difference(after, before)
    assert gained.mean == pytest.approx(0.1)
    assert gained.low == pytest.approx(0.1) == gained.high


def test_auroc_is_the_share_of_pairs_in_the_right_order() -> None:
    # Of the pairs (true .9, false .8), (.9, .3), (.5, .8), (.5, .3), all but the third are right.
    truth = np.array([True, False, True, False])
    assert auroc(truth, np.array([0.9, 0.8, 0.5, 0.3])) == 0.75
    assert auroc(truth, np.array([0.5, 0.5, 0.5, 0.5])) == 0.5
    assert math.isnan(auroc(np.array([True]), np.array([0.5])))


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=2, max_size=30))
def test_auroc_of_the_opposite_probabilities_is_the_rest(cases: list[tuple[bool, float]]) -> None:
    truth, probability = np.array([case[0] for case in cases]), np.array([case[1] for case in cases])
    if truth.any() and not truth.all():
        assert auroc(truth, probability) + auroc(truth, -probability) == pytest.approx(1.0)


def test_brier_is_the_mean_squared_distance() -> None:
    assert brier(np.array([True, False]), np.array([0.8, 0.4])) == pytest.approx((0.04 + 0.16) / 2)


def test_risk_is_what_is_wrong_among_the_surest() -> None:
    truth = np.array([True, False, True, False])
    assert risk_by_coverage(truth, np.array([0.9, 0.8, 0.5, 0.3])) == pytest.approx([0, 1 / 2, 1 / 3, 2 / 4])
    # Of equal probabilities none comes first: half of them are wrong at every point.
    assert risk_by_coverage(truth, np.full(4, 0.5)) == pytest.approx([0.5] * 4)


def test_figures_are_rounded_throughout_and_undefined_ones_are_empty() -> None:
    assert rounded({"a": 0.123456, "b": [math.nan, 1], "c": {"d": 2 / 3}}) == {
        "a": 0.1235,
        "b": [None, 1],
        "c": {"d": 0.6667},
    }
