"""Calls and statements on calls as the library hands them out: with the document they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.calls.record import Call
from assistant.calls.statement import Statement
from assistant.documents import DocumentRecord


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A call and where it comes from.

    Attributes:
        call: The record.
        document: Where it stands.
        unreviewed: Names of fields that were read from prose and not yet reviewed.
        quotes: Field → the words it was read from, as they stand in the document.
        proposals: Field → what the words seem to say, for fields that are too uncertain to stand in `call`.
        official: Written as a record; otherwise read from an announcement's prose.
    """

    call: Call
    document: DocumentRecord
    unreviewed: frozenset[str] = frozenset()
    quotes: Mapping[str, str] = field(default_factory=dict)
    proposals: Mapping[str, str] = field(default_factory=dict)
    official: bool = True


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """What a document says of a call in prose, and the document."""

    statement: Statement
    document: DocumentRecord
