"""Passage vectors: finds the nearest ones. SQL keeps every vector too, so this store can always be made again."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

BATCH = 1000
"""Rows written or deleted in one call."""


class VectorStore(Protocol):
    """What the library asks of a store of passage vectors."""

    def put(self, document_id: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Adds or replaces vectors of chunks of one document; `vectors` has shape (len(ids), d)."""

    def remove(self, ids: Sequence[str]) -> None:
        """Forgets chunks; unknown ids are passed over."""

    def nearest(self, vector: NDArray[np.float32], limit: int, document_ids: Sequence[str] | None = None) -> list[str]:
        """Ids of the chunks nearest by cosine, nearest first, of these documents alone when given."""

    def ids(self) -> set[str]:
        """Ids of all chunks it holds."""

    def reopen(self) -> None:
        """Reads what another process has written since."""

    def close(self) -> None:
        """Lets go of its files."""


class ChromaVectors:
    """A folder that embedded Chroma keeps. Text never goes there: only ids and numbers.

    Embedded Chroma holds its graph in memory and does not see another process's writes (1.5.9: it then misses
    neighbours, or fails to find an id), hence `reopen`, which takes 0.1 s at 30,000 passages. One lock guards
    all calls, since a reopening must not pull the store away under a query; a query takes 2 ms.

    Args:
        path: The folder; made when absent.
    """

    _NAME = "passages"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._client, self._collection = self._open()

    def put(self, document_id: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """See `VectorStore.put`."""
        for start in range(0, len(ids), BATCH):
            batch = list(ids[start : start + BATCH])
            with self._lock:
                self._collection.upsert(
                    ids=batch,
                    embeddings=vectors[start : start + BATCH],
                    metadatas=[{"document_id": document_id} for _ in batch],
                )

    def remove(self, ids: Sequence[str]) -> None:
        """See `VectorStore.remove`."""
        for start in range(0, len(ids), BATCH):
            with self._lock:
                self._collection.delete(ids=list(ids[start : start + BATCH]))

    def nearest(self, vector: NDArray[np.float32], limit: int, document_ids: Sequence[str] | None = None) -> list[str]:
        """See `VectorStore.nearest`."""
        where = None if document_ids is None else {"document_id": {"$in": list(document_ids)}}
        with self._lock:
            found = self._collection.query(query_embeddings=[vector], n_results=limit, where=where, include=[])  # type: ignore[arg-type]
        return found["ids"][0]

    def ids(self) -> set[str]:
        """See `VectorStore.ids`."""
        with self._lock:
            return set(self._collection.get(include=[])["ids"])

    def reopen(self) -> None:
        """See `VectorStore.reopen`."""
        with self._lock:
            self._client.close()
            self._client, self._collection = self._open()

    def close(self) -> None:
        """See `VectorStore.close`."""
        with self._lock:
            self._client.close()

    def _open(self) -> tuple[Client, Collection]:
        import chromadb  # noqa: PLC0415 - slow to import
        from chromadb.config import Settings  # noqa: PLC0415

        client = cast("Client", chromadb.PersistentClient(self._path, Settings(anonymized_telemetry=False)))
        collection = client.get_or_create_collection(
            self._NAME, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        return client, collection
