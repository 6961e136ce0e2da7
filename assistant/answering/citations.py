"""Quotations that can be checked, and the numbers that lead from a statement to its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.answer import Citation
from assistant.documents import SearchResult

MARKER = re.compile("\u00a0\\[(\\d+)\\]")
"""How a marker stands in an answer's text; see `assistant.answering.answer`."""

Place = tuple[str, int | None, tuple[str, ...]]
"""Where a quotation stands, as a reader would look it up: document, page, and the headings where there are no pages."""


def marker_text(marker: int) -> str:
    """A marker as it is written after a statement: a no-break space and `[n]`."""
    return f"\u00a0[{marker}]"


def markers_in(text: str) -> set[int]:
    """The markers of an answer's text."""
    return {int(found[1]) for found in MARKER.finditer(text)}


def flattened(text: str) -> str:
    """`text` with each stretch of white space as one space."""
    return " ".join(text.split())


def verbatim(quote: str, text: str) -> bool:
    """Whether `quote` stands in `text` word for word and letter for letter; only white space may differ."""
    flat = flattened(quote)
    return bool(flat) and flat in flattened(text)


def place_of(result: SearchResult) -> Place:
    """Where a passage stands; two passages of one place share a marker."""
    chunk = result.chunk
    return chunk.document_id, chunk.page, () if chunk.page is not None else chunk.headings


def number_places(results: Iterable[SearchResult]) -> dict[Place, int]:
    """The marker of each place, from 1, in the order in which the places come up."""
    markers: dict[Place, int] = {}
    for result in results:
        markers.setdefault(place_of(result), len(markers) + 1)
    return markers


def cite(result: SearchResult, marker: int, quote: str, also: tuple[str, ...] = ()) -> Citation:
    """The citation of a quotation from a passage.

    Args:
        result: The passage, with its document.
        marker: Number in the answer's text.
        quote: Words of the passage.
        also: Further words quoted from the same page.
    """
    chunk, document = result.chunk, result.document
    return Citation(
        marker=marker,
        chunk_id=chunk.id,
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        language=document.language,
        published=document.published,
        uri=document.uri,
        page=chunk.page,
        headings=chunk.headings,
        quote=quote,
        superseded_by=document.superseded_by,
        also=also,
    )


def sound(text: str, citations: Sequence[Citation], results: Sequence[SearchResult]) -> bool:
    """Whether an answer may be shown: it cites something, each quotation is verbatim, markers and citations agree.

    Args:
        text: Of the answer.
        citations: Of the answer.
        results: The passages that it was made from.
    """
    markers = [citation.marker for citation in citations]
    return (
        bool(markers)
        and markers == sorted(markers_in(text))
        and all(_supported(citation, results) for citation in citations)
    )


def _supported(citation: Citation, results: Sequence[SearchResult]) -> bool:
    """Whether the cited passage was found and holds the quotation, and its page the further ones."""
    passage = next((result for result in results if result.chunk.id == citation.chunk_id), None)
    if passage is None or not verbatim(citation.quote, passage.chunk.text):
        return False
    page = [result.chunk.text for result in results if place_of(result) == place_of(passage)]
    return all(any(verbatim(quote, text) for text in page) for quote in citation.also)
