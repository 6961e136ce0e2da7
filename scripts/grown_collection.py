"""A large collection grown from public passages, for measuring what size costs.

The passages themselves come first, each a document of its own. The rest is recombined: a new passage takes the
sentences of three passages of one set, shuffled, with the vectors that these sentences have, and as its own vector the
mixture of the three passages' vectors; a little noise keeps any two from being equal. So a hundred thousand passages
need no embedding beyond that of their parents. Passages that answer a question are never parents: what answers it
stands in one place, however large the collection grows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.documents import Chunk, Document, DocumentKind, Metadata, chunk_id, document_id
from assistant.embedding import Embedder
from assistant.index.passages import Matrix, embedded_digest, embedded_texts
from assistant.sentences import split
from evals.datasets import Passage
from ingest.chunking import chunk

PARENTS = 3
NOISE = 0.1
"""Length of the noise that is added to a vector of length 1."""
MEDIAN_CHUNKS, SPREAD = 8, 0.9
"""Passages of a grown document: log-normally distributed, from a page to a long report."""
BATCH = 64

KINDS = {DocumentKind.REPORT: 0.5, DocumentKind.GUIDE: 0.3, DocumentKind.BLOG: 0.17, DocumentKind.SURVEY: 0.03}
YEARS = range(2012, 2027)
COMMON, RARE = 0.5, 0.02
"""Shares of documents with the common and the rare theme and region."""
THEMES = {"tyohyvinvointi": COMMON, "johtaminen": 0.2, "perehdytys": RARE}
REGIONS = {"Uusimaa": COMMON, "Pirkanmaa": 0.2, "Kainuu": RARE}


@dataclass(frozen=True, slots=True)
class Grown:
    """A document with what `Library.put` wants.

    Attributes:
        document: Its record.
        chunks: Its passages.
        known: Their vectors, by `embedded_digest`.
    """

    document: Document
    chunks: list[Chunk]
    known: dict[str, Matrix]


@dataclass(frozen=True, slots=True)
class _Parent:
    title: str
    language: str
    sentences: list[str]
    vectors: NDArray[np.float32]  # of the passage, then of each sentence


def originals(passages: Iterable[Passage], embedder: Embedder) -> Iterator[Grown]:
    """Each passage as a document, embedded in batches."""
    batch: list[tuple[Document, list[Chunk]]] = []
    for passage in passages:
        document = _catalogued(passage.as_document())
        batch.append((document, chunk(document)))
        if len(batch) == BATCH:
            yield from _embedded(batch, embedder)
            batch = []
    yield from _embedded(batch, embedder)


def recombined(sets: Mapping[str, Sequence[Grown]], answers: set[str], seed: int = 0) -> Iterator[Grown]:
    """Documents without end, made from the documents of one set at a time.

    Args:
        sets: Original documents by the name of their set; a set is chosen as often as it is large.
        answers: Uris of the documents that answer a question.
        seed: Another one makes other documents.
    """
    parents = {name: [p for grown in members for p in _parents(grown, answers)] for name, members in sets.items()}
    names = [name for name in parents if parents[name]]
    sizes = np.array([len(parents[name]) for name in names], dtype=float)
    random = np.random.default_rng(seed)
    number = 0
    while True:
        number += 1
        name = names[int(random.choice(len(names), p=sizes / sizes.sum()))]
        count = int(np.clip(random.lognormal(np.log(MEDIAN_CHUNKS), SPREAD), 1, 80))
        yield _recombine(f"{name}/grown/{seed}/{number}", count, parents[name], random)


def _embedded(batch: Sequence[tuple[Document, list[Chunk]]], embedder: Embedder) -> Iterator[Grown]:
    texts = [text for document, chunks in batch for piece in chunks for text in embedded_texts(document.title, piece)]
    vectors = embedder.passages(texts).astype(np.float16)
    start = 0
    for document, chunks in batch:
        known = {}
        for piece in chunks:
            end = start + len(embedded_texts(document.title, piece))
            known[embedded_digest(document.title, piece)] = vectors[start:end]
            start = end
        yield Grown(document, chunks, known)


def _parents(grown: Grown, answers: set[str]) -> Iterator[_Parent]:
    if grown.document.uri in answers:
        return
    for piece in grown.chunks:
        matrix = grown.known[embedded_digest(grown.document.title, piece)].astype(np.float32)
        yield _Parent(grown.document.title, grown.document.language, split(piece.text), matrix)


def _recombine(uri: str, count: int, parents: Sequence[_Parent], random: np.random.Generator) -> Grown:
    chosen = [[parents[int(number)] for number in row] for row in random.integers(len(parents), size=(count, PARENTS))]
    title = chosen[0][0].title
    document = _catalogued(
        Document(
            document_id(uri),
            uri,
            title,
            DocumentKind.OTHER,
            chosen[0][0].language,
            None,
            Metadata(),
            hashlib.sha256(uri.encode()).hexdigest(),
            "text/plain",
            (),
        )
    )
    chunks, known = [], {}
    for position, mixed in enumerate(chosen):
        sources = [(parent, number) for parent in mixed for number in range(len(parent.sentences))]
        size = max(1, round(len(sources) / PARENTS))
        picked = [sources[int(index)] for index in random.permutation(len(sources))[:size]]
        text = "\n".join(parent.sentences[number] for parent, number in picked)
        passage = np.sum([parent.vectors[0] for parent, _ in picked], axis=0)
        sentences = [parent.vectors[2 + number] for parent, number in picked]
        matrix = _noisy(np.array([passage / np.linalg.norm(passage), chosen[0][0].vectors[1], *sentences]), random)
        digest = hashlib.sha256(text.encode()).hexdigest()
        piece = Chunk(chunk_id(document, position), document.id, position, (), None, text, digest)
        chunks.append(piece)
        known[embedded_digest(title, piece)] = matrix.astype(np.float16)
    return Grown(document, chunks, known)


def _noisy(vectors: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    noise = random.standard_normal(vectors.shape, dtype=np.float32) * np.float32(NOISE / np.sqrt(vectors.shape[1]))
    noisy = vectors + noise
    return np.asarray(noisy / np.linalg.norm(noisy, axis=1, keepdims=True), dtype=np.float32)


def _catalogued(document: Document) -> Document:
    """The document with a kind, a date, themes and regions drawn by its uri."""
    random = np.random.default_rng(int(document.id[:8], 16))
    kind = list(KINDS)[int(random.choice(len(KINDS), p=list(KINDS.values())))]
    published = date(int(random.choice(YEARS)), 6, 1)
    metadata = Metadata(themes=_drawn(THEMES, random), regions=_drawn(REGIONS, random))
    return Document(
        document.id,
        document.uri,
        document.title,
        kind,
        document.language,
        published,
        metadata,
        document.digest,
        document.media_type,
        document.sections,
    )


def _drawn(shares: Mapping[str, float], random: np.random.Generator) -> tuple[str, ...]:
    return tuple(value for value, share in shares.items() if random.random() < share)
