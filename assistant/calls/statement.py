"""What a document that is no record says of some call: one fact, with its words and what stands before them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact told in prose.

    Attributes:
        field: Of a call: "opens_at", "closes_at", "continuous", "cancelled", or "extensions".
        value: "2027-01-15T16:15", "2027-01-15" or "2027-01"; "" when the field needs none.
        before: Of an extension, the closing time that it replaces, or "".
        quote: The sentence or the line, as it stands in the document.
        context: What tells which call is meant: the document's title, the headings, and the text up to the quote.
        page: Page on which the quote stands, from 1, or None.
        certain: False when the quote can be read in more than one way.
    """

    field: str
    value: str
    before: str
    quote: str
    context: str
    page: int | None = None
    certain: bool = True
