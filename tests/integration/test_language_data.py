"""The language of public questions and documents: shares that must not fall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.language import detect, detect_document
from tests.shared_data import shared


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def share_right(texts: list[str], language: str) -> float:
    return sum(detect(text) == language for text in texts) / len(texts)


QUESTION_SETS = [
    ("tydiqa", "queries_fi.jsonl", "fi"),
    ("tydiqa", "queries_en.jsonl", "en"),
    ("tydiqa", "queries_ru.jsonl", "ru"),
    ("tydiqa", "queries_ar.jsonl", "ar"),
    ("nomiracl", "queries_fi.jsonl", "fi"),
    ("nomiracl", "queries_en.jsonl", "en"),
    ("lohelp", "queries_sv.jsonl", "sv"),
    ("lohelp", "queries_en.jsonl", "en"),
    ("finlex_work", "queries_fi.jsonl", "fi"),
    ("finlex_work", "queries_sv.jsonl", "sv"),
]


@pytest.mark.parametrize(("folder", "name", "language"), QUESTION_SETS)
def test_whole_questions(folder: str, name: str, language: str) -> None:
    questions = [row["question"] for row in rows(shared(folder, name))]
    assert share_right(questions, language) >= 0.99


@pytest.mark.parametrize(("folder", "name", "language"), [row for row in QUESTION_SETS if row[0] != "lohelp"])
def test_first_three_words(folder: str, name: str, language: str) -> None:
    questions = [row["question"].split() for row in rows(shared(folder, name))]
    assert share_right([" ".join(words[:3]) for words in questions if len(words) >= 3], language) >= 0.98


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_whole_statutes(language: str) -> None:
    files = sorted(shared("finlex_work", "md").glob(f"*-{language}.md"))
    assert files
    assert [path.name for path in files if detect_document(path.read_text(encoding="utf-8")) != language] == []
