"""A call as one document tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.calls.record import Call


@dataclass(frozen=True, slots=True)
class StatedCall:
    """What a document says of a call.

    Attributes:
        call: The record.
        official: Written as a record (YAML, CSV, XLSX); otherwise read from an announcement's prose.
        unreviewed: Names of fields that were read from prose and that no one has looked at.
        quotes: Field → the words it was read from, as they stand in the document.
        proposals: Field → what the words seem to say, for fields that are too uncertain to stand in `call`.
    """

    call: Call
    official: bool = True
    unreviewed: frozenset[str] = frozenset()
    quotes: Mapping[str, str] = field(default_factory=dict)
    proposals: Mapping[str, str] = field(default_factory=dict)
