"""Which chunks have a term, and how often in each field: rows of SQL that hold a thousand chunks each.

A row of `postings` tells of one term and one block, the chunks whose keys share all but the last ten bits. It holds
four little-endian 16-bit numbers a chunk: the key's last ten bits, then how often the term stands in the title, in the
headings and in the body. The empty term stands in every chunk; its frequencies are the lengths of the fields. So a
term of half of 100,000 chunks is read as a hundred rows, and a document that comes or goes touches one block or two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, delete, func, select, text, update

from assistant.index.tables import CHUNKS, POSTINGS

BLOCK = 1024
"""Chunks of one block."""
EVERY = ""
"""The term that stands in every chunk."""
MOST = 2**16 - 1
"""What a frequency is cut off at."""

Fields = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Terms of a chunk's title, headings and body, repeated as often as they stand there."""

_PLACE = 8  # bytes of a chunk in a row
_APPEND = text(
    "INSERT INTO postings (block, term, places) VALUES (:block, :term, :places)"
    " ON CONFLICT (block, term) DO UPDATE SET places = CAST(places || excluded.places AS BLOB)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where one term stands.

    Attributes:
        keys: Of the chunks that have it, ascending, shape (n,).
        counts: How often it stands in the title, the headings and the body of each, shape (n, 3).
    """

    keys: NDArray[np.int64]
    counts: NDArray[np.uint16]


NOWHERE = Places(np.empty(0, np.int64), np.empty((0, 3), np.uint16))


def add(connection: Connection, first: int, chunks: Iterable[Fields]) -> None:
    """Adds the chunks of a document, under keys from `first` on; no larger key may be in use."""
    places: defaultdict[tuple[int, str], list[tuple[int, ...]]] = defaultdict(list)
    for key, fields in enumerate(chunks, start=first):
        counts = [Counter(field) for field in fields]
        block, offset = divmod(key, BLOCK)
        places[block, EVERY].append((offset, *map(len, fields)))
        for term in dict.fromkeys(term for field in fields for term in field):
            places[block, term].append((offset, *(count[term] for count in counts)))
    rows = [
        {"block": block, "term": term, "places": np.minimum(found, MOST).astype("<u2").tobytes()}
        for (block, term), found in places.items()
    ]
    if rows:
        connection.execute(_APPEND, rows)


def remove(connection: Connection, keys: range) -> None:
    """Takes out the chunks of a document; nothing is left of terms that only they had."""
    for block in range(keys.start // BLOCK, (keys.stop - 1) // BLOCK + 1):
        here = POSTINGS.c.block == block
        rows = connection.execute(select(POSTINGS.c.term, POSTINGS.c.places).where(here)).all()
        sizes = [len(row.places) // _PLACE for row in rows]
        places = _decoded(row.places for row in rows)
        own = places[:, 0].astype(np.int64) + block * BLOCK
        stays = (own < keys.start) | (own >= keys.stop)
        ends = np.cumsum(sizes)
        changed = np.unique(np.repeat(np.arange(len(rows)), sizes)[~stays]).tolist()
        left = []
        for number in changed:
            part = slice(ends[number] - sizes[number], ends[number])
            left.append({"changed": rows[number].term, "places": places[part][stays[part]].tobytes()})
        connection.execute(update(POSTINGS).where(here, POSTINGS.c.term == bindparam("changed")), left)
        connection.execute(delete(POSTINGS).where(here, func.length(POSTINGS.c.places) == 0))


def read(connection: Connection, terms: Iterable[str]) -> dict[str, Places]:
    """Where each of these terms stands; `EVERY` tells of all chunks."""
    found: defaultdict[str, list[tuple[int, bytes]]] = defaultdict(list)
    blocks = range((connection.scalar(select(func.max(CHUNKS.c.key))) or 0) // BLOCK + 1)
    statement = select(POSTINGS).where(POSTINGS.c.block.in_(blocks), POSTINGS.c.term.in_(set(terms)))
    for block, term, places in connection.execute(statement.order_by(POSTINGS.c.block)):
        found[term].append((block, places))
    return {term: _places(found[term]) if term in found else NOWHERE for term in terms}


def count(connection: Connection) -> int:
    """How many chunks there are; reads all of them."""
    return len(read(connection, [EVERY])[EVERY].keys)


def _places(rows: Sequence[tuple[int, bytes]]) -> Places:
    places = _decoded(row for _, row in rows)
    blocks = np.repeat(np.array([block for block, _ in rows], np.int64), [len(row) // _PLACE for _, row in rows])
    return Places(blocks * BLOCK + places[:, 0], places[:, 1:])


def _decoded(rows: Iterable[bytes]) -> NDArray[np.uint16]:
    return np.frombuffer(b"".join(rows), dtype="<u2").reshape(-1, 4)
