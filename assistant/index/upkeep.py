"""What can come apart between the stores, and how it is put right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from assistant.index import postings
from assistant.index.passages import from_bytes
from assistant.index.tables import CHUNKS
from assistant.index.vectors import BATCH, VectorStore


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is amiss.

    Attributes:
        code: Short stable name for programs.
        message: One plain sentence for the operator, with what to do.
        count: How many rows it concerns.
    """

    code: str
    message: str
    count: int


def check(connection: Connection, vectors: VectorStore) -> list[Finding]:
    """Compares the stores; an empty list means that they agree."""
    stored, wanted = vectors.ids(), set(connection.scalars(select(CHUNKS.c.id)))
    chunks = connection.scalar(select(func.count()).select_from(CHUNKS)) or 0
    terms = postings.count(connection)
    amiss = (
        ("orphan_vectors", len(stored - wanted), "vectors belong to no passage (a run was cut short)"),
        ("missing_vectors", len(wanted - stored), "passages have no vector in the vector store"),
        ("missing_terms", abs(chunks - terms), "passages differ between the catalogue and the lexical index"),
        ("broken_database", _faults(connection), "faults were found in the catalogue file"),
    )
    hint = "The next sync repairs this."
    return [Finding(code, f"{count} {what}. {hint}", count) for code, count, what in amiss if count]


def repair_vectors(connection: Connection, vectors: VectorStore, dimensions: int) -> None:
    """Makes the vector store hold the vector of each chunk in the catalogue, and no other."""
    stored = vectors.ids()
    wanted = set(connection.scalars(select(CHUNKS.c.id)))
    vectors.remove(sorted(stored - wanted))
    missing = sorted(wanted - stored)
    for start in range(0, len(missing), BATCH):
        batch = CHUNKS.c.id.in_(missing[start : start + BATCH])
        rows = connection.execute(select(CHUNKS.c.id, CHUNKS.c.vectors).where(batch)).all()
        passages = np.stack([from_bytes(row.vectors, dimensions)[0] for row in rows])
        vectors.put([row.id for row in rows], passages.astype(np.float32))


def _faults(connection: Connection) -> int:
    """How many faults SQLite finds in its file; a file that it cannot read counts as one."""
    try:
        return sum(row[0] != "ok" for row in connection.execute(text("PRAGMA quick_check")))
    except DatabaseError:
        return 1
