"""What an answer is made of. Every outcome is a named status, never an exception.

The text of an answer is plain text for any screen; nothing in it is markup, whatever the documents hold.

- Paragraphs are parted by a blank line. The lines of a quoted list or table are lines.
- The assistant's own words are in the language of the question; words of a document stand between that language's
  quotation marks, as they stand in the document but for white space.
- A marker is a no-break space (U+00A0) and `[n]`, after the statement that it is the source of. Quotations have no
  no-break spaces, so a `[3]` that a document itself holds is never taken for a marker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.documents import DocumentKind, Filters, SearchResult


class AnswerStatus(StrEnum):
    """How a question ended.

    Attributes:
        ANSWERED: The documents answer it.
        PARTIAL: What comes nearest is quoted, said to be no certain answer; or a part of a written answer, the rest
            of which the sources did not bear out.
        UNANSWERABLE_NO_EVIDENCE: The documents do not answer it.
        UNANSWERABLE_NOT_GROUNDED: An answer was written, but its citations did not hold.
        CLARIFICATION: There was no question to answer (a greeting, nothing, too much): the user is asked for one.
        REFUSED: It is not the assistant's to answer.
        ERROR: Something broke; the text says what to do.
    """

    ANSWERED = "answered"
    PARTIAL = "partial"
    UNANSWERABLE_NO_EVIDENCE = "unanswerable_no_evidence"
    UNANSWERABLE_NOT_GROUNDED = "unanswerable_not_grounded"
    CLARIFICATION = "clarification"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Citation:
    """One page of one document that an answer rests on; all that is quoted from it shares its marker.

    Attributes:
        marker: The number in the text, from 1, written `[1]`.
        chunk_id: The passage.
        document_id: Its document.
        title: Of the document.
        kind: Of the document.
        language: Of the document, ISO 639-1.
        published: Day of publication, when known.
        uri: Where the original stands.
        page: Page that the quotation stands on, from 1, or None.
        headings: Heading path of the passage.
        quote: The words quoted, verbatim from the passage; the best of them when several stretches are.
        superseded_by: Id of the newer edition, when there is one.
        also: Further stretches quoted from the same page, verbatim.
    """

    marker: int
    chunk_id: str
    document_id: str
    title: str
    kind: DocumentKind
    language: str
    published: date | None
    uri: str
    page: int | None
    headings: tuple[str, ...]
    quote: str
    superseded_by: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The search that a count or a list is the result of, to be made again elsewhere.

    Attributes:
        filters: The documents.
        words: The filters as people write them, in the answer's language.
        count: How many documents there are.
    """

    filters: Filters
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole of what the assistant says to one question.

    Attributes:
        status: How it ended.
        language: Of the framing words, ISO 639-1: the question's language.
        text: Markdown-free plain text: framing words, then quotations or prose, each statement with `[n]` markers.
        citations: In the order of their markers.
        results: The passages that were looked at, best first (nearest documents when nothing was answered).
        timings: Milliseconds each step took, by step name.
        suggestions: Questions that the user may click next; empty when there are none.
        route: Which step answered: "documents", or the name of the route that did.
        carried: What the route that answered leaves for the next turn; never shown.
        model: The language model that wrote the prose; None when the assistant's own code made the whole.
        prompt: Name and version of the prompt that the model was given, when there was one.
        notice: What the reader is told of how the answer came about: a key of words/model.yaml, or nothing. The words
            are the last paragraph of the text.
        understood_as: The question that was answered, when it is not the one that was typed: a follow-up made whole,
            or the last question again. None otherwise.
        decisions: What each step decided, by step name; for those who look after the assistant.
        narrowed: The search that the answer is the result of, when it is a count or a list.
    """

    status: AnswerStatus
    language: str
    text: str
    citations: tuple[Citation, ...] = ()
    results: tuple[SearchResult, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    route: str = "documents"
    carried: Mapping[str, str] = field(default_factory=dict)
    model: str | None = None
    prompt: str | None = None
    notice: str = ""
    understood_as: str | None = None
    decisions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    narrowed: Narrowed | None = None


@dataclass(frozen=True, slots=True)
class SourcesFound:
    """First event: what the answer will rest on."""

    results: tuple[SearchResult, ...]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A further piece of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Completed:
    """Last event, and the authoritative one: what was streamed may be replaced by `answer`."""

    answer: Answer


AnswerEvent = SourcesFound | TextDelta | Completed
