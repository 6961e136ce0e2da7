"""Documents and chunks ↔ rows, and filters → SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, select

from assistant.calls.record import Call
from assistant.calls.stated import StatedCall
from assistant.calls.statement import Statement
from assistant.calls.stored import StoredCall
from assistant.documents import Chunk, Document, DocumentKind, DocumentRecord, Filters, Metadata
from assistant.index.passages import Matrix, embedded_digest, to_bytes
from assistant.index.tables import DOCUMENTS, TAGS

UNFILTERED = Filters()
"""Narrows nothing."""

_NEWER = DOCUMENTS.alias("newer")
_SUPERSEDED_BY = (
    select(_NEWER.c.id)
    .where(_NEWER.c.supersedes == DOCUMENTS.c.uri, _NEWER.c.id != DOCUMENTS.c.id)
    .order_by(_NEWER.c.published.desc(), _NEWER.c.id)
    .limit(1)
    .correlate(DOCUMENTS)
    .scalar_subquery()
    .label("superseded_by")
)


def document_row(document: Document, chunk_count: int, original: Path | None) -> dict[str, Any]:
    """A document as the table `documents` holds it."""
    return {
        "id": document.id,
        "uri": document.uri,
        "title": document.title,
        "kind": document.kind.value,
        "language": document.language,
        "published": document.published,
        "year": document.published.year if document.published else None,
        "metadata": asdict(document.metadata),
        "supersedes": document.metadata.supersedes,
        "digest": document.digest,
        "media_type": document.media_type,
        "original": None if original is None else str(original.absolute()),
        "chunk_count": chunk_count,
    }


def tag_rows(document: Document) -> list[dict[str, str]]:
    """A document's themes and regions as the table `document_tags` holds them."""
    facets = {"theme": document.metadata.themes, "region": document.metadata.regions}
    return [
        {"document_id": document.id, "facet": facet, "value": value}
        for facet, values in facets.items()
        for value in dict.fromkeys(values)
    ]


def chunk_row(title: str, chunk: Chunk, key: int, vectors: Matrix) -> dict[str, Any]:
    """A chunk as the table `chunks` holds it."""
    return {
        "key": key,
        "id": chunk.id,
        "document_id": chunk.document_id,
        "position": chunk.position,
        "headings": list(chunk.headings),
        "page": chunk.page,
        "text": chunk.text,
        "digest": chunk.digest,
        "embedded": embedded_digest(title, chunk),
        "vectors": to_bytes(vectors),
    }


def call_rows(document: Document) -> list[dict[str, Any]]:
    """The calls that a document tells of as the table `calls` holds them."""
    return [
        {
            "document_id": document.id,
            "position": position,
            "official": stated.official,
            "record": stated.call.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "unreviewed": sorted(stated.unreviewed),
            "quotes": dict(stated.quotes),
            "proposals": dict(stated.proposals),
        }
        for position, stated in enumerate(document.calls)
    ]


def statement_rows(document: Document) -> list[dict[str, Any]]:
    """What a document says of calls in prose as the table `call_statements` holds it."""
    return [
        {"document_id": document.id, "position": position, **asdict(statement)}
        for position, statement in enumerate(document.call_statements)
    ]


def to_statement(row: Row[Any]) -> Statement:
    """A row of `call_statements` as the statement that was put."""
    return Statement(row.field, row.value, row.before, row.quote, row.context, row.page, row.certain)


def to_stated_call(row: Row[Any]) -> StatedCall:
    """A row of `calls` as the call that was put."""
    call = Call.model_validate(row.record)
    return StatedCall(call, row.official, frozenset(row.unreviewed), row.quotes, row.proposals)


def to_stored_call(stated: StatedCall, document: DocumentRecord) -> StoredCall:
    """A call with the document it stands in."""
    return StoredCall(
        stated.call, document, stated.unreviewed, stated.quotes, stated.proposals, official=stated.official
    )


def records() -> Select[Any]:
    """Selects what `to_record` needs."""
    return select(DOCUMENTS, _SUPERSEDED_BY)


def to_record(row: Row[Any]) -> DocumentRecord:
    """A row of `records()` as a record."""
    return DocumentRecord(
        id=row.id,
        uri=row.uri,
        title=row.title,
        kind=DocumentKind(row.kind),
        language=row.language,
        published=row.published,
        metadata=_metadata(row),
        digest=row.digest,
        media_type=row.media_type,
        chunk_count=row.chunk_count,
        superseded_by=row.superseded_by,
    )


def to_document(row: Row[Any], calls: Iterable[StatedCall] = (), statements: Iterable[Statement] = ()) -> Document:
    """A row of `records()` as the document that was put, without its sections."""
    record = to_record(row)
    return Document(
        id=record.id,
        uri=record.uri,
        title=record.title,
        kind=record.kind,
        language=record.language,
        published=record.published,
        metadata=record.metadata,
        digest=record.digest,
        media_type=record.media_type,
        sections=(),
        calls=tuple(calls),
        call_statements=tuple(statements),
    )


def to_chunk(row: Row[Any]) -> Chunk:
    """A row of `chunks` as a chunk."""
    return Chunk(row.id, row.document_id, row.position, tuple(row.headings), row.page, row.text, row.digest)


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a row of `documents` must fulfil to pass the filters."""
    columns = (
        (DOCUMENTS.c.kind, [kind.value for kind in filters.kinds]),
        (DOCUMENTS.c.language, filters.languages),
        (DOCUMENTS.c.year, filters.years),
        (DOCUMENTS.c.id, filters.document_ids),
    )
    found: list[ColumnElement[bool]] = [column.in_(values) for column, values in columns if values]
    for facet, values in (("theme", filters.themes), ("region", filters.regions)):
        if values:
            tagged = TAGS.c.value.collate("NOCASE").in_(_in_any_case(values))
            found.append(exists().where(TAGS.c.document_id == DOCUMENTS.c.id, TAGS.c.facet == facet, tagged))
    return found


def _in_any_case(values: Iterable[str]) -> list[str]:
    """Values as they may be stored: SQLite tells no capitals of ASCII apart, but those of "Åland"."""
    return sorted({written for value in values for written in (value, value.lower(), value.title())})


def _metadata(row: Row[Any]) -> Metadata:
    stored = dict(row._mapping["metadata"])
    return Metadata(**{**stored, "themes": tuple(stored["themes"]), "regions": tuple(stored["regions"])})
