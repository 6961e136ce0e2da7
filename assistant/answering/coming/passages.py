"""Which passages are read for what comes next: those found, and what stands around them and was published lately.

The rows of a table rank behind all text that speaks of the thing, so documents are read whole: those that were found
first, and the newest ones, in which coming days stand. So many at most, whatever the size of the collection.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from assistant.documents import Chunk, DocumentKind, DocumentRecord, Filters, SearchResult
from assistant.retrieval.results import SearchResults

DEPTH = 50
"""Passages that each search brings."""
WHOLE = 12
"""Documents of each search, and newest ones, that are read whole."""
LONGEST = 100
"""Passages of a document up to which it is read whole."""
DATED = (DocumentKind.EVENT, DocumentKind.NEWSLETTER)
"""Kinds of document that tell of coming days."""

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class Search(Protocol):
    """What finds passages."""

    def search(self, query: str, filters: Filters = ..., limit: int = ...) -> SearchResults:
        """See `assistant.retrieval.retriever.Retriever.search`."""
        ...


class Catalogue(Protocol):
    """What is asked of the library."""

    def documents(self, filters: Filters = ..., *, limit: int = ..., offset: int = ...) -> list[DocumentRecord]:
        """Records that pass the filters, newest first."""
        ...

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages."""
        ...


class Passages:
    """Finds the passages that may tell of a coming day.

    Args:
        retriever: Finds passages.
        catalogue: Has the documents.
    """

    def __init__(self, retriever: Search, catalogue: Catalogue) -> None:
        self._retriever = retriever
        self._catalogue = catalogue

    def found(self, text: str, filters: Filters, today: dt.date) -> list[SearchResult]:
        """What is found for a question: in all, and among what was published lately."""
        searches = [filters] if filters.years else [filters, replace(filters, years=(today.year - 1, today.year))]
        found = [result for each in searches for result in self._retriever.search(text, each, DEPTH).results]
        return list({result.chunk.id: result for result in found}.values())

    def around(self, found: list[SearchResult], filters: Filters, today: dt.date) -> Iterator[SearchResult]:
        """The other passages, of the documents found first and of the newest, that name this year or a later one."""
        seen = {result.chunk.id for result in found}
        for document in self._documents(found, filters):
            for chunk in self._catalogue.chunks(document.id) if document.chunk_count <= LONGEST else ():
                if chunk.id not in seen and _looks_ahead(chunk, document, today):
                    yield SearchResult(chunk, document, 0.0)

    def _documents(self, found: list[SearchResult], filters: Filters) -> list[DocumentRecord]:
        first = {result.document.id: result.document for result in found}
        newest = [] if filters.kinds else self._catalogue.documents(replace(filters, kinds=DATED), limit=WHOLE)
        chosen = [*list(first.values())[: 2 * WHOLE], *newest]
        return list({document.id: document for document in chosen}.values())


def _looks_ahead(chunk: Chunk, document: DocumentRecord, today: dt.date) -> bool:
    named = " ".join((chunk.text, *chunk.headings, document.title))
    return any(int(year) >= today.year for year in _YEAR.findall(named))
