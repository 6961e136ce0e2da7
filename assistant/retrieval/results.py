"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.documents import SearchResult
from assistant.retrieval.telling import NO_WORDS, AskedWords


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Passages found for a query.

    Attributes:
        results: Best first.
        language: ISO 639-1 code that the query was taken to be in.
        answerable: Probability, 0 to 1, that the passages hold an answer; see `assistant.retrieval.answerable`.
        situation: Which of its models said so: "few", "same" or "cross".
        words: Those of the query.
        nameless: Whether what it asks about has no Finnish name that is known, nor stands so in any passage.
    """

    results: tuple[SearchResult, ...]
    language: str
    answerable: float
    situation: str = "same"
    words: AskedWords = NO_WORDS
    nameless: bool = False
