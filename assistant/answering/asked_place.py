"""What was found about another place than the question names is left out, if anything was found about that one.

"Entä Varsinais-Suomessa?" is not to be answered from the page on Satakunta, however alike the two are.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.analysis import Analyser
from assistant.answering.catalogue.questions import named_in
from assistant.answering.question import Question
from assistant.calls.areas import concerns
from assistant.calls.names import table
from assistant.documents import Filters, SearchResult
from assistant.language import detect
from assistant.retrieval.results import SearchResults


class AskedPlace:
    """Leaves out passages about other regions than the one that a question names.

    Args:
        analyser: Knows Finnish words.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def __call__(self, question: Question, filters: Filters, found: SearchResults) -> SearchResults:  # noqa: ARG002
        """What was found, without what is about another place."""
        place = self._place(question)
        about = [place is not None and _is_about(result, place) for result in found.results]
        if True not in about:
            return found
        kept = tuple(result for result, fits in zip(found.results, about, strict=True) if fits is not False)
        return replace(found, results=kept)

    def _place(self, question: Question) -> str | None:
        """The region that the question names, as `assistant.calls.names` has it; None when it names none or several."""
        written_in = detect(question.text, default=question.language)
        place, rest = named_in("region", question.text.lower(), written_in, self._analyser)
        if place is None or named_in("region", rest, written_in, self._analyser)[0]:
            return None
        return place


def _is_about(result: SearchResult, place: str) -> bool | None:
    """Whether a passage is about a place; None when neither it nor its document's record tells of any."""
    words = f"{result.document.title} {' '.join(result.chunk.headings)} {result.chunk.text}".casefold()
    names = {name.casefold() for name in table()["region", place].values()}
    stem = place[:-1]  # all Finnish cases begin so, nearly: "varsinais-suom"
    if stem in words or any(name in words for name in names):
        return True
    regions = result.document.metadata.regions
    return concerns(regions, place) if regions else None
