from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents import Chunk, DocumentKind, DocumentRecord, Metadata, SearchResult
from assistant.retrieval.answerable import answerable, features, models
from scripts.fit_answerable import fit


def result(
    passage: float,
    *,
    coverage: float = 0.0,
    lexical: float = 0.0,
    score: float = 0.0,
    title: str = "D",
    language: str = "fi",
) -> SearchResult:
    record = DocumentRecord(
        title, "d.pdf", title, DocumentKind.GUIDE, language, None, Metadata(), "0", "application/pdf", 1
    )
    chunk = Chunk(f"{title}.0.0", title, 0, (), 1, "Teksti.", "0")
    return SearchResult(chunk, record, score, {"passage": passage, "lexical": lexical, "coverage": coverage})


def test_nothing_found_answers_nothing() -> None:
    assert answerable((), "fi") == 0.0


@pytest.mark.parametrize("language", ["fi", "uk"])
def test_what_is_nearer_is_likelier(language: str) -> None:
    likelihoods = [answerable((result(near),), language) for near in (0.7, 0.8, 0.84, 0.9)]
    assert likelihoods == sorted(likelihoods)
    assert likelihoods[0] < 0.05


def test_shared_words_make_an_answer_likelier() -> None:
    assert answerable((result(0.87, coverage=1.0),), "fi") > answerable((result(0.87),), "fi")
    assert answerable((result(0.87, lexical=0.5),), "sv") > answerable((result(0.87),), "sv")


def test_the_best_of_the_first_three_passages_counts() -> None:
    found = features((result(0.8), result(0.9, coverage=0.5), result(0.7, lexical=0.25), result(0.99, coverage=1.0)))
    assert (found["passage"], found["coverage"], found["lexical"]) == (0.9, 0.5, 0.25)


def test_the_margin_is_to_the_fourth_document_whatever_stands_between() -> None:
    scores = [("A", 2.5), ("A", 2.4), ("B", 2.3), ("A", 2.2), ("C", 2.1), ("D", 2.0), ("E", 1.0)]
    found = features([result(0.8, score=score, title=title) for title, score in scores])
    assert found["margin"] == pytest.approx(0.5)


def test_with_few_documents_the_margin_is_to_the_last() -> None:
    assert features([result(0.8, score=2.5, title="A"), result(0.8, score=2.2, title="B")])["margin"] == pytest.approx(
        0.3
    )


def test_a_document_of_unknown_language_counts_as_the_questions() -> None:
    assert answerable((result(0.85, language="und"),), "fi") == answerable((result(0.85),), "fi")
    assert answerable((result(0.85, language="und"),), "fi") != answerable((result(0.85, language="sv"),), "fi")


def test_both_models_weigh_what_the_features_give() -> None:
    assert models().keys() == {"same", "cross"}
    for model in models().values():
        assert model.keys() == {"intercept", *features((result(0.8),))}


@given(
    st.lists(
        st.tuples(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1), st.floats(-3, 3), st.sampled_from("ABCDEF")),
        min_size=1,
    )
)
def test_it_is_a_probability(rows: list[tuple[float, float, float, float, str]]) -> None:
    ordered = sorted(rows, key=lambda row: -row[3])
    found = [result(p, coverage=c, lexical=lexical, score=s, title=title) for p, c, lexical, s, title in ordered]
    assert 0 <= answerable(found, "fi") <= 1


def test_the_fit_finds_the_coefficients_that_made_the_labels() -> None:
    random = np.random.default_rng(3)
    values = random.standard_normal((4000, 2))
    likely = 1 / (1 + np.exp(-(values @ [2.0, -1.0] + 0.5)))
    labels = (random.random(4000) < likely).astype(float)
    assert fit(values, labels, np.ones(4000)) == pytest.approx([2.0, -1.0, 0.5], abs=0.2)
