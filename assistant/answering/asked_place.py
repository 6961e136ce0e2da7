"""What was found about another place than the question names is left out, if anything was found about that one.

"Entä Varsinais-Suomessa?" is not to be answered from the page on Satakunta, however alike the two are.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.analysis import Analyser
from assistant.answering.question import Question
from assistant.calls.areas import concerns
from assistant.calls.places import Places
from assistant.documents import Filters, SearchResult
from assistant.language import detect
from assistant.retrieval.results import SearchResults


class AskedPlace:
    """Leaves out passages about other regions than the one that a question names.

    Args:
        analyser: Knows words by their forms.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._places = Places(analyser)

    def __call__(self, question: Question, filters: Filters, found: SearchResults) -> SearchResults:  # noqa: ARG002
        """What was found, without what is about another place."""
        place = self._place(question)
        about = [place is not None and self._is_about(result, place) for result in found.results]
        if True not in about:
            return found
        kept = tuple(result for result, fits in zip(found.results, about, strict=True) if fits is not False)
        return replace(found, results=kept)

    def _place(self, question: Question) -> str | None:
        """The region that the question names, as `assistant.calls.names` has it; None when it names none or several."""
        written_in = detect(question.text, default=question.language)
        places = self._places.named(question.text, written_in)
        return places[0] if len(places) == 1 else None

    def _is_about(self, result: SearchResult, place: str) -> bool | None:
        """Whether a passage is about a place; None when neither it nor its document's record tells of any."""
        words = " \n".join((result.document.title, *result.chunk.headings, result.chunk.text))
        if concerns(self._places.named(words, result.document.language), place):
            return True
        regions = result.document.metadata.regions
        return concerns(regions, place) if regions else None
