from __future__ import annotations

import pytest

from assistant.retrieval.definitions import definition_of


@pytest.mark.parametrize(
    ("query", "telling"),
    [
        ("mikä on kertakorvaus", "Tuki voi olla kertakorvaus. Kertakorvaus on sovittu summa."),
        ("Mitä tarkoittaa omarahoitus?", "Sanasto\nOmarahoitus tarkoittaa hakijan omaa osuutta."),
        ("Mitä kertakorvauksella tarkoitetaan?", ""),
        ("Mitä työn imu tarkoittaa?", "Työn imu (eng. work engagement) on myönteinen tila."),
        ("Mikä on ESR+?", "- ESR+ – Euroopan sosiaalirahasto plus"),
        ("Vad är ett klumpbelopp?", "Ett klumpbelopp är en fast summa."),
        ("What is a lump sum?", "A lump sum is a fixed amount."),
        ("What does baseline mean?", "Baseline means the first measurement."),
        ("Mis on omafinantseering?", "Omafinantseering on taotleja osa."),
        ("What is a payment claim?", "- Maksatushakemus on pyyntö (ansökan om utbetalning; payment claim)."),
        ("Vad är stödandel?", "Tukiosuus (stödandel; funding rate) on prosenttiluku."),
        ("Что такое софинансирование?", "Софинансирование — доля заявителя."),
        ("Що таке співфінансування?", "Співфінансування це частка заявника."),
    ],
)
def test_a_passage_that_tells_what_something_is_is_known(query: str, telling: str) -> None:
    wanted = definition_of(query)
    assert (wanted is not None and wanted.search(telling) is not None) == bool(telling)


@pytest.mark.parametrize(
    "query",
    [
        "Mikä on kyselyn vastausprosentti Lapissa vuonna 2025?",
        "Kuka voi hakea?",
        "Vad kostar kursen?",
        "What is the deadline of the call on work ability?",
        "mikä on",
        "",
    ],
)
def test_other_questions_ask_for_no_definition(query: str) -> None:
    assert definition_of(query) is None


def test_a_table_that_names_it_tells_nothing() -> None:
    wanted = definition_of("Mikä on suuralue?")
    assert wanted is not None
    assert not wanted.search("Suuralue: Etelä-Suomi; Hankkeita: 16\nVuosi: 2026")
    assert not wanted.search("Kullakin suuralueella on oma tilaisuus.")
