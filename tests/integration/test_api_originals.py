"""Original files over HTTP: as they are, in parts, and unable to do anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

PDF = b"%PDF-1.7 " + bytes(range(256)) * 10


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def fetch(library: FakeLibrary, path: Path, media_type: str, **headers: str) -> tuple[TestClient, str]:
    document = library.add(record(path.name, media_type=media_type), original=path)
    api = TestClient(create_app(FakeAssistant(library), Settings()), raise_server_exceptions=False, headers=headers)
    return api, f"/api/v1/documents/{document.id}/file"


def test_a_pdf_comes_as_it_is(library: FakeLibrary, tmp_path: Path) -> None:
    path = tmp_path / "selvitys työstä.pdf"
    path.write_bytes(PDF)
    api, url = fetch(library, path, "application/pdf")
    response = api.get(url)
    assert response.content == PDF
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == "inline; filename*=utf-8''selvitys%20ty%C3%B6st%C3%A4.pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" not in response.headers["content-security-policy"]
    assert api.head(url).headers["content-length"] == str(len(PDF))


def test_a_viewer_may_ask_for_parts(library: FakeLibrary, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    api, url = fetch(library, path, "application/pdf")
    part = api.get(url, headers={"Range": "bytes=5-14"})
    assert (part.status_code, part.content) == (206, PDF[5:15])
    assert part.headers["content-range"] == f"bytes 5-14/{len(PDF)}"
    assert api.get(url, headers={"Range": "bytes=99999-"}).status_code == 416


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/plain"])
def test_a_page_from_the_collection_is_shut_in(library: FakeLibrary, tmp_path: Path, media_type: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<script>fetch('/api/v1/documents')</script>")
    api, url = fetch(library, path, media_type)
    response = api.get(url)
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-" not in policy
    assert response.headers["content-type"].startswith(media_type)


@pytest.mark.parametrize(
    ("media_type", "content_type"),
    [
        ("text/html", "text/html"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/markdown", "text/markdown; charset=utf-8"),
    ],
)
def test_text_names_its_encoding_unless_it_does_itself(
    library: FakeLibrary, tmp_path: Path, media_type: str, content_type: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("työ".encode())
    api, url = fetch(library, path, media_type)
    assert api.get(url).headers["content-type"] == content_type


def test_three_citations_into_one_file_fetch_it_once(library: FakeLibrary, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    api, url = fetch(library, path, "application/pdf")
    assert api.get(url).headers["cache-control"] == "private, max-age=600"
