"""The first passages are read: the one whose sentence answers comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.quotations.answer_types import is_question
from assistant.answering.quotations.reading import SentenceReader
from assistant.documents import Chunk, SearchResult
from assistant.retrieval.reranking import reranked
from tests.fakes import record


def found(*texts: str) -> list[SearchResult]:
    """Passages of one document, each a little further from the question than the one before."""
    return [
        SearchResult(
            Chunk(f"d.e.{place}", "d", place, (), None, text, "x"), record(title="Silta"), 1.0 - place / 100, {}
        )
        for place, text in enumerate(texts)
    ]


def test_of_passages_as_near_the_one_with_a_date_answers_when() -> None:
    texts = ("Sillan valmistuminen oli kaupungille iso asia.", "Silta valmistui 4.6.2019.")
    results = reranked("Milloin silta valmistui?", found(*texts), SentenceReader())
    assert [result.chunk.text for result in results] == [texts[1], texts[0]]


@pytest.mark.parametrize("words", ["sillan valmistuminen", "Valmistumisaika (Laki silloista)", "Brons och broar"])
def test_words_that_ask_nothing_leave_the_order(words: str) -> None:
    results = found("Sillan valmistuminen oli iso asia.", "Silta valmistui 4.6.2019.")
    assert SentenceReader().scores(words, results) == pytest.approx([result.score for result in results])


def test_what_the_model_says_of_the_passage_is_left_out() -> None:
    """The fused score has said it already, and the place would decide over itself."""
    results = found("Silta on pitkä.", "Silta on pitkä.")
    scores = SentenceReader({"first": 9.0, "passage": 9.0, "subject": 9.0}).scores("Onko silta pitkä?", results)
    assert scores == pytest.approx([1.0, 0.99])


@given(st.lists(st.text(alphabet="ab .\n", max_size=30), max_size=6))
def test_every_passage_has_a_score_whatever_it_says(texts: list[str]) -> None:
    assert SentenceReader().scores("Missä silta on?", found(*texts)).shape == (len(texts),)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "minkälaisia siltoja on"),
        ("fi", "Onko silta auki"),
        ("fi", "silta auki?"),
        ("sv", "vilka broar finns"),
        ("sv", "Kan man gå över bron"),
        ("en", "how long is the bridge"),
        ("en", "Is the bridge open"),
        ("et", "kui pikk on sild?"),
        ("ru", "какой длины мост"),
        ("uk", "де міст"),
        ("ar", "أين الجسر"),
    ],
)
def test_a_question_is_known_without_its_mark(language: str, text: str) -> None:
    assert is_question(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mitätöinti (Siltalaki)"),
        ("fi", "Monimuotoisuus työssä"),
        ("fi", "sillan pituus"),
        ("sv", "Hurtiga broar"),
        ("en", "Whiteboards and bridges"),
        ("ru", "длина моста"),
    ],
)
def test_a_heading_asks_nothing(language: str, text: str) -> None:
    assert not is_question(text, language)
