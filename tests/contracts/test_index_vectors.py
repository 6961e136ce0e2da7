"""What every vector store must do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.index.vectors import ChromaVectors, VectorStore
from tests.index_fakes import MemoryVectors

DIMENSIONS = 16


@pytest.fixture(params=["memory", "chroma"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    made: VectorStore = MemoryVectors() if request.param == "memory" else ChromaVectors(tmp_path / "vectors")
    yield made
    made.close()


def axis(number: int) -> NDArray[np.float32]:
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    vector[number] = 1
    return vector


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.ids() == set()
    assert store.nearest(axis(0), 5) == []


def test_the_nearest_come_first(store: VectorStore) -> None:
    store.put(["a.0", "a.1"], np.stack([axis(0), axis(1)]))
    store.put(["b.0"], axis(2)[None])
    near = (axis(1) + np.float32(0.5) * axis(2)).astype(np.float32)
    assert store.nearest(near, 2) == ["a.1", "b.0"]


def test_it_returns_all_there_are_when_fewer_than_asked_for(store: VectorStore) -> None:
    store.put(["a.0", "a.1"], np.stack([axis(0), axis(1)]))
    assert len(store.nearest(axis(0), 200)) == 2


def test_putting_again_replaces(store: VectorStore) -> None:
    store.put(["a.0", "a.1"], np.stack([axis(0), axis(1)]))
    store.put(["a.0"], axis(5)[None])
    assert store.nearest(axis(5), 1) == ["a.0"]
    assert store.ids() == {"a.0", "a.1"}


def test_removed_vectors_are_not_found_and_unknown_ones_passed_over(store: VectorStore) -> None:
    store.put(["a.0", "a.1"], np.stack([axis(0), axis(1)]))
    store.remove(["a.0", "never.0"])
    store.remove([])
    assert store.ids() == {"a.1"}
    assert store.nearest(axis(0), 5) == ["a.1"]


def test_many_vectors_are_all_found(store: VectorStore) -> None:
    """More than one batch, and more than one page of the graph."""
    random = np.random.default_rng(0).normal(size=(2500, DIMENSIONS)).astype(np.float32)
    unit = random / np.linalg.norm(random, axis=1, keepdims=True)
    store.put([f"a.{number}" for number in range(len(unit))], unit)
    found = [store.nearest(unit[number], 10)[0] for number in range(0, 2500, 100)]
    assert found == [f"a.{number}" for number in range(0, 2500, 100)]
