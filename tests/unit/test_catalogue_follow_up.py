"""Counts and lists are gone on from: what a follow-up names takes its place, all else stays."""

from __future__ import annotations

import pytest

from assistant.analysis import Analyser
from assistant.answering.answer import AnswerStatus
from assistant.answering.catalogue.answers import answer_catalogue
from assistant.answering.catalogue.follow_up import continue_catalogue
from assistant.answering.catalogue.questions import KINDS, CatalogueQuestion, recognise_catalogue_question
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.question import Question
from assistant.answering.routing import Asked
from assistant.calls.names import keys
from assistant.documents import DocumentKind, Filters
from assistant.language import SUPPORTED, detect
from tests.unit.test_answering_catalogue import Shelf


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def counted(question: str, route: str = "catalogue") -> Exchange:
    return Exchange(question, detect(question), AnswerStatus.ANSWERED, route)


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("Montako raporttia julkaistiin vuonna 2025?", "Entä 2024?", "Montako asiakirjaa: raportit, 2024?"),
        ("Montako raporttia julkaistiin vuonna 2025?", "Entä oppaita?", "Montako asiakirjaa: oppaat, 2025?"),
        ("Montako raporttia julkaistiin vuonna 2025?", "Mitkä ne ovat?", "Luettele asiakirjat: raportit, 2025"),
        ("Montako raporttia julkaistiin vuonna 2025?", "Luettele ne", "Luettele asiakirjat: raportit, 2025"),
        ("Luettele hyvät käytännöt", "Entä Pirkanmaalta?", "Luettele asiakirjat: hyvät käytännöt, Pirkanmaa"),
        ("Luettele oppaat", "Entä montako blogikirjoitusta?", "Montako asiakirjaa: blogikirjoitukset?"),
        ("Hur många nyhetsbrev gavs ut 2024?", "Och 2025?", "Hur många dokument: nyhetsbrev, 2025?"),
        ("Hur många nyhetsbrev gavs ut 2024?", "Vilka är de?", "Visa alla dokument som finns: nyhetsbrev, 2024"),
        ("How many guides are there?", "What about reports in 2025?", "How many documents: reports, 2025?"),
        ("How many guides are there?", "Which ones?", "List the documents: guides"),
        ("Montako opasta kokoelmassa on?", "And newsletters?", "How many documents: newsletters?"),
        ("Сколько отчётов опубликовано в 2025 году?", "А в 2024 году?", "Сколько документов: отчёты, 2024?"),
    ],
)
def test_what_is_not_named_stays(analyser: Analyser, before: str, follow_up: str, whole: str) -> None:
    language = detect(follow_up, default=detect(before))
    assert continue_catalogue(follow_up, language, [counted(before)], analyser) == whole


@pytest.mark.parametrize(
    "question", ["Montako opasta on julkaistu?", "Entä mitä oppaissa sanotaan palautteesta?", "Kiitos!", "Entä Hoivis?"]
)
def test_a_whole_question_and_any_other_is_left_alone(analyser: Analyser, question: str) -> None:
    assert continue_catalogue(question, "fi", [counted("Montako raporttia on?")], analyser) is None


def test_only_a_count_or_a_list_is_gone_on_from(analyser: Analyser) -> None:
    before = counted("Montako raporttia julkaistiin vuonna 2025?", "documents")
    assert continue_catalogue("Entä 2024?", "fi", [before], analyser) is None
    assert continue_catalogue("Entä 2024?", "fi", [], analyser) is None


@pytest.mark.parametrize("language", [language.code for language in SUPPORTED])
def test_what_it_words_it_reads_again(analyser: Analyser, language: str) -> None:
    questions = [
        CatalogueQuestion(counts, kind, years, theme, region)
        for counts in (True, False)
        for kind in KINDS
        for years in ((), (2024,), (2023, 2024, 2025), (2023, 2025))
        for theme in (None, "tyokyky")
        for region in (None, "lappi")
    ]
    assert {"lappi"} < set(keys("region"))
    for question in questions:
        text = question.worded(language)
        assert recognise_catalogue_question(text, detect(text, default=language), analyser) == question, text


def test_none_is_told_where_a_conversation_counts(analyser: Analyser) -> None:
    history = (counted("Montako uutiskirjettä julkaistiin 2024?"),)
    asked = Asked(Question("Montako asiakirjaa: uutiskirjeet, 2019?", "fi"), Filters(), history)
    answer = answer_catalogue(Shelf(0), analyser)(asked)
    assert answer is not None
    assert answer.text == "Kokoelmassa ei ole yhtään tällaista asiakirjaa. Rajaus: uutiskirjeet, 2019."
    assert not answer.citations


def test_the_search_behind_a_count_is_told(analyser: Analyser) -> None:
    asked = Asked(Question("How many newsletters were published in 2023 and 2025?", "en"), Filters())
    answer = answer_catalogue(Shelf(3), analyser)(asked)
    assert answer is not None
    assert answer.narrowed is not None
    assert answer.narrowed.filters == Filters(kinds=(DocumentKind.NEWSLETTER,), years=(2023, 2025))
    assert (answer.narrowed.words, answer.narrowed.count) == ("newsletters, 2023, 2025", 3)
