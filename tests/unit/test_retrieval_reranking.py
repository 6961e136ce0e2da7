"""What a second look changes, and what is said when it cannot be taken."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.documents import Chunk, SearchResult
from assistant.errors import PermanentError
from assistant.retrieval.reranking import DEPTH, CrossEncoderReranker, make_reranker, reranked
from tests.fakes import record
from tests.index_fakes import FakeReranker


class FakeCrossEncoder:
    """Scores a passage by its length; knows one folder."""

    def __init__(self, name: str) -> None:
        if name != "/models/small":
            raise OSError(f"{name} does not appear to have a file named config.json")

    def predict(self, pairs: Sequence[tuple[str, str]], *, show_progress_bar: bool) -> NDArray[np.float32]:
        assert not show_progress_bar
        return np.array([len(passage) for _, passage in pairs], dtype=np.float32)


def found(*texts: str) -> list[SearchResult]:
    return [
        SearchResult(
            Chunk(f"d.e.{place}", "d", place, (), None, text, "x"),
            record(title="T"),
            1.0 - place / 100,
            {"passage": 0.5},
        )
        for place, text in enumerate(texts)
    ]


def test_the_passages_change_places_and_the_places_keep_their_scores() -> None:
    results = reranked("puu kasvaa", found("Kivi.", "puu kasvaa", "puu on"), FakeReranker())
    assert [result.chunk.text for result in results] == ["puu kasvaa", "puu on", "Kivi."]
    assert [result.score for result in results] == [1.0, 0.99, 0.98]
    assert [result.features for result in results] == [
        {"passage": 0.5, "reranker": 2.0},
        {"passage": 0.5, "reranker": 1.0},
        {"passage": 0.5, "reranker": 0.0},
    ]


def test_ties_keep_their_order_and_later_passages_stay() -> None:
    texts = [f"Lause {place}" for place in range(DEPTH + 3)]
    texts[DEPTH] = "puu kasvaa"
    assert [result.chunk.text for result in reranked("puu kasvaa", found(*texts), FakeReranker())] == texts


def test_nothing_found_stays_nothing() -> None:
    assert reranked("puu", [], FakeReranker()) == ()


def test_no_name_is_no_reranker() -> None:
    assert make_reranker(None) is None


def test_the_model_sees_question_and_passage_with_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(CrossEncoder=FakeCrossEncoder))
    reranker = make_reranker("/models/small")
    assert reranker is not None
    results = reranked("?", found("a", "abc"), reranker)
    assert [result.features["reranker"] for result in results] == [len("T: abc"), len("T: a")]


def test_a_missing_package_and_a_missing_model_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(PermanentError, match="pip install"):
        CrossEncoderReranker("/models/small")
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(CrossEncoder=FakeCrossEncoder))
    with pytest.raises(PermanentError, match="ASSISTANT_RERANKER_MODEL"):
        CrossEncoderReranker("/models/absent")
