"""Disagreements of sources that a person has looked at and set aside, until one of the sides says something else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.calls.clock import Clock, helsinki_now
from assistant.calls.conflicts import Conflict, Told
from assistant.calls.reviews import REVIEWS_FILE

_COLUMNS = (
    "call_id",
    "field",
    *(f"{side}_{part}" for side in ("record", "other") for part in ("uri", "value", "quote")),
)

Key = tuple[str, ...]
"""The call, the field, and for each side its document, value and words: whatever changes, it is another key."""


class Dismissals:
    """Kept in the same file as reviews, beside the index, so that a rebuild does not bring them back.

    Args:
        data_dir: The operator's data folder; the file is made with the first dismissal.
        clock: Tells when one is made.
    """

    def __init__(self, data_dir: Path, clock: Clock = helsinki_now) -> None:
        self._path = data_dir / REVIEWS_FILE
        self._clock = clock

    def all(self) -> frozenset[Key]:
        """What has been set aside."""
        if not self._path.exists():
            return frozenset()
        with self._open() as connection:
            return frozenset(connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM dismissals"))  # noqa: S608 - ours

    def dismiss(self, found: Iterable[Conflict]) -> None:
        """Sets disagreements aside."""
        at = self._clock().isoformat(timespec="seconds")
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        with self._open() as connection:
            connection.executemany(
                f"INSERT OR REPLACE INTO dismissals VALUES ({marks})",  # noqa: S608 - ours
                [(*key_of(one), at) for one in found],
            )

    def restore(self, found: Iterable[Conflict]) -> None:
        """Brings disagreements back."""
        same = " AND ".join(f"{column} = ?" for column in _COLUMNS)
        with self._open() as connection:
            connection.executemany(f"DELETE FROM dismissals WHERE {same}", [key_of(one) for one in found])  # noqa: S608

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        columns = ", ".join(f"{column} TEXT NOT NULL" for column in _COLUMNS)
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS dismissals ({columns}, at TEXT NOT NULL,"
                f" PRIMARY KEY ({', '.join(_COLUMNS)}))"
            )
            yield connection


def key_of(conflict: Conflict) -> Key:
    """Under which key a disagreement is set aside."""
    return (conflict.call_id, conflict.field, *_side(conflict.record), *_side(conflict.other))


def _side(told: Told) -> Key:
    return told.document.uri, told.value, told.quote
