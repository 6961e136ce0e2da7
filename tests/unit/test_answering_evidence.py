from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.evidence import TOLD_BY_A_ROW, Evidence, judge, unknown_figures
from assistant.documents import Chunk, DocumentKind, DocumentRecord, Metadata, SearchResult
from assistant.retrieval.results import SearchResults


def result(text: str, *, title: str = "Kysely", published: date | None = None) -> SearchResult:
    record = DocumentRecord(
        "d", "kysely.pdf", title, DocumentKind.SURVEY, "fi", published, Metadata(), "0", "application/pdf", 1
    )
    return SearchResult(Chunk("d.0.0", "d", 0, (), 1, text, "0"), record, 1.0)


def found(*texts: str, answerable: float = 0.9) -> SearchResults:
    return SearchResults(tuple(map(result, texts)), "fi", answerable)


@pytest.mark.parametrize(
    ("answerable", "evidence"),
    [
        (0.9, Evidence.ENOUGH),
        (0.75, Evidence.ENOUGH),
        (0.74, Evidence.WEAK),
        (0.4, Evidence.WEAK),
        (0.39, Evidence.NONE),
    ],
)
def test_the_probability_decides(answerable: float, evidence: Evidence) -> None:
    assert judge("Mikä indeksi oli?", found("Indeksi oli 57.", answerable=answerable)) is evidence


def test_among_few_passages_less_certainty_is_asked_for() -> None:
    among_few = replace(found("Indeksi oli 57.", answerable=0.5), situation="few")
    assert judge("Mikä indeksi oli?", among_few) is Evidence.ENOUGH
    assert judge("Mikä indeksi oli?", replace(among_few, situation="same")) is Evidence.WEAK


@pytest.mark.parametrize(
    ("share", "evidence"), [(0.2, Evidence.NONE), (0.4, Evidence.WEAK), (0.5, Evidence.ENOUGH), (1.0, Evidence.ENOUGH)]
)
def test_quotations_that_do_not_say_what_was_asked_are_no_answer(share: float, evidence: Evidence) -> None:
    near = found("Lounas klo 12.", answerable=0.85)
    assert judge("Milloin lounas alkaa?", near, told=lambda: share) is evidence


def test_words_do_not_matter_where_the_retriever_is_sure_or_they_cannot_be_compared() -> None:
    assert judge("Mitä lounas maksaa?", found("12 €", answerable=0.95), told=lambda: 0.0) is Evidence.ENOUGH
    across = replace(found("12 €", answerable=0.85), situation="cross")
    assert judge("Vad kostar lunchen?", across, told=lambda: 0.0) is Evidence.ENOUGH


def test_nothing_found_is_no_evidence() -> None:
    assert judge("Mikä indeksi oli?", SearchResults((), "fi", 0.9)) is Evidence.NONE


def test_another_year_than_the_one_asked_for_is_no_evidence() -> None:
    assert judge("Mikä indeksi oli vuonna 2019?", found("Indeksi vuonna 2023 oli 57.")) is Evidence.NONE
    assert judge("Mikä indeksi oli vuonna 2023?", found("Indeksi vuonna 2023 oli 57.")) is Evidence.ENOUGH


def test_a_year_may_stand_in_the_title_or_be_that_of_publication() -> None:
    assert unknown_figures("Indeksi 2024?", [result("57", title="Kysely 2024")]) == []
    assert unknown_figures("Indeksi 2024?", [result("57", published=date(2024, 5, 1))]) == []


def test_a_number_is_found_however_its_digits_are_grouped() -> None:
    assert unknown_figures("Mihin menee 150000 euroa?", [result("Tuki on 150 000 euroa.")]) == []


def test_only_the_first_passages_are_read() -> None:
    assert unknown_figures("haku-2029-1", [result("haku-2028-1")] * 3 + [result("haku-2029-1")]) == ["2029"]


def test_the_askers_own_numbers_are_not_looked_for() -> None:
    assert unknown_figures("Olen 131052-902T, soita 040 123 4567. Paljonko tuki on?", [result("Tuki on 80 %.")]) == []


def test_a_row_that_is_what_is_asked_for_is_shown_though_the_retriever_is_unsure() -> None:
    unsure = found("Kesto: 2 h", answerable=0.2)
    assert judge("Kauanko retki kestää?", unsure, told=lambda: TOLD_BY_A_ROW) is Evidence.WEAK
    assert judge("Kauanko retki kestää?", unsure, told=lambda: 1.0) is Evidence.NONE
    assert judge("Kauanko retki kestää?", found("Kesto: 2 h", answerable=0.1), told=lambda: 2.0) is Evidence.NONE


def test_a_thing_without_a_finnish_name_makes_an_answer_in_finnish_uncertain() -> None:
    across = replace(found("Stöd", answerable=0.95), situation="cross")
    assert judge("Hur ansöker man om körkort?", across) is Evidence.ENOUGH
    assert judge("Hur ansöker man om körkort?", replace(across, nameless=True)) is Evidence.WEAK
    in_one_language = replace(found("Stöd", answerable=0.95), nameless=True)
    assert judge("Hur ansöker man om körkort?", in_one_language) is Evidence.ENOUGH
