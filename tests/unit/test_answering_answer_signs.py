"""What shows that a sentence may hold the answer."""

from __future__ import annotations

import pytest

from assistant.answering.quotations.answer_signs import asks_life, in_the_unit, signs, tells_life
from assistant.answering.quotations.answer_types import AnswerType, Asked, Unit

KNOWN = "Mistä Hanke kertoo? 2024"


@pytest.mark.parametrize(
    ("answer_type", "holds", "holds_not"),
    [
        (AnswerType.TIME, "Haku päättyy 15.9.2026.", "Haku koskee kaikkia."),
        (AnswerType.TIME, "Tilaisuus on syyskuussa.", "Tilaisuus on Oulussa."),
        (AnswerType.TIME, "Üritus toimub mais.", "Mainittu tilaisuus on Maijan."),
        (AnswerType.TIME, "Ansökan görs i september.", "Ansökan görs på nätet."),
        (AnswerType.TIME, "Приём заявок до 1 сентября.", "Приём заявок открыт."),
        (AnswerType.QUANTITY, "Omarahoitus on 20 %.", "Omarahoitus vaaditaan."),
        (AnswerType.QUANTITY, "Kolme webinaaria pidettiin.", "Webinaareja pidettiin."),
        (AnswerType.PERSON, "Hanketta rahoittaa Euroopan unioni.", "Hanketta rahoittaa Hanke."),
        (AnswerType.PLACE, "Verkostopäivä on Oulussa.", "Verkostopäivä on etänä."),
        (AnswerType.REASON, "Mittaus tehdään, jotta muutos näkyy.", "Mittaus tehdään kerran."),
        (AnswerType.REASON, "Päätavoitteena oli lyhyempi lomake.", "Lomake on lyhyt."),
        (AnswerType.REASON, "Kiire johti virheisiin.", "Virheitä oli neljä."),
        (AnswerType.REASON, "Mistakes were the result of haste.", "There were four mistakes."),
        (AnswerType.DECISION, "Yritys ei voi hakea tukea.", "Yritys sijaitsee Oulussa."),
        (AnswerType.DEFINITION, "Suuralue on usean maakunnan alue.", "Usean maakunnan alue."),
    ],
)
def test_what_holds_an_answer(answer_type: AnswerType, holds: str, holds_not: str) -> None:
    assert signs(Asked(answer_type), holds, KNOWN)
    assert not signs(Asked(answer_type), holds_not, KNOWN)


@pytest.mark.parametrize("answer_type", [AnswerType.TIME, AnswerType.QUANTITY])
def test_a_number_of_the_question_answers_nothing(answer_type: AnswerType) -> None:
    assert not signs(Asked(answer_type), "Vuosi 2024 oli hyvä.", KNOWN)


def test_a_name_in_the_question_answers_nothing() -> None:
    assert not signs(Asked(AnswerType.PLACE), "Kaupunki nimeltä Oulu.", "Missä Oulu sijaitsee?")


def test_any_sentence_will_do_when_nothing_special_is_asked_for() -> None:
    assert not signs(Asked(AnswerType.OTHER), "Vuonna 2024 kolme.", "Mitä?")


@pytest.mark.parametrize(
    ("unit", "right", "wrong"),
    [
        (Unit.CLOCK, "Haku päättyy klo 16.15.", "Haku päättyy 15.9.2026."),
        (Unit.YEAR, "Hanke alkoi vuonna 2023.", "Hanke alkoi syyskuussa."),
        (Unit.SHARE, "Tuki on 80 prosenttia.", "Tuki on 80 euroa."),
        (Unit.MONEY, "Stödet är 50 000 euro.", "Stödet är 80 procent."),
        (Unit.DURATION, "Käsittely kestää kahdeksan viikkoa.", "Käsittelijöitä on kahdeksan."),
        (Unit.MEASURE, "Joki on 550 km pitkä.", "Joessa on 550 koskea."),
        (Unit.MEASURE, "Joki on 550km pitkä.", "Joki on 550 kmin päässä."),
        (Unit.DEATH, "Hänet teloitettiin.", "Hän asui Oulussa."),
        (Unit.DEATH, "She died of pneumonia.", "She lived in Oulu."),
        (Unit.COUNT, "Vastaajia oli 402.", "Kysely tehtiin vuonna 2026."),
    ],
)
def test_the_unit_that_is_asked_for(unit: Unit, right: str, wrong: str) -> None:
    asked = Asked(AnswerType.QUANTITY, unit)
    assert in_the_unit(asked, right, "")
    assert not in_the_unit(asked, wrong, "")


def test_no_unit_is_asked_for() -> None:
    assert not in_the_unit(Asked(AnswerType.QUANTITY), "Tuki on 80 euroa.", "")


def test_signs_stand_where_they_are_said_to() -> None:
    sentence = "Haku avautuu 1.10.2026 ja päättyy klo 16.15."
    found = [sentence[start:end] for start, end in signs(Asked(AnswerType.TIME), sentence, "")]
    assert "klo" in found
    assert any("2026" in sign or "1.10." in sign for sign in found)


def test_a_life_in_parentheses_tells_of_birth_and_death() -> None:
    assert asks_life("Milloin Minna Canth syntyi?")
    assert not asks_life("Mitä Minna Canth kirjoitti?")
    assert tells_life("Minna Canth (19. maaliskuuta 1844 Tampere – 12. toukokuuta 1897 Kuopio) oli kirjailija.")
    assert not tells_life("Minna Canth oli kirjailija.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Minna Canth (19. maaliskuuta 1844 Tampere – 12. toukokuuta 1897 Kuopio) oli kirjailija.",
        "Maija Meri (s. 3. toukokuuta 1970 Oulu) johti hanketta.",
        "Ada Lovelace (10 December 1815 – 27 November 1852) wrote programs.",
    ],
)
def test_the_dates_of_a_life_answer_nothing_else(sentence: str) -> None:
    asked = Asked(AnswerType.TIME)
    assert not signs(asked, sentence, "")
    assert signs(asked, sentence, "", life=True)
    assert signs(asked, sentence[:-1] + " vuonna 1899.", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ohjelma (2021–2027) rahoittaa hankkeita.",
        "Haku (1. syyskuuta 2025 – 30. tammikuuta 2026) on auki.",
        "Näyttely (1. maaliskuuta – 30. huhtikuuta 2024) on ilmainen.",
    ],
)
def test_a_programme_or_a_call_is_no_life(sentence: str) -> None:
    assert signs(Asked(AnswerType.TIME), sentence, "")
