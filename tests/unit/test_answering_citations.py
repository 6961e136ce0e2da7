"""Quotations that can be checked, and markers that cannot be mistaken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.citations import (
    cite,
    marker_text,
    markers_in,
    number_places,
    place_of,
    sound,
    verbatim,
)
from tests.answering_builders import result

WORDS = st.lists(st.text(alphabet="abcäö€.,”[]1", min_size=1, max_size=6), min_size=1, max_size=12)
SPACES = st.sampled_from([" ", "\n", "  ", "\n\n", "\t", "\u00a0"])


@given(WORDS, st.data())
def test_any_stretch_of_words_is_verbatim_whatever_the_white_space(words: list[str], data: st.DataObject) -> None:
    text = "".join(word + data.draw(SPACES) for word in words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = "".join(word + data.draw(SPACES) for word in words[first : last + 1])
    assert verbatim(quote, text)


@given(WORDS, st.integers(0, 11))
def test_a_word_that_is_changed_is_not_verbatim(words: list[str], position: int) -> None:
    position %= len(words)
    changed = [*words[:position], words[position] + "x", *words[position + 1 :]]
    assert not verbatim(" ".join(changed), " ".join(words))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("", "Tuki on 80 %."),
        (" \n", "Tuki on 80 %."),
        ("tuki on 80 %.", "Tuki on 80 %."),
        ("Tuki on 80 prosenttia.", "Tuki on 80 %."),
        ("Tuki on … %.", "Tuki on 80 %."),
        ("Tuki on 80 %. Aina.", "Tuki on 80 %."),
    ],
)
def test_what_is_not_verbatim(quote: str, text: str) -> None:
    assert not verbatim(quote, text)


def test_markers_are_told_from_what_documents_hold() -> None:
    text = f"”Näin on todettu.[7] Ks. myös [8].”{marker_text(1)} ”Toinen.”{marker_text(12)}"
    assert markers_in(text) == {1, 12}


def test_passages_of_one_page_share_a_marker() -> None:
    first = result("A.", page=4, position=0)
    same_page = result("B.", page=4, position=1)
    next_page = result("C.", page=5, position=2)
    other = result("D.", uri="toinen.pdf", page=4)
    markers = number_places([first, next_page, same_page, other])
    assert [markers[place_of(one)] for one in (first, same_page, next_page, other)] == [1, 1, 2, 3]


def test_without_pages_the_heading_is_the_place() -> None:
    aims = result("A.", page=None, headings=("Hanke", "Tavoitteet"))
    results = result("B.", page=None, headings=("Hanke", "Tulokset"), position=1)
    assert place_of(aims) != place_of(results)


PASSAGE = result("Haku päättyy 15.9.2026. Tuki on\n80 %.", page=2, position=0)
NEIGHBOUR = result("Omarahoitus on 20 %.", page=2, position=1)
ELSEWHERE = result("Tuki on 75 %.", page=9, position=2)
TEXT = f"”Tuki on 80 %.”{marker_text(1)}"


def test_an_answer_that_holds() -> None:
    assert sound(TEXT, [cite(PASSAGE, 1, "Tuki on 80 %.")], [PASSAGE])
    assert sound(TEXT, [cite(PASSAGE, 1, "Tuki on 80 %.", ("Omarahoitus on 20 %.",))], [PASSAGE, NEIGHBOUR])


def test_an_answer_without_citations_does_not_hold() -> None:
    assert not sound("Tuki on 80 %.", [], [PASSAGE])


def test_words_that_are_not_in_the_passage_do_not_hold() -> None:
    assert not sound(TEXT, [cite(PASSAGE, 1, "Tuki on 90 %.")], [PASSAGE])
    assert not sound(TEXT, [cite(PASSAGE, 1, "Tuki on 75 %.")], [PASSAGE, ELSEWHERE])
    assert not sound(TEXT, [cite(PASSAGE, 1, "Tuki on 80 %.", ("Tuki on 75 %.",))], [PASSAGE, ELSEWHERE])


def test_a_passage_that_was_not_found_does_not_hold() -> None:
    assert not sound(TEXT, [cite(PASSAGE, 1, "Tuki on 80 %.")], [ELSEWHERE])


def test_markers_and_citations_must_agree() -> None:
    citation = cite(PASSAGE, 1, "Tuki on 80 %.")
    assert not sound("”Tuki on 80 %.”", [citation], [PASSAGE])
    assert not sound(f"{TEXT} Varmasti.{marker_text(2)}", [citation], [PASSAGE])
    assert not sound(TEXT, [citation, citation], [PASSAGE])
