"""Good practices on a topic, with the real Finnish lexicon and the glossary as it is shipped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.citations import sound
from assistant.answering.practice_questions import topic_of
from assistant.answering.practice_topics import Topics, read_themes
from assistant.answering.practices import ROUTE, answer_practices
from assistant.answering.question import Question
from assistant.answering.routing import Asked
from assistant.calls.names import keys, named
from assistant.documents import Chunk, DocumentKind, Filters, Metadata, SearchResult
from assistant.retrieval.glossary import LANGUAGES, Glossary, read
from assistant.retrieval.results import SearchResults
from tests.answering_builders import result


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="module")
def topics(analyser: Analyser) -> Topics:
    return Topics(Glossary(read(), analyser), read(), analyser)


@pytest.mark.parametrize(
    ("language", "question", "topic"),
    [
        ("fi", "Mitä hyviä käytäntöjä on perehdyttämiseen?", "perehdyttämiseen"),
        ("fi", "Onko teillä hyviä käytäntöjä vuorotyön kuormitukseen?", "vuorotyön kuormitukseen"),
        ("fi", "hyvä käytäntö melun vähentämiseen", "melun vähentämiseen"),
        ("fi", "Mitkä hyvät käytännöt tukevat yksinyrittäjiä?", "tukevat yksinyrittäjiä"),
        ("fi", "Kerro esimerkkejä hyvistä käytännöistä varastotyöhön", "varastotyöhön"),
        ("fi", "Onko hyviä käytäntöjä siihen, miten nuoret jaksavat työssä?", "nuoret jaksavat työssä"),
        ("sv", "Vilka goda praxis finns det för skiftarbete?", "skiftarbete"),
        ("sv", "Vilka goda praxis minskar stress?", "minskar stress"),
        ("en", "Are there any good practices for shift work?", "shift work"),
        ("en", "Which good practices reduce stress?", "reduce stress"),
        ("en", "Can you recommend good practices on how to lead remote teams?", "lead remote teams"),
        ("et", "Milliseid häid tavasid on vahetustega töö jaoks?", "vahetustega töö"),
        ("ru", "Какие хорошие практики есть для сменной работы?", "сменной работы"),
        ("ru", "Какие хорошие практики снижают стресс?", "снижают стресс"),
        ("uk", "Які добрі практики є для змінної роботи?", "змінної роботи"),
    ],
)
def test_the_topic_is_what_is_left_of_such_a_question(
    language: str, question: str, topic: str, analyser: Analyser
) -> None:
    assert topic_of(question, language, analyser) == topic


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fi", "Montako hyvää käytäntöä on julkaistu?"),
        ("fi", "Mikä on hyvä käytäntö?"),
        ("fi", "Miten hyvän käytännön kuvaus tehdään?"),
        ("fi", "Mitä hyviä käytäntöjä on?"),
        ("fi", "Mikä hyvä käytäntö valittiin parhaaksi vuonna 2026?"),
        ("fi", "Mitä kysely kertoo vuorotyöstä?"),
        ("fi", "Mitä hyvän käytännön kokeilu maksaa?"),
        ("fi", "Vaatiiko hyvä käytäntö seurantaa?"),
        ("fi", "Mitkä hyvät käytännöt hylättiin?"),
        ("fi", "Mitkä hyvät käytännöt eivät sovi vuorotyöhön?"),
        ("fi", "Mitkä hyvät käytännöt ovat alueellisia?"),
        ("fi", "Mitä hyviä käytäntöjä uutiskirjeessä esitellään?"),
        ("fi", "Onko hyvistä käytännöistä arvioita?"),
        ("sv", "Vilken god praxis vann 2026?"),
        ("sv", "Vilka goda praxis är nationella?"),
        ("sv", "Vad säger rapporten om god praxis?"),
        ("en", "How many good practices are there on shift work?"),
        ("en", "What approval does a good practice need?"),
        ("en", "Which good practices were rejected?"),
        ("en", "Are there good practices that do not suit shift work?"),
        ("et", "Millised head tavad ei sobi vahetustega tööks?"),
        ("ru", "Какие хорошие практики не подходят для сменной работы?"),
        ("ru", "Какие хорошие практики победили?"),
        ("uk", "Які добрі практики не підходять для змінної роботи?"),
    ],
)
def test_other_questions_have_none(language: str, question: str, analyser: Analyser) -> None:
    assert topic_of(question, language, analyser) is None


def test_themes_are_those_of_the_catalogue_and_concepts_those_of_the_glossary() -> None:
    themes, everywhere = read_themes()
    concepts = {concept.id for concept in read()}
    assert set(themes) == set(keys("theme"))
    assert {one for theme in themes.values() for one in (*theme.same, *theme.near)} | everywhere <= concepts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_theme_is_found_by_its_name(language: str, topics: Topics) -> None:
    names = {theme: str(named("theme", theme, language)).lower() for theme in keys("theme")}
    found = {theme: topics.read(name, language) for theme, name in names.items()}
    missed = [theme for theme, subjects in found.items() if not any(theme in subject.same for subject in subjects)]
    assert missed == []


class Practices:
    """Finds the same whatever is asked, and has the texts."""

    def __init__(self, results: Sequence[SearchResult], analyser: Analyser) -> None:
        self.results = tuple(results)
        self._analyser = analyser
        self.asked: list[tuple[str, Filters, str | None]] = []

    def search(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008
        limit: int = 10,  # noqa: ARG002
        language: str | None = None,
    ) -> SearchResults:
        self.asked.append((query, filters, language))
        return SearchResults(self.results, "fi", 0.1, "same")

    def chunks(self, document_id: str) -> list[Chunk]:
        return [one.chunk for one in self.results if one.document.id == document_id]

    def having(self, terms: Collection[str], among: Collection[str]) -> set[str]:
        return {
            one.document.id
            for one in self.results
            if one.document.id in among
            and any(term.text in terms for term in self._analyser.terms(one.chunk.text, one.document.language))
        }


def practice(uri: str, text: str, language: str = "fi", metadata: Metadata | None = None) -> SearchResult:
    found = result(text, uri=uri, title=uri, language=language)
    return replace(found, document=replace(found.document, metadata=metadata or Metadata()))


QUIET = practice("hiljaa.md", "Melu väheni hallissa. Kypärissä on kuulosuojaimet.")
SHIFTS = practice("vuorot.md", "Vuorot suunnitellaan yhdessä. Taukotilassa on melua.")
CARD = practice("kortti.md", "Sovitaan läsnäolosta.", metadata=Metadata(themes=("etatyo",)))
BUDDY = practice(
    "buddy.md",
    "A colleague helps with the bank.",
    language="en",
    metadata=Metadata(themes=("kansainvalinen-rekrytointi",), regions=("Lappi",)),
)


def answered(question: str, language: str, practices: Practices, analyser: Analyser, topics: Topics) -> Answer | None:
    route = answer_practices(practices, practices, analyser, topics)
    return route(Asked(Question(question, language), Filters()))


def test_practices_that_begin_with_the_topic_are_named(analyser: Analyser, topics: Topics) -> None:
    practices = Practices([SHIFTS, QUIET, CARD], analyser)
    answer = answered("Mitä hyviä käytäntöjä on melun torjuntaan?", "fi", practices, analyser, topics)
    assert answer is not None
    assert (answer.status, answer.route) == (AnswerStatus.ANSWERED, ROUTE)
    assert answer.text == "Aiheesta kertovat nämä hyvät käytännöt:\n\n– hiljaa.md: ”Melu väheni hallissa.”\u00a0[1]"
    assert sound(answer.text, answer.citations, answer.results)
    assert practices.asked == [("melun torjuntaan", Filters(kinds=(DocumentKind.PRACTICE,)), "fi")]


def test_practices_that_only_have_its_word_are_the_nearest_and_no_certain_answer(
    analyser: Analyser, topics: Topics
) -> None:
    answer = answered("Onko hyviä käytäntöjä meluun?", "fi", Practices([CARD, SHIFTS], analyser), analyser, topics)
    assert answer is not None
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.text.endswith("Lähimpänä aihetta:\n\n– vuorot.md: ”Taukotilassa on melua.”\u00a0[1]")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fi", "Mitä hyviä käytäntöjä on etätyön johtamiseen?"),
        ("fi", "Onko hyviä käytäntöjä monipaikkaiseen työhön?"),
        ("sv", "Vilka goda praxis finns det för distansarbete?"),
        ("en", "Are there good practices for telework?"),
        ("et", "Kas on häid tavasid kaugtöö kohta?"),
        ("ru", "Есть ли хорошие практики для дистанционной работы?"),
        ("uk", "Чи є добрі практики для віддаленої роботи?"),
        ("ar", "ما هي الممارسات الجيدة في مجال العمل عن بعد؟"),
    ],
)
def test_what_is_under_the_theme_is_on_the_topic_by_any_of_its_names(
    language: str, question: str, analyser: Analyser, topics: Topics
) -> None:
    answer = answered(question, language, Practices([QUIET, CARD], analyser), analyser, topics)
    assert answer is not None
    assert answer.status is AnswerStatus.ANSWERED
    assert [one.document.title for one in answer.results] == ["kortti.md"]


def test_what_is_under_the_theme_that_the_topic_belongs_to_comes_nearest(analyser: Analyser, topics: Topics) -> None:
    answer = answered(
        "Onko hyviä käytäntöjä maahanmuuttajille?", "fi", Practices([QUIET, BUDDY], analyser), analyser, topics
    )
    assert answer is not None
    assert answer.status is AnswerStatus.PARTIAL
    assert [one.document.title for one in answer.results] == ["buddy.md"]


def test_practices_of_a_region_are_found(analyser: Analyser, topics: Topics) -> None:
    answer = answered("Mitä hyviä käytäntöjä on Lapissa?", "fi", Practices([QUIET, BUDDY], analyser), analyser, topics)
    assert answer is not None
    assert (answer.status, len(answer.results)) == (AnswerStatus.ANSWERED, 1)


def test_a_name_of_several_words_is_not_told_by_one_of_them(analyser: Analyser, topics: Topics) -> None:
    """Equal pay is also called "sama palkka", of which "sama" carries no subject."""
    paid = practice("palkka.md", "Palkka maksetaan.")
    assert (
        answered("Onko hyviä käytäntöjä palkkatasa-arvoon?", "fi", Practices([paid], analyser), analyser, topics)
        is None
    )


def test_without_a_practice_near_the_topic_the_documents_are_asked(analyser: Analyser, topics: Topics) -> None:
    assert answered("Onko hyviä käytäntöjä jalkapalloon?", "fi", Practices([QUIET], analyser), analyser, topics) is None
