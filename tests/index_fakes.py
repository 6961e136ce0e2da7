"""Small deterministic stand-ins for the model and the analysis, for tests of what is built on them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import FUNCTION, Analyser, Term
from assistant.documents import Chunk, Document, DocumentKind, Metadata, SearchResult, chunk_id, document_id
from assistant.embedding import Embedder


class FakeEmbedder(Embedder):
    """Counts letter triples: texts that share words are near each other."""

    def __init__(self, identity: str = "fake-1", dimensions: int = 64) -> None:
        self.identity = identity
        self.dimensions = dimensions
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return np.array([self.query(text) for text in texts], dtype=np.float32).reshape(-1, self.dimensions)

    def query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimensions, 0.01, dtype=np.float32)
        padded = f"  {text.lower()} "
        for start in range(len(padded) - 2):
            place = hashlib.md5(padded[start : start + 3].encode(errors="replace"), usedforsecurity=False).digest()
            vector[int.from_bytes(place[:4], "big") % self.dimensions] += 1
        return vector / np.float32(np.linalg.norm(vector))


def make_document(
    uri: str = "raportti.pdf",
    *,
    title: str = "Raportti",
    digest: str = "a" * 64,
    kind: DocumentKind = DocumentKind.REPORT,
    language: str = "fi",
    published: date | None = date(2024, 5, 1),
    metadata: Metadata | None = None,
) -> Document:
    """A document without sections."""
    return Document(
        document_id(uri), uri, title, kind, language, published, metadata or Metadata(), digest, "application/pdf", ()
    )


def make_chunks(document: Document, *texts: str, headings: tuple[str, ...] = ()) -> list[Chunk]:
    """Chunks of these texts, page by page."""
    return [
        Chunk(
            chunk_id(document, position),
            document.id,
            position,
            headings,
            position + 1,
            text,
            hashlib.sha256(text.encode()).hexdigest(),
        )
        for position, text in enumerate(texts)
    ]


class FakeAnalyser(Analyser):
    """Every word is its own lemma; a few words carry grammar alone."""

    def __init__(self, identity: str = "fake-terms-1") -> None:
        self.identity = identity

    def terms(self, text: str, language: str) -> list[Term]:
        del language
        return [
            Term(word, "lemma", FUNCTION if word in {"ja", "on", "the"} else "noun")
            for word in re.findall(r"\w+", text.lower())
        ]

    def query_terms(self, text: str, language: str) -> list[Term]:
        return self.terms(text, language)


class FakeReranker:
    """Counts the query's words in the passage."""

    def scores(self, query: str, results: Sequence[SearchResult]) -> NDArray[np.float32]:
        words = query.lower().split()
        texts = [result.chunk.text.lower() for result in results]
        return np.array([sum(word in text for word in words) for text in texts], dtype=np.float32)


class MemoryVectors:
    """Keeps vectors in a dictionary and compares them all: what the real store approximates."""

    def __init__(self) -> None:
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._vectors.update(zip(ids, vectors, strict=True))

    def remove(self, ids: Sequence[str]) -> None:
        for name in ids:
            self._vectors.pop(name, None)

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        near = {name: float(other @ vector) for name, other in self._vectors.items()}
        return sorted(near, key=lambda name: -near[name])[:limit]

    def ids(self) -> set[str]:
        return set(self._vectors)

    def close(self) -> None:
        """Nothing to let go of."""
