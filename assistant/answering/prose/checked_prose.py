"""A written answer as it grows: sentence after sentence, each checked before it is taken in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering.answer import Citation
from assistant.answering.citations import Place, cite, flattened, marker_text, place_of
from assistant.answering.messages import say
from assistant.answering.prose.grounding import Grounding
from assistant.answering.prose.model_output import Written
from assistant.documents import SearchResult
from assistant.language import detect

_LEAST_WORDS = 4
"""Words by which the language of a sentence can be told."""
_QUOTED = re.compile(r"[“”„«\"][^“”„«»\"]*[“”»\"]")


@dataclass(slots=True)
class Prose:
    """What has been taken in so far.

    Attributes:
        grounding: Checks a sentence.
        sources: The passages that the model was given, in the order of their numbers.
        language: ISO 639-1 code that the answer must be in.
        text: With its markers.
        kept: Sentences taken in.
        dropped: Sentences left out because no source bore them out.
        foreign: Sentences left out because they are in another language.
    """

    grounding: Grounding
    sources: Sequence[SearchResult]
    language: str
    text: str = ""
    kept: int = 0
    dropped: int = 0
    foreign: int = 0
    _markers: dict[Place, int] = field(default_factory=dict)
    _quotes: dict[int, list[tuple[SearchResult, str]]] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)

    @property
    def enough(self) -> bool:
        """Whether what is left can stand for the answer: at least half of what was written."""
        return self.kept > 0 and self.kept >= self.dropped + self.foreign

    def add(self, written: Written) -> str:
        """Takes a sentence in when its sources bear it out.

        Returns:
            What the text has grown by; empty when the sentence was left out.
        """
        said = written.text.casefold()
        if said in self._said:
            return ""
        self._said.add(said)
        if self._is_foreign(written.text):
            self.foreign += 1
            return ""
        cited = [self.sources[number - 1] for number in written.cited if 0 < number <= len(self.sources)]
        if not cited:
            self.dropped += not written.text.endswith(":")  # words that lead in a list state nothing
            return ""
        verdict = self.grounding.examine(written.text, self.language, cited)
        if verdict.fault:
            self.dropped += 1
            return ""
        self.kept += 1
        markers = sorted({self._marked(result, quote) for result, quote in zip(cited, verdict.quotes, strict=True)})
        gap = (written.gap if "\n" in written.gap or not written.listed else "\n") if self.text else ""
        statement = f"{'– ' if written.listed else ''}{written.text}{''.join(map(marker_text, markers))}"
        self.text += gap + statement
        return gap + statement

    def superseded(self) -> str:
        """A paragraph for each source that a newer edition has replaced."""
        replaced = [
            marker for marker, quotes in sorted(self._quotes.items()) if quotes[0][0].document.superseded_by is not None
        ]
        return "".join(f"\n\n{say('superseded', self.language, marker=marker_text(marker))}" for marker in replaced)

    def citations(self) -> tuple[Citation, ...]:
        """The sources, in the order of their markers: the sentence that bears out the first statement is the quote."""
        found = []
        for marker, quotes in sorted(self._quotes.items()):
            (result, best), *others = quotes
            also = dict.fromkeys(quote for _, quote in others if quote != best)
            found.append(cite(result, marker, best, tuple(also)))
        return tuple(found)

    def _is_foreign(self, text: str) -> bool:
        own = _QUOTED.sub(" ", text)
        return len(own.split()) >= _LEAST_WORDS and detect(own, default=self.language) != self.language

    def _marked(self, result: SearchResult, quote: str) -> int:
        """The marker of a passage's place, which is given the quotation too."""
        marker = self._markers.setdefault(place_of(result), len(self._markers) + 1)
        self._quotes.setdefault(marker, []).append((result, flattened(quote)))
        return marker
