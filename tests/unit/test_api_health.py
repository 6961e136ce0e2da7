"""Alive, ready, and how far indexing has come."""

from __future__ import annotations

from fastapi.testclient import TestClient

from api.app import create_app
from api.service import Progress, Service
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record


def test_an_empty_index_is_ready_when_it_has_been_filled() -> None:
    library, service = FakeLibrary(), Service()
    api = TestClient(create_app(service, Settings()))

    assert api.get("/healthz").json() == {"status": "ok"}
    assert (api.get("/readyz").status_code, api.get("/readyz").json()) == (
        503,
        {"ready": False, "documents": 0, "indexing": None},
    )

    service.provide(FakeAssistant(library), syncing=True)
    service.advance(Progress(1, 2))
    library.add(record())
    status = {"ready": False, "documents": 1, "indexing": {"done": 1, "total": 2}}
    assert api.get("/readyz").status_code == 503
    assert (api.get("/api/v1/status").status_code, api.get("/api/v1/status").json()) == (200, status)
    assert api.post("/api/v1/chat", json={"question": "mitä"}).status_code == 200

    service.synced()
    assert (api.get("/readyz").status_code, api.get("/readyz").json()) == (
        200,
        {"ready": True, "documents": 1, "indexing": None},
    )


def test_an_index_with_documents_is_ready_while_it_is_brought_up_to_date() -> None:
    library, service = FakeLibrary(), Service()
    library.add(record())
    service.provide(FakeAssistant(library), syncing=True)
    assert service.ready
    assert service.progress == Progress(0, 0)


def test_without_a_sync_the_service_is_ready_at_once() -> None:
    service = Service()
    service.provide(FakeAssistant(FakeLibrary()), syncing=False)
    assert (service.ready, service.progress) == (True, None)


def test_monitors_may_ask_for_headers_alone() -> None:
    api = TestClient(create_app(FakeAssistant(FakeLibrary()), Settings()))
    assert [api.head(path).status_code for path in ("/healthz", "/readyz", "/")] == [200, 200, 200]
