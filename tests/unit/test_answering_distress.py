from __future__ import annotations

import pytest

from assistant.answering.answer import AnswerStatus
from assistant.answering.distress import answer_distress, recognise_distress
from assistant.answering.question import Question
from assistant.answering.routing import Asked
from assistant.documents import Filters


@pytest.mark.parametrize(
    "text",
    [
        "Haluan kuolla", "en jaksa enää elää.", "Tapan itseni!", "aion tehdä itsemurhan", "mietin itsemurhaa",
        "Jag vill dö", "jag orkar inte leva längre", "vill ta livet av mig",
        "I want to die", "I don't want to live anymore", "I don’t want to be alive", "thinking about killing myself",
        "ma tahan surra", "ei taha enam elada", "Хочу умереть", "я не хочу больше жить", "думаю о самоубийстве",
        "не хочу жити", "хочу померти", "أريد أن أموت", "لا أريد أن أعيش", "Töissä on rankkaa ja haluan vain kuolla",
    ],
)  # fmt: skip
def test_who_may_hurt_themselves_is_given_numbers(text: str) -> None:
    assert recognise_distress(text) == "self_harm"


@pytest.mark.parametrize(
    "text",
    [
        "tapan sinut", "Aion ampua kaikki", "tuon pommin toimistolle", "jag ska döda dig", "I will kill my boss",
        "I'm going to shoot everyone", "я убью тебя", "вб'ю всіх", "سأقتلك",
    ],
)  # fmt: skip
def test_threats_are_told_where_to_turn(text: str) -> None:
    assert recognise_distress(text) == "threat"


@pytest.mark.parametrize(
    "text",
    [
        "Miten itsemurhia ehkäistään työpaikalla?", "väkivallan uhka työssä", "Kuolemantapaukset rakennusalalla",
        "Hur förebyggs självmord på arbetsplatsen?", "suicide prevention at work", "How to handle threats at work",
        "Haluan hakea rahoitusta", "Jag vill döpa projektet", "kill the meeting", "deadline", "Kuka tapasi ryhmän?",
        "tapaan itse hakijat", "Профилактика самоубийств на работе", "tapaturmat", "Mitä työväkivalta on?",
        "I want to diversify funding", "Haluaisin kuulla lisää", "miten saan ideani läpi", "tahan surfata",
    ],
)  # fmt: skip
def test_questions_on_hard_topics_are_questions(text: str) -> None:
    assert recognise_distress(text) is None


@pytest.mark.parametrize("language", ["fi", "sv", "en", "et", "ru", "uk", "ar"])
def test_the_answer_is_fixed_and_has_the_emergency_number(language: str) -> None:
    answer = answer_distress(Asked(Question("Haluan kuolla", language), Filters()))
    assert answer is not None
    assert (answer.status, answer.route, answer.language) == (AnswerStatus.REFUSED, "distress", language)
    assert "112" in answer.text
    assert "09 2525 01" in answer.text
    assert answer.citations == ()
