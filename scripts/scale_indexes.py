"""Indexes of growing size for `scripts.bench_scale`: one library that grows, copied at each size."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import Analyser, Term
from assistant.embedding import Embedder
from assistant.index.library import Library
from assistant.sentences import split
from assistant.settings import Settings
from evals.datasets import read_corpus
from scripts.grown_collection import Grown, originals, recombined

CACHED_SENTENCES = 200_000

Corpora = Mapping[str, Path]
"""Files of passages by the name of their set; those with answers first."""


class SentenceAnalyser(Analyser):
    """Analyses each sentence apart and remembers it: those of a grown collection return many times."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = lru_cache(maxsize=CACHED_SENTENCES)(super().terms)

    def terms(self, text: str, language: str) -> list[Term]:
        """See `Analyser.terms`."""
        return [term for sentence in split(text) for term in self._sentence(sentence, language)]


class Postponed:
    """Takes vectors for the vector store and drops them: `Library.repair` puts them all in at once, far faster."""

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Drops them."""

    def remove(self, ids: Sequence[str]) -> None:
        """Has none."""

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[str]:  # noqa: ARG002
        """Has none."""
        return []

    def ids(self) -> set[str]:
        """Has none."""
        return set()

    def close(self) -> None:
        """Nothing to let go of."""


def build(
    folder: Path,
    sizes: Sequence[int],
    corpora: Corpora,
    answers: set[str],
    *,
    embedder: Embedder,
    on_progress: Callable[[int], None],
) -> None:
    """Makes `<folder>/<size>` for each size, a data folder with an index of that many chunks or a few more.

    Args:
        folder: Made when absent; sizes that stand there already are kept if all do.
        sizes: In chunks, ascending.
        corpora: What it is grown from.
        answers: Context ids of the passages that answer a question.
        embedder: The model, with a cache.
        on_progress: Called with how many chunks there are.
    """
    if all((folder / str(size)).exists() for size in sizes):
        return
    growing = folder / "growing"
    shutil.rmtree(growing, ignore_errors=True)
    analyser = SentenceAnalyser()
    documents = _documents(corpora, answers, embedder)
    count = 0
    for size in sizes:
        library = Library.open(Settings(data_dir=growing), embedder, analyser, lambda _path: Postponed())
        with library.writing():
            while count < size:
                grown = next(documents)
                library.put(grown.document, grown.chunks, None, grown.known)
                count += len(grown.chunks)
                on_progress(count)
        library.close()
        library = Library.open(Settings(data_dir=growing), embedder, analyser)
        library.repair()
        library.close()
        shutil.rmtree(folder / str(size), ignore_errors=True)
        shutil.copytree(growing, folder / str(size))
    shutil.rmtree(growing)


def corpus(corpora: Corpora, embedder: Embedder) -> dict[str, list[Grown]]:
    """The original documents by set."""
    return {name: list(originals(read_corpus(path), embedder)) for name, path in corpora.items()}


def _documents(corpora: Corpora, answers: set[str], embedder: Embedder) -> Iterator[Grown]:
    sets = corpus(corpora, embedder)
    return chain(chain.from_iterable(sets.values()), recombined(sets, answers))
