from __future__ import annotations

import numpy as np
import pytest

from assistant.analysis import Term
from assistant.index.lexical import TermMatches
from assistant.retrieval.telling import NO_WORDS, AskedWord, AskedWords, asked_words
from assistant.retrieval.wordings import Wording, Wordings

X = np.array([1, 0], dtype=np.float32)


def terms(text: str, language: str) -> list[Term]:  # noqa: ARG001
    return [Term(word, "word") for word in text.lower().split()]


def asked(language: str = "fi", **rarity: float) -> AskedWords:
    words = tuple(AskedWord(frozenset({word}), counts) for word, counts in rarity.items())
    return AskedWords(language, words, words)


def test_texts_tell_words_together_and_rare_words_count_more() -> None:
    words = asked(lounas=6.0, hinta=2.0)
    assert words.told([("Lounas klo 12", "fi")], terms) == pytest.approx(6 / 8)
    assert words.told([("Lounas klo 12", "fi"), ("hinta", "fi")], terms) == pytest.approx(1.0)
    assert words.told([("Kahvi klo 9", "fi")], terms) == 0.0


def test_texts_in_another_language_tell_the_finnish_names() -> None:
    words = AskedWords("sv", (AskedWord(frozenset({"lunch"}), 1.0),), (AskedWord(frozenset({"lounas"}), 1.0),))
    assert words.told([("lounas", "fi")], terms) == 1.0
    assert words.told([("lounas", "sv")], terms) == 0.0
    assert words.told([("lunch", "sv"), ("kahvi", "fi")], terms) == 1.0


def test_where_nothing_is_asked_in_words_or_quoted_everything_is_told() -> None:
    assert NO_WORDS.told([("teksti", "fi")], terms) == 1.0
    assert asked(lounas=1.0).told([], terms) == 1.0


def test_a_word_that_neither_the_lexicon_nor_a_passage_knows_is_taken_for_misspelt() -> None:
    known, misspelt, name = (
        (Term("lounas", "lemma"),),
        (Term("verkkostopäivä", "lemma"), Term("verkkostopäiv", "stem")),
        (Term("tekkaveri", "lemma"), Term("tekkaver", "stem")),
    )
    matches = {term.text: TermMatches(2.0, {}) for word in (known, misspelt, name) for term in word}
    typed = Wording(X, (), (known, misspelt, name))
    words = asked_words(Wordings("fi", typed, typed), matches, {"tekkaver"}.__contains__)
    assert [word.terms for word in words.typed] == [{"lounas"}, {"tekkaveri", "tekkaver"}]
    swedish = asked_words(Wordings("sv", typed, Wording(X, ())), matches, {"tekkaver"}.__contains__)
    assert len(swedish.typed) == 3
