"""Is what was found enough to answer? Decided before a word is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.asked_forms import untold_form
from assistant.answering.clear_signs import UNSURE, has_clear_sign, is_defined
from assistant.answering.masking import mask
from assistant.documents import SearchResult
from assistant.retrieval.results import SearchResults


class Evidence(StrEnum):
    """How much the passages found are worth."""

    ENOUGH = "enough"
    WEAK = "weak"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Least `SearchResults.answerable` (a calibrated probability) for an answer.

    Attributes:
        enough: From here on the question is answered.
        weak: From here on the nearest quotations are shown, said to be no certain answer.
    """

    enough: float
    weak: float


Thresholds = Mapping[str, Threshold]
"""By `SearchResults.situation`."""
THRESHOLDS: Thresholds = {
    "few": Threshold(enough=0.4, weak=0.2),
    "same": Threshold(enough=0.75, weak=0.4),
    "cross": Threshold(enough=0.7, weak=0.4),
}
"""What they cost and save: docs/adr/0018-abstention.md."""
SURE = 0.9
"""Probability from which on it does not matter what words the quotations use."""
UNTOLD, HALF_TOLD = 0.35, 0.5
"""Share of the question's words that the quotations must tell to be shown, and to be taken for an answer, unless the
retriever is sure."""
TOLD_BY_A_ROW = 2.0
"""In place of that share, more than all words, when the row of a table is quoted that is what is asked for."""
READ = 3
"""Passages in which the question's years and numbers are looked for."""

_FIGURE = re.compile(r"\d{3,}")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")


def judge(
    question: str, found: SearchResults, thresholds: Thresholds = THRESHOLDS, told: Callable[[], float] = lambda: 1.0
) -> Evidence:
    """How much a search has brought.

    Args:
        question: What was searched for.
        found: What was found.
        thresholds: How sure the retriever must be.
        told: Share of the question's words that would be told; asked only where it may matter. Across languages and
            among few passages it does not: there a right answer tells no more of them than a wrong one. A row that
            is what is asked for is shown even if the retriever is unsure.
    """
    threshold = thresholds[found.situation]
    results = found.results
    if not results or unknown_figures(question, results) or untold_form(question, found.language, results):
        return Evidence.NONE
    if found.answerable < threshold.weak:
        by_a_row = found.situation == "same" and found.answerable >= UNSURE and told() >= TOLD_BY_A_ROW
        return Evidence.WEAK if has_clear_sign(question, found) or by_a_row else Evidence.NONE
    share = told() if found.situation == "same" and found.answerable < SURE else 1.0
    if share < UNTOLD:
        return Evidence.NONE
    if is_defined(question, found):
        return Evidence.ENOUGH
    if found.situation == "cross" and found.nameless:  # passages are near to what is done, with whatever thing
        return Evidence.WEAK
    return Evidence.ENOUGH if found.answerable >= threshold.enough and share >= HALF_TOLD else Evidence.WEAK


def unknown_figures(question: str, results: Sequence[SearchResult]) -> list[str]:
    """Years and numbers of three digits or more that the question names and none of the first passages does.

    The index of 2019 is not answered by those of other years, however alike the passages are; nor is a call by others.
    Phone numbers and identity codes of the asker are not counted.

    Args:
        question: What was searched for.
        results: Best first.
    """
    known = " ".join(_written(result) for result in results[:READ])
    return [figure for figure in _FIGURE.findall(mask(question)) if figure not in known]


def _written(result: SearchResult) -> str:
    """All that is told of a passage and its document, digits grouped by spaces also as one number."""
    document = result.document
    text = " ".join((result.chunk.text, *result.chunk.headings, document.title, document.uri, str(document.published)))
    return f"{text} {_GROUPED.sub('', text)}"
