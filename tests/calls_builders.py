"""Calls and statements for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.calls.record import Call
from assistant.calls.statement import Statement
from assistant.calls.stored import StoredCall, StoredStatement
from assistant.documents import DocumentKind, DocumentRecord, Metadata, document_id


def make_call(call_id: str = "haku-1", name: str = "Turvallinen työ", **fields: Any) -> Call:
    """A call that is open from 1.10.2026 to 15.1.2027 unless told otherwise."""
    times = {"opens_at": "2026-10-01T09:00", "closes_at": "2027-01-15T16:15"}
    names = {"id": call_id, "name": {"fi": name}, "funder": "Rahoittaja", "programme": "Ohjelma"}
    return Call.model_validate({**names, **times, **fields})


def make_record(uri: str, published: date | None = None, kind: DocumentKind = DocumentKind.OTHER) -> DocumentRecord:
    """A catalogue record."""
    return DocumentRecord(
        document_id(uri), uri, uri, kind, "fi", published, Metadata(), "a" * 64, "text/plain", 1
    )  # fmt: skip


def official(call: Call, **quotes: str) -> StoredCall:
    """A call from a record."""
    return StoredCall(call, make_record(f"calls/{call.id}.yaml"), quotes=quotes)


def announced(call: Call, uri: str = "announcements/a.html", published: date | None = None, **more: Any) -> StoredCall:
    """A call from an announcement."""
    return StoredCall(call, make_record(uri, published), official=False, **more)


def said(
    field: str,
    value: str,
    *,
    context: str = "Turvallinen työ",
    uri: str = "newsletters/1.html",
    published: date | None = None,
    certain: bool = True,
) -> StoredStatement:
    """A statement in prose."""
    quote = f"{field} {value}"
    return StoredStatement(
        Statement(field, value, "", quote, f"{context}\n{quote}", None, certain), make_record(uri, published)
    )  # fmt: skip
