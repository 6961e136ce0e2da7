"""The language of questions, search words and documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import FUNCTION_WORDS, SUPPORTED, detect, detect_document
from tests.unit.language_questions import QUESTIONS, SEARCH_WORDS

CODES = [language.code for language in SUPPORTED]


def test_seven_languages_with_finnish_first() -> None:
    assert CODES == ["fi", "sv", "en", "et", "ru", "uk", "ar"]
    assert [language.code for language in SUPPORTED if language.direction == "rtl"] == ["ar"]
    assert all(language.name and language.endonym for language in SUPPORTED)


@pytest.mark.parametrize(
    ("language", "question"), [(code, question) for code, questions in QUESTIONS.items() for question in questions]
)
def test_question(language: str, question: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize("language", SEARCH_WORDS)
def test_bare_search_words(language: str) -> None:
    words = SEARCH_WORDS[language]
    right = sum(detect(word) == language for word in words)
    assert right / len(words) >= (0.75 if language == "et" else 0.9)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Mis on", "et"),
        ("mita", "fi"),
        ("vad", "sv"),
        ("who?", "en"),
        ("Что такое hankekahvit?", "ru"),
        ("Що таке hankekahvit?", "uk"),
        ("ما هي hankekahvit؟", "ar"),
        ("What does Привет mean?", "en"),
        ("Mitä tarkoittaa слово?", "fi"),
        ("Kuka ohjasi Star Wars: The Force Awakens -elokuvan?", "fi"),
        ("Milloin Thomas More syntyi?", "fi"),
        ("Vem leder projektet Työkykyä kaikille?", "sv"),
        ("VILKA UTLYSNINGAR ÄR ÖPPNA?", "sv"),
        ("mika\u0308 on hankekahvit", "fi"),
    ],
)
def test_short_mixed_and_oddly_typed(question: str, language: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize("text", ["", "   ", "2026", "ESR+ 2026", "???", "🙂", "漢字", "15.9.2026–1.10.2026"])
def test_default_when_nothing_tells(text: str) -> None:
    assert detect(text) == "fi"
    assert detect(text, default="sv") == "sv"


@pytest.mark.parametrize("language", ["fi", "sv", "en", "et", "ru", "uk"])
def test_document(language: str) -> None:
    assert detect_document(" ".join(QUESTIONS.get(language, ()) or FUNCTION_WORDS[language].split())) == language


def test_arabic_document() -> None:
    assert detect_document("يهدف المشروع إلى تحسين الحياة العملية في فنلندا") == "ar"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 345 | 67 | 89",
        "Der Antrag ist bis zum Ende des Jahres einzureichen und wird vom Amt geprüft.",
        "Le projet vise à améliorer la vie professionnelle dans les entreprises.",
        "Ten projekt ma na celu poprawę życia zawodowego w przedsiębiorstwach.",
        "職場の改善プロジェクト",
    ],
)
def test_document_of_no_known_language(text: str) -> None:
    assert detect_document(text) == "und"


def test_long_document_is_read_in_its_middle_and_end_too() -> None:
    contents = "Sisällysluettelo " + ". " * 3000
    body = "Hanke on tukenut työpaikkoja, jotka ovat halunneet parantaa tuottavuutta ja työhyvinvointia. " * 60
    assert detect_document(contents + body) == "fi"


def test_document_in_two_languages_is_in_the_one_with_more_text() -> None:
    finnish = "Hanke on tukenut työpaikkoja, jotka ovat halunneet parantaa tuottavuutta."
    swedish = "Projektet har stött arbetsplatser som vill förbättra produktiviteten."
    assert detect_document(f"{finnish}\n{swedish}\n{finnish}") == "fi"
    assert detect_document(f"{swedish}\n{finnish}\n{swedish}") == "sv"


def test_form_without_sentences_is_finnish_when_its_words_are() -> None:
    fields = "Hakijan nimi\nYhteyshenkilö ja puhelinnumero\nHankkeen tavoitteet\nToteutusalue\nOmarahoituksen määrä"
    assert detect_document(fields) == "fi"


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) in CODES
    assert detect_document(text) in [*CODES, "und"]


@given(st.sampled_from([q for questions in QUESTIONS.values() for q in questions]))
def test_spaces_and_punctuation_change_nothing(question: str) -> None:
    assert detect(f"  {question.replace(' ', '  ')} !! ") == detect(question)


@pytest.mark.parametrize(
    ("language", "questions"),
    [
        ("fi", "Hoitavatko kunnat AI:ta?|Kuuluuko tämä THL:lle?|Onko tuki ALV:tonta?|Mitä TEM:ssä päätetään?"),
        ("fi", "Lähteekö EU:sta maksu?|Kuka maksaa LATU:n kulut?|Onko 5 %:a liikaa?|Teams vai Zoom, kumpi on parempi?"),
        ("sv", "Använder kommunerna AI?|Vad gör NTM?|Gäller EU:s villkor?|Är GDPR ett krav?|Vem leder SOK:en?"),
        ("en", "Do towns use AI?|What does ELY do?|Is GDPR covered?|How is THT measured?|Can SMEs apply for ESF+?"),
        ("et", "Kas vallad kasutavad AI-d?|Mis on ESF+?|Kes juhib SOK-i?|Kui palju EL maksab?|Millal ELY vastab?"),
        (
            "ru",
            "Используют ли города AI?|Что такое ESF+?|Где найти PDF?|Когда ответит ELY?|Сколько дал ЕС?",
        ),
        ("uk", "Чи використовують міста AI?|Що таке ESF+?|Де знайти PDF?|Чи платить Kela?|Правила ЄС?"),
        ("ar", "هل تستخدم المدن AI؟|ما هو ESF+؟|أين PDF؟|متى يرد ELY؟|ماذا تفعل THL؟"),
    ],
)
@pytest.mark.parametrize("default", ["fi", "sv", "en"])
def test_abbreviations_and_names_leave_the_language_as_it_is(language: str, questions: str, default: str) -> None:
    for question in questions.split("|"):
        assert detect(question, default=default) == language, question
