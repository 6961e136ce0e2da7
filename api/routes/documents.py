"""GET /api/v1/documents…: the catalogue, a document with its passages, and its original file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse

from api.catalogue_schemas import Document, DocumentList, DocumentText
from api.facets import facets
from api.ports import AssistantPort
from api.problems import RequestError
from api.routes.dependencies import DocumentId, LoadedAssistant, QueryFilters, limit_reading, problem_responses
from assistant.documents import DocumentRecord

router = APIRouter(prefix="/api/v1/documents", tags=["documents"])

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""For originals: a page from the collection may look as it did, and do nothing: no script, no form, no request."""

PDF_POLICY = "object-src 'self'"
"""For PDFs: browsers open their own viewer, which a sandbox would prevent and which keeps a PDF's scripts to itself."""

KEPT_SECONDS = 600
"""A reader who follows three citations into one PDF fetches it once."""


@router.get(
    "",
    summary="List the documents",
    responses=problem_responses(422, 429, 503),
    dependencies=[Depends(limit_reading)],
)
def list_documents(
    assistant: LoadedAssistant,
    filters: QueryFilters,
    limit: Annotated[int, Query(ge=1, le=500, description="Documents on one page.")] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="Documents before this page.")] = 0,
) -> DocumentList:
    """The catalogue, newest first, and what it can be narrowed by."""
    library = assistant.library
    return DocumentList(
        total=library.count(filters),
        limit=limit,
        offset=offset,
        documents=[Document.of(record) for record in library.documents(filters, limit=limit, offset=offset)],
        facets=facets(library, filters),
    )


@router.get(
    "/{document_id}",
    summary="Read a document",
    responses=problem_responses(404, 429, 503),
    dependencies=[Depends(limit_reading)],
)
def read_document(document_id: DocumentId, assistant: LoadedAssistant) -> DocumentText:
    """A document's record and all its passages."""
    record = find(assistant, document_id)
    return DocumentText.with_chunks(record, assistant.library.chunks(document_id))


# Not limited: a browser's PDF viewer fetches one file in many parts.
@router.head("/{document_id}/file", include_in_schema=False)
@router.get(
    "/{document_id}/file",
    summary="Fetch the original",
    response_class=FileResponse,
    responses={
        200: {"description": "The file as it was indexed.", "content": {"application/octet-stream": {}}},
        206: {"description": "The part of the file that the Range header asks for."},
        **problem_responses(404, 503),
    },
)
def read_original(document_id: DocumentId, assistant: LoadedAssistant) -> FileResponse:
    """The original file, to be shown in place. Append `#page=N` to open a PDF at a page."""
    record = find(assistant, document_id)
    path = assistant.library.original_path(document_id)
    if path is None:
        raise RequestError(404, "original_missing", url=f"/documents/{document_id}")
    is_pdf = record.media_type == "application/pdf"
    return FileResponse(
        path,
        filename=path.name,
        content_disposition_type="inline",
        headers={
            "Content-Type": _content_type(record.media_type),
            "Cache-Control": f"private, max-age={KEPT_SECONDS}",
            "Content-Security-Policy": PDF_POLICY if is_pdf else SANDBOX,
        },
    )


def find(assistant: AssistantPort, document_id: str) -> DocumentRecord:
    """The record of a document.

    Raises:
        RequestError: There is no such document.
    """
    record = assistant.library.document(document_id)
    if record is None:
        raise RequestError(404, "document_not_found")
    return record


def _content_type(media_type: str) -> str:
    """The header for a media type. HTML names its own encoding; other text is UTF-8, which browsers do not assume."""
    if media_type.startswith("text/") and media_type != "text/html":
        return f"{media_type}; charset=utf-8"
    return media_type
