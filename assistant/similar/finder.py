"""Which projects, practices and reports overlap with a project idea, and where.

The idea is cut into windows of a few sentences; each window is searched for; what is found is gathered by project.
Nothing is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.documents import DocumentKind, DocumentRecord, Filters, SearchResult
from assistant.retrieval.results import SearchResults
from assistant.sentences import split

KINDS = (DocumentKind.PRACTICE, DocumentKind.BLOG, DocumentKind.REPORT, DocumentKind.SURVEY, DocumentKind.OTHER)
"""What tells of things done; calls and guides tell of things that may be done."""
SEARCHED = (
    Filters(kinds=KINDS, languages=("fi", "und")),
    Filters(kinds=KINDS, languages=("sv", "en", "et", "ru", "uk", "ar")),
)
"""Finnish documents and others apart, so that neither crowds the other out."""
WINDOW = 60
"""Words of a window at most; a longer sentence is a window of its own."""
WINDOWS = 12
"""Windows of an idea at most, taken evenly from a long plan, so that an answer comes within a few seconds."""
DEPTH = 30
"""Passages looked at for each window."""
OWN_PROJECT = 0.02
"""What a document that belongs to a project gains over a report that mentions many."""
OTHER_LANGUAGE = 0.03
"""What a document in another language than Finnish gains: the model finds two Finnish texts alike more easily."""
LEXICAL = 0.2
"""How much shared words count beside the cosines."""
CLOSE = 0.889
"""Likeness from which on something is called close; see docs/adr/0016-similar.md."""
STRONGEST = 3
"""Windows whose likeness is averaged: an overlap is seldom in every part of a plan."""
_BLANK_LINE = re.compile(r"\n\s*\n")  # browsers send line breaks as CR LF


class Searcher(Protocol):
    """What is asked of a retriever."""

    def search(self, query: str, filters: Filters = ..., limit: int = ...) -> SearchResults:
        """See `assistant.retrieval.retriever.Retriever.search`."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A part of the idea and the passage that is like it.

    Attributes:
        idea: Words of the idea.
        result: The passage.
        likeness: Of the two, 0 to 1.
    """

    idea: str
    result: SearchResult
    likeness: float


@dataclass(frozen=True, slots=True)
class Similar:
    """A project, or a publication that belongs to none, that overlaps with the idea.

    Attributes:
        name: Of the project; the title of a publication without one.
        documents: Where it is told of, the nearest first.
        likeness: 0 to 1: the mean over the parts of the idea that are most like it.
        shared: Those parts, the most alike first, each passage once.
        apart: Parts of the idea that nothing in it is like, in the idea's order.
    """

    name: str
    documents: tuple[DocumentRecord, ...]
    likeness: float
    shared: tuple[Shared, ...]
    apart: tuple[str, ...]

    @property
    def close(self) -> bool:
        """Whether it is near enough to be looked at before applying."""
        return self.likeness >= CLOSE


def find_similar(
    text: str, searcher: Searcher, limit: int = 5, searched: Sequence[Filters] = SEARCHED
) -> tuple[Similar, ...]:
    """What overlaps with an idea, the nearest first; also what is not close.

    Args:
        text: The idea or plan, in any supported language.
        searcher: Finds passages.
        limit: How many projects at most.
        searched: Where to look, one search each.
    """
    parts = windows(text)
    groups: dict[str, dict[int, Shared]] = {}
    for number, part in enumerate(parts):
        for result in (result for filters in searched for result in searcher.search(part, filters, DEPTH).results):
            shared = Shared(part, result, _likeness(result))
            best = groups.setdefault(_group(result.document), {})
            if number not in best or shared.likeness > best[number].likeness:
                best[number] = shared
    found = [_similar(name, best, parts) for name, best in groups.items()]
    return tuple(sorted(found, key=lambda similar: (-similar.likeness, similar.name))[:limit])


def windows(text: str) -> list[str]:
    """The idea in parts of a few sentences that stand in one paragraph; evenly chosen ones of a long plan."""
    parts = [part for paragraph in _BLANK_LINE.split(text) for part in _joined(split(paragraph))]
    if len(parts) <= WINDOWS:
        return parts
    return [parts[round(place * (len(parts) - 1) / (WINDOWS - 1))] for place in range(WINDOWS)]


def _joined(sentences: Iterable[str]) -> Iterable[str]:
    window: list[str] = []
    for sentence in sentences:
        if window and len(" ".join([*window, sentence]).split()) > WINDOW:
            yield " ".join(window)
            window = []
        window.append(" ".join(sentence.split()))
    if window:
        yield " ".join(window)


def _group(document: DocumentRecord) -> str:
    return document.metadata.project or document.title


def _likeness(result: SearchResult) -> float:
    found = result.features
    cosine = (found["passage"] + found["sentence"]) / 2
    own = OWN_PROJECT if result.document.metadata.project else 0.0
    other = 0.0 if result.document.language in ("fi", "und") else OTHER_LANGUAGE
    return min(1.0, cosine + LEXICAL * found["lexical"] + own + other)


def _similar(name: str, best: dict[int, Shared], parts: Sequence[str]) -> Similar:
    strongest = sorted(best.values(), key=lambda shared: -shared.likeness)
    counted = [shared.likeness for shared in strongest[:STRONGEST]]
    # A part that nothing here is like weighs as what was just not found: the least of what was.
    missing = min(STRONGEST, len(parts)) - len(counted)
    likeness = (sum(counted) + missing * min(counted) * 0.97) / (len(counted) + missing)
    distinct = {shared.result.chunk.id: shared for shared in reversed(strongest)}
    shown = sorted(distinct.values(), key=lambda shared: -shared.likeness)[:STRONGEST]
    documents = {shared.result.document.id: shared.result.document for shared in strongest}
    near = {number for number, shared in best.items() if shared.likeness >= CLOSE}
    apart = tuple(part for number, part in enumerate(parts) if number not in near)
    return Similar(name, tuple(documents.values()), likeness, tuple(shown), apart)
