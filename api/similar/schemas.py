"""The JSON of the overlap finder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from api import examples
from api.links import document_url, source_url
from api.schemas import DocumentReference, Model, example
from api.similar.plan import MAX_CHARACTERS
from assistant.similar.finder import Shared, Similar
from assistant.similar.quoting import quote

_EXAMPLE_TEXT = "Hoitajat ja esihenkilöt keskustelevat kuormituksesta kerran kuussa."
_DOCUMENT: dict[str, Any] = {**examples.DOCUMENT, "url": "/api/v1/documents/9f2c4e1ab03d5576/file"}
_SHARED: dict[str, Any] = {
    "idea": _EXAMPLE_TEXT,
    "quote": "Lähiesihenkilö kysyy kuormituksesta kuukausittain.",
    "likeness": 0.931,
    "title": "Hankekysely 2025: tulokset",
    "language": "fi",
    "document_id": "9f2c4e1ab03d5576",
    "chunk_id": "9f2c4e1ab03d5576.1b2c3d4e.7",
    "page": 4,
    "url": "/api/v1/documents/9f2c4e1ab03d5576/file#page=4",
}
_PROJECT: dict[str, Any] = {
    "name": "Työkyky kuntoon",
    "close": True,
    "likeness": 0.931,
    "shared": [_SHARED],
    "apart": [],
    "documents": [_DOCUMENT],
}


class PlanText(Model):
    """A project idea or plan as text."""

    model_config = example({"text": _EXAMPLE_TEXT})

    text: str = Field(max_length=MAX_CHARACTERS, description="The idea or plan, in any of the seven languages.")


class SharedPart(Model):
    """A part of the idea beside the passage that is like it."""

    idea: str = Field(description="Words of the idea.")
    quote: str = Field(description="Words of the passage, verbatim; ends in ` …` when cut short.")
    likeness: float = Field(ge=0, le=1)
    title: str = Field(description="Of the document.")
    language: str = Field(description='Of the document: ISO 639-1, or "und" when undetermined.')
    document_id: str
    chunk_id: str
    page: int | None = Field(description="From 1, when the format has pages.")
    url: str = Field(description="Where a person can read it: a page of the PDF, or a passage of the readable view.")

    @classmethod
    def of(cls, shared: Shared) -> SharedPart:
        """Made from what was found."""
        chunk, record = shared.result.chunk, shared.result.document
        return cls(
            idea=shared.idea,
            quote=quote(chunk.text, shared.idea),
            likeness=round(shared.likeness, 3),
            title=record.title,
            language=record.language,
            document_id=record.id,
            chunk_id=chunk.id,
            page=chunk.page,
            url=source_url(record.id, record.uri, chunk.page, chunk.id),
        )


class ToldIn(DocumentReference):
    """A document that tells of the project."""

    model_config = example(_DOCUMENT)

    url: str = Field(description="Where a person can read it.")


class SimilarProject(Model):
    """A project, or a publication that belongs to none."""

    name: str
    close: bool = Field(description="Whether it is near enough to be looked at before applying.")
    likeness: float = Field(ge=0, le=1, description="For comparing within one list; small differences mean nothing.")
    shared: list[SharedPart] = Field(description="What is shared, the most alike first.")
    apart: list[str] = Field(description="Parts of the idea that nothing in it is like.")
    documents: list[ToldIn] = Field(description="Where it is told of, the nearest first.")

    @classmethod
    def of(cls, similar: Similar) -> SimilarProject:
        """Made from what was found."""
        documents = [
            ToldIn(**dict(DocumentReference.of(record)), url=document_url(record.id, record.uri))
            for record in similar.documents
        ]
        return cls(
            name=similar.name,
            close=similar.close,
            likeness=round(similar.likeness, 3),
            shared=[SharedPart.of(shared) for shared in similar.shared],
            apart=list(similar.apart),
            documents=documents,
        )


class SimilarProjects(Model):
    """What overlaps with an idea."""

    model_config = example({"close": True, "projects": [_PROJECT]})

    close: bool = Field(description="Whether anything is close; false means that nothing like it is in the collection.")
    projects: list[SimilarProject] = Field(description="The nearest first, also those that are not close.")

    @classmethod
    def of(cls, found: Sequence[Similar]) -> SimilarProjects:
        """Made from what was found."""
        return cls(close=any(one.close for one in found), projects=[SimilarProject.of(one) for one in found])
