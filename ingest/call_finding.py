"""One thing that a text says of a funding call, with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What happens on a day."""

    OPENS = "opens"
    CLOSES = "closes"
    PREVIOUS = "previous"
    EXTENSION = "extension"
    CANCELLED = "cancelled"
    CONTINUOUS = "continuous"
    EVENT = "event"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a text says of a call.

    Attributes:
        role: What happens; `PREVIOUS` is a closing time that holds no more.
        value: "2027-01-15T16:15", "2027-01-15" or, of a month, "2027-04"; None when it is not told or not known.
        quote: The sentence or the line, as it stands in the text.
        span: Where the quote begins and ends.
        certain: False when it can be read in more than one way.
        before: Of an extension, the closing time that it replaces, written like `value`.
        until: Of an event, the clock time at which it ends ("14:30").
    """

    role: Role
    value: str | None
    quote: str
    span: tuple[int, int]
    certain: bool = True
    before: str | None = None
    until: str | None = None
