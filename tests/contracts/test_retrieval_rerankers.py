"""What every reranker must do; the real one reads a tiny model made on the spot, where its packages are installed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.quotations.reading import SentenceReader
from assistant.documents import Chunk, SearchResult
from assistant.retrieval.reranking import CrossEncoderReranker, Reranker
from tests.fakes import record
from tests.index_fakes import FakeReranker

TEXTS = ("Puu kasvaa metsässä.", "Kivi on kova.", "", "\0", "sana " * 2000)
PASSAGES = [
    SearchResult(Chunk(f"d.e.{place}", "d", place, (), None, text, "x"), record(title="T"), 1.0 - place / 100, {})
    for place, text in enumerate(TEXTS)
]


@pytest.fixture(scope="module", params=["fake", "sentences", "sentence_transformers"])
def reranker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    if request.param == "fake":
        return FakeReranker()
    if request.param == "sentences":
        return SentenceReader()
    pytest.importorskip("sentence_transformers", reason="the sentence-transformers extra is not installed")
    return CrossEncoderReranker(str(random_cross_encoder(tmp_path_factory.mktemp("model"))))


def random_cross_encoder(folder: Path) -> Path:
    """A cross-encoder of two layers with random weights: right in form, ignorant in substance."""
    transformers = pytest.importorskip("transformers")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "puu", "kasvaa", "kivi", "on", "."]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=1,
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    transformers.BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    assert json.loads((folder / "config.json").read_text())["model_type"] == "bert"
    return folder


def test_each_passage_has_a_score(reranker: Reranker) -> None:
    scores = reranker.scores("Missä puu kasvaa?", PASSAGES)
    assert scores.shape == (len(PASSAGES),)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all()


def test_no_passages_have_no_scores(reranker: Reranker) -> None:
    assert reranker.scores("Missä?", []).shape == (0,)


@pytest.mark.parametrize("query", ["puu kasvaa", "Missä puu kasvaa?"])
def test_a_score_does_not_depend_on_the_passage_s_place(reranker: Reranker, query: str) -> None:
    together = reranker.scores(query, PASSAGES[:2])
    assert reranker.scores(query, PASSAGES[1::-1]) == pytest.approx(together[::-1], abs=1e-4)
