"""The catalogue and the search over HTTP."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.catalogue_schemas import DocumentList, DocumentText
from api.schemas import SearchResponse
from assistant.documents import DocumentKind, Metadata
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record


@pytest.fixture
def api() -> TestClient:
    library = FakeLibrary()
    library.add(record(), [(("Tulokset",), 4, "Alkumittaus tehtiin 2025."), ((), None, "Toinen kohta.")])
    library.add(
        record(
            "practices/etatyo.md",
            title="Etätyön johtaminen",
            kind=DocumentKind.PRACTICE,
            published=date(2024, 1, 2),
            metadata=Metadata(themes=("johtaminen", "tyohyvinvointi")),
            media_type="text/markdown",
        ),
        [(("Alku",), None, "Alkumittaus tehdään kyselyllä.")],
    )
    library.add(record("blogs/x.html", kind=DocumentKind.BLOG, language="sv", published=None))
    return TestClient(create_app(FakeAssistant(library), Settings()), raise_server_exceptions=False)


def test_the_catalogue_is_paged(api: TestClient) -> None:
    first = DocumentList.model_validate(api.get("/api/v1/documents", params={"limit": 2}).json())
    second = DocumentList.model_validate(api.get("/api/v1/documents", params={"limit": 2, "offset": 2}).json())
    assert (first.total, second.total) == (3, 3)
    assert [document.uri for document in [*first.documents, *second.documents]] == [
        "reports/hankekysely-2025.pdf",
        "practices/etatyo.md",
        "blogs/x.html",
    ]


def test_filters_combine(api: TestClient) -> None:
    query: dict[str, str | list[str]] = {
        "kind": ["report", "practice"],
        "theme": "johtaminen",
        "year": "2024",
        "language": "fi",
    }
    found = api.get("/api/v1/documents", params=query).json()
    assert [document["title"] for document in found["documents"]] == ["Etätyön johtaminen"]


def test_a_facet_is_counted_without_its_own_filter(api: TestClient) -> None:
    facets = api.get("/api/v1/documents", params={"kind": "practice"}).json()["facets"]
    assert {facet["value"] for facet in facets["kind"]} == {"report", "practice", "blog"}
    assert facets["year"] == [{"value": "2024", "count": 1}]
    assert facets["theme"] == [{"value": "johtaminen", "count": 1}, {"value": "tyohyvinvointi", "count": 1}]


def test_facets_put_the_most_frequent_first(api: TestClient) -> None:
    facets = api.get("/api/v1/documents").json()["facets"]
    assert facets["theme"] == [{"value": "tyohyvinvointi", "count": 3}, {"value": "johtaminen", "count": 1}]
    assert facets["language"] == [{"value": "fi", "count": 2}, {"value": "sv", "count": 1}]


def test_a_document_comes_with_its_passages(api: TestClient) -> None:
    listed = api.get("/api/v1/documents").json()["documents"][0]
    document = DocumentText.model_validate(api.get(f"/api/v1/documents/{listed['id']}").json())
    assert [(chunk.position, chunk.page, chunk.headings) for chunk in document.chunks] == [
        (0, 4, ["Tulokset"]),
        (1, None, []),
    ]
    assert document.file_url == f"/api/v1/documents/{document.id}/file"


@pytest.mark.parametrize("path", ["", "/file"])
def test_an_unknown_document_is_a_problem(api: TestClient, path: str) -> None:
    response = api.get(f"/api/v1/documents/0123456789abcdef{path}", headers={"Accept-Language": "fi-FI,en;q=0.5"})
    assert (response.status_code, response.json()["message"]) == (404, "Asiakirjaa ei löydy.")


@pytest.mark.parametrize("strange", ["..%2F..%2Fetc%2Fpasswd", "%00", "A" * 65, "a.b", "%ED%A0%80"])
def test_an_id_that_can_be_none_is_turned_away(api: TestClient, strange: str) -> None:
    assert api.get(f"/api/v1/documents/{strange}").status_code in {404, 422}


def test_an_original_that_is_gone_points_to_the_text(api: TestClient) -> None:
    listed = api.get("/api/v1/documents").json()["documents"][0]
    problem = api.get(listed["file_url"], headers={"Accept-Language": "en"}).json()
    assert problem["code"] == "original_missing"
    assert listed["url"] in problem["hint"]


def test_a_search_ranks_and_links_passages(api: TestClient) -> None:
    response = api.get("/api/v1/search", params={"q": " alkumittaus kyselyllä ", "limit": 5})
    found = SearchResponse.model_validate(response.json())
    assert found.query == "alkumittaus kyselyllä"
    assert [result.rank for result in found.results] == [1, 2]
    assert found.results[0].url == f"/documents/{found.results[0].document.id}#c0"


def test_a_search_is_narrowed(api: TestClient) -> None:
    found = api.get("/api/v1/search", params={"q": "alkumittaus", "kind": "report"}).json()
    assert [result["document"]["kind"] for result in found["results"]] == ["report"]


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=a&limit=0", "q=a&limit=51", "q=a&kind=novel", "q=a&year=x", f"q={'a' * 2001}"]
)
def test_a_bad_search_is_a_problem(api: TestClient, query: str) -> None:
    response = api.get(f"/api/v1/search?{query}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
