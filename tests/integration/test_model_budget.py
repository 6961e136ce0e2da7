"""The day's tokens: counted in a file, kept over a restart, new at midnight in Helsinki."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from pathlib import Path

import pytest

from assistant.answering.prose.budget import FILE, Allowance, Budget, Spent
from assistant.calls.clock import HELSINKI
from tests.model_builders import assistant, budget_in
from tests.scripted_model import says

EVENING = dt.datetime(2026, 11, 24, 23, 59, tzinfo=HELSINKI)


def test_it_survives_a_restart(tmp_path: Path) -> None:
    assert budget_in(tmp_path, 100).reserve(40, 40)
    again = budget_in(tmp_path, 100)
    assert again.spent_today() == Spent(40, 40)
    assert not again.reserve(15, 6)
    assert again.reserve(15, 5)


def test_what_was_not_used_is_given_back(tmp_path: Path) -> None:
    budget = budget_in(tmp_path, 100)
    assert budget.reserve(20, 70)
    budget.settle(Spent(20, 70), Spent(25, 5))
    assert budget.spent_today() == Spent(25, 5)


def test_a_new_day_is_a_new_budget(tmp_path: Path) -> None:
    assert budget_in(tmp_path, 100, lambda: EVENING).reserve(50, 50)
    assert not budget_in(tmp_path, 100, lambda: EVENING).reserve(0, 1)
    assert budget_in(tmp_path, 100, lambda: EVENING + dt.timedelta(minutes=1)).reserve(50, 50)


def test_without_a_limit_tokens_are_counted_all_the_same(tmp_path: Path) -> None:
    budget = budget_in(tmp_path, None)
    assert budget.reserve(10**9, 10**9)
    assert budget.spent_today().read == 10**9


def test_nothing_is_allowed_by_a_budget_of_none(tmp_path: Path) -> None:
    assert not budget_in(tmp_path, 0).reserve(1, 0)


@pytest.mark.parametrize(("read", "written", "allowed"), [(500_000, 100_000, True), (500_000, 150_000, False)])
def test_cost_is_counted_with_two_prices(tmp_path: Path, read: int, written: int, allowed: bool) -> None:
    allowance = Allowance(cost=2.0, prices=(2.0, 8.0))
    assert Budget(tmp_path, allowance, lambda: EVENING).reserve(read, written) is allowed


def test_calls_side_by_side_stay_within_it(tmp_path: Path) -> None:
    allowed: list[bool] = []
    budgets = [budget_in(tmp_path, 50) for _ in range(8)]
    threads = [
        threading.Thread(target=lambda budget=budget: allowed.extend(budget.reserve(5, 5) for _ in range(5)))
        for budget in budgets
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert allowed.count(True) == 5
    assert budget_in(tmp_path, 50).spent_today() == Spent(25, 25)


def test_a_count_that_cannot_be_kept_allows_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be taken for a broken one" * 100)
    budget = budget_in(tmp_path, 100)
    assert not budget.reserve(1, 1)
    budget.settle(Spent(1, 1), Spent(1, 1))
    assert "cannot be kept" in caplog.text
    with pytest.raises(sqlite3.Error):
        budget.spent_today()


def test_over_budget_the_reader_gets_quotations_and_is_told(tmp_path: Path) -> None:
    good = "Tuki on enintään 80 prosenttia kustannuksista [1]."
    model = says(good)
    asked = assistant(model, budget=budget_in(tmp_path, 1500), max_tokens=200)
    notices = [asked.ask("Paljonko tuki on?").notice for _ in range(6)]
    assert notices[0] == ""
    assert notices[-1] == "model_budget"
    assert len(model.asked) == notices.count("")
    assert budget_in(tmp_path, 1500).spent_today().read > 0
