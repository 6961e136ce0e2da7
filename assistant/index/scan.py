"""The passages of the documents that pass a filter, all of them compared: exact, however narrow or wide it is.

For this each document keeps its passages' vectors a second time in SQL, a byte a number, so that half of 100,000
passages are read and compared in tens of milliseconds without a copy in memory. Bytes move a cosine by under 0.002;
what is proposed is scored again from the full vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from assistant.documents import Filters
from assistant.index.rows import conditions
from assistant.index.tables import DOCUMENTS, PASSAGES

AT_ONCE = 64
"""Documents that are compared at a time: what fits the processor's cache is compared fastest."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The passages that a search is narrowed to.

    Attributes:
        keys: Of their chunks, shape (n,).
        scales: What a byte is worth in the vector of each, shape (n,).
        vectors: Their vectors in bytes, document by document.
    """

    keys: NDArray[np.int64]
    scales: NDArray[np.float32]
    vectors: Sequence[bytes]

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[int]:
        """Keys of the chunks nearest by cosine, nearest first."""
        near = -self.scales * np.concatenate([np.empty(0, np.float32), *self._products(vector)])
        best = np.argpartition(near, limit)[:limit] if len(near) > limit else np.arange(len(near))
        ranked = best[np.lexsort((self.keys[best], near[best]))]
        return [int(key) for key in self.keys[ranked]]

    def holds(self, size: int) -> NDArray[np.bool_]:
        """Whether a chunk is in it, by key below `size`."""
        held = np.zeros(size, np.bool_)
        held[self.keys] = True
        return held

    def _products(self, vector: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
        for start in range(0, len(self.vectors), AT_ONCE):
            numbers = np.frombuffer(b"".join(self.vectors[start : start + AT_ONCE]), np.int8)
            # Row by row, not `@`: BLAS threads that wait for each other on a busy machine take thirty times as long.
            yield np.vecdot(numbers.reshape(-1, len(vector)).astype(np.float32), vector)


def scope(connection: Connection, filters: Filters) -> Scope:
    """Reads the passages of the documents that pass the filters; of all without any."""
    columns = (PASSAGES.c.first, PASSAGES.c.chunks, PASSAGES.c.scale, PASSAGES.c.vectors)
    rows = connection.execute(select(*columns).join(DOCUMENTS).where(*conditions(filters))).all()
    firsts, counts, scales, vectors = zip(*rows, strict=True) if rows else ((), (), (), ())
    chunks = np.array(counts, np.int64)
    before = np.cumsum(chunks) - chunks
    keys = np.arange(chunks.sum()) + np.repeat(np.array(firsts, np.int64) - before, chunks)
    return Scope(keys, np.repeat(np.array(scales, np.float32), chunks), vectors)


def passage_row(document_id: str, first: int, vectors: NDArray[np.floating[Any]]) -> dict[str, Any]:
    """A document's passages as the table `passages` holds them.

    Args:
        document_id: The document.
        first: Key of its first chunk.
        vectors: One a chunk, in the order of their keys, shape (chunks, d).
    """
    scale = float(np.abs(vectors).max()) / 127 or 1.0
    numbers = np.rint(vectors.astype(np.float32) / scale).astype(np.int8)
    return {
        "document_id": document_id,
        "first": first,
        "chunks": len(vectors),
        "scale": scale,
        "vectors": numbers.tobytes(),
    }
