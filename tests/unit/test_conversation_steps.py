"""A conversation through the assistant: follow-ups, wishes for a language, questions back, what is offered next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

import pytest

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.assistant import Assistant
from assistant.answering.citations import cite
from assistant.answering.conversation.clarify import ask_which_call
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.editions import EditionSuggestions, NewestEdition
from assistant.answering.language_wish import language_wish
from assistant.answering.question import Question
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.answering.routing import Asked
from assistant.calls.record import Call
from assistant.documents import Filters, SearchResult
from assistant.index.library import Library
from assistant.retrieval.results import SearchResults
from tests.answering_builders import EVERYTHING, ScriptedRetriever, found, result
from tests.call_builders import CLOSED, NOW, UPCOMING, call
from tests.fakes import FakeLibrary, record

PASSAGE = result("Tuki on enintään 80 % kustannuksista.", title="Hakuohje", page=3)
BEFORE = Exchange("Paljonko tuki on?", "fi", AnswerStatus.ANSWERED)


def assistant(retriever: ScriptedRetriever, follow_up: str | None = None) -> Assistant:
    return Assistant(retriever, ExtractiveComposer(), follow_up=lambda *_: follow_up)


def test_the_whole_question_is_searched_and_shown() -> None:
    retriever = ScriptedRetriever(found(PASSAGE))
    answer = assistant(retriever, "Paljonko tuki on Lapissa?").ask("Entä Lapissa?", history=[BEFORE])
    assert retriever.queries == ["Paljonko tuki on Lapissa?"]
    assert answer.understood_as == "Paljonko tuki on Lapissa?"
    assert answer.decisions["follow_up"]["understood_as"] == "Paljonko tuki on Lapissa?"


def test_a_whole_question_is_searched_as_it_is() -> None:
    retriever = ScriptedRetriever(found(PASSAGE))
    answer = assistant(retriever).ask("Paljonko tuki on?", history=[BEFORE])
    assert retriever.queries == ["Paljonko tuki on?"]
    assert answer.understood_as is None


def test_a_declined_follow_up_stays_declined_whatever_came_before() -> None:
    retriever = ScriptedRetriever(found(PASSAGE, answerable=0.1))
    answer = assistant(retriever, "Paljonko tuki on Ruotsissa?").ask("Entä Ruotsissa?", history=[BEFORE])
    assert answer.status is AnswerStatus.UNANSWERABLE_NO_EVIDENCE


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("in English please", "en"),
        ("Vastaa ruotsiksi", "sv"),
        ("Entä viroksi?", "et"),
        ("på finska, tack", "fi"),
        ("по-английски, пожалуйста", "en"),
        ("українською, будь ласка", "uk"),
        ("بالعربية من فضلك", "ar"),
        ("eesti keeles, palun", "et"),
        ("Can you say that in Russian?", "ru"),
        ("Vastaatko ruotsiksi?", "sv"),
        ("Voisitko kertoa saman englanniksi, kiitos", "en"),
        ("Haluaisin tämän viroksi", "et"),
        ("Svenska, tack", "sv"),
        ("jag vill ha svaret på finska", "fi"),
        ("English please", "en"),
        ("same thing in Swedish please", "sv"),
        ("translate to Finnish", "fi"),
        ("Do you speak English?", "en"),
        ("Kas saaksid vastata eesti keeles?", "et"),
        ("можешь ответить по-фински?", "fi"),
        ("En osaa ruotsia", "fi"),
        ("Jag förstår inte finska", "sv"),
        ("I don't understand Finnish, can you answer in Swedish?", "sv"),
    ],
)
def test_the_last_question_is_answered_again_in_the_language_wished_for(wish: str, language: str) -> None:
    retriever = ScriptedRetriever(found(PASSAGE))
    answer = assistant(retriever).ask(wish, history=[BEFORE])
    assert retriever.queries == [BEFORE.question]
    assert answer.language == language
    assert answer.understood_as == BEFORE.question


@pytest.mark.parametrize(
    "text",
    [
        "Paljonko tuki on? Vastaa englanniksi.",
        "Vastaa englanniksi. Paljonko tuki on?",
        "Vastaa englanniksi: Paljonko tuki on?",
        "Paljonko tuki on, in English please",
    ],
)
def test_a_wish_may_stand_beside_its_question(text: str) -> None:
    retriever = ScriptedRetriever(found(PASSAGE))
    answer = assistant(retriever).ask(text)
    assert [query.rstrip("?") for query in retriever.queries] == ["Paljonko tuki on"]
    assert answer.language == "en"


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("I don't speak Finnish, can I join?", "en", "can I join?"),
        ("Jag kan inte finska, hur anmäler jag mig?", "sv", "hur anmäler jag mig?"),
        ("En ymmärrä ruotsia, osaatko suomea?", "fi", ""),
        ("I don't speak Finnish, can you answer in English?", "en", ""),
        ("I don't speak Finnish.", "en", ""),
    ],
)
def test_who_does_not_know_a_language_may_ask_in_the_same_breath(text: str, language: str, question: str) -> None:
    wish = language_wish(text)
    assert wish is not None
    assert (wish.language, wish.question) == (language, question)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Voitko vastata ruotsiksi?", "sv"),
        ("Voiko vastata minulle ruotsiksi?", "sv"),
        ("Saisiko vastauksen englanniksi?", "en"),
        ("Can you answer in Swedish?", "sv"),
        ("Could you write to me in Finnish?", "fi"),
        ("Can I get the answer in English?", "en"),
        ("Kan du svara på finska?", "fi"),
        ("Kas sa saad vastata inglise keeles?", "en"),
        ("Можете ответить по-русски?", "ru"),
        ("Можно по-русски?", "ru"),
        ("Не понимаю по-фински", "ru"),
        ("I don't read Finnish very well", "en"),
    ],
)
def test_a_wish_is_one_for_the_answers_language(text: str, language: str) -> None:
    wish = language_wish(text)
    assert wish is not None
    assert wish.language == language


def test_a_wish_without_a_question_asks_for_one() -> None:
    answer = assistant(ScriptedRetriever(found())).ask("på svenska, tack")
    assert (answer.status, answer.language, answer.route) == (AnswerStatus.CLARIFICATION, "sv", "language")


@pytest.mark.parametrize(
    "question",
    [
        "Mikä on osatyökykyinen ruotsiksi?",
        "Is there a guide in English?",
        "suomeksi mikä on suuralue",
        "Onko raportti suomeksi?",
        "Saako hakemuksen kirjoittaa englanniksi?",
        "Vad finns på svenska?",
        "Entä Ruotsi?",
        "Viro",
        "En ymmärrä omarahoitusta",
        "I don't understand the funding rate",
        "Voiko vastata ruotsiksi?",
        "Voinko kirjoittaa englanniksi?",
        "Voiko lomakkeeseen vastata venäjäksi?",
        "Can I write in Swedish?",
        "May we reply in English?",
        "Kan man svara på engelska?",
        "Kas võib vastata vene keeles?",
        "Можно ответить по-русски?",
        "Чи можна писати українською?",
        "هل يمكنني الكتابة بالعربية؟",
        "Не знаю, где найти курсы на финском",
        "Не знаю где найти курсы на финском",
        "Не знаю, як записатися фінською",
        "I don't know where to sign up in English",
        "En tiedä enkä osaa sanoa, missä kursseja on ruotsiksi",
        "Jag kan inte hitta var man läser svenska",
    ],
)
def test_a_question_on_a_language_is_no_wish(question: str) -> None:
    assert language_wish(question) is None


@pytest.mark.parametrize(
    ("text", "language"), [("2025?", "sv"), ("ESR+?", "sv"), ("Entä Lapissa?", "fi"), ("And in 2025?", "en")]
)
def test_a_question_that_tells_no_language_is_in_that_of_the_one_before(text: str, language: str) -> None:
    history = [Exchange("Hur stort är stödet?", "sv", AnswerStatus.ANSWERED)]
    assert assistant(ScriptedRetriever(found(PASSAGE))).ask(text, history=history).language == language


def which_call(
    text: str, language: str = "fi", calls: Sequence[object] = (call("1"), call("2"), UPCOMING, CLOSED)
) -> Answer | None:
    route = ask_which_call(lambda: list(calls), lambda: NOW, Analyser())  # type: ignore[arg-type]
    return route(Asked(Question(text, language), EVERYTHING))


def test_a_question_on_the_call_is_asked_back_when_several_are_open() -> None:
    answer = which_call("Milloin haku päättyy?")
    assert answer is not None
    assert (answer.status, answer.route) == (AnswerStatus.CLARIFICATION, "clarify")
    assert answer.suggestions == (
        "Milloin Haku 1 -haku päättyy?",
        "Milloin Haku 2 -haku päättyy?",
    )


def test_a_question_on_the_opening_is_about_calls_to_come() -> None:
    answer = which_call("Milloin haku avautuu?", calls=(call("1"), UPCOMING, call("b", opens_at="2026-12-02T09:00")))
    assert answer is not None
    assert answer.suggestions == ("Milloin Haku tuleva -haku avautuu?", "Milloin Haku b -haku avautuu?")


def test_the_choices_are_in_the_language_of_the_question() -> None:
    answer = which_call("When does the call close?", "en")
    assert answer is not None
    assert answer.suggestions[0] == "Call 1: when does the call close?"


@pytest.mark.parametrize(
    "question",
    [
        "Milloin Lapin haku päättyy?",
        "Mitkä haut ovat auki?",
        "Milloin haku-2026-3 päättyy?",
        "Milloin haku päättyi vuonna 2024?",
        "haku",
        "Milloin työkykyhaku päättyy?",
        "Mikä on suuralue?",
    ],
)
def test_a_question_that_tells_its_call_is_not_asked_back(question: str) -> None:
    assert which_call(question) is None


@pytest.mark.parametrize("calls", [(call("1"), CLOSED), tuple(call(str(number)) for number in range(6)), ()])
def test_one_call_and_too_many_are_no_choice(calls: Sequence[Call]) -> None:
    assert which_call("Milloin haku päättyy?", calls=calls) is None


class EditionRetriever(ScriptedRetriever):
    """Finds only in the documents that it is told of."""

    def __init__(self, library: FakeLibrary, answering: set[str]) -> None:
        super().__init__(found())
        self.library = cast(Library, library)
        self._answering = answering

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 10) -> SearchResults:
        super().search(query, filters, limit)
        return found(PASSAGE, answerable=0.9 if set(filters.document_ids) & self._answering else 0.1)


def edition(year: int) -> SearchResult:
    return result("Vastausprosentti oli 78.", uri=f"kysely-{year}.pdf", title=f"Hankekysely {year}: tulokset")


def offered(question: str, *, answering: Sequence[int], language: str = "fi", cited: int = 2026) -> tuple[str, ...]:
    library = FakeLibrary()
    for year in (2026, 2024, 2025):
        library.add(edition(year).document)
    library.add(record("muu.pdf", title="Muu 2025", published=dt.date(2025, 1, 1)))
    passage = edition(cited)
    citation = cite(passage, 1, passage.chunk.text)
    answer = Answer(AnswerStatus.ANSWERED, language, "…", (citation,), (passage,))
    retriever = EditionRetriever(library, {edition(year).document.id for year in answering})
    return EditionSuggestions(retriever)(Question(question, language), answer)


def test_other_years_are_offered_newest_first() -> None:
    assert offered("Mikä oli vastausprosentti?", answering=[2024, 2025]) == (
        "Mikä oli vastausprosentti vuonna 2025?",
        "Mikä oli vastausprosentti vuonna 2024?",
    )


def test_the_year_in_the_question_is_replaced() -> None:
    assert offered("What was the response rate in 2026?", answering=[2025], language="en") == (
        "What was the response rate in 2025?",
    )


def test_a_year_is_offered_only_if_its_edition_answers() -> None:
    assert offered("Mikä oli vastausprosentti?", answering=[]) == ()


@pytest.mark.parametrize(
    ("question", "first", "answering", "comes_first"),
    [
        ("Mikä oli vastausprosentti?", 2025, [2026], "Hakuohje"),
        ("Mikä oli vastausprosentti?", 2025, [], "Hankekysely 2025: tulokset"),
        ("Mikä oli vastausprosentti?", 2026, [2025], "Hankekysely 2026: tulokset"),
        ("Mikä oli vastausprosentti 2025?", 2025, [2026], "Hankekysely 2025: tulokset"),
    ],
)
def test_the_newest_edition_that_answers_comes_first(
    question: str, first: int, answering: Sequence[int], comes_first: str
) -> None:
    library = FakeLibrary()
    for year in (2025, 2026):
        library.add(edition(year).document)
    retriever = EditionRetriever(library, {edition(year).document.id for year in answering})
    preferred = NewestEdition(retriever)(Question(question, "fi"), EVERYTHING, found(edition(first)))
    assert preferred.results[0].document.title == comes_first  # the scripted search finds one passage, "Hakuohje"


def test_nothing_is_offered_when_another_year_was_asked_for_than_answered() -> None:
    assert offered("Mikä oli vastausprosentti 2024?", answering=[2024, 2025]) == ()
