from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents import Chunk, DocumentKind, DocumentRecord, Metadata, SearchResult
from assistant.retrieval.answerable import FEW, answerable, features, models, situation_of
from scripts.fit_answerable import WEIGHED, fit


def result(
    passage: float,
    *,
    lexical: float = 0.0,
    words: float = 0.0,
    lead: float = 0.8,
    sentences: tuple[float, ...] = (),
    score: float = 0.0,
    title: str = "D",
    language: str = "fi",
) -> SearchResult:
    record = DocumentRecord(
        title, "d.pdf", title, DocumentKind.GUIDE, language, None, Metadata(), "0", "application/pdf", 1
    )
    chunk = Chunk(f"{title}.0.0", title, 0, (), 1, "Teksti.", "0")
    features_of = {"passage": passage, "lexical": lexical, "words": words, "lead": lead}
    return SearchResult(chunk, record, score, features_of, sentences)


@pytest.mark.parametrize("situation", ["few", "same", "cross"])
def test_nothing_found_answers_nothing(situation: str) -> None:
    assert answerable((), situation) == 0.0


@pytest.mark.parametrize("situation", ["few", "same", "cross"])
def test_what_is_nearer_is_likelier(situation: str) -> None:
    near = [(result(cosine, lead=cosine),) for cosine in (0.7, 0.8, 0.84, 0.9)]
    likelihoods = [answerable(found, situation) for found in near]
    assert likelihoods == sorted(likelihoods)
    assert likelihoods[0] < 0.05


@pytest.mark.parametrize("situation", ["same", "cross"])
def test_told_words_make_an_answer_likelier(situation: str) -> None:
    assert answerable((result(0.87, words=1.0),), situation) > answerable((result(0.87),), situation)


def test_the_nearest_of_the_first_three_passages_counts_and_the_words_of_the_first() -> None:
    first = (result(0.8, words=0.5), result(0.9, words=0.75), result(0.7, lexical=0.25))
    found = features((*first, result(0.99, words=1.0, lexical=1.0)))
    assert (found["passage"], found["lexical"], found["words"]) == (0.9, 0.25, 0.5)


def test_the_sentences_of_the_first_three_passages_count_alike() -> None:
    found = features((result(0.8, sentences=(0.9, 0.7, 0.8)), result(0.6, sentences=(0.4,)), result(0.7), result(0.1)))
    assert found["sentences"] == pytest.approx((0.9 + 0.7 + 0.8 + 0.4 + 0.7) / 5)


def test_the_lead_is_the_mean_of_the_first_three() -> None:
    leads = [result(0.8, lead=lead) for lead in (0.9, 0.6, 0.75, 0.1)]
    assert features(leads)["lead"] == pytest.approx(0.75)


def test_the_margin_is_to_the_fourth_document_whatever_stands_between() -> None:
    scores = [("A", 2.5), ("A", 2.4), ("B", 2.3), ("A", 2.2), ("C", 2.1), ("D", 2.0), ("E", 1.0)]
    found = features([result(0.8, score=score, title=title) for title, score in scores])
    assert found["margin"] == pytest.approx(0.5)


def test_with_few_documents_the_margin_is_to_the_last() -> None:
    assert features([result(0.8, score=2.5, title="A"), result(0.8, score=2.2, title="B")])["margin"] == pytest.approx(
        0.3
    )


def test_the_situation_is_few_passages_or_one_language_or_two() -> None:
    assert situation_of((result(0.8),), "fi", FEW) == "few"
    assert situation_of((result(0.8),), "fi", FEW + 1) == "same"
    assert situation_of((result(0.8), result(0.8, language="sv")), "sv", 400) == "cross"
    assert situation_of((result(0.8, language="und"),), "sv", 400) == "same"


def test_every_model_weighs_features_that_are_given() -> None:
    assert models().keys() == {"few", "same", "cross"} == WEIGHED.keys()
    weighed = set[str]()
    for name, model in models().items():
        assert model.keys() == {"intercept", *WEIGHED[name]}
        weighed |= model.keys()
    assert weighed == {"intercept", *features((result(0.8),))}


@given(
    st.lists(
        st.tuples(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1), st.floats(-3, 3), st.sampled_from("ABCDEF")),
        min_size=1,
    )
)
def test_it_is_a_probability(rows: list[tuple[float, float, float, float, str]]) -> None:
    ordered = sorted(rows, key=lambda row: -row[3])
    found = [result(p, words=w, lead=lead, score=s, title=title) for p, w, lead, s, title in ordered]
    assert 0 <= answerable(found, "same") <= 1


def test_the_fit_finds_the_coefficients_that_made_the_labels() -> None:
    random = np.random.default_rng(3)
    values = random.standard_normal((4000, 2))
    likely = 1 / (1 + np.exp(-(values @ [2.0, -1.0] + 0.5)))
    labels = (random.random(4000) < likely).astype(float)
    assert fit(values, labels, np.ones(4000)) == pytest.approx([2.0, -1.0, 0.5], abs=0.2)
