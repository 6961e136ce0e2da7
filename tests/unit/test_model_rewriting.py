"""Follow-ups made whole by a language model: what is taken from it, and when the rules decide."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.answer import AnswerStatus
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.prose.generative import Model
from assistant.answering.prose.rewriting import Rewriter, keeps_to
from tests.model_builders import Clock, OpenBudget
from tests.scripted_model import ScriptedModel, StatusError, Step, prompts, says

HISTORY = [Exchange("Mitä hankkeita on Pirkanmaalla vuonna 2025?", "fi", AnswerStatus.ANSWERED)]
BY_RULES = "Mitä hankkeita on Uudellamaalla?"


def rules(text: str, language: str, history: Sequence[Exchange]) -> str | None:  # noqa: ARG001
    return BY_RULES if text.startswith("Entä") else None


def rewriter(model: ScriptedModel, budget: OpenBudget | None = None) -> Rewriter:
    return Rewriter(
        Model(model, "scripted-1"),
        budget or OpenBudget(),
        rules,
        mask=lambda text: text.replace("131052-308T", "[…]"),
        clock=Clock(),
    )


def test_what_the_model_writes_is_taken() -> None:
    whole = "Mitä hankkeita on Uudellamaalla vuonna 2025?"
    assert rewriter(says(whole))("Entä Uudellamaalla?", "fi", HISTORY) == whole


def test_a_question_that_is_whole_stays_as_it_is() -> None:
    assert rewriter(says("Milloin haku päättyy?"))("Milloin haku päättyy?", "fi", HISTORY) is None


def test_a_first_or_a_long_question_is_not_sent() -> None:
    model = says("Jotain muuta?")
    assert rewriter(model)("Milloin haku päättyy?", "fi", []) is None
    assert (
        rewriter(model)("Miten työhyvinvointikyselyn tulokset jaetaan työpaikoille tänä vuonna?", "fi", HISTORY) is None
    )
    assert model.asked == []


@pytest.mark.parametrize(
    "script",
    [
        [StatusError(429)],
        [ConnectionError()],
        [""],
        ["Mitä hankkeita on Lapissa?"],
        ["Mitä hankkeita on Uudellamaalla vuonna 2024?"],
        ["Which projects are there in Uusimaa, and what do they do?"],
        ["Mitä hankkeita on Uudellamaalla? " + "Kerro lisää. " * 30],
    ],
)
def test_a_failure_or_an_addition_leaves_it_to_the_rules(script: list[Step]) -> None:
    assert rewriter(says(*script))("Entä Uudellamaalla?", "fi", HISTORY) == BY_RULES


def test_over_budget_the_rules_decide() -> None:
    model = says("Mitä hankkeita on Uudellamaalla vuonna 2025?")
    assert rewriter(model, OpenBudget(allows=False))("Entä Uudellamaalla?", "fi", HISTORY) == BY_RULES
    assert model.asked == []


def test_personal_data_is_masked_and_the_answer_is_never_sent() -> None:
    model = says("x")
    history = [Exchange("Koskeeko tuki henkilöä 131052-308T?", "fi", AnswerStatus.ANSWERED)]
    rewriter(model)("Entä 131052-308T Uudellamaalla?", "fi", history)
    (sent,) = prompts(model)
    assert "131052-308T" not in sent
    assert "Koskeeko tuki henkilöä […]?" in sent


def test_a_translated_name_is_no_addition() -> None:
    assert keeps_to("Which projects are there in Finland?", "And in Finland?", "en", HISTORY)
    assert not keeps_to("Which projects are there in Sweden?", "And in Finland?", "en", HISTORY)
