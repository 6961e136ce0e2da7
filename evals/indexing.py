"""An index of evaluation passages in a temporary folder, made by the product's own chunking and library."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.analysis import Analyser
from assistant.bootstrap import build_library
from assistant.embedding import Embedder
from assistant.index.library import Library
from assistant.settings import Settings
from evals.datasets import Passage
from ingest.chunking import chunk


@contextmanager
def indexed(
    passages: Iterable[Passage],
    embedder: Embedder,
    on_progress: Callable[[int], None] = lambda _done: None,
    *,
    analyser: Analyser | None = None,
) -> Iterator[Library]:
    """A library of the passages, each a document of its own whose `uri` is its context id.

    Args:
        passages: All that is to be found, distractors included.
        embedder: The model.
        on_progress: Called with how many passages are indexed.
        analyser: In place of the product's own.
    """
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        library = build_library(Settings(data_dir=Path(folder)), embedder=embedder, analyser=analyser)
        with library.writing():
            for done, passage in enumerate(passages, start=1):
                document = passage.as_document()
                library.put(document, chunk(document))
                on_progress(done)
        try:
            yield library
        finally:
            library.close()
