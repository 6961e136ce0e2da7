"""Regions are found by their names in seven languages, in any case; towns and offices that sound alike are not."""

from __future__ import annotations

import pytest

from assistant.analysis import Analyser
from assistant.calls.areas import concerns
from assistant.calls.names import keys, table
from assistant.calls.places import Places


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(Analyser())


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Kurssi pidetään Lapin perukoilla.", "fi", ["lappi"]),
        ("Satakunnan ja Uudenmaan kurssit", "fi", ["satakunta", "uusimaa"]),
        ("lapista löytyi kolme", "fi", ["lappi"]),
        ("Pohjois-Pohjanmaalla sataa", "fi", ["pohjois-pohjanmaa"]),
        ("Itä-Suomessa ja Kainuussa", "fi", ["itä-suomi", "kainuu"]),
        ("Pohjois- ja Etelä-Savosta tuli väkeä", "fi", ["pohjois-savo", "etelä-savo"]),
        ("Pohjois- ja Itä-Suomen suuralue", "fi", ["pohjois- ja itä-suomi"]),
        ("kursser i Norra Savolax och Österbotten", "sv", ["pohjois-savo", "pohjanmaa"]),
        ("Courses in Eastern Finland", "en", ["itä-suomi"]),
        ("Courses in Pohjois-Savo and South Savo", "en", ["pohjois-savo", "etelä-savo"]),
        ("kursused Lapimaal", "et", ["lappi"]),
        ("курсы в Лапландии", "ru", ["lappi"]),
        ("курси в Південній Карелії", "uk", ["etelä-karjala"]),
        ("دورات في لابلاند", "ar", ["lappi"]),
        ("Kurssi pidetään Lappeenrannassa.", "fi", []),
        ("Lapin elinvoimakeskus rahoittaa kursseja.", "fi", []),
        ("Keski-Suomen ELY-keskuksen kurssi Kainuussa", "fi", ["kainuu"]),
        ("Kursen ges av NTM-centralen i Mellersta Finland.", "sv", []),
        ("Kurssi on avoin koko Suomessa.", "fi", []),
    ],
)
def test_regions_are_named(places: Places, text: str, language: str, named: list[str]) -> None:
    assert places.named(text, language) == named


@pytest.mark.parametrize("key", [key for key in keys("region") if key != "koko suomi"])
def test_every_name_of_the_table_is_known_in_its_language(places: Places, key: str) -> None:
    for language, name in table()["region", key].items():
        assert places.named(name, language) == [key], (language, name)


@pytest.mark.parametrize(
    ("regions", "wanted", "meant"),
    [
        (("Kainuu",), "itä-suomi", True),
        (("Pohjois- ja Itä-Suomi",), "itä-suomi", True),
        (("Satakunta",), "lounais-suomi", True),
        (("Uusimaa",), "pääkaupunkiseutu", True),
        (("Koko Suomi",), "pohjois-suomi", True),
        (("Länsi-Suomi",), "itä-suomi", False),
        (("Pirkanmaa",), "koko suomi", False),
        ((), "itä-suomi", False),
    ],
)
def test_an_area_is_its_regions_and_what_overlaps_it(regions: tuple[str, ...], wanted: str, meant: bool) -> None:
    assert concerns(regions, wanted) is meant
