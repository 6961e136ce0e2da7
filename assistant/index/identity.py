"""Who made an index: what was made by one model or analysis is never searched with another."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, insert, inspect, select
from sqlalchemy.exc import DatabaseError

from assistant.analysis import Analyser
from assistant.embedding import Embedder
from assistant.errors import PermanentError
from assistant.index.passages import FORMAT
from assistant.index.tables import META, METADATA, SCHEMA, writing

REBUILD = "Build it again with: assistant ingest --rebuild"
"""What to do when an index does not fit."""


def identity_of(embedder: Embedder, analyser: Analyser) -> dict[str, str]:
    """What must agree between the maker of an index and its reader."""
    return {
        "schema": str(SCHEMA),
        "embedding": f"{embedder.identity}/{FORMAT}",
        "analysis": analyser.identity,
    }


def stored_identity(engine: Engine) -> dict[str, str]:
    """Who made the index in a database; empty when it has no tables yet.

    Raises:
        PermanentError: The file is not a sound database ("index_broken").
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(META.name):
                return {}
            return {row.name: row.value for row in connection.execute(select(META))}
    except DatabaseError as error:
        raise PermanentError("index_broken", f"The index cannot be read ({error.orig}).", REBUILD) from error


def claim(engine: Engine, identity: Mapping[str, str]) -> None:
    """Makes the tables of a new index in the name of `identity`, or checks that it made those that stand.

    A table that has been added since is made, empty.

    Raises:
        PermanentError: Another did ("index_mismatch"), or the file is not a sound database ("index_broken").
    """
    stored = stored_identity(engine)
    if not stored:
        _create(engine, identity)
        return
    for name, value in identity.items():
        if stored.get(name) != value:
            raise PermanentError(
                "index_mismatch",
                f"The index was built with another {name} ({stored.get(name)}) than the one in use ({value}).",
                REBUILD,
            )
    if not set(METADATA.tables) <= set(inspect(engine).get_table_names()):  # made before a table was added
        with writing(engine).begin() as connection:
            METADATA.create_all(connection)


def _create(engine: Engine, identity: Mapping[str, str]) -> None:
    with writing(engine).begin() as connection:
        METADATA.create_all(connection)
        rows = [{"name": name, "value": value} for name, value in identity.items()]
        connection.execute(insert(META), rows)
