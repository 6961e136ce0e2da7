"""What a question asks for, in seven languages, and in which unit."""

from __future__ import annotations

import pytest

from assistant.answering.quotations.answer_types import (
    QUESTIONS,
    AnswerType,
    Asked,
    Unit,
    expected_answer,
    expected_answers,
)
from assistant.language import SUPPORTED


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Milloin haku päättyy?", "fi", AnswerType.TIME),
        ("Minä vuonna hanke alkoi?", "fi", AnswerType.TIME),
        ("När stänger utlysningen?", "sv", AnswerType.TIME),
        ("What is the deadline?", "en", AnswerType.TIME),
        ("Millal taotlusvoor lõpeb?", "et", AnswerType.TIME),
        ("Когда закрывается конкурс?", "ru", AnswerType.TIME),
        ("Коли закривається конкурс?", "uk", AnswerType.TIME),
        ("متى ينتهي التقديم؟", "ar", AnswerType.TIME),
        ("Paljonko on omarahoitusosuus?", "fi", AnswerType.QUANTITY),
        ("Montako webinaaria pidettiin?", "fi", AnswerType.QUANTITY),
        ("Mikä on omarahoituksen osuus?", "fi", AnswerType.QUANTITY),
        ("Hur många svarade?", "sv", AnswerType.QUANTITY),
        ("How long does a project last?", "en", AnswerType.QUANTITY),
        ("Kui palju raha saab?", "et", AnswerType.QUANTITY),
        ("Сколько длится проект?", "ru", AnswerType.QUANTITY),
        ("Скільки триває проєкт?", "uk", AnswerType.QUANTITY),
        ("كم تبلغ نسبة التمويل؟", "ar", AnswerType.QUANTITY),
        ("Kuka rahoittaa hanketta?", "fi", AnswerType.PERSON),
        ("Vem finansierar projektet?", "sv", AnswerType.PERSON),
        ("Missä verkostopäivä pidetään?", "fi", AnswerType.PLACE),
        ("Mihin kaupunkiin toimisto muutti?", "fi", AnswerType.PLACE),
        ("Mihin tautiin eläin kuoli?", "fi", AnswerType.REASON),
        ("Mistä opas kertoo?", "fi", AnswerType.OTHER),
        ("Mistä kuormitus johtui?", "fi", AnswerType.REASON),
        ("Where is the event?", "en", AnswerType.PLACE),
        ("Miksi alkumittaus tehdään?", "fi", AnswerType.REASON),
        ("لماذا يجرى القياس؟", "ar", AnswerType.REASON),
        ("Voiko yritys hakea tukea?", "fi", AnswerType.DECISION),
        ("Kan ett företag söka stöd?", "sv", AnswerType.DECISION),
        ("Kas ettevõte saab taotleda?", "et", AnswerType.DECISION),
        ("Может ли компания подать заявку?", "ru", AnswerType.DECISION),
        ("Чи може компанія подати заявку?", "uk", AnswerType.DECISION),
        ("هل يمكن للشركة التقديم؟", "ar", AnswerType.DECISION),
        ("Miten alkumittaus tehdään?", "fi", AnswerType.OTHER),
        ("työkyky", "fi", AnswerType.OTHER),
        ("Was ist das?", "de", AnswerType.OTHER),
    ],
)
def test_expected_answer(question: str, language: str, expected: AnswerType) -> None:
    assert expected_answer(question, language) is expected


@pytest.mark.parametrize("answer_type", QUESTIONS)
def test_every_type_is_asked_for_in_every_language(answer_type: AnswerType) -> None:
    assert list(QUESTIONS[answer_type]) == [language.code for language in SUPPORTED]


@pytest.mark.parametrize(
    ("question", "language", "unit"),
    [
        ("Minä vuonna hanke alkoi?", "fi", Unit.YEAR),
        ("Milloin haku päättyy?", "fi", None),
        ("Monelta haku sulkeutuu?", "fi", Unit.CLOCK),
        ("Kuinka suuri osuus vastasi?", "fi", Unit.SHARE),
        ("Paljonko koulutus maksaa?", "fi", Unit.MONEY),
        ("Kuinka kauan käsittely kestää?", "fi", Unit.DURATION),
        ("Kuinka korkea torni on?", "fi", Unit.MEASURE),
        ("Montako vastaajaa kyselyssä oli?", "fi", Unit.COUNT),
        ("Mihin Minna Canth kuoli?", "fi", Unit.DEATH),
        ("How did Selma Lagerlöf die?", "en", Unit.DEATH),
        ("Miksi haku peruttiin?", "fi", None),
        ("Hur många svarade?", "sv", Unit.COUNT),
        ("Hur länge tar det?", "sv", Unit.DURATION),
        ("How much does it cost?", "en", Unit.MONEY),
        ("Сколько длится проект?", "ru", Unit.DURATION),
    ],
)
def test_the_unit_of_the_answer(question: str, language: str, unit: Unit | None) -> None:
    assert expected_answers(question, language)[0].unit is unit


def test_a_question_may_ask_for_several_things() -> None:
    asked = expected_answers("Peruttiinko etätyöhaku, ja miksi?", "fi")
    assert [one.type for one in asked] == [AnswerType.DECISION, AnswerType.REASON]


def test_a_question_may_come_after_a_greeting() -> None:
    asked = expected_answers("Hei! Olen pienestä yhdistyksestä. Paljonko tukea voi saada?", "fi")
    assert asked == (Asked(AnswerType.QUANTITY, Unit.MONEY),)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Mikä on suuralue?", "fi"),
        ("Vad är projektkaffe?", "sv"),
        ("What is a skills badge?", "en"),
        ("Что такое ЕСФ?", "ru"),
    ],
)
def test_what_something_is(question: str, language: str) -> None:
    assert expected_answer(question, language) is AnswerType.DEFINITION
