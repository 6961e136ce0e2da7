"""The dialogue on eligibility: steps, skipping, starting over, and the reasons at its end."""

from __future__ import annotations

import pytest

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.calls.amounts import amount_in
from assistant.answering.calls.eligibility import ROUTE, answer_eligibility
from assistant.answering.calls.mentioned import applicants_in, is_restart, is_skip
from assistant.answering.citations import sound
from assistant.answering.conversation.exchange import STEP, Exchange
from assistant.answering.conversation.follow_up import resolve
from assistant.answering.messages import say
from assistant.answering.question import Question
from assistant.answering.routing import Asked
from assistant.calls.names import keys, named
from assistant.documents import Filters
from assistant.language import SUPPORTED
from tests.call_builders import NOW
from tests.index_fakes import FakeAnalyser
from tests.unit.test_answering_call_answers import ALL, LAPLAND, library

ROUTE_TO_IT = answer_eligibility(library(*ALL), lambda: NOW, FakeAnalyser())


def talk(*turns: str, language: str = "fi") -> Answer | None:
    """The answer to the last of several turns."""
    history: tuple[Exchange, ...] = ()
    answer = None
    for turn in turns:
        answer = ROUTE_TO_IT(Asked(Question(turn, language), Filters(), history))
        history += (Exchange.of(turn, answer),) if answer else ()
    return answer


def test_each_step_asks_one_thing_with_choices() -> None:
    asked = [talk(*turns) for turns in (("Voimmeko hakea rahoitusta?",), ("Voimmeko hakea rahoitusta?", "Yhdistys"))]
    assert all(answer and answer.status is AnswerStatus.CLARIFICATION for answer in asked)
    first, second = (answer for answer in asked if answer)
    assert say("eligible_ask_applicant", "fi") in first.text
    assert "yhdistykset" in first.suggestions
    assert second.carried == {STEP: "region", "applicant": "yhdistykset"}
    assert say("eligible_skip", "fi") in second.suggestions


def test_it_ends_in_calls_with_reasons_and_says_who_decides() -> None:
    answer = talk("Onko meille sopivaa hakua?", "yhdistykset", "Lappi", "Ohita", "500 000 €")
    assert answer is not None
    assert answer.status is AnswerStatus.ANSWERED
    assert sound(answer.text, answer.citations, answer.results)
    fits, not_fits = answer.text.split(say("eligible_fits_not", "fi"))
    assert "Työkyvyn tuki" in fits
    assert f"{LAPLAND.name.fi}: auki" in not_fits
    assert "Vastaan – Tuki hanketta kohti: 60\u00a0000–300\u00a0000 €" in not_fits
    assert answer.text.endswith(say("eligible_funder_decides", "fi"))
    assert "Turvallinen työ" not in answer.text


def test_what_is_told_at_once_need_not_be_asked() -> None:
    answer = talk("Olen yhdistyksestä Jyväskylästä, rahaa tarvittaisiin 30 000 €. Sopisiko meille jokin haku?")
    assert answer is not None
    assert answer.status is AnswerStatus.ANSWERED
    assert "Vastaan – Alueet: Lappi" in answer.text


def test_it_starts_over_whenever_that_is_said() -> None:
    for turns in (["yhdistykset"], ["yhdistykset", "Lappi", "Ohita", "Ohita"]):
        answer = talk("Onko meille sopivaa hakua?", *turns, "Aloita alusta")
        assert answer is not None
        assert answer.carried == {STEP: "applicant"}


def test_a_reply_that_is_not_understood_is_asked_again_and_another_question_leaves_the_dialogue() -> None:
    again = talk("Onko meille sopivaa hakua?", "hmm")
    assert again is not None
    assert say("eligible_not_understood", "fi") in again.text
    assert again.carried[STEP] == "applicant"
    assert talk("Onko meille sopivaa hakua?", "Miten hankkeesta viestitään?") is None


def test_a_reply_is_no_follow_up() -> None:
    before = Exchange("Onko meille sopivaa hakua?", "fi", AnswerStatus.CLARIFICATION, ROUTE, (), {STEP: "region"})
    assert resolve("Entä Lappi?", "fi", (before,), FakeAnalyser()) is None


@pytest.mark.parametrize("language", [one.code for one in SUPPORTED])
def test_what_the_buttons_say_is_understood(language: str) -> None:
    assert is_skip(say("eligible_skip", language))
    assert is_restart(say("eligible_restart", language))
    start = say("call_suits_us", language)
    for choice in ("kunnat", "yhdistykset", "säätiöt", "yritykset", "oppilaitokset", "hyvinvointialueet"):
        answer = talk(start, named("applicant", choice, language) or "", language=language)
        assert answer is not None
        assert answer.carried.get("applicant") == choice
        assert answer.language == language


@pytest.mark.parametrize("language", [one.code for one in SUPPORTED])
def test_no_kind_of_applicant_is_taken_for_another(language: str) -> None:
    for key in keys("applicant"):
        found = applicants_in(named("applicant", key, language) or "", language)
        assert found[:1] in ([key], [])


@pytest.mark.parametrize(
    ("text", "bare", "amount"),
    [
        ("rahaa tarvittaisiin 30 000 €", False, 30_000),
        ("ehkä kolmekymmentätuhatta euroa", False, 30_000),
        ("satatuhatta", False, 100_000),
        ("0,5 milj. euroa", False, 500_000),
        ("€100,000", False, 100_000),
        ("200k €", False, 200_000),
        ("noin 50000", True, 50_000),
        ("noin 50000", False, None),
        ("hanke alkaa 2027", False, None),
        ("25 työpaikkaa", True, None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, bare: bool, amount: int | None) -> None:
    assert amount_in(text, bare=bare) == amount
