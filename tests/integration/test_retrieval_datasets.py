"""Evaluation files that are as they should be, and that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import PermanentError
from evals.datasets import read_corpus, read_questions


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
    assert (question.text, question.context_id) == ("Mikä?", "a")


def test_a_missing_file_a_broken_line_and_a_missing_field_are_named(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match=r"absent\.jsonl cannot be read"):
        list(read_corpus(tmp_path / "absent.jsonl"))
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"context_id": \n')
    with pytest.raises(PermanentError, match="line 1, is not JSON"):
        list(read_corpus(broken))
    short = write(tmp_path / "short.jsonl", {"id": "1", "lang": "fi", "question": "Mikä?"})
    with pytest.raises(PermanentError, match="line 1, has no context_id"):
        list(read_questions(short))
