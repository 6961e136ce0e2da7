"""Statements on calls with the words they rest on, and the answer that is put together from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.citations import cite, flattened, marker_text, number_places, place_of
from assistant.calls import wording
from assistant.calls.listing import CallsLibrary, ListedCall
from assistant.documents import Chunk, SearchResult

# How the indexed record of a call begins the line of each fact; announcements have the words that it was read from.
_LABELS = {
    "period": "Hakuaika:",
    "extended": "Hakuaikaa on jatkettu",
    "funding_rate": "Rahoitusosuus",
    "own_contribution": "Omarahoitus:",
    "total_amount": "Haettavana yhteensä:",
    "per_project": "Hankekohtainen rahoitus:",
    "applicants": "Hakijat",
    "regions": "Alueet:",
    "themes": "Haun nimi:",
    "decisions": "Rahoituspäätökset:",
    "contact": "Yhteystiedot:",
    "how_to_apply": "Lisätiedot ja hakeminen:",
    "name": "Haun nimi:",
}
_FIELDS = {
    "period": ("closes_at", "opens_at", "continuous"),
    "applicants": ("eligible_applicants",),
    "per_project": ("amount_per_project",),
    "decisions": ("decision_expected",),
    "how_to_apply": ("links",),
}
"""The record's fields behind a fact, where they have other names."""


_BEGINNING = 40
"""Characters of a summary by which its line is found."""


class Library(CallsLibrary, Protocol):
    """What is asked of the library."""

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages."""
        ...


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of an answer and the words of a passage that it rests on."""

    text: str
    source: SearchResult
    quote: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The assistant's own words over the statements that follow, in one paragraph with them."""

    text: str


Line = Statement | Heading | str
"""A text alone is a paragraph of the assistant's own words."""


@dataclass(slots=True)
class Sources:
    """Finds the line of a call's document that a fact stands in.

    Args:
        library: Where the documents stand.
    """

    library: Library
    _chunks: dict[str, list[Chunk]] = field(default_factory=dict)

    def state(self, text: str, listed: ListedCall, fact: str, moment_of: str = "") -> Statement:
        """A statement on a fact of a call.

        Args:
            text: What is said.
            listed: The call.
            fact: Its key in `assistant.calls.facts`.
            moment_of: Words that tell the right one of several lines, before all others.
        """
        source, quote = self._of(listed, fact, moment_of)
        return Statement(text, source, quote)

    def _of(self, listed: ListedCall, fact: str, first: str) -> tuple[SearchResult, str]:
        """The passage and its words; those of the call's name when the fact has no line of its own."""
        document = listed.stored.document
        chunks = self._chunks.setdefault(document.id, self.library.chunks(document.id))
        for beginning in (*([first] if first else []), *self._words(listed, fact), _LABELS["name"], ""):
            for chunk in chunks:
                for line in chunk.text.split("\n"):
                    if line.strip() and beginning in line:
                        return SearchResult(chunk, document, 1.0), flattened(line)
        raise LookupError(f"the call {listed.call.id} has no passage")

    @staticmethod
    def _words(listed: ListedCall, fact: str) -> Iterable[str]:
        if fact in ("events", "next_event"):
            event = listed.next_event or (listed.call.events[0] if listed.call.events else None)
            if event:
                yield wording.moment(event.starts_at, "fi")
        if fact == "summary" and listed.call.summary:
            yield listed.call.summary.fi[:_BEGINNING]
        for name in _FIELDS.get(fact, (fact,)):
            if name in listed.stored.quotes:
                yield listed.stored.quotes[name].split("\n")[0]
        if fact in _LABELS:
            yield _LABELS[fact]


def put_together(lines: Sequence[Line], language: str, route: str, carried: Mapping[str, str]) -> Answer:
    """The answer: markers and citations put to the statements; one marker for each place of a document.

    Args:
        lines: In the order of reading.
        language: Of the answer.
        route: Which step answered.
        carried: For the next turn.
    """
    statements = [line for line in lines if isinstance(line, Statement)]
    markers = number_places(statement.source for statement in statements)
    quotes: dict[int, dict[str, SearchResult]] = {}
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if isinstance(line, str):
            paragraphs += [[line], []]
        elif isinstance(line, Heading):
            paragraphs.append([line.text])
        else:
            marker = markers[place_of(line.source)]
            quotes.setdefault(marker, {}).setdefault(line.quote, line.source)
            paragraphs[-1].append(f"{line.text}{marker_text(marker)}")
    citations = []
    for marker, found in sorted(quotes.items()):
        (quote, source), *rest = found.items()
        citations.append(cite(source, marker, quote, tuple(words for words, _ in rest)))
    text = "\n\n".join("\n".join(paragraph) for paragraph in paragraphs if paragraph)
    results = tuple({line.source.chunk.id: line.source for line in statements}.values())
    status = AnswerStatus.ANSWERED if citations else AnswerStatus.UNANSWERABLE_NO_EVIDENCE
    return Answer(status, language, text, tuple(citations), results, route=route, carried=carried)
