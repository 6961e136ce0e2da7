"""How many documents each value of a filter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from api.catalogue_schemas import Facets, FacetValue
from api.ports import LibraryPort
from assistant.documents import DocumentRecord, Filters

ALL = 1_000_000
"""More documents than a collection has."""


def facets(library: LibraryPort, filters: Filters) -> Facets:
    """Counts the documents by each field, under the filters of all the other fields.

    So a reader who has chosen one kind still sees how many documents of the others there are.
    """
    chosen = library.documents(filters, limit=ALL)

    def without(narrowed: bool, others: Filters) -> list[DocumentRecord]:
        return library.documents(others, limit=ALL) if narrowed else chosen

    kinds = without(bool(filters.kinds), replace(filters, kinds=()))
    languages = without(bool(filters.languages), replace(filters, languages=()))
    years = without(bool(filters.years), replace(filters, years=()))
    themes = without(bool(filters.themes), replace(filters, themes=()))
    regions = without(bool(filters.regions), replace(filters, regions=()))
    return Facets(
        kind=_count(kinds, lambda record: [str(record.kind)]),
        language=_count(languages, lambda record: [record.language]),
        year=_count(years, lambda record: [str(record.published.year)] if record.published else []),
        theme=_count(themes, lambda record: record.metadata.themes),
        region=_count(regions, lambda record: record.metadata.regions),
    )


def _count(records: list[DocumentRecord], values: Callable[[DocumentRecord], Iterable[str]]) -> list[FacetValue]:
    """The values of one field, most frequent first, ties in alphabetical order."""
    counts = Counter(value for record in records for value in values(record))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [FacetValue(value=value, count=count) for value, count in ordered]
