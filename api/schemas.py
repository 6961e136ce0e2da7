"""The JSON of the product: what the HTTP service answers and what the commands print with `--json`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api import examples
from api.links import documents_url, source_url
from assistant import documents as domain
from assistant.answering.answer import AnswerStatus
from assistant.documents import DocumentKind

if TYPE_CHECKING:
    from assistant.answering import answer
    from assistant.retrieval.results import SearchResults

LanguageCode = Literal["fi", "sv", "en", "et", "ru", "uk", "ar"]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Year = Annotated[int, Field(ge=1, le=9999)]


class Model(BaseModel):
    """What all of them share: they never change, and a field with a misspelt name is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def example(body: dict[str, Any]) -> ConfigDict:
    """A model's configuration with the example that OpenAPI shows for it."""
    return ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [body]})


class Filters(Model):
    """What a search is narrowed to. Several values of one field mean any of them; fields combine with and."""

    kinds: list[DocumentKind] = Field(default=[], max_length=50, description="Kinds of document.")
    languages: list[Slug] = Field(default=[], max_length=50, description="ISO 639-1 codes of the document.")
    years: list[Year] = Field(default=[], max_length=50, description="Years of publication.")
    themes: list[Slug] = Field(default=[], max_length=50, description="Theme slugs, e.g. `tyohyvinvointi`.")
    regions: list[Slug] = Field(default=[], max_length=50, description="Region names, e.g. `Pirkanmaa`.")

    def to_domain(self) -> domain.Filters:
        """The same as the retriever takes it."""
        return domain.Filters(
            kinds=tuple(self.kinds),
            languages=tuple(self.languages),
            years=tuple(self.years),
            themes=tuple(self.themes),
            regions=tuple(self.regions),
        )

    @classmethod
    def of(cls, filters: domain.Filters) -> Filters:
        """Made from what the retriever takes; single documents cannot be told."""
        return cls(
            kinds=list(filters.kinds),
            languages=list(filters.languages),
            years=list(filters.years),
            themes=list(filters.themes),
            regions=list(filters.regions),
        )


class ChatRequest(Model):
    """A question."""

    model_config = example(examples.CHAT_REQUEST)

    question: str = Field(max_length=20_000, description="The question, in any of the seven languages.")
    language: LanguageCode | None = Field(
        default=None, description="Language of the answer's own words; the question's when left out."
    )
    filters: Filters = Field(default=Filters(), description="Answer from these documents alone.")
    conversation_id: str | None = Field(
        default=None,
        max_length=100,
        description="From the answer before, to go on with its conversation; a new one begins when it is left out.",
    )


class DocumentReference(Model):
    """The document that a passage stands in."""

    model_config = example(examples.DOCUMENT)

    id: str = Field(description="16 hexadecimal digits; the same for every edition of one file.")
    title: str
    uri: str = Field(description="Where the original stands: a path in the collection, or a web address.")
    kind: DocumentKind
    language: str = Field(description='ISO 639-1, or "und" when undetermined.')
    published: date | None = Field(description="Day of publication, when known.")

    @classmethod
    def of(cls, record: domain.DocumentRecord) -> DocumentReference:
        """Made from the catalogue's record."""
        return cls(
            id=record.id,
            title=record.title,
            uri=record.uri,
            kind=record.kind,
            language=record.language,
            published=record.published,
        )


class SearchResult(Model):
    """A passage that was found."""

    model_config = example(examples.RESULT)

    rank: int = Field(ge=1, description="1 is the best.")
    score: float = Field(description="Relevance; comparable within one list alone.")
    document: DocumentReference
    page: int | None = Field(description="Page on which the passage begins, from 1, when the format has pages.")
    headings: list[str] = Field(description="The headings that it stands under, outermost first.")
    text: str = Field(description="The passage, verbatim.")
    chunk_id: str
    url: str = Field(description="Where a person can read it: a page of the PDF, or a passage of the readable view.")

    @classmethod
    def of(cls, rank: int, found: domain.SearchResult) -> SearchResult:
        """Made from the retriever's result at `rank`, from 1."""
        chunk, record = found.chunk, found.document
        return cls(
            rank=rank,
            score=round(found.score, 4),
            document=DocumentReference.of(record),
            page=chunk.page,
            headings=list(chunk.headings),
            text=chunk.text,
            chunk_id=chunk.id,
            url=source_url(record.id, record.uri, chunk.page, chunk.id),
        )


class SearchResponse(Model):
    """What a search found."""

    model_config = example(examples.SEARCH)

    query: str
    language: str = Field(description="The language that the query was taken to be in.")
    answerable: float = Field(ge=0, le=1, description="How probable it is that the passages answer the query.")
    results: list[SearchResult] = Field(description="Best first.")

    @classmethod
    def of(cls, query: str, found: SearchResults) -> SearchResponse:
        """Made from what the retriever returned for `query`."""
        return cls(
            query=query,
            language=found.language,
            answerable=round(found.answerable, 4),
            results=search_results(found.results),
        )


class Citation(Model):
    """One source of one statement."""

    model_config = example(examples.ANSWER["citations"][0])

    marker: int = Field(ge=1, description="The number in the text, written `[1]`.")
    chunk_id: str
    document_id: str
    title: str
    kind: DocumentKind
    language: str
    published: date | None
    uri: str
    page: int | None = Field(description="Page that the quotation stands on, from 1, when the format has pages.")
    headings: list[str]
    quote: str = Field(description="The words quoted, verbatim from the document.")
    also: list[str] = Field(description="Further words quoted from the same page, verbatim; may be empty.")
    url: str = Field(description="Where a person can check it: a page of the PDF, or a passage of the readable view.")
    superseded_by: str | None = Field(description="Id of the newer edition of the document, when there is one.")

    @classmethod
    def of(cls, cited: answer.Citation) -> Citation:
        """Made from the answer's citation."""
        return cls(
            marker=cited.marker,
            chunk_id=cited.chunk_id,
            document_id=cited.document_id,
            title=cited.title,
            kind=cited.kind,
            language=cited.language,
            published=cited.published,
            uri=cited.uri,
            page=cited.page,
            headings=list(cited.headings),
            quote=cited.quote,
            also=list(cited.also),
            url=source_url(cited.document_id, cited.uri, cited.page, cited.chunk_id),
            superseded_by=cited.superseded_by,
        )


class Step(Model):
    """One step on the way to an answer."""

    step: str
    milliseconds: float
    decided: dict[str, Any] = Field(description="What it decided; its members differ from step to step.")


class Narrowed(Model):
    """The search that a count or a list is the result of."""

    words: str = Field(description="The filters as people write them, in the answer's language.")
    count: int = Field(ge=0, description="How many documents there are.")
    filters: Filters = Field(description="The same for `GET /api/v1/documents` and for the next question.")
    url: str = Field(description="The page of these documents, as a path on this server.")

    @classmethod
    def of(cls, narrowed: answer.Narrowed, language: str) -> Narrowed:
        """Made from the assistant's, with the page in a language."""
        return cls(
            words=narrowed.words,
            count=narrowed.count,
            filters=Filters.of(narrowed.filters),
            url=documents_url(narrowed.filters, language),
        )


class Answer(Model):
    """The whole of what the assistant says to one question."""

    model_config = example(examples.ANSWER)

    status: AnswerStatus = Field(description="How the question ended; only `answered` and `partial` make statements.")
    language: str = Field(description="Language of the assistant's own words, ISO 639-1.")
    text: str = Field(description="Plain text; each statement carries a marker: a no-break space and `[1]`.")
    citations: list[Citation] = Field(description="In the order of their markers.")
    results: list[SearchResult] = Field(description="The passages that were looked at, best first.")
    timings: dict[str, float] = Field(description="Milliseconds that each step took.")
    suggestions: list[str] = Field(description="Questions to offer next; may be empty.")
    route: str = Field(
        default="documents",
        description="Which way the question went: `documents` when the text of the documents was searched.",
    )
    understood_as: str | None = Field(
        default=None, description="The question that was answered, when it is not the one that was typed: a follow-up."
    )
    conversation_id: str | None = Field(
        default=None, description="To be sent with the next question; null where conversations are not kept."
    )
    conversation_restarted: bool = Field(
        default=False, description="True when the id that was sent has expired or was never given: a new one began."
    )
    explain: list[Step] | None = Field(
        default=None, description="What each step decided; only for requests that carry the staff token."
    )
    model: str | None = Field(
        default=None, description="The language model that wrote the prose; null when the answer is quotations."
    )
    notice: str = Field(
        default="",
        description="Why the answer is not what was meant to be given, e.g. `model_unavailable`; its words are in the "
        "text. Empty when all went as usual.",
    )
    narrowed: Narrowed | None = Field(
        default=None, description="The search behind a count or a list of documents; null for all other answers."
    )

    @classmethod
    def of(
        cls,
        given: answer.Answer,
        *,
        conversation_id: str | None = None,
        restarted: bool = False,
        explain: bool = False,
    ) -> Answer:
        """Made from the assistant's answer.

        Args:
            given: The answer.
            conversation_id: Of the conversation that it belongs to.
            restarted: Whether that began in the place of one that is gone.
            explain: Whether the steps' decisions are told.
        """
        return cls(
            status=given.status,
            language=given.language,
            text=given.text,
            citations=[Citation.of(cited) for cited in given.citations],
            results=search_results(given.results),
            timings=given.timings,
            suggestions=list(given.suggestions),
            route=given.route,
            understood_as=given.understood_as,
            conversation_id=conversation_id,
            conversation_restarted=restarted,
            explain=steps(given) if explain else None,
            model=given.model,
            notice=given.notice,
            narrowed=Narrowed.of(given.narrowed, given.language) if given.narrowed else None,
        )


class Indexing(Model):
    """How far a synchronisation of the collection has come."""

    done: int = Field(ge=0, description="Files gone through.")
    total: int = Field(ge=0, description="Files to go through; 0 until they have been counted.")


class Status(Model):
    """Whether questions are answered, and from how much."""

    model_config = example(examples.STATUS)

    ready: bool = Field(
        description="False while the assistant loads, and while an empty index is filled for the first time."
    )
    documents: int = Field(ge=0, description="Documents in the index at this moment.")
    indexing: Indexing | None = Field(description="null when the index is up to date.")


def steps(given: answer.Answer) -> list[Step]:
    """The steps on the way to an answer, in order, with the time each took and what it decided."""
    return [
        Step(step=name, milliseconds=round(milliseconds, 2), decided=dict(given.decisions.get(name, {})))
        for name, milliseconds in given.timings.items()
    ]


def search_results(found: tuple[domain.SearchResult, ...]) -> list[SearchResult]:
    """Results, best first, with their ranks from 1."""
    return [SearchResult.of(rank, result) for rank, result in enumerate(found, start=1)]
