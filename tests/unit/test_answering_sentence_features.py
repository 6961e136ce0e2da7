"""What is seen of each sentence, one feature at a time."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from assistant.answering.quotations.passage_sentences import sentences_of
from assistant.answering.quotations.sentence_features import FEATURES, Row, features
from assistant.documents import SearchResult
from tests.answering_builders import asked, result


def rows(question: str, *results: SearchResult, language: str = "fi") -> list[list[Row]]:
    return features(asked(question, language), [sentences_of(found) for found in results])


def column(name: str, found: list[Row]) -> list[float]:
    return [row[name] for row in found]


def test_every_feature_is_described_and_has_a_coefficient() -> None:
    (found,) = rows("Mikä?", result("Yksi asia."))
    fitted = json.loads(
        resources.files("assistant.answering.quotations").joinpath("sentence_weights.json").read_text("utf-8")
    )
    assert set(found[0]) == set(FEATURES) == set(fitted)


def test_cosines_are_told_against_the_best_sentence_of_all() -> None:
    first, second = rows(
        "Mikä?",
        result("Yksi asia. Toinen asia.", sentence_scores=(0.90, 0.84)),
        result("Kolmas asia.", position=1, score=0.95, sentence_scores=(0.87,)),
    )
    assert column("cosine", first) == pytest.approx([0, -2])
    assert column("cosine", second) == pytest.approx([-1])
    assert column("top", first) == [1, 0]
    assert column("top", second) == [1]
    assert column("first", first + second) == [1, 1, 0]
    assert column("passage", second) == pytest.approx([-1])


def test_words_of_the_question_count_by_how_few_sentences_have_them() -> None:
    (found,) = rows("Milloin alkumittaus tehdään?", result("Hanke tehdään. Alkumittaus tehdään. Muu tehdään."))
    common, rare, _ = column("coverage", found)
    assert 0 < common < rare <= 1


def test_the_context_is_title_headings_and_the_sentence_before() -> None:
    passage = result("Alku. Siitä kerrotaan.", title="Palautumistauko", headings=("Satakunta",))
    (found,) = rows("Mitä palautumistauosta kerrotaan Satakunnassa?", passage)
    assert column("context", found)[1] > column("coverage", found)[1]
    assert column("title", found) == [1, 1]


def test_the_relation_is_what_title_and_headings_do_not_say() -> None:
    (found,) = rows("Milloin Sovittelijat päättyy?", result("Sovittelijat alkoi. Se päättyy.", title="Sovittelijat"))
    assert column("relation", found) == [0, 1]


def test_words_may_be_alike_without_beginning_alike() -> None:
    (found,) = rows("Mikä oli hankkeen pilotti?", result("Kahvia oli. Alkupilotti onnistui. Pilotti onnistui."))
    other, compound, whole = column("alike", found)
    assert other < compound < whole


def test_names_and_numbers_may_stand_anywhere_in_the_document() -> None:
    first, second, other = rows(
        "Milloin Oulun päivä 2025 on?",
        result("Ilmoittaudu perjantaihin mennessä.", uri="paiva.html"),
        result("Oulun päivä 2025 alkaa.", position=1, uri="paiva.html"),
        result("Oulun päivä alkaa.", uri="muu.html"),
    )
    assert column("named", first) == column("named", second) == [1]
    assert column("named", other) == [0.5]
    (without,) = rows("milloin päivä on?", result("Päivä on."))
    assert column("named", without) == [1]


def test_the_subject_is_the_title_in_the_first_passage_alone() -> None:
    first, second = rows(
        "Milloin Sovittelijat päättyy?",
        result("Se alkoi.", title="Sovittelijat"),
        result("Se päättyy.", title="Sovittelijat", position=1, score=0.5),
    )
    assert column("title", first + second) == [1, 1]
    assert column("subject", first + second) == [1, 0]


def test_later_sentences_of_running_text_are_late_but_rows_are_not() -> None:
    (running,) = rows("Mikä?", result("Yksi. Kaksi. Kolme."))
    assert column("late", running) == sorted(column("late", running)) != [0, 0, 0]
    (table,) = rows("Mikä?", result("- yksi\n- kaksi\n- kolme"))
    assert column("late", table) == [0, 0, 0]


@pytest.mark.parametrize(
    ("name", "question", "text"),
    [
        ("time", "Milloin haku päättyy?", "Haku on auki. Haku päättyy 15.9.2026."),
        ("number", "Montako vastaajaa oli?", "Vastaajia oli. Vastaajia oli 402."),
        ("name", "Kuka sen perusti?", "Sen perusti joku. Sen perusti Maija Meri."),
        ("reason", "Miksi haku peruttiin?", "Haku peruttiin. Syynä oli raha."),
        ("unit", "Kuinka kauan se kestää?", "Niitä on 8. Se kestää 8 viikkoa."),
        ("life", "Milloin Canth syntyi?", "Canth oli kirjailija. Canth (1844 Tampere – 1897 Kuopio) kirjoitti."),
    ],
)
def test_what_is_asked_for_is_seen_where_it_is(name: str, question: str, text: str) -> None:
    (found,) = rows(question, result(text))
    assert column(name, found) == [0, 1]


def test_the_opening_of_a_passage_defines_when_that_is_asked() -> None:
    (found,) = rows("Mikä on suuralue?", result("Suuralue on alue. Se on suuri."))
    assert column("defines", found) == [1, 0]
    (other,) = rows("Missä suuralue on?", result("Suuralue on alue. Se on suuri."))
    assert column("defines", other) == [0, 0]


def test_another_language_shares_no_words_and_still_has_cosines_and_sorts() -> None:
    (found,) = rows("When does it close?", result("Haku on auki. Haku sulkeutuu 15.9.2026."), language="en")
    assert column("coverage", found) == [0, 0]
    assert column("time", found) == [0, 1]


def test_without_the_retrievers_cosines_shared_words_take_their_place() -> None:
    (found,) = rows("Mitä etätyöstä sanotaan?", result("Kahvia on. Etätyöstä sanotaan paljon.", sentence_scores=()))
    assert column("top", found) == [0, 1]
