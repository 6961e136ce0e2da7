"""The lexical index: SQLite FTS5 over terms that our own analysis has made, scored by BM25."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

TITLE, HEADINGS, BODY = 3.0, 2.0, 1.0
"""How much a term counts in each field."""
SATURATION = 2.2
"""What BM25's frequency factor tends to as a term grows frequent: k1 + 1, with FTS5's k1 of 1.2."""

_TABLES = (
    # "ascii" makes a token of any run of letters and digits in any script; terms hold nothing else (see `token`).
    "CREATE VIRTUAL TABLE lexical USING fts5(title, headings, body, tokenize = \"ascii tokenchars '_'\")",
    "CREATE VIRTUAL TABLE lexical_terms USING fts5vocab(lexical, row)",
)
_OUTSIDE = re.compile(r"[\x00-/:-@\[-`{-\x7f\s]")


@dataclass(frozen=True, slots=True)
class TermMatches:
    """Where one term of a query stands.

    Attributes:
        idf: Inverse document frequency, always above 0; of an unknown term, that of a term in no chunk.
        frequency: How often, and in which fields, each chunk has it, by chunk key: from 0 to `SATURATION`.
    """

    idf: float
    frequency: dict[int, float]


def create(connection: Connection) -> None:
    """Makes the tables."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)


def add(connection: Connection, key: int, title: Iterable[str], headings: Iterable[str], body: Iterable[str]) -> None:
    """Indexes one chunk's terms under its key."""
    connection.execute(
        text("INSERT INTO lexical (rowid, title, headings, body) VALUES (:key, :title, :headings, :body)"),
        {"key": key, "title": _line(title), "headings": _line(headings), "body": _line(body)},
    )


def remove(connection: Connection, document_id: str) -> None:
    """Forgets the chunks of a document; to be called while their rows still stand."""
    connection.execute(
        text("DELETE FROM lexical WHERE rowid IN (SELECT key FROM chunks WHERE document_id = :id)"), {"id": document_id}
    )


def compact(connection: Connection) -> None:
    """Merges the index into one segment, so that nothing is left of deleted terms."""
    connection.exec_driver_sql("INSERT INTO lexical (lexical) VALUES ('optimize')")


def match(connection: Connection, terms: Sequence[str], total: int) -> dict[str, TermMatches]:
    """Scores the chunks by each term apart, so that the caller can weigh terms and see which are missing.

    Args:
        connection: Inside a transaction.
        terms: Index terms, as the analysis makes them.
        total: How many chunks there are.

    Returns:
        One entry for each distinct term.
    """
    frequency = _frequencies(connection, terms)
    found = {}
    for term in dict.fromkeys(terms):
        count = frequency.get(token(term), 0)
        rarity = (total - count + 0.5) / (count + 0.5)
        # FTS5 takes log(rarity) for the idf, which turns negative for words of over half the chunks and is then set to
        # 1e-6; log(1 + rarity) stays sensible for them, and in a collection of three chunks.
        theirs = math.log(rarity) if rarity > 1 else 1e-6
        scores = _scores(connection, term) if count else {}
        found[term] = TermMatches(math.log1p(rarity), {key: score / theirs for key, score in scores.items()})
    return found


def token(term: str) -> str:
    """A term as FTS5 stores it: what its tokenizer would cut at is replaced by an underscore."""
    return _OUTSIDE.sub("_", term).lower()


def _line(terms: Iterable[str]) -> str:
    return " ".join(token(term) for term in terms)


def _frequencies(connection: Connection, terms: Sequence[str]) -> dict[str, int]:
    statement = text("SELECT term, doc FROM lexical_terms WHERE term IN :terms").bindparams(
        bindparam("terms", expanding=True)
    )
    rows = connection.execute(statement, {"terms": sorted({token(term) for term in terms})})
    return {row.term: row.doc for row in rows}


def _scores(connection: Connection, term: str) -> dict[int, float]:
    rows = connection.execute(
        text("SELECT rowid, -bm25(lexical, :title, :headings, :body) AS score FROM lexical WHERE lexical MATCH :query"),
        {"title": TITLE, "headings": HEADINGS, "body": BODY, "query": f'"{token(term)}"'},
    )
    return {row.rowid: row.score for row in rows}
