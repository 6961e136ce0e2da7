from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.clear_signs import has_clear_sign
from assistant.answering.evidence import Evidence, judge
from assistant.documents import SearchResult
from assistant.retrieval.results import SearchResults
from tests.answering_builders import found, result


def told(passage: SearchResult, whole: float = 0.0, words: float = 0.0) -> SearchResult:
    return replace(passage, features={"whole": whole, "words": words})


def unsure(*results: SearchResult, answerable: float = 0.2, situation: str = "same") -> SearchResults:
    return replace(found(*results, answerable=answerable), situation=situation)


def test_a_question_of_the_documents_own_is_shown() -> None:
    asks = told(result("Saako lapsen ottaa mukaan? Saa.", sentence_scores=(0.93, 0.7)))
    assert judge("Voiko lapset ottaa mukaan?", unsure(asks)) is Evidence.WEAK
    states = told(result("Lapsen saa ottaa mukaan.", sentence_scores=(0.93,)))
    assert judge("Voiko lapset ottaa mukaan?", unsure(states)) is Evidence.NONE


def test_a_passage_with_nearly_all_words_is_shown() -> None:
    passage = result("Kalustoon sai käyttää kymmenyksen.")
    assert has_clear_sign("Paljonko kalustoon sai käyttää?", unsure(told(passage, whole=0.8)))
    assert not has_clear_sign("Paljonko kalustoon sai käyttää?", unsure(told(passage, whole=0.4)))


def test_what_is_asked_by_form_is_shown_with_half_of_the_words() -> None:
    passage = result("Retki on maksuton.")
    assert judge("Onko retki ilmainen?", unsure(told(passage, words=0.6))) is Evidence.WEAK
    assert judge("Onko retki ilmainen?", unsure(told(result("Retki on pitkä."), words=0.6))) is Evidence.NONE


@pytest.mark.parametrize(("situation", "shown"), [("same", True), ("cross", True), ("few", False)])
def test_a_definition_is_shown_across_languages_too(situation: str, shown: bool) -> None:
    passage = told(result("- Kertakorvaus on sovittu summa (klumpbelopp; lump sum)."))
    assert has_clear_sign("What is a lump sum?", unsure(passage, situation=situation)) is shown


def test_nothing_is_shown_that_is_hardly_likely_at_all() -> None:
    passage = told(result("Retki on maksuton."), whole=1.0, words=1.0)
    assert not has_clear_sign("Onko retki ilmainen?", unsure(passage, answerable=0.01))
    assert not has_clear_sign("Onko retki ilmainen?", unsure(passage, answerable=0.08))


def test_a_definition_makes_an_uncertain_answer_a_certain_one() -> None:
    defined = unsure(result("Kertakorvaus on sovittu summa."), answerable=0.5)
    assert judge("Mikä on kertakorvaus?", defined) is Evidence.ENOUGH
    untold = unsure(result("Kertakorvausta käytetään usein."), answerable=0.5)
    assert judge("Mikä on kertakorvaus?", untold) is Evidence.WEAK
