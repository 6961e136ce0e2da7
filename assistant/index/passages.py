"""What of a chunk is embedded: the passage under its headings, the headings alone, and each of its sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.documents import Chunk
from assistant.embedding import Embedder
from assistant.sentences import split

FORMAT = "2"
"""Version of what is embedded; raised when it or the cutting of sentences changes, so that vectors never mix."""

Matrix = NDArray[np.float16]
"""Vectors of one chunk, shape (2 + sentences, d), in the order of `embedded_texts`. Half precision moves a cosine by
under 0.001."""


def embedded_texts(title: str, chunk: Chunk) -> list[str]:
    """What is embedded of a chunk: the passage, its lead, each of its sentences."""
    return [passage_text(title, chunk), lead_text(title, chunk), *split(chunk.text)]


def passage_text(title: str, chunk: Chunk) -> str:
    """The passage as the model reads it: title and headings say what a bare paragraph leaves out."""
    return f"{lead_text(title, chunk)}: {chunk.text}"


def lead_text(title: str, chunk: Chunk) -> str:
    """The title and the headings that a passage stands under: what it is about, in few words."""
    return ". ".join((title, *(heading for heading in chunk.headings if heading != title)))


def embedded_digest(title: str, chunk: Chunk) -> str:
    """Equal digests have equal vectors, so a new edition embeds only what has changed."""
    return hashlib.sha256(f"{FORMAT}\0{passage_text(title, chunk)}".encode(errors="replace")).hexdigest()


def embed(embedder: Embedder, title: str, chunks: Sequence[Chunk], known: Mapping[str, Matrix]) -> list[Matrix]:
    """The vectors of each chunk.

    Args:
        embedder: The model.
        title: Of their document.
        chunks: In any order.
        known: Vectors that need not be made again, by `embedded_digest`.

    Returns:
        One matrix a chunk, in their order.
    """
    found: dict[str, Matrix] = dict(known)
    digests = [embedded_digest(title, chunk) for chunk in chunks]
    fresh = {digest: chunk for digest, chunk in zip(digests, chunks, strict=True) if digest not in found}
    texts = {digest: embedded_texts(title, chunk) for digest, chunk in fresh.items()}
    distinct = list(dict.fromkeys(text for group in texts.values() for text in group))
    vectors = embedder.passages(distinct).astype(np.float16)
    places = {text: place for place, text in enumerate(distinct)}
    for digest, group in texts.items():
        found[digest] = vectors[[places[text] for text in group]]
    return [found[digest] for digest in digests]


def to_bytes(matrix: Matrix) -> bytes:
    """A matrix as it is stored."""
    return matrix.tobytes()


def from_bytes(stored: bytes, dimensions: int) -> Matrix:
    """A matrix as `to_bytes` stored it."""
    return np.frombuffer(stored, dtype=np.float16).reshape(-1, dimensions)
