"""What comes next is told by the clock: the nearest day to come, surely; what is over only as past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.coming.answers import answer_coming, only_nearly
from assistant.answering.coming.occasions import Occasions
from assistant.answering.messages import table
from assistant.answering.question import Question
from assistant.answering.routing import Asked
from assistant.calls.clock import HELSINKI
from assistant.documents import Chunk, DocumentKind, DocumentRecord, Filters, SearchResult
from assistant.retrieval.glossary import Glossary, read
from tests.answering_builders import EVERYTHING, ScriptedRetriever, found, result

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=HELSINKI)
OLD = result("Seuraava webinaari pidetään 12.12.2024. Siinä puhutaan viestinnästä.", uri="vanha.html")
TABLE = result(
    "Taulukko 1. Kevään webinaarit\n\nPäivä: 21.1.2027; Nimi: ikä\nPäivä: 18.3.2027; Nimi: sovittelu\n"
    "Päivä: 19.11.2026; Nimi: kysely",
    uri="webinaarit.html",
)
MIXED = result("Verkostopäivät olivat Oulussa 20.5.2026, ja toiset verkostopäivät ovat Turussa 3.6.2027.", uri="m.html")
LETTER = result("Kerromme lisää syksyllä. Seuraava numero ilmestyy 8.4.2027.", uri="kirje.html")
COFFEE = result(
    "Taulukko 2. Hankekahvit\n\nPäivä: 9.12.2025; Aihe: viestintä\nPäivä: 8.12.2026; Aihe: arviointi", uri="kahvit.html"
)
DUE = result("Maksatushakemus jätetään viimeistään 15.2.2027. Webinaariin ilmoittaudutaan viimeistään 1.12.2026.")


class Shelf:
    """A catalogue of nothing but what was found."""

    def documents(self, filters: Filters = EVERYTHING, *, limit: int = 100, offset: int = 0) -> list[DocumentRecord]:  # noqa: ARG002
        return []

    def chunks(self, document_id: str) -> list[Chunk]:  # noqa: ARG002
        return []


@pytest.fixture(scope="module")
def occasions() -> Occasions:
    analyser, concepts = Analyser(), read()
    return Occasions(Glossary(concepts, analyser), concepts, analyser)


def told(
    occasions: Occasions, text: str, language: str, passages: Sequence[SearchResult], now: dt.datetime = NOW
) -> Answer | None:
    route = answer_coming(ScriptedRetriever(found(*passages)), Shelf(), occasions, lambda: now)
    return route(Asked(Question(text, language), EVERYTHING, ()))


def quotes(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [quote for citation in answer.citations for quote in (citation.quote, *citation.also)]


def newsletter(passage: SearchResult) -> SearchResult:
    return replace(passage, document=replace(passage.document, kind=DocumentKind.NEWSLETTER))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Milloin on seuraava webinaari?", "fi"),
        ("Mikä webinaari on seuraavaksi?", "fi"),
        ("När är nästa webbinarium?", "sv"),
        ("When is the next webinar?", "en"),
        ("Millal on järgmine veebinar?", "et"),
        ("Когда следующий вебинар?", "ru"),
        ("Коли наступний вебінар?", "uk"),
        ("متى الندوة القادمة عبر الإنترنت؟", "ar"),
    ],
)
def test_the_nearest_day_to_come_is_told_and_what_is_over_is_told_as_past(
    occasions: Occasions, text: str, language: str
) -> None:
    coming = told(occasions, text, language, [OLD, MIXED, TABLE])
    assert quotes(coming) == ["Päivä: 21.1.2027; Nimi: ikä"]
    assert coming is not None
    assert coming.status is AnswerStatus.ANSWERED

    later = told(occasions, text, language, [OLD, MIXED, TABLE], dt.datetime(2031, 5, 5, 9, tzinfo=HELSINKI))
    assert quotes(later) == ["Päivä: 18.3.2027; Nimi: sovittelu"]
    assert later is not None
    assert later.status is AnswerStatus.PARTIAL
    assert later.text.startswith(str(table()["coming_none"][language]))


def test_the_day_after_the_next_one_follows(occasions: Occasions) -> None:
    day_after = dt.datetime(2027, 1, 22, 0, 5, tzinfo=HELSINKI)
    answer = told(occasions, "Milloin on seuraava webinaari?", "fi", [TABLE], day_after)
    assert quotes(answer) == ["Päivä: 18.3.2027; Nimi: sovittelu"]


@pytest.mark.parametrize(("hour", "day"), [(9, "1.12.2026"), (16, "2.12.2026")])
def test_what_ended_today_is_over(occasions: Occasions, hour: int, day: str) -> None:
    rows = result(
        "Taulukko 1. Webinaarit\n\nPäivä: 1.12.2026; Kello: 13.00–14.30\nPäivä: 2.12.2026; Kello: 13.00–14.30"
    )
    answer = told(
        occasions, "Milloin on seuraava webinaari?", "fi", [rows], dt.datetime(2026, 12, 1, hour, tzinfo=HELSINKI)
    )
    assert quotes(answer) == [f"Päivä: {day}; Kello: 13.00–14.30"]


def test_all_that_comes_is_told_in_order(occasions: Occasions) -> None:
    answer = told(occasions, "Mitä tapahtumia on tulossa?", "fi", [TABLE, COFFEE, OLD])
    assert answer is not None
    days = ["8.12.2026", "21.1.2027", "18.3.2027"]
    assert [answer.text.find(day) for day in days] == sorted(answer.text.find(day) for day in days)
    assert all(day in answer.text for day in days)
    assert "12.12.2024" not in answer.text


def test_a_sentence_with_past_days_is_no_certain_answer(occasions: Occasions) -> None:
    answer = told(occasions, "Milloin ovat seuraavat verkostopäivät?", "fi", [MIXED])
    assert answer is not None
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.text.startswith(str(table()["coming_unsure"]["fi"]))


def test_a_newsletter_speaks_of_its_own_next_number(occasions: Occasions) -> None:
    question = "Milloin seuraava uutiskirje ilmestyy?"
    assert quotes(told(occasions, question, "fi", [newsletter(LETTER)])) == ["Seuraava numero ilmestyy 8.4.2027."]
    assert told(occasions, question, "fi", [LETTER]) is None  # of a page on anything else it is another's number
    assert told(occasions, "Milloin on seuraava podcast?", "fi", [newsletter(LETTER)]) is None


@pytest.mark.parametrize(
    ("now", "status", "day"),
    [
        (NOW, AnswerStatus.ANSWERED, "8.12.2026"),
        (dt.datetime(2026, 12, 9, 8, tzinfo=HELSINKI), AnswerStatus.PARTIAL, "8.12.2026"),
        (dt.datetime(2025, 11, 1, 8, tzinfo=HELSINKI), AnswerStatus.ANSWERED, "9.12.2025"),
    ],
)
def test_a_month_is_the_coming_one(occasions: Occasions, now: dt.datetime, status: AnswerStatus, day: str) -> None:
    asked = {"fi": "joulukuun hankekahvien aihe?", "sv": "Vad är temat för projektkaffet i december?"}
    for language, text in asked.items():
        answer = told(occasions, text, language, [COFFEE], now)
        assert answer is not None
        assert answer.status is status
        assert day in quotes(answer)[0]


def test_a_last_day_is_told_where_it_is_asked_for(occasions: Occasions) -> None:
    answer = told(occasions, "Milloin seuraava maksatushakemus pitää jättää?", "fi", [DUE])
    assert quotes(answer) == ["Maksatushakemus jätetään viimeistään 15.2.2027."]
    assert told(occasions, "Milloin on seuraava webinaari?", "fi", [DUE]) is None


def test_a_last_day_without_a_year_may_be_one_of_every_year(occasions: Occasions) -> None:
    rule = result("Ohjeet ovat oppaassa. Väliraportti jätetään viimeistään 28.2. ja 31.8.")
    answer = told(occasions, "Milloin seuraava väliraportti pitää jättää?", "fi", [rule])
    assert answer is not None
    assert answer.status is AnswerStatus.PARTIAL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the next step after the decision?", "en"),
        ("Mikä on seuraava vaihe, kun hakemus on jätetty?", "fi"),
        ("Miten ilmoittaudutaan seuraavaan webinaariin?", "fi"),
        ("Vem talar på nästa webbinarium?", "sv"),
        ("Milloin on webinaari?", "fi"),
        ("Montako osallistujaa joulukuun hankekahveilla oli?", "fi"),
    ],
)
def test_other_questions_are_left_alone(occasions: Occasions, text: str, language: str) -> None:
    assert told(occasions, text, language, [OLD, TABLE, COFFEE]) is None


def test_what_the_search_finds_for_the_next_of_something_is_no_sure_answer(occasions: Occasions) -> None:
    nearly = only_nearly(occasions)
    before = found(OLD, answerable=0.95)
    assert nearly(Question("Milloin on seuraava seminaari?", "fi"), EVERYTHING, before).answerable < 0.5
    assert nearly(Question("What is the next step after the decision?", "en"), EVERYTHING, before) == before
