"""The assistant's own words: complete in seven languages, with the right plural forms."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.messages import (
    PLURAL_CATEGORIES,
    QUOTATION_MARKS,
    number,
    plural_category,
    quoted,
    say,
    table,
)
from assistant.language import SUPPORTED

CODES = [language.code for language in SUPPORTED]
ALPHABETS = {"ru": "Ѐ-ӿ", "uk": "Ѐ-ӿ", "ar": "؀-ۿ"}


def forms(message: str, language: str) -> list[str]:
    text = table()[message][language]
    return [text] if isinstance(text, str) else list(text.values())


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("message", table())
def test_every_message_is_in_every_language(message: str) -> None:
    assert sorted(table()[message]) == sorted(CODES)


@pytest.mark.parametrize("message", table())
@pytest.mark.parametrize("language", CODES)
def test_forms_are_those_of_the_language(message: str, language: str) -> None:
    text = table()[message][language]
    if not isinstance(text, str):
        assert tuple(text) == PLURAL_CATEGORIES[language]


@pytest.mark.parametrize("message", table())
def test_languages_fill_in_the_same_names(message: str) -> None:
    # "one character" may be said without a figure.
    expected = names(forms(message, "en")[-1])
    for language in CODES:
        for text in forms(message, language):
            assert names(text) in (expected, expected - {"count"}), text


@pytest.mark.parametrize("message", table())
@pytest.mark.parametrize("language", ALPHABETS)
def test_alphabet_is_that_of_the_language(message: str, language: str) -> None:
    for text in forms(message, language):
        assert re.search(f"[{ALPHABETS[language]}]", text)
        assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text))


def test_languages_of_the_marks_and_the_plurals_are_those_that_are_spoken() -> None:
    assert list(QUOTATION_MARKS) == list(PLURAL_CATEGORIES) == CODES


@pytest.mark.parametrize(
    ("language", "count", "category"),
    [
        ("fi", 1, "one"),
        ("fi", 0, "other"),
        ("ru", 1, "one"),
        ("ru", 2, "few"),
        ("ru", 5, "many"),
        ("ru", 11, "many"),
        ("ru", 21, "one"),
        ("uk", 112, "many"),
        ("uk", 124, "few"),
        ("ar", 0, "zero"),
        ("ar", 1, "one"),
        ("ar", 2, "two"),
        ("ar", 103, "few"),
        ("ar", 11, "many"),
        ("ar", 100, "other"),
    ],
)
def test_plural_categories(language: str, count: int, category: str) -> None:
    assert plural_category(count, language) == category


@given(st.integers(0, 10**9), st.sampled_from(CODES))
def test_every_number_has_a_form(count: int, language: str) -> None:
    assert plural_category(count, language) in PLURAL_CATEGORIES[language]


def test_numbers_are_grouped_as_in_the_language() -> None:
    assert number(2345, "fi") == "2\u00a0345"
    assert number(2345, "en") == "2,345"
    assert number(999, "ru") == "999"


def test_a_message_with_a_count() -> None:
    assert say("too_long", "ru", count=2001, limit=2000).startswith("В вопросе 2\u00a0001 символ.")
    assert "2\u00a0345 merkkiä" in say("too_long", "fi", count=2345, limit=2000)


def test_an_unknown_language_falls_back_to_english() -> None:
    assert say("lead_in", "de") == say("lead_in", "en")
    assert quoted("x", "de") == "“x”"


def test_braces_in_a_value_are_left_alone() -> None:
    assert say("error_permanent", "en", code="{0}").endswith("{0}")
