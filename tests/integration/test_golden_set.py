"""The golden set is about the example collection as it is: what it points at stands there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.errors import PermanentError
from evals.golden_set import CORPUS, GoldenQuestion, read_golden, tells
from ingest.chunking import chunk
from ingest.converters import convert

LEAST = {"fi": 80, "sv": 20, "en": 20, "et": 5, "ru": 5, "uk": 5, "ar": 5}


@pytest.fixture(scope="module")
def questions() -> list[GoldenQuestion]:
    return read_golden()


@pytest.fixture(scope="module")
def passages(questions: list[GoldenQuestion]) -> dict[str, list[str]]:
    """Passages of every document that the questions point at."""
    documents = {gold.document for question in questions for gold in question.gold}
    return {
        document: [passage.text for passage in chunk(convert(CORPUS / document, f"corpus/{document}"))]
        for document in sorted(documents)
    }


def test_every_gold_passage_stands_in_its_document(
    questions: list[GoldenQuestion], passages: dict[str, list[str]]
) -> None:
    absent = [
        (question.id, gold.document, gold.contains)
        for question in questions
        for gold in question.gold
        if not any(gold.is_in(gold.document, text) for text in passages[gold.document])
    ]
    assert absent == []


def test_every_fact_stands_in_a_gold_document(questions: list[GoldenQuestion], passages: dict[str, list[str]]) -> None:
    unfounded = [
        (question.id, missing)
        for question in questions
        if (missing := question.missing("\n".join(text for gold in question.gold for text in passages[gold.document])))
    ]
    assert unfounded == []


def test_every_language_and_what_cannot_be_answered_are_there(questions: list[GoldenQuestion]) -> None:
    asked = Counter(question.language for question in questions)
    assert {language: asked[language] >= least for language, least in LEAST.items()} == dict.fromkeys(LEAST, True)
    assert sum(not question.answerable for question in questions) >= 30
    assert len({question.text.casefold() for question in questions}) == len(questions)


@pytest.mark.parametrize(
    ("text", "fact", "told"),
    [
        ("Hakuaika päättyy 15.1.2027 klo 16.15.", "15.1.2027", True),
        ("Hakuaika päättyy 15.1.2027.", "5.1.2027", False),
        ("Mukana on 1 254 tilaajaa.", "1 254", True),
        ("Vuonna 2018 ei kysytty.", "18", False),
        ("Osuus on 2,18 prosenttia.", "21", False),
        ("Haku peruttiin, sillä määräraha siirtyi.", "perut", True),
        ("Asialla ei ole väliä.", "älj", False),
    ],
)
def test_a_fact_is_told_when_it_stands_whole(text: str, fact: str, told: bool) -> None:
    assert tells(text, fact) is told


@pytest.mark.parametrize(
    "row",
    [
        "{id: a, language: fi, question: Mikä, answerable: true, facts: [b], tags: []}",
        "{id: a, language: fi, question: Mikä, answerable: false, facts: [b], tags: []}",
        "{id: a, language: fi, question: Mikä, tags: []}",
        "{id: a, language: fi, question: Mikä, answerable: false, tags: []}\n"
        "- {id: a, language: fi, question: Kuka, answerable: false, tags: []}",
        "{id: a, language",
        "a",
    ],
)
def test_a_question_that_lacks_something_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(f"- {row}\n", encoding="utf-8")
    with pytest.raises(PermanentError, match=r"questions\.yaml"):
        read_golden(path)
