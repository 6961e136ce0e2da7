"""A passage about another region than was asked for is left out, unless there is nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.analysis import Analyser
from assistant.answering.asked_place import AskedPlace
from assistant.answering.question import Question
from assistant.documents import Filters, Metadata, SearchResult
from assistant.retrieval.results import SearchResults
from tests.answering_builders import result


@pytest.fixture(scope="module")
def asked_place() -> AskedPlace:
    return AskedPlace(Analyser())


def about(text: str, *regions: str) -> SearchResult:
    found = result(text)
    return replace(found, document=replace(found.document, metadata=Metadata(regions=regions)))


NORTH = about("Kahvila on auki kello kymmeneen.", "Kainuu")
SOUTH = about("Kahvila on auki kello kuuteen.", "Kymenlaakso")
AROUND = about("Kahvilat ovat auki viikonloppuisin.", "Pohjois- ja Itä-Suomi")
EVERYWHERE = about("Kahvilat ovat auki arkisin.", "Koko Suomi")
UNTOLD = about("Kahvila on paikka, jossa juodaan kahvia.")
MENTIONED = about("Kainuussa kahvila on auki pidempään kuin meillä.", "Kymenlaakso")


def kept(asked_place: AskedPlace, text: str, language: str, *results: SearchResult) -> tuple[SearchResult, ...]:
    found = SearchResults(results, language, 0.9)
    return asked_place(Question(text, language), Filters(), found).results


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Milloin kahvila on auki Kainuussa?", "fi"),
        ("När är kaféet öppet i Kajanaland?", "sv"),
        ("When is the café open in Kainuu?", "en"),
        ("Milloin kahvila on auki Itä-Suomessa?", "fi"),
        ("When is the café open in Eastern Finland?", "en"),
    ],
)
def test_another_region_is_left_out(asked_place: AskedPlace, text: str, language: str) -> None:
    every = (SOUTH, AROUND, EVERYWHERE, UNTOLD, NORTH, MENTIONED)
    assert kept(asked_place, text, language, *every) == (AROUND, EVERYWHERE, UNTOLD, NORTH, MENTIONED)


def test_the_region_of_the_office_that_funds_is_not_the_place(asked_place: AskedPlace) -> None:
    funded = about("Kahvilaa rahoittaa Kainuun elinvoimakeskus.", "Kymenlaakso")
    alike = about("Kahvila Lappeenrannassa.", "Etelä-Karjala")
    assert kept(asked_place, "Milloin kahvila on auki Kainuussa?", "fi", funded, NORTH) == (NORTH,)
    assert kept(asked_place, "Milloin kahvila on auki Lapissa?", "fi", alike, AROUND) == (AROUND,)


def test_what_is_all_there_is_stays(asked_place: AskedPlace) -> None:
    assert kept(asked_place, "Milloin kahvila on auki Lapissa?", "fi", SOUTH, UNTOLD) == (SOUTH, UNTOLD)


@pytest.mark.parametrize("text", ["Milloin kahvila on auki?", "Kumpi on auki pidempään, Kainuun vai Kymenlaakson?"])
def test_no_region_or_two_leave_all(asked_place: AskedPlace, text: str) -> None:
    assert kept(asked_place, text, "fi", SOUTH, NORTH) == (SOUTH, NORTH)
