from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis import Term
from assistant.documents import Chunk
from assistant.index.lexical import SATURATION, TermMatches
from assistant.index.snapshot import Candidate
from assistant.retrieval.definitions import definition_of
from assistant.retrieval.scoring import DEFINED, WEIGHTS, Scores, Weights, fused, score, words_told
from assistant.retrieval.wordings import Wording, Wordings

X = np.array([1, 0], dtype=np.float32)
Y = np.array([0, 1], dtype=np.float32)


def candidate(
    *,
    passage: np.ndarray = X,
    lead: np.ndarray = X,
    sentences: tuple[np.ndarray, ...] = (X, Y),
    text: str = "Kahvilla puhutaan työstä. Aihe vaihtuu joka kuukausi.",
    language: str = "fi",
) -> Candidate:
    chunk = Chunk("d.e.0", "d", 0, (), None, text, "digest")
    return Candidate(7, chunk, passage, lead, np.array(sentences, dtype=np.float32).reshape(-1, 2), language)


def test_cosines_are_of_the_passage_and_of_each_sentence() -> None:
    scores = score(candidate(passage=Y), Wording(X, ()), {})
    assert scores.passage == pytest.approx(0.0)
    assert scores.sentences == pytest.approx((1.0, 0.0))
    assert scores.sentence == pytest.approx(1.0)


def test_a_passage_without_sentences_stands_for_itself() -> None:
    assert score(candidate(sentences=()), Wording(X, ()), {}).sentence == pytest.approx(1.0)


def test_no_terms_give_no_lexical_score() -> None:
    scores = score(candidate(), Wording(X, ()), {})
    assert (scores.lexical, scores.words) == (0.0, 0.0)


def test_terms_count_by_weight_and_idf() -> None:
    matches = {"hanke": TermMatches(1.0, {7: 1.1, 8: 2.0}), "omarahoitus": TermMatches(3.0, {8: 1.0})}
    scores = score(candidate(), Wording(X, ({"hanke": 1.0}, {"omarahoitus": 0.5})), matches)
    assert scores.lexical == pytest.approx(1.1 / (SATURATION * 2.5))


def test_of_the_names_of_one_thing_the_best_counts() -> None:
    matches = {"laki": TermMatches(1.0, {7: SATURATION}), "säädös": TermMatches(3.0, {}), "työ": TermMatches(2.0, {})}
    scores = score(candidate(), Wording(X, ({"laki": 1.0, "säädös": 1.0}, {"työ": 1.0})), matches)
    assert scores.lexical == pytest.approx(1 / 5)


def test_a_word_is_told_by_any_of_its_terms_and_counts_by_its_own_rarity() -> None:
    matches = {
        "katuosoite": TermMatches(4.0, {}),
        "katu": TermMatches(2.0, {7: 1.0}),
        "osoite": TermMatches(1.0, {}),
        "hanke": TermMatches(1.0, {8: 1.0}),
    }
    street = (Term("katuosoite", "lemma"), Term("katu", "part"), Term("osoite", "part"))
    asked = Wording(X, (), (street, (Term("hanke", "lemma"),)))
    assert words_told(7, asked, matches) == pytest.approx(4 / 5)
    assert words_told(8, asked, matches) == pytest.approx(1 / 5)
    assert words_told(9, asked, matches) == 0.0
    assert words_told(7, Wording(X, ()), matches) == 0.0


def test_of_the_spellings_that_a_word_may_have_the_commonest_tells_its_rarity() -> None:
    matches = {"tekkaver": TermMatches(5.0, {7: 1.0}), "tekkaveri": TermMatches(9.0, {}), "ja": TermMatches(1.0, {})}
    name = (Term("tekkaveri", "lemma"), Term("tekkaver", "stem"))
    assert words_told(7, Wording(X, (), (name, (Term("ja", "lemma"),))), matches) == pytest.approx(5 / 6)


def test_fused_is_the_weighted_sum() -> None:
    scores = Scores(passage=0.8, lead=0.6, sentences=(0.7, 0.9), lexical=0.5, words=1.0)
    assert scores.fused(Weights(passage=1.0, lead=0.5, sentence=2.0, lexical=0.1, words=0.2)) == pytest.approx(
        0.8 + 0.3 + 1.8 + 0.05 + 0.2
    )


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=3),
        st.tuples(st.floats(0.01, 20), st.floats(0.1, 1), st.none() | st.floats(0, SATURATION, exclude_min=True)),
        max_size=8,
    )
)
def test_lexical_scores_stay_between_none_and_all(
    terms: dict[str, tuple[float, float, float | None]],
) -> None:
    matches = {
        term: TermMatches(idf, {} if frequency is None else {7: frequency})
        for term, (idf, _, frequency) in terms.items()
    }
    scores = score(candidate(), Wording(X, tuple({term: weight} for term, (_, weight, _) in terms.items())), matches)
    assert 0 <= scores.lexical <= 1 + 1e-9


def test_a_passage_in_the_askers_own_language_comes_before_an_equal_one() -> None:
    typed, finnish = Wording(X, ()), Wording(Y, ())
    scores = Scores(passage=0.8, lead=0.6, sentences=(0.7,), lexical=0.0, words=0.0)
    asked = Wordings("sv", typed, finnish)
    assert fused(scores, asked, candidate(language="sv")) > fused(scores, asked, candidate(language="fi"))
    in_finnish = Wordings("fi", typed, typed)
    assert (
        fused(scores, in_finnish, candidate(language="fi"))
        == fused(scores, in_finnish, candidate(language="sv"))
        == pytest.approx(scores.fused(WEIGHTS))
    )


def test_a_passage_that_tells_what_something_is_comes_first_when_that_is_asked() -> None:
    scores = Scores(passage=0.8, lead=0.6, sentences=(0.7,), lexical=0.0, words=0.0)
    typed = Wording(X, ())
    asked = Wordings("fi", typed, typed, definition=definition_of("Mikä on suuralue?"))
    telling = candidate(text="- Raportti on julkaisu.\n- Suuralue on usean maakunnan alue.")
    naming = candidate(text="Suuralue: Länsi-Suomi; Hankkeita: 11\nSuuralue: Etelä-Suomi; Hankkeita: 16")
    assert fused(scores, asked, telling) == pytest.approx(fused(scores, asked, naming) + DEFINED)


def test_a_dateline_comes_after_a_passage_that_is_as_near() -> None:
    scores = Scores(passage=0.8, lead=0.6, sentences=(0.7,), lexical=0.0, words=0.0)
    typed = Wording(X, ())
    asked = Wordings("fi", typed, typed)
    assert fused(scores, asked, candidate(text="Julkaistu 27.10.2026")) < fused(scores, asked, candidate())


def test_words_of_the_askers_language_do_not_dilute_the_finnish_wording() -> None:
    typed = Wording(X, ({"bidrag": 1.0},))
    asked = Wordings("sv", typed, Wording(Y, ({"bidrag": 0.3}, {"tuki": 1.0, "avustus": 0.9})))
    pruned = asked.without_unknown_names({"tuki"}.__contains__)
    assert pruned.finnish.names == ({"tuki": 1.0, "avustus": 0.9},)
    assert pruned.typed is typed
    tuki, bidrag = Term("tuki", "lemma"), Term("bidrag", "word")
    worded = replace(asked, finnish=Wording(Y, (), ((bidrag,), (bidrag, tuki))))
    assert worded.without_unknown_names({"tuki"}.__contains__).finnish.words == ((bidrag, tuki),)
    in_finnish = Wordings("fi", typed, typed)
    assert in_finnish.without_unknown_names({"tuki"}.__contains__) is in_finnish
