"""Metrics against values worked out by hand."""

from __future__ import annotations

import pytest

from evals.metrics import estimate, ndcg, recall, reciprocal_rank


@pytest.mark.parametrize(
    ("rank", "expected_ndcg", "expected_rr"),
    [(1, 1.0, 1.0), (2, 0.6309298, 0.5), (3, 0.5, 1 / 3), (10, 0.2890648, 0.1), (11, 0.0, 0.0), (None, 0.0, 0.0)],
)
def test_gain_falls_with_the_rank(rank: int | None, expected_ndcg: float, expected_rr: float) -> None:
    assert ndcg(rank, 10) == pytest.approx(expected_ndcg)
    assert reciprocal_rank(rank, 10) == pytest.approx(expected_rr)


def test_recall_counts_up_to_its_depth() -> None:
    assert [recall(rank, 5) for rank in (1, 5, 6, None)] == [1.0, 1.0, 0.0, 0.0]


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
