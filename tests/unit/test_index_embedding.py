from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.embedding import make_embedder
from assistant.errors import PermanentError


class FakeModel:
    """Stands in for `SentenceTransformer`; remembers what it was given."""

    given: list[str]

    def __init__(self, name: str) -> None:
        if "absent" in name:
            raise OSError("not found")
        self.given = []

    def get_sentence_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], **_options: object) -> np.ndarray:
        self.given.extend(texts)
        return np.tile(np.array([1.0, 0.0]), (len(texts), 1))


@pytest.fixture
def fake_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=FakeModel))


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(PermanentError) as raised:
        make_embedder("BAAI/bge-m3")
    assert raised.value.code == "embedding_extra_missing"
    assert "knowledge-assistant[sentence-transformers]" in raised.value.hint


@pytest.mark.usefixtures("fake_package")
def test_a_missing_model_is_named() -> None:
    with pytest.raises(PermanentError, match="'models/absent' could not be loaded"):
        make_embedder("models/absent")


@pytest.mark.usefixtures("fake_package")
@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-large", "query: x", "passage: x"),
        ("/models/multilingual-e5-base", "query: x", "passage: x"),
        ("intfloat/multilingual-e5-large-instruct", "x", "x"),
        ("BAAI/bge-m3", "x", "x"),
        ("BAAI/bge-base-en-v1.5", "Represent this sentence for searching relevant passages: x", "x"),
    ],
)
def test_each_family_gets_the_prefixes_it_was_trained_with(name: str, query: str, passage: str) -> None:
    embedder = make_embedder(name)
    assert embedder.passages(["x"]).shape == (1, 2)
    assert embedder.query("x").dtype == np.float32
    assert embedder._model.given == [passage, query]  # type: ignore[attr-defined]
    assert embedder.passages([]).shape == (0, 2)


@pytest.mark.usefixtures("fake_package")
def test_the_identity_tells_models_apart() -> None:
    assert make_embedder("BAAI/bge-m3").identity != make_embedder("intfloat/multilingual-e5-large").identity
