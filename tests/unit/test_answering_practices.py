from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from assistant.analysis import Term
from assistant.answering.answer import AnswerStatus
from assistant.answering.citations import sound
from assistant.answering.practices import ROUTE, answer_practices, topic_of
from assistant.answering.question import Question
from assistant.answering.routing import Asked
from assistant.documents import Chunk, DocumentKind, Filters, Metadata, SearchResult
from assistant.retrieval.results import SearchResults
from assistant.retrieval.telling import AskedWord, AskedWords
from tests.answering_builders import result


@pytest.mark.parametrize(
    ("language", "question", "topic"),
    [
        ("fi", "Mitä hyviä käytäntöjä on perehdyttämiseen?", "perehdyttämiseen"),
        ("fi", "Onko teillä hyviä käytäntöjä vuorotyön kuormitukseen?", "vuorotyön kuormitukseen"),
        ("fi", "hyvä käytäntö melun vähentämiseen", "melun vähentämiseen"),
        ("sv", "Vilka goda praxis finns det för skiftarbete?", "skiftarbete"),
        ("en", "Are there any good practices for shift work?", "shift work"),
        ("ru", "Какие хорошие практики есть для сменной работы?", "сменной работы"),
        ("uk", "Які добрі практики є для змінної роботи?", "змінної роботи"),
    ],
)
def test_the_topic_is_what_is_left_of_such_a_question(language: str, question: str, topic: str) -> None:
    assert topic_of(question, language) == topic


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fi", "Montako hyvää käytäntöä on julkaistu?"),
        ("fi", "Mikä on hyvä käytäntö?"),
        ("fi", "Miten hyvän käytännön kuvaus tehdään?"),
        ("fi", "Mitä hyviä käytäntöjä on?"),
        ("fi", "Mikä hyvä käytäntö valittiin parhaaksi vuonna 2026?"),
        ("sv", "Vilken god praxis vann 2026?"),
        ("fi", "Mitä kysely kertoo vuorotyöstä?"),
        ("en", "How many good practices are there on shift work?"),
    ],
)
def test_other_questions_have_none(language: str, question: str) -> None:
    assert topic_of(question, language) is None


class Analyser:
    """Takes words as they are."""

    def terms(self, text: str, language: str) -> list[Term]:  # noqa: ARG002
        return [Term(word.strip(".,"), "lemma") for word in text.lower().split()]


class Practices:
    """Finds the same whatever is asked, and has the texts."""

    def __init__(self, results: Sequence[SearchResult], words: AskedWords) -> None:
        self.results = tuple(results)
        self.words = words
        self.asked: list[tuple[str, Filters]] = []

    def search(self, query: str, filters: Filters = Filters(), limit: int = 10) -> SearchResults:  # noqa: ARG002, B008
        self.asked.append((query, filters))
        return SearchResults(self.results, "fi", 0.1, "same", self.words)

    def chunks(self, document_id: str) -> list[Chunk]:
        return [one.chunk for one in self.results if one.document.id == document_id]

    def having(self, terms: Collection[str], among: Collection[str]) -> set[str]:
        return {
            one.document.id
            for one in self.results
            if one.document.id in among and set(one.chunk.text.lower().split()) & set(terms)
        }


def practice(uri: str, text: str, themes: tuple[str, ...] = ()) -> SearchResult:
    found = result(text, uri=uri, title=uri)
    return replace(found, document=replace(found.document, metadata=Metadata(themes=themes)))


WORDS = (AskedWord(frozenset({"melun", "osa"}), 5.0, frozenset({"melun"})), AskedWord(frozenset({"työ"}), 0.5))
ASKED = AskedWords("fi", WORDS, WORDS)


def test_practices_that_have_the_rarest_word_are_named_with_how_they_begin() -> None:
    on, off, part = (
        practice("hiljaa.md", "Hiljainen halli. Kypärissä on kuulosuojaimet melun varalta."),
        practice("vuoro.md", "Vuorot suunnitellaan yhdessä, työ jakautuu."),
        practice("osa.md", "Tämä osa on muusta."),
    )
    searched = Practices([off, on, part], ASKED)
    answer = answer_practices(searched, searched, Analyser())(  # type: ignore[arg-type]
        Asked(Question("Mitä hyviä käytäntöjä on melun torjuntaan?", "fi"), Filters())
    )
    assert answer is not None
    assert (answer.status, answer.route) == (AnswerStatus.ANSWERED, ROUTE)
    assert answer.text == "Aiheesta kertovat nämä hyvät käytännöt:\n\n– hiljaa.md: ”Hiljainen halli.”\u00a0[1]"
    assert sound(answer.text, answer.citations, answer.results)
    assert searched.asked == [("melun torjuntaan", Filters(kinds=(DocumentKind.PRACTICE,)))]


def test_a_practice_under_the_theme_is_named_too() -> None:
    searched = Practices([practice("kortti.md", "Sovitaan läsnäolosta.", ("etatyo",))], ASKED)
    route = answer_practices(searched, searched, Analyser())  # type: ignore[arg-type]
    answer = route(Asked(Question("Mitä hyviä käytäntöjä on etätyö?", "fi"), Filters()))
    assert answer is not None
    assert [one.document.title for one in answer.results] == ["kortti.md"]


def test_without_a_practice_on_the_topic_the_documents_are_asked() -> None:
    searched = Practices([practice("vuoro.md", "Vuorot suunnitellaan yhdessä.")], ASKED)
    route = answer_practices(searched, searched, Analyser())  # type: ignore[arg-type]
    assert route(Asked(Question("Mitä hyviä käytäntöjä on melun torjuntaan?", "fi"), Filters())) is None
