from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.lexical import token


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("työhyvinvointi", "työhyvinvointi"),
        ("15.9.2026", "15_9_2026"),
        ("esr+", "esr_"),
        ("проект", "проект"),
        ('a"b', "a_b"),
        ("a b", "a_b"),
    ],
)
def test_a_term_is_stored_as_one_token(term: str, expected: str) -> None:
    assert token(term) == expected


@given(st.text(min_size=1, max_size=20, alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_term_is_cut_or_lost_by_the_tokenizer(term: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE lexical USING fts5(body, tokenize = \"ascii tokenchars '_'\")")
    database.execute("INSERT INTO lexical VALUES (?)", (token(term),))
    found = database.execute("SELECT count(*) FROM lexical WHERE lexical MATCH ?", (f'"{token(term)}"',)).fetchone()
    assert found == (1,)
