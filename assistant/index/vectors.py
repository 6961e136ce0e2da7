"""Passage vectors: finds the nearest ones. SQL keeps every vector too, so this store can always be made again."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from uuid import uuid4

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

BATCH = 1000
"""Rows written or deleted in one call."""

EFFORT = 1000
"""Passages that a search of Chroma's graph keeps in sight (`ef_search`; its default is 100).

Of the nearest 200 among 100,000 passages it finds .68 with 200, .86 with 500, .94 with 1,000 (9 ms of the processor)
and .96 with 2,000 (13 ms).
"""


class VectorStore(Protocol):
    """What the library asks of a store of passage vectors."""

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Adds or replaces vectors of chunks; `vectors` has shape (len(ids), d)."""

    def remove(self, ids: Sequence[str]) -> None:
        """Forgets chunks; unknown ids are passed over."""

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """Ids of the chunks nearest by cosine, nearest first."""

    def ids(self) -> set[str]:
        """Ids of all chunks it holds."""

    def close(self) -> None:
        """Lets go of its files."""


class ChromaVectors:
    """A folder that embedded Chroma keeps. Text never goes there: only ids and numbers.

    Embedded Chroma is made for one process: it keeps its graph in memory, does not see what another process writes,
    and crashes when it loads a file that another is writing (1.5.9). A server reads while a run of `ingest` writes,
    so the processes take turns: each call holds a lock file, and opens the folder anew when another process has
    written since (0.1 s at 30,000 passages; a query takes 2 ms). Within a process, open a folder once.

    Args:
        path: The folder; made when absent.
    """

    _NAME = "passages"

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._threads = threading.Lock()
        self._processes = FileLock(path / "lock", thread_local=False)
        self._writes = path / "writes"  # the name of the last write; one cut short in a kill is a new name too
        self._seen = ""
        self._client: Client | None = None
        self._opened: Collection | None = None

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """See `VectorStore.put`."""
        for start in range(0, len(ids), BATCH):
            with self._turn(writes=True) as collection:
                collection.upsert(ids=list(ids[start : start + BATCH]), embeddings=vectors[start : start + BATCH])

    def remove(self, ids: Sequence[str]) -> None:
        """See `VectorStore.remove`."""
        for start in range(0, len(ids), BATCH):
            with self._turn(writes=True) as collection:
                collection.delete(ids=list(ids[start : start + BATCH]))

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """See `VectorStore.nearest`."""
        with self._turn() as collection:
            found = collection.query(query_embeddings=vector[None], n_results=limit, include=[])
        return found["ids"][0]

    def ids(self) -> set[str]:
        """See `VectorStore.ids`."""
        with self._turn() as collection:
            return set(collection.get(include=[])["ids"])

    def close(self) -> None:
        """See `VectorStore.close`."""
        with self._threads:
            self._close()

    @contextmanager
    def _turn(self, *, writes: bool = False) -> Iterator[Collection]:
        """Gives the collection as it now is to one thread of one process at a time."""
        with self._threads, self._processes.acquire(poll_interval=0.002):
            last = self._writes.read_text() if self._writes.exists() else ""
            if self._opened is None or last != self._seen:
                self._close()
                self._opened = self._open()
                self._seen = last
            if writes:  # noted before it is done, so that one that is cut short is noted too
                self._seen = uuid4().hex
                self._writes.write_text(self._seen)
            yield self._opened

    def _open(self) -> Collection:
        import chromadb  # noqa: PLC0415 - slow to import
        from chromadb.config import Settings  # noqa: PLC0415

        self._client = cast("Client", chromadb.PersistentClient(self._path, Settings(anonymized_telemetry=False)))
        return self._client.get_or_create_collection(
            self._NAME, configuration={"hnsw": {"space": "cosine", "ef_search": EFFORT}}, embedding_function=None
        )

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._opened = None
