"""The SQL tables of the index, and how the database is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)

SCHEMA = 3
"""Version of the tables below; an index with another version is rebuilt, never patched.

A table that is merely added needs no new version: `identity.claim` makes it, and the next sync fills it, because the
conversion of documents has a new version then.
"""

METADATA = MetaData()

MAPPED = 2**30
"""Bytes of the file that are read through the system's page cache without a copy: a quarter less time for a search."""

META = Table("meta", METADATA, Column("name", String, primary_key=True), Column("value", String, nullable=False))
"""Who made the index: "schema", "embedding", "analysis"."""

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", String, primary_key=True),
    Column("uri", String, nullable=False),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("language", String, nullable=False),
    Column("published", Date),
    Column("year", Integer),
    Column("metadata", JSON, nullable=False),
    Column("supersedes", String),
    Column("digest", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("original", String),
    Column("chunk_count", Integer, nullable=False),
    Index("documents_uri", "uri"),
    Index("documents_supersedes", "supersedes"),
)

TAGS = Table(
    "document_tags",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("facet", String, primary_key=True),
    Column("value", String, primary_key=True),
    Index("document_tags_value", "facet", "value"),
)
"""Themes and regions, one row each, for filters."""

CHUNKS = Table(
    "chunks",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("page", Integer),
    Column("text", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("embedded", String, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    Index("chunks_document", "document_id", "position"),
)
"""`embedded` is the digest of what was embedded; `vectors` a float16 matrix: the passage, then each sentence."""

PASSAGES = Table(
    "passages",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Integer, nullable=False),
    Column("chunks", Integer, nullable=False),
    Column("scale", Float, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
)
"""A document's passages in a row: keys of its chunks run on from `first`; `vectors` are bytes times `scale`."""

POSTINGS = Table(
    "postings",
    METADATA,
    Column("block", Integer, primary_key=True),
    Column("term", String, primary_key=True),
    Column("places", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""The lexical index; see `assistant.index.postings`."""

CALLS = Table(
    "calls",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("official", Boolean, nullable=False),
    Column("record", JSON, nullable=False),
    Column("unreviewed", JSON, nullable=False),
    Column("quotes", JSON, nullable=False),
    Column("proposals", JSON, nullable=False),
)
"""The funding calls that documents tell of; see `assistant.calls.stated.StatedCall`."""

CALL_STATEMENTS = Table(
    "call_statements",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", String, nullable=False),
    Column("value", String, nullable=False),
    Column("before", String, nullable=False),
    Column("quote", String, nullable=False),
    Column("context", String, nullable=False),
    Column("page", Integer),
    Column("certain", Boolean, nullable=False),
)
"""What documents say of calls in prose; see `assistant.calls.statement.Statement`."""


def open_engine(path: Path) -> Engine:
    """The database at `path`: readers see one consistent state per transaction while a writer works.

    Args:
        path: The SQLite file; made when absent.
    """
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same database, for transactions that will write: they ask for the write lock at once, not half-way."""
    return engine.execution_options(writing=True)


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "synchronous=NORMAL",
        "secure_delete=ON",
        f"mmap_size={MAPPED}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
