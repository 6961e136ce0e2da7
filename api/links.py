"""Where a person reads a source: a page of the original PDF, or a passage of the readable view."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlencode, urlsplit

from assistant.documents import Filters
from assistant.language import SUPPORTED

_LANGUAGES = frozenset(language.code for language in SUPPORTED)


def file_url(document_id: str) -> str:
    """The original file of a document."""
    return f"/api/v1/documents/{document_id}/file"


def source_url(document_id: str, uri: str, page: int | None, chunk_id: str) -> str:
    """The place of a passage, as a path on this server.

    Args:
        document_id: The document.
        uri: Where its original stands; only its suffix matters.
        page: Page of the passage, from 1, or None.
        chunk_id: The passage; its last part is its position in the document.

    Returns:
        For a PDF the file with `#page=`, which browsers understand; for all else, whose files a browser may only
        download, the readable view with the passage's anchor.
    """
    if _is_pdf(uri):
        return document_url(document_id, uri, page)
    return f"{document_url(document_id, uri)}#c{chunk_id.rpartition('.')[2]}"


def document_url(document_id: str, uri: str, page: int | None = None, language: str | None = None) -> str:
    """Where a person reads a whole document: the file of a PDF, the readable view of all else.

    Args:
        document_id: The document.
        uri: Where its original stands; only its suffix matters.
        page: To open it at, from 1; None for its beginning.
        language: Of the readable view's own words; None leaves it to the reader's browser.
    """
    if _is_pdf(uri):
        return file_url(document_id) + (f"#page={page}" if page is not None else "")
    address = document_address(document_id, language) if language else f"/documents/{document_id}"
    return address + (f"#p{page}" if page is not None else "")


def document_address(document_id: str, language: str) -> str:
    """The readable view of a document with the page's own words in a language."""
    return f"/documents/{document_id}?lang={language}"


def documents_url(filters: Filters, language: str | None = None, offset: int = 0) -> str:
    """Where a person reads which documents pass some filters, as a path on this server.

    Args:
        filters: Kinds, languages, years, themes and regions; the page knows no others.
        language: Of the page, if it has it; otherwise the reader's browser decides.
        offset: Documents before the first that is shown.
    """
    fields = {
        "kind": filters.kinds,
        "language": filters.languages,
        "year": filters.years,
        "theme": filters.themes,
        "region": filters.regions,
    }
    query = [(name, str(value)) for name, values in fields.items() for value in values]
    query += [("offset", str(offset))] if offset else []
    query += [("lang", str(language))] if language in _LANGUAGES else []
    return f"/documents?{urlencode(query)}" if query else "/documents"


def _is_pdf(uri: str) -> bool:
    return PurePosixPath(urlsplit(uri).path).suffix.lower() == ".pdf"
