"""What flows through the house: documents, their sections, the chunks that are searched, and what a search finds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a record brings pydantic, which the command line's help can do without
    from assistant.calls.record import Call
    from assistant.calls.stated import StatedCall
    from assistant.calls.statement import Statement


class DocumentKind(StrEnum):
    """What sort of publication a document is (Dublin Core `type`)."""

    REPORT = "report"
    SURVEY = "survey"
    PRACTICE = "practice"
    NEWSLETTER = "newsletter"
    BLOG = "blog"
    GUIDE = "guide"
    EVENT = "event"
    SLIDES = "slides"
    CALL = "call"
    ANNOUNCEMENT = "announcement"
    BACKGROUND = "background"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalogue says of a document besides its title; each field names its Dublin Core element.

    Attributes:
        themes: Theme slugs, e.g. `("tyohyvinvointi",)` (`dc:subject`).
        regions: Names of regions, e.g. `("Pirkanmaa",)` (`dcterms:spatial`).
        project: The project that made it (`dcterms:isPartOf`).
        creator: The organisation that wrote it (`dc:creator`).
        publisher: The organisation that published it (`dc:publisher`).
        description: One or two sentences (`dc:description`).
        supersedes: Where the edition that it replaces stands, as a `uri` (`dcterms:replaces`).
    """

    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    project: str | None = None
    creator: str | None = None
    publisher: str | None = None
    description: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading and on one page.

    Attributes:
        headings: The heading path, outermost first; empty before the first heading.
        page: Page number as the file counts them, from 1 (slide or sheet number for those formats); None if the
            format has no pages.
        text: Paragraphs parted by a blank line; a list item or a table row is a line of its own.
    """

    headings: tuple[str, ...]
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A publication as read from its source, before it is cut into chunks.

    Attributes:
        id: Stable across editions of the same file: made from `uri` by `document_id`.
        uri: Where the original stands: a path below its source's root, or a web address.
        title: Never empty; the file's name when nothing better is known.
        kind: What sort of publication it is.
        language: ISO 639-1 code, "und" when undetermined.
        published: Day of publication, when known.
        metadata: The rest of its catalogue record.
        digest: SHA-256 of the original bytes and of whatever else decides the conversion (sidecar, converter version).
        media_type: Of the original, e.g. "application/pdf".
        sections: In reading order.
        calls: The funding calls that it tells of: one in a record or an announcement, several in a table of calls.
        call_statements: What it says of calls in prose.
    """

    id: str
    uri: str
    title: str
    kind: DocumentKind
    language: str
    published: date | None
    metadata: Metadata
    digest: str
    media_type: str
    sections: tuple[Section, ...] = field(repr=False)
    calls: tuple[StatedCall, ...] = field(default=(), repr=False)
    call_statements: tuple[Statement, ...] = field(default=(), repr=False)

    @property
    def call(self) -> Call | None:
        """The funding call that it tells of, the first of several."""
        return self.calls[0].call if self.calls else None


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage: the unit that is embedded, ranked and cited.

    Attributes:
        id: `"{document_id}.{first 8 of the document's digest}.{position}"`: a new edition never reuses an id.
        document_id: The document it was cut from.
        position: From 0, in reading order.
        headings: Heading path it stands under.
        page: Page on which it begins, from 1, or None.
        text: Verbatim from its section.
        digest: SHA-256 of headings and text: equal digests need no new embedding.
    """

    id: str
    document_id: str
    position: int
    headings: tuple[str, ...]
    page: int | None
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the catalogue knows it: all but its text.

    Attributes:
        superseded_by: Id of the newer edition in the collection, if there is one.
        chunk_count: How many chunks it has in the index.
    """

    id: str
    uri: str
    title: str
    kind: DocumentKind
    language: str
    published: date | None
    metadata: Metadata
    digest: str
    media_type: str
    chunk_count: int
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A chunk that was found, with its document and why it ranks where it does.

    Attributes:
        chunk: The passage.
        document: Its document.
        score: Fused relevance; higher is better, comparable within one result list.
        features: The scores that `score` was fused from, by name.
        sentence_scores: Similarity of each sentence of `chunk.text` (as `sentences.split` cuts it) to the query,
            in order; empty when not asked for.
    """

    chunk: Chunk
    document: DocumentRecord
    score: float
    features: dict[str, float] = field(default_factory=dict)
    sentence_scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to. Several values of one field mean any of them; fields combine with and.

    Attributes:
        kinds: Kinds of document.
        languages: ISO 639-1 codes of the document.
        years: Years of publication.
        themes: Theme slugs.
        regions: Region names.
        document_ids: These documents alone.
    """

    kinds: tuple[DocumentKind, ...] = ()
    languages: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """True when anything is narrowed."""
        return any((self.kinds, self.languages, self.years, self.themes, self.regions, self.document_ids))


def document_id(uri: str) -> str:
    """A document's id, made from where it stands: 16 hexadecimal digits of the SHA-256 of `uri`."""
    return hashlib.sha256(uri.encode()).hexdigest()[:16]


def chunk_id(document: Document, position: int) -> str:
    """The id of the chunk at `position` of this edition of `document`."""
    return f"{document.id}.{document.digest[:8]}.{position}"
