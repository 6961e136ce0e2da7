"""Is what was found enough to answer? Decided before a word is written, from the retriever's own estimate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.retrieval.results import SearchResults


class Evidence(StrEnum):
    """How much the passages found are worth."""

    ENOUGH = "enough"
    WEAK = "weak"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least `SearchResults.answerable` (a calibrated probability) for an answer.

    Attributes:
        enough: From here on the question is answered.
        weak: From here on the nearest quotations are shown, said to be no certain answer.
    """

    enough: float = 0.5
    weak: float = 0.25


THRESHOLDS = Thresholds()


def judge(found: SearchResults, thresholds: Thresholds) -> Evidence:
    """How much a search has brought."""
    if not found.results or found.answerable < thresholds.weak:
        return Evidence.NONE
    return Evidence.ENOUGH if found.answerable >= thresholds.enough else Evidence.WEAK
