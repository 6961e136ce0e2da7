"""The JSON of the catalogue: documents, their passages, and what the list can be narrowed by."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api import examples
from api.links import file_url
from api.schemas import DocumentReference, Model, example
from assistant import documents as domain


class Document(DocumentReference):
    """A document as the catalogue knows it: all but its text."""

    model_config = example(examples.FULL_DOCUMENT)

    media_type: str = Field(description="Of the original file.")
    chunk_count: int = Field(ge=0, description="Passages it has in the index.")
    superseded_by: str | None = Field(description="Id of the newer edition, when there is one.")
    themes: list[str]
    regions: list[str]
    project: str | None
    creator: str | None = Field(description="The organisation that wrote it.")
    publisher: str | None
    description: str | None
    url: str = Field(description="The readable view, for people.")
    file_url: str = Field(description="The original file.")

    @classmethod
    def of(cls, record: domain.DocumentRecord) -> Document:
        """Made from the catalogue's record."""
        return cls(**_document_fields(record))


class Chunk(Model):
    """A passage of a document."""

    model_config = example(examples.CHUNK)

    id: str
    position: int = Field(ge=0, description="From 0, in reading order.")
    headings: list[str]
    page: int | None
    text: str


class DocumentText(Document):
    """A document with all its passages."""

    model_config = example(examples.DOCUMENT_TEXT)

    chunks: list[Chunk] = Field(description="In reading order.")

    @classmethod
    def with_chunks(cls, record: domain.DocumentRecord, chunks: list[domain.Chunk]) -> DocumentText:
        """Made from the catalogue's record and its passages."""
        passages = [
            Chunk(id=chunk.id, position=chunk.position, headings=list(chunk.headings), page=chunk.page, text=chunk.text)
            for chunk in chunks
        ]
        return cls(**_document_fields(record), chunks=passages)


class FacetValue(Model):
    """A value to narrow by, and how many documents it leaves."""

    value: str
    count: int = Field(ge=1)


class Facets(Model):
    """What the list can be narrowed by. Each field is counted under the filters of all the other fields."""

    kind: list[FacetValue]
    language: list[FacetValue]
    year: list[FacetValue]
    theme: list[FacetValue]
    region: list[FacetValue]


class DocumentList(Model):
    """A page of the catalogue."""

    model_config = example(examples.DOCUMENT_LIST)

    total: int = Field(ge=0, description="Documents that match, on all pages.")
    limit: int
    offset: int
    documents: list[Document]
    facets: Facets


def _document_fields(record: domain.DocumentRecord) -> dict[str, Any]:
    metadata = record.metadata
    return {
        "id": record.id,
        "title": record.title,
        "uri": record.uri,
        "kind": record.kind,
        "language": record.language,
        "published": record.published,
        "media_type": record.media_type,
        "chunk_count": record.chunk_count,
        "superseded_by": record.superseded_by,
        "themes": list(metadata.themes),
        "regions": list(metadata.regions),
        "project": metadata.project,
        "creator": metadata.creator,
        "publisher": metadata.publisher,
        "description": metadata.description,
        "url": f"/documents/{record.id}",
        "file_url": file_url(record.id),
    }
