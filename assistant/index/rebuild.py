"""A new index beside the old one, from the texts in the catalogue, for another model or analysis."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from assistant.analysis import Analyser
from assistant.embedding import Embedder
from assistant.errors import PermanentError
from assistant.index.home import Home
from assistant.index.identity import identity_of, stored_identity
from assistant.index.library import Library
from assistant.index.passages import from_bytes
from assistant.index.rows import records, to_chunk, to_document, to_stated_call, to_statement
from assistant.index.tables import CALL_STATEMENTS, CALLS, CHUNKS, open_engine
from assistant.settings import Settings

logger = logging.getLogger(__name__)


def rebuild(
    settings: Settings,
    embedder: Embedder,
    analyser: Analyser,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Library:
    """Fills the next generation of the index and makes it the current one.

    Searches go on in the old index meanwhile, and until their process opens the library again. Vectors are copied
    when the model has stayed the same. An index whose tables are of another version is replaced by an empty one,
    for the next sync to fill.

    Args:
        settings: Say where the index lives.
        embedder: The model from now on.
        analyser: The analysis from now on.
        on_progress: Called with how many documents are done, and how many there are.

    Raises:
        TransientError: Another process or thread is writing ("library_busy").
    """
    home = Home(settings.data_dir)
    with home.writing():
        old, generation = home.current(), home.next()
        library = Library(generation, home, embedder, analyser)
        try:
            if old is not None:
                _copy(old, library, on_progress)
        except BaseException:
            library.close()
            raise
        home.switch(generation)
    return library


def _copy(old: Path, library: Library, on_progress: Callable[[int, int], None]) -> None:
    engine = open_engine(old / "catalogue.sqlite3")
    now = identity_of(library.embedder, library.analyser)
    try:
        before = stored_identity(engine)
    except PermanentError:  # a damaged index has nothing to copy; the next sync fills the new one
        logger.warning("the old index cannot be read and is left behind")
        return
    same_model = before.get("embedding") == now["embedding"]
    with engine.connect() as connection:
        documents = connection.execute(records()).all() if before.get("schema") == now["schema"] else ()
        for done, row in enumerate(documents, start=1):
            chunks = connection.execute(select(CHUNKS).where(CHUNKS.c.document_id == row.id)).all()
            known = {chunk.embedded: from_bytes(chunk.vectors, library.embedder.dimensions) for chunk in chunks}
            stated = connection.execute(select(CALLS).where(CALLS.c.document_id == row.id).order_by(CALLS.c.position))
            said = connection.execute(select(CALL_STATEMENTS).where(CALL_STATEMENTS.c.document_id == row.id))
            library.put(
                to_document(row, map(to_stated_call, stated), map(to_statement, said)),
                [to_chunk(chunk) for chunk in chunks],
                Path(row.original) if row.original else None,
                known if same_model else None,
            )
            on_progress(done, len(documents))
    engine.dispose()
