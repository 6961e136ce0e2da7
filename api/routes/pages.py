"""The pages that the server renders: the documents, a document to read, and the guide to the API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, HTMLResponse

from api.pages.document import document_page
from api.pages.documents import SHOWN, documents_page
from api.pages.reference import reference_page
from api.routes.dependencies import DocumentId, LoadedAssistant, PageLanguage, QueryFilters, limit_reading
from api.routes.documents import find

router = APIRouter(include_in_schema=False)

_STYLE = Path(__file__).parents[1] / "pages" / "reading.css"


@router.head("/documents", dependencies=[Depends(limit_reading)])
@router.get("/documents", response_class=HTMLResponse, dependencies=[Depends(limit_reading)])
def show_documents(
    assistant: LoadedAssistant,
    filters: QueryFilters,
    language: PageLanguage,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> HTMLResponse:
    """The documents that pass the filters, newest first."""
    library = assistant.library
    records = library.documents(filters, limit=SHOWN, offset=offset)
    html = documents_page(records, library.count(filters), filters, language, offset)
    return HTMLResponse(html, headers={"Vary": "Accept-Language"})


@router.head("/documents/{document_id}", dependencies=[Depends(limit_reading)])
@router.get("/documents/{document_id}", response_class=HTMLResponse, dependencies=[Depends(limit_reading)])
def show_document(document_id: DocumentId, assistant: LoadedAssistant, language: PageLanguage) -> HTMLResponse:
    """A document's text for people, with an anchor at every passage and page."""
    library = assistant.library
    record = find(assistant, document_id)
    html = document_page(
        record,
        library.chunks(document_id),
        language,
        has_original=library.original_path(document_id) is not None,
        newer=library.document(record.superseded_by) if record.superseded_by else None,
    )
    return HTMLResponse(html, headers={"Vary": "Accept-Language"})


@router.get("/docs", response_class=HTMLResponse)
def show_reference(request: Request) -> HTMLResponse:
    """The guide to the API, made from its OpenAPI description."""
    return HTMLResponse(reference_page(request.app.openapi()))


@router.get("/reading.css", response_class=FileResponse)
def reading_style() -> FileResponse:
    """The style sheet of these pages."""
    return FileResponse(_STYLE, media_type="text/css")
