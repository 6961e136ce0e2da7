"""What a question asks for, in seven languages, and what holds it."""

from __future__ import annotations

import pytest

from assistant.answering.answer_types import QUESTIONS, AnswerType, expected_answer, holds_answer
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
    ("answer_type", "holds", "holds_not"),
    [
        (AnswerType.TIME, "Haku päättyy 15.9.2026.", "Haku koskee kaikkia."),
        (AnswerType.TIME, "Tilaisuus on syyskuussa.", "Tilaisuus on Oulussa."),
        (AnswerType.TIME, "Ansökan görs i september.", "Ansökan görs på nätet."),
        (AnswerType.TIME, "Приём заявок до 1 сентября.", "Приём заявок открыт."),
        (AnswerType.QUANTITY, "Omarahoitus on 20 %.", "Omarahoitus vaaditaan."),
        (AnswerType.QUANTITY, "Kolme webinaaria pidettiin.", "Webinaareja pidettiin."),
        (AnswerType.PERSON, "Hanketta rahoittaa Euroopan unioni.", "Hanketta rahoittaa Hanke."),
        (AnswerType.PLACE, "Verkostopäivä on Oulussa.", "Verkostopäivä on etänä."),
        (AnswerType.REASON, "Mittaus tehdään, jotta muutos näkyy.", "Mittaus tehdään kerran."),
        (AnswerType.DECISION, "Yritys ei voi hakea tukea.", "Yritys sijaitsee Oulussa."),
    ],
)
def test_what_holds_an_answer(answer_type: AnswerType, holds: str, holds_not: str) -> None:
    known = "Mistä Hanke kertoo?"
    assert holds_answer(answer_type, holds, known)
    assert not holds_answer(answer_type, holds_not, known)


def test_a_name_in_the_question_answers_nothing() -> None:
    assert not holds_answer(AnswerType.PLACE, "Kaupunki nimeltä Oulu.", "Missä Oulu sijaitsee?")


def test_any_sentence_will_do_when_nothing_special_is_asked_for() -> None:
    assert not holds_answer(AnswerType.OTHER, "Vuonna 2024 kolme.", "Mitä?")
