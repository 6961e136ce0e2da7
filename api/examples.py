"""Examples of the JSON, as OpenAPI shows them and `docs/api.md` explains them.

No value is null: FastAPI leaves nulls out of the description, and the examples would no longer be whole.
"""

from __future__ import annotations

from typing import Any

DOCUMENT: dict[str, Any] = {
    "id": "9f2c4e1ab03d5576",
    "title": "Hankekysely 2025: tulokset",
    "uri": "reports/hankekysely-2025.pdf",
    "kind": "report",
    "language": "fi",
    "published": "2025-11-20",
}
RESULT: dict[str, Any] = {
    "rank": 1,
    "score": 0.8213,
    "document": DOCUMENT,
    "page": 4,
    "headings": ["Tulokset"],
    "text": "Hankkeista 80 prosenttia teki alkumittauksen.",
    "chunk_id": "9f2c4e1ab03d5576.1b2c3d4e.7",
    "url": "/api/v1/documents/9f2c4e1ab03d5576/file#page=4",
}
ANSWER: dict[str, Any] = {
    "status": "answered",
    "language": "fi",
    "text": "Asiakirjoissa sanotaan: ”Hankkeista 80 prosenttia teki alkumittauksen.” [1]",
    "citations": [
        {
            "marker": 1,
            "chunk_id": "9f2c4e1ab03d5576.1b2c3d4e.7",
            "document_id": "9f2c4e1ab03d5576",
            "title": "Hankekysely 2025: tulokset",
            "kind": "report",
            "language": "fi",
            "published": "2025-11-20",
            "uri": "reports/hankekysely-2025.pdf",
            "page": 4,
            "headings": ["Tulokset"],
            "quote": "Hankkeista 80 prosenttia teki alkumittauksen.",
            "also": [],
            "url": "/api/v1/documents/9f2c4e1ab03d5576/file#page=4",
            "superseded_by": "0c7d31f2a4be9860",
        }
    ],
    "results": [RESULT],
    "timings": {"retrieve": 41.5, "compose": 3.1},
    "suggestions": ["Miten alkumittaus tehdään?"],
}
FULL_DOCUMENT: dict[str, Any] = {
    **DOCUMENT,
    "media_type": "application/pdf",
    "chunk_count": 1,
    "superseded_by": "0c7d31f2a4be9860",
    "themes": ["tyohyvinvointi"],
    "regions": ["Koko Suomi"],
    "project": "Työkyky kuntoon",
    "creator": "Parempi työelämä! -koordinaatiohanke",
    "publisher": "Parempi työelämä!",
    "description": "Mitä hankkeet kertoivat syksyllä 2025.",
    "url": "/documents/9f2c4e1ab03d5576",
    "file_url": "/api/v1/documents/9f2c4e1ab03d5576/file",
}
CHUNK: dict[str, Any] = {
    "id": "9f2c4e1ab03d5576.1b2c3d4e.7",
    "position": 7,
    "headings": ["Tulokset"],
    "page": 4,
    "text": "Hankkeista 80 prosenttia teki alkumittauksen.",
}
CHAT_REQUEST: dict[str, Any] = {"question": "Miten alkumittaus tehdään?", "language": "fi"}
SEARCH: dict[str, Any] = {"query": "alkumittaus", "language": "fi", "answerable": 0.93, "results": [RESULT]}
DOCUMENT_TEXT: dict[str, Any] = {**FULL_DOCUMENT, "chunks": [CHUNK]}
DOCUMENT_LIST: dict[str, Any] = {
    "total": 1,
    "limit": 50,
    "offset": 0,
    "documents": [FULL_DOCUMENT],
    "facets": {
        "kind": [{"value": "report", "count": 1}],
        "language": [{"value": "fi", "count": 1}],
        "year": [{"value": "2025", "count": 1}],
        "theme": [{"value": "tyohyvinvointi", "count": 1}],
        "region": [{"value": "Koko Suomi", "count": 1}],
    },
}
STATUS: dict[str, Any] = {"ready": True, "documents": 12, "indexing": {"done": 12, "total": 46}}
PROBLEM: dict[str, Any] = {
    "type": "urn:knowledge-assistant:problem:question_empty",
    "title": "Unprocessable Entity",
    "status": 422,
    "detail": "Kysymys on tyhjä.",
    "code": "question_empty",
    "message": "Kysymys on tyhjä.",
    "hint": "Kirjoita kysymys ja lähetä se uudelleen.",
    "errors": [],
}
EVENT_STREAM = "\n".join(
    [
        "event: sources",
        'data: {"results": […]}',
        "",
        "event: delta",
        'data: {"text": "Asiakirjoissa sanotaan: "}',
        "",
        ": keep-alive",
        "",
        "event: completed",
        'data: {"answer": {"status": "answered", "language": "fi", "text": "…", "citations": […], …}}',
        "",
        "",
    ]
)
