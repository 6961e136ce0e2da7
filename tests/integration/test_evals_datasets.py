"""Evaluation files that are as they should be, and that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import PermanentError
from evals.datasets import read_corpus, read_judged, read_questions


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_rows_become_passages_and_questions(tmp_path: Path) -> None:
    corpus = write(tmp_path / "c.jsonl", {"context_id": "a", "lang": "fi", "title": "", "text": "Teksti\u2028jatkuu."})
    (passage,) = read_corpus(corpus)
    document = passage.as_document()
    assert (document.uri, document.title, document.language) == ("a", "a", "fi")
    assert document.sections[0].text == "Teksti\u2028jatkuu."
    queries = write(tmp_path / "q.jsonl", {"id": 1, "lang": "fi", "question": "Mikä?", "context_id": "a", "x": 1})
    (question,) = read_questions(queries)
    assert (question.text, question.context_ids) == ("Mikä?", ("a",))


def test_a_question_may_have_several_right_passages(tmp_path: Path) -> None:
    row = {"id": "1", "lang": "fi", "question": "Mikä?", "context_ids": ["a", "b"]}
    (question,) = read_questions(write(tmp_path / "q.jsonl", row))
    assert (question.context_ids, question.context_id) == (("a", "b"), "a")


def test_judged_questions_say_whether_there_is_an_answer(tmp_path: Path) -> None:
    rows = (
        {"id": "1", "question": "Mikä?", "answerable": False, "candidate_ids": ["a"]},
        {"id": "2", "question": "Kuka?", "answerable": True},
    )
    first, second = read_judged(write(tmp_path / "q.jsonl", *rows))
    assert (first.answerable, first.candidate_ids) == (False, ("a",))
    assert (second.answerable, second.candidate_ids) == (True, ())


def test_a_missing_file_a_broken_line_and_a_missing_field_are_named(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match=r"absent\.jsonl cannot be read"):
        list(read_corpus(tmp_path / "absent.jsonl"))
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"context_id": \n')
    with pytest.raises(PermanentError, match="line 1, is not JSON"):
        list(read_corpus(broken))
    short = write(tmp_path / "short.jsonl", {"id": "1", "lang": "fi", "question": "Mikä?"})
    with pytest.raises(PermanentError, match="question 1 has no context_id"):
        list(read_questions(short))
    with pytest.raises(PermanentError, match="line 1, has no answerable"):
        list(read_judged(short))
    listed = tmp_path / "list.jsonl"
    listed.write_text("[1]\n")
    with pytest.raises(PermanentError, match="line 1, is no JSON object"):
        list(read_corpus(listed))
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"text": "työ"}'.encode("latin-1"))
    with pytest.raises(PermanentError, match="not UTF-8"):
        list(read_corpus(latin))
