from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.documents import Chunk, DocumentKind, DocumentRecord, Metadata, SearchResult
from assistant.retrieval.answerable import answerable


def result(passage: float, sentence: float, coverage: float = 0.0, language: str = "fi") -> SearchResult:
    record = DocumentRecord(
        "d", "d.pdf", "D", DocumentKind.GUIDE, language, None, Metadata(), "0", "application/pdf", 1
    )
    chunk = Chunk("d.0.0", "d", 0, (), 1, "Teksti.", "0")
    return SearchResult(chunk, record, 0.0, {"passage": passage, "sentence": sentence, "coverage": coverage})


def test_nothing_found_answers_nothing() -> None:
    assert answerable((), "fi") == 0.0


@pytest.mark.parametrize("language", ["fi", "uk"])
def test_what_is_nearer_is_likelier(language: str) -> None:
    likelihoods = [answerable((result(near, near),), language) for near in (0.7, 0.8, 0.84, 0.9)]
    assert likelihoods == sorted(likelihoods)
    assert likelihoods[0] < 0.05


def test_shared_words_make_an_answer_likelier_in_one_language_alone() -> None:
    bare, covered = result(0.85, 0.85), result(0.85, 0.85, coverage=1.0)
    assert answerable((covered,), "fi") > answerable((bare,), "fi")
    assert answerable((covered,), "ar") == answerable((bare,), "ar")


def test_a_document_of_unknown_language_counts_as_the_questions() -> None:
    unknown = replace(result(0.85, 0.85, 1.0), document=result(0, 0, language="und").document)
    assert answerable((unknown,), "fi") == answerable((result(0.85, 0.85, 1.0),), "fi")
