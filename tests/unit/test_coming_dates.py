"""The next of something is the first day that is still to come, not what a document once called next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.analysis import Analyser
from assistant.answering.coming import ComingDates
from assistant.answering.question import Question
from assistant.documents import Chunk, Filters, SearchResult
from assistant.retrieval.glossary import Glossary, read
from assistant.retrieval.results import SearchResults
from tests.answering_builders import result

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
OLD = result("Seuraava webinaari pidetään 12.12.2024. Siinä puhutaan viestinnästä.")
TABLE = result(
    "Taulukko 1. Kevään webinaarit\n\nPäivä: 21.1.2027; Aihe: ikä\nPäivä: 18.3.2027; Aihe: sovittelu\n"
    "Päivä: 19.11.2026; Aihe: kysely"
)
MIXED = result("Taulukko 2. Webinaarit ja retket\n\nPäivä: 1.12.2026; Aihe: marjat\nPäivä: 2.12.2026; Aihe: sienet")
OTHER = result("Retki tehdään 30.11.2026. Webinaari on joka kuussa.")


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def narrowed(
    analyser: Analyser, text: str, language: str, found: Sequence[SearchResult], beside: Sequence[Chunk] = ()
) -> list[str]:
    chunks = {one.document.id: [one.chunk, *beside] for one in found}
    coming = ComingDates(lambda known: chunks[known], lambda: NOW, analyser, Glossary(read(), analyser))
    narrow = coming(Question(text, language), Filters(), SearchResults(tuple(found), language, 0.9))
    return [one.chunk.text for one in narrow.results]


def apart(*results: SearchResult) -> list[SearchResult]:
    """Each in a document of its own."""
    return [replace(one, document=replace(one.document, id=f"d{number}")) for number, one in enumerate(results)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Milloin on seuraava webinaari?", "fi"),
        ("Mikä on seuraava webinaari?", "fi"),
        ("När är nästa webbinarium?", "sv"),
        ("When is the next webinar?", "en"),
    ],
)
def test_the_first_day_to_come_is_told(analyser: Analyser, text: str, language: str) -> None:
    assert narrowed(analyser, text, language, apart(OLD, OTHER, MIXED, TABLE)) == ["Päivä: 21.1.2027; Aihe: ikä"]


def test_it_may_stand_beside_the_passage_that_was_found(analyser: Analyser) -> None:
    beside = replace(TABLE.chunk, id="beside")
    found = apart(result("Webinaarit pidetään torstaisin."))
    assert narrowed(analyser, "Milloin on seuraava webinaari?", "fi", found, [beside]) == [
        "Päivä: 21.1.2027; Aihe: ikä"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Milloin on webinaari?",
        "Miten ilmoittaudutaan seuraavaan webinaariin?",
        "Kuinka seuraava webinaari toteutetaan?",
        "Milloin on seuraava kokous?",
    ],
)
def test_all_stays_where_no_next_day_is_asked_for_or_known(analyser: Analyser, text: str) -> None:
    found = apart(OLD, OTHER, MIXED, TABLE)
    assert narrowed(analyser, text, "fi", found) == [one.chunk.text for one in found]


def test_what_is_over_is_not_next(analyser: Analyser) -> None:
    found = apart(OLD)
    assert narrowed(analyser, "Milloin on seuraava webinaari?", "fi", found) == [OLD.chunk.text]
