"""The real Finnish lexicon: forms that the documents and the questions of the project are full of."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.analysis import FUNCTION, Analyser
from assistant.finnish.morphology import Morphology


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology.load()


@pytest.fixture(scope="module")
def analyser(morphology: Morphology) -> Analyser:
    return Analyser(morphology)


def lemmas(morphology: Morphology, word: str) -> set[str]:
    return {reading.lemma for reading in morphology.readings(word)}


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("talossa", "talo"),
        ("hankkeiden", "hanke"),
        ("hakijat", "hakija"),
        ("haut", "haku"),
        ("käytännöistä", "käytäntö"),
        ("työkyvyn", "työkyky"),
        ("työpaikoilla", "työpaikka"),
        ("esihenkilöiden", "esihenkilö"),
        ("omarahoitusosuus", "omarahoitusosuus"),
        ("tuottavuutta", "tuottavuus"),
        ("yhdenvertaisuudesta", "yhdenvertaisuus"),
        ("uudenvuoden", "uusivuosi"),
        ("kehittäneet", "kehittää"),
        ("raa'an", "raaka"),
        ("EU:n", "EU"),
        ("ESR-hankkeen", "ESR-hanke"),
        ("ELY-keskuksista", "ELY-keskus"),
        ("Etelä-Savossa", "Etelä-Savo"),
        ("Pirkanmaalla", "Pirkanmaa"),
        ("pirkanmaalla", "Pirkanmaa"),
        ("TAMPEREELLA", "Tampere"),
        ("HAKUOHJEET", "hakuohje"),
        ("40-vuotias", "40-vuotias"),
    ],
)
def test_lemma(morphology: Morphology, word: str, lemma: str) -> None:
    assert lemma in lemmas(morphology, word)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("koordinaatiohankkeen", ("koordinaatio", "hanke")),
        ("hakuklinikoilla", ("haku", "klinikka")),
        ("hankekahvit", ("hanke", "kahvi")),
        ("alkumittauksesta", ("alku", "mittaus")),
        ("työhyvinvointia", ("työ", "hyvin", "vointi")),
        ("kiertotaloushankkeessa", ("kierto", "talous", "hanke")),
        ("ELY-keskus", ("ELY", "-keskus")),
        ("Etelä-Savo", ("Etelä", "-Savo")),
    ],
)
def test_compounds_are_cut_at_their_seams(morphology: Morphology, word: str, parts: tuple[str, ...]) -> None:
    assert parts in {reading.parts for reading in morphology.readings(word)}


def test_ambiguous_form_has_all_its_lemmas(morphology: Morphology) -> None:
    assert {"tuki", "tukea"} <= lemmas(morphology, "tuki")
    assert lemmas(morphology, "kuusi") == {"kuusi", "kuu"}  # a spruce, six, my moon


def test_verb_gives_way_to_the_noun_made_from_it(morphology: Morphology) -> None:
    (reading,) = morphology.readings("hakijoiden")
    assert (reading.lemma, reading.origin) == ("hakija", "hakea")


def test_words_outside_the_lexicon_are_guessed(morphology: Morphology) -> None:
    readings = morphology.readings("zoomailussa")
    assert readings
    assert not any(reading.known for reading in readings)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tyohyvinvointi", "työhyvinvointi"),
        ("etatyosta", "etätyö"),
        ("kaytantoja", "käytäntö"),
        ("tyokyky", "työkyky"),
        ("henkilostolle", "henkilöstö"),
        ("kayttoonotto", "käyttöönotto"),
    ],
)
def test_missing_dots_are_put_back(analyser: Analyser, typed: str, meant: str) -> None:
    assert meant in analyser.restored(typed)


@pytest.mark.parametrize("word", ["hanke", "palkka", "koordinaatio", "Pirkanmaa", "auto"])
def test_known_words_get_no_dots(analyser: Analyser, word: str) -> None:
    assert analyser.restored(word) == []


@pytest.mark.parametrize(
    ("question", "joined"),
    [
        ("mitä on työ hyvinvointi", "työhyvinvointi"),
        ("haku klinikka milloin", "hakuklinikka"),
        ("etä työ ohjeet", "etätyö"),
        ("hanke kahvit", "hankekahvi"),
    ],
)
def test_words_written_apart_are_joined(analyser: Analyser, question: str, joined: str) -> None:
    assert joined in {term.text for term in analyser.query_terms(question, "fi")}


def test_question_words_are_marked_and_subjects_are_not(analyser: Analyser) -> None:
    terms = {term.text: term.pos for term in analyser.terms("Mitkä haut ovat nyt auki?", "fi")}
    assert terms["mikä"] == terms["olla"] == terms["nyt"] == FUNCTION
    assert terms["haku"] == "noun"
    assert terms["auki"] == "adverb"


def test_threads_share_one_analyser(morphology: Morphology) -> None:
    texts = [
        f"{first} {second}"
        for first in ("Hakuklinikoilla", "Työhyvinvoinnin", "Zoomissa", "2.10.2026", "ESR+-hankkeen")
        for second in ("kehittämisestä", "koordinaatiohankkeet", "projekten", "käytännöistä")
    ] * 4
    alone = [Analyser(morphology).terms(text, language) for text in texts[:20] for language in ("fi", "sv")]
    shared = Analyser(morphology)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda job: shared.terms(*job), [(t, lang) for t in texts for lang in ("fi", "sv")]))
    assert together == alone * 4


def test_senseless_strings_end_soon_enough(morphology: Morphology) -> None:
    for word in ("yö" * 30, "a" * 60, "ä-" * 29 + "ä", "漢字かな", "🙂", "x" * 10_000, ""):
        assert len(morphology.readings(word)) <= 64
