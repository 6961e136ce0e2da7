"""Which rows of a table are quoted: the one that answers, and not all that fit."""

from __future__ import annotations

import pytest

from assistant.answering.answer import Citation
from assistant.answering.composer import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.answering.quotations.selection import BUDGET, select
from assistant.answering.quotations.whole_tables import WholeTables
from assistant.documents import Filters
from tests.answering_builders import asked, found, result

FACTS = (
    "Taulukko 1. Laiva lukuina\n\nAsia: Kesto; Tieto: 3.2.2020–1.6.2022\nAsia: Budjetti; Tieto: 90 000 euroa\n"
    "Asia: Toteuttaja; Tieto: Satamasäätiö\nAsia: Rahoitus; Tieto: Merirahasto\n"
    "Asia: Kohderyhmä; Tieto: luotsit ja laivurit"
)
SHEET = "Skeppet i korthet\n\nProjekttid: 2020–2022\nBudget: 90 000 euro\nGenomförare: Hamnstiftelsen"
SHIPS = (
    "Table 3. Ships.\n\nShip: Aurora; Harbour: Kotka; Arrived: 3 May 2020\nShip: Borealis; Harbour: Vaasa; Arrived: "
    "9 May 2020\nShip: Cassiopeia; Harbour: Turku; Arrived: 11 May 2020\n"
    "Ship: Draco; Harbour: Kemi; Arrived: 2 June 2020"
)


def quoted(question: str, text: str, language: str = "fi", title: str = "Laivahanke") -> list[str]:
    passage = result(text, language=language, title=title)
    return [sentence.text for sentence in select(asked(question, language), [passage], BUDGET)]


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Kuinka kauan laivahanke kesti?", "Kesto"),
        ("Mikä oli laivahankkeen budjetti?", "Budjetti"),
        ("Kuka toteutti laivahankkeen?", "Toteuttaja"),
        ("Mistä laivahankkeen rahat tulivat?", "Rahoitus"),
        ("Kenelle laivahanke oli tarkoitettu?", "Kohderyhmä"),
    ],
)
def test_a_row_answers_by_what_it_is_called(question: str, row: str) -> None:
    (line,) = quoted(question, FACTS)
    assert line.startswith(f"Asia: {row};")


def test_a_sheet_without_a_header_answers_too() -> None:
    assert quoted("Hur länge pågick skeppsprojektet?", SHEET, "sv", "Skeppsprojektet") == ["Projekttid: 2020–2022"]
    assert quoted("Vem genomförde skeppsprojektet?", SHEET, "sv", "Skeppsprojektet") == ["Genomförare: Hamnstiftelsen"]


def test_the_length_of_something_else_is_not_surely_the_answer() -> None:
    text = "Asia: Yhden vuoron pituus; Tieto: 8 h\nAsia: Matkan pituus; Tieto: 300 km\nAsia: Väri; Tieto: musta"
    assert len(quoted("Minkä pituinen vuoro on laivahankkeessa?", text)) == 2


def test_a_sheet_about_something_else_answers_nothing_by_its_names() -> None:
    passage = result(FACTS, title="Majakka")
    assert not any(sentence.sure for sentence in select(asked("Mikä on tutkan budjetti?"), [passage], BUDGET))


def test_the_row_that_the_question_names_is_quoted_alone() -> None:
    assert quoted("When did Cassiopeia arrive?", SHIPS, "en", "Ships") == [
        "Ship: Cassiopeia; Harbour: Turku; Arrived: 11 May 2020"
    ]


def test_when_no_row_is_named_a_few_are_quoted_and_all_when_all_are_asked_for() -> None:
    assert len(quoted("When did the ships arrive?", SHIPS, "en", "Ships")) == 3
    assert len(quoted("List all ships and when they arrived.", SHIPS, "en", "Ships")) == 4


def test_rows_of_other_years_are_left_out() -> None:
    text = "\n".join(f"Vuosi: {year}; Satama: {name}; Laivoja: {year % 7}" for year in (2020, 2021) for name in "ABC")
    assert {line[:11] for line in quoted("Montako laivaa kävi vuonna 2021?", text)} == {"Vuosi: 2021"}


CATCH = "Taulukko 1. Saaliit\n\nKunta: Inari; Saalis: 14 t\nKunta: Salla; Saalis: 12 t"
MORE = "Kunta: Kolari; Saalis: 25 t\nKunta: Pello; Saalis: 3 t\n\nLopuksi."


def answer(question: str, *passages: str) -> Draft:
    results = [result(text, position=place, score=1.0 - place / 10) for place, text in enumerate(passages)]
    *_, draft = ExtractiveComposer().compose(asked(question), results, Evidence.ENOUGH)
    assert isinstance(draft, Draft)
    return draft


def quotes(citations: tuple[Citation, ...]) -> list[str]:
    return [citation.quote for citation in citations]


def test_the_greatest_is_told_of_the_whole_table() -> None:
    question = "Missä kunnassa saalis oli suurin?"
    assert quotes(answer(question, CATCH).citations) == ["Kunta: Inari; Saalis: 14 t"]
    assert quotes(answer(question, CATCH, MORE).citations) == ["Kunta: Kolari; Saalis: 25 t"]


def test_a_greatest_that_cannot_be_told_makes_the_answer_uncertain() -> None:
    draft = answer("Missä kunnassa saalis kasvoi eniten?", CATCH)
    assert draft.partial and "En löytänyt varmaa vastausta" in draft.text
    assert not answer("Missä kunnassa saalis oli suurin?", CATCH).partial


def test_the_rest_of_a_table_is_brought_when_its_greatest_is_asked_for() -> None:
    before, first, rest, other = (
        result(text, position=place)
        for place, text in enumerate(("Johdanto.", CATCH, MORE, "Kunta: Oulu; Asukkaita: 9"))
    )
    chunks = [one.chunk for one in (before, first, rest, other)]
    whole = WholeTables(lambda _: chunks)
    brought = whole(asked("Missä kunnassa saalis oli suurin?"), Filters(), found(first))
    assert [one.chunk.position for one in brought.results] == [1, 2]
    back = whole(asked("Missä kunnassa saalis oli suurin?"), Filters(), found(rest))
    assert [one.chunk.position for one in back.results] == [2, 1]
    assert whole(asked("Milloin saaliit mitattiin?"), Filters(), found(first)).results == (first,)


TOURS = (
    "Taulukko 1. Retket\n\nPäivä: 3.2.2021; Retki: Hiihto; Vetäjä: Saana; Kohderyhmä: kaikki\n"
    "Päivä: 9.3.2021; Retki: Pilkki; Vetäjä: Rauni; Kohderyhmä: lapset\n"
    "Päivä: 4.5.2021; Retki: Melonta; Vetäjä: Toivo; Kohderyhmä: aikuiset\n"
    "Päivä: 8.6.2021; Retki: Onginta; Vetäjä: Vieno; Kohderyhmä: lapset"
)


@pytest.mark.parametrize(
    ("question", "retki"),
    [
        ("Mikä retki on maaliskuussa 2021?", "Pilkki"),
        ("Kuka oli vetäjänä 4.5.?", "Melonta"),
        ("Kuka oli vetäjänä onginnassa?", "Onginta"),
        ("Kenelle hiihto on tarkoitettu?", "Hiihto"),
    ],
)
def test_a_cell_is_told_by_its_row_and_its_column(question: str, retki: str) -> None:
    (sentence,) = select(asked(question), [result(TOURS, title="Kerho")], BUDGET)
    assert f"Retki: {retki};" in sentence.text and sentence.sure


def test_a_row_without_the_column_that_is_asked_for_is_not_sure() -> None:
    text = (
        "Retki: Hiihto; Vetäjä: Saana; Lähtijöitä: 9\nRetki: Pilkki; Vetäjä: Rauni\n"
        "Retki: Melonta; Vetäjä: Toivo; Lähtijöitä: 4"
    )
    assert not any(one.sure for one in select(asked("Montako lähtijää pilkille tuli?"), [result(text)], BUDGET))
    assert any(one.sure for one in select(asked("Montako lähtijää hiihtoon tuli?"), [result(text)], BUDGET))


def test_a_year_alone_names_no_cell() -> None:
    text = "Vuosi: 2020; Lähtijöitä: 9\nVuosi: 2021; Lähtijöitä: 7\nVuosi: 2022; Lähtijöitä: 4"
    assert not any(one.sure for one in select(asked("Montako lähtijää pilkille tuli 2021?"), [result(text)], BUDGET))


def test_a_cell_must_be_of_the_sort_that_is_asked_for() -> None:
    text = "Retki: Hiihto; Päättyi: 3.2.2021; Vetäjä: Saana\nRetki: Pilkki; Päättyi: 9.3.2021; Vetäjä: Rauni"
    assert not any(
        one.sure for one in select(asked("Montako kertaa hiihto päättyi palkintoon?"), [result(text)], BUDGET)
    )
    assert any(one.sure for one in select(asked("Milloin hiihto päättyi?"), [result(text)], BUDGET))


def test_a_table_of_another_year_names_no_cell() -> None:
    for year, sure in ((2021, True), (2022, False)):
        chosen = select(asked(f"Kuka oli vetäjänä onginnassa {year}?"), [result(TOURS, title="Kerho")], BUDGET)
        assert any(one.sure for one in chosen) is sure
