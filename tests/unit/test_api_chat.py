"""POST /api/v1/chat: whole answers, streamed answers, and what is turned away."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import schemas
from api.app import create_app
from api.security import MAX_BODY_BYTES, RateLimit
from api.service import Service
from assistant.documents import DocumentKind, Filters
from assistant.errors import PermanentError, TransientError
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

QUESTION = "teki alkumittauksen"
STREAM = {"Accept": "text/event-stream"}


def filled_library() -> FakeLibrary:
    library = FakeLibrary()
    library.add(record(), [(("Tulokset",), 4, "Hankkeista 80 prosenttia teki alkumittauksen.")])
    return library


def client(assistant: FakeAssistant | Service | None = None, **limits: Any) -> TestClient:
    app = create_app(assistant or FakeAssistant(filled_library()), Settings(max_question_chars=100), **limits)
    return TestClient(app, raise_server_exceptions=False)


def events(body: str) -> list[tuple[str, Any]]:
    blocks = [block for block in body.split("\n\n") if block.startswith("event: ")]
    lines = [block.split("\n") for block in blocks]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in lines]


def test_an_answer_comes_whole_with_links_to_its_sources() -> None:
    response = client().post("/api/v1/chat", json={"question": QUESTION})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    answer = schemas.Answer.model_validate(response.json())
    (citation,) = answer.citations
    assert answer.status == "answered"
    assert citation.quote in answer.text
    assert citation.url == f"/api/v1/documents/{citation.document_id}/file#page=4"


def test_a_stream_ends_in_the_same_answer() -> None:
    api = client()
    whole = api.post("/api/v1/chat", json={"question": QUESTION}).json()
    response = api.post("/api/v1/chat", json={"question": QUESTION}, headers=STREAM)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"
    received = events(response.text)
    names = [name for name, _ in received]
    assert (names[0], names[-1]) == ("sources", "completed")
    assert set(names[1:-1]) == {"delta"}
    assert received[0][1]["results"] == whole["results"]
    assert "".join(data["text"] for name, data in received if name == "delta").strip() == whole["text"]
    assert received[-1][1] == {"answer": {**whole, "conversation_id": received[-1][1]["answer"]["conversation_id"]}}


def test_language_and_filters_reach_the_assistant() -> None:
    assistant = FakeAssistant(filled_library())
    body = {"question": f"  {QUESTION} ", "language": "sv", "filters": {"kinds": ["report"], "years": [2025]}}
    assert client(assistant).post("/api/v1/chat", json=body).json()["language"] == "sv"
    assert assistant.asked == [(QUESTION, "sv", Filters(kinds=(DocumentKind.REPORT,), years=(2025,)))]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"question": "   "}', 422, "question_empty"),
        (b'{"question": "' + b"a" * 101 + b'"}', 422, "question_too_long"),
        (b'{"question": 5}', 422, "invalid_request"),
        (b'{"question": "a", "language": "xx"}', 422, "invalid_request"),
        (b'{"question": "a", "langauge": "fi"}', 422, "invalid_request"),
        (b'{"question": "a", "filters": {"kinds": ["novel"]}}', 422, "invalid_request"),
        (b'{"question": "a", "filters": {"years": [99999999999999999999]}}', 422, "invalid_request"),
        (b'{"question": "\\ud800"}', 422, "invalid_request"),
        (b"[]", 422, "invalid_request"),
        (b"", 422, "invalid_request"),
        (b'{"question": ', 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        (b"[" * 100_000, 400, "not_json"),
        (b'{"question": "' + b"a" * MAX_BODY_BYTES + b'"}', 413, "too_large"),
    ],
)
@pytest.mark.parametrize("headers", [{}, STREAM])
def test_bad_requests_are_problems(body: bytes, status: int, code: str, headers: dict[str, str]) -> None:
    response = client().post("/api/v1/chat", content=body, headers={"Content-Type": "application/json", **headers})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"] == code


@pytest.mark.parametrize("headers", [{}, STREAM])
@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (TransientError("library_busy", "Locked."), 503, "library_busy"),
        (PermanentError("index_mismatch", "Other model."), 500, "index_mismatch"),
        (ValueError("secret words"), 500, "internal"),
    ],
)
def test_a_failure_before_the_answer_is_a_problem(
    failure: Exception, status: int, code: str, headers: dict[str, str]
) -> None:
    api = client(FakeAssistant(filled_library(), failure=failure))
    response = api.post("/api/v1/chat", json={"question": QUESTION}, headers=headers)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert ("retry-after" in response.headers) == (status == 503)
    assert str(failure) not in response.text


def test_a_failure_during_the_stream_is_its_last_event() -> None:
    api = client(FakeAssistant(filled_library(), failure=ValueError("secret words"), late=True))
    response = api.post("/api/v1/chat", json={"question": QUESTION}, headers={**STREAM, "Accept-Language": "sv"})
    assert response.status_code == 200
    *_, (name, data) = events(response.text)
    assert (name, data["code"], data["message"]) == ("error", "internal", "Ett fel inträffade i tjänsten.")
    assert "secret words" not in response.text


def test_while_the_assistant_loads_questions_are_put_off() -> None:
    response = client(Service()).post("/api/v1/chat", json={"question": QUESTION}, headers={"Accept-Language": "fi"})
    assert (response.status_code, response.json()["message"]) == (503, "Palvelu käynnistyy.")
    assert int(response.headers["retry-after"]) > 0


def test_a_client_that_asks_too_often_is_told_how_long_to_wait() -> None:
    api = client(limit=RateLimit(burst=2, per_second=0.1))
    statuses = [api.post("/api/v1/chat", json={"question": QUESTION}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    response = api.get("/api/v1/search", params={"q": QUESTION})
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 10
    assert api.get("/api/v1/status").status_code == 200
