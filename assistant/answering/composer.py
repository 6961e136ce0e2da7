"""What every way of composing an answer has in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.answer import Citation
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.documents import SearchResult


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is checked.

    Attributes:
        text: As in `Answer`.
        citations: As in `Answer`.
        model: As in `Answer`.
        prompt: As in `Answer`.
        notice: As in `Answer`.
        partial: Whether the answer is less than whole whatever the evidence: something was taken out of it.
    """

    text: str
    citations: tuple[Citation, ...]
    model: str | None = None
    prompt: str | None = None
    notice: str = ""
    partial: bool = False


class Composer(Protocol):
    """Writes an answer from passages."""

    def compose(self, question: Question, results: Sequence[SearchResult], evidence: Evidence) -> Iterator[str | Draft]:
        """Pieces of the text as they are ready, and at the very end the whole as a `Draft`.

        Args:
            question: What is asked; the framing words are in its language.
            results: Passages, best first; not empty.
            evidence: What they are worth: enough or weak.
        """
