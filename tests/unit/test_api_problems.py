"""Problems: complete in three languages, in the one the client prefers, and silent about what is nobody's business."""

from __future__ import annotations

import json
import logging
import string

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from api.app import create_app
from api.messages import MESSAGES, message_language
from api.problems import RequestError, log_failure, problem
from api.request_log import JsonLines
from assistant.errors import PermanentError, TransientError
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary


def test_every_message_has_the_same_placeholders_in_every_language() -> None:
    for code, texts in MESSAGES.items():
        assert set(texts) == {"fi", "sv", "en"}, code
        fields = {
            language: {field for part in message for _, field, _, _ in string.Formatter().parse(part) if field}
            for language, message in texts.items()
        }
        assert fields["fi"] == fields["sv"] == fields["en"], code
        assert all(message.text.endswith(".") for message in texts.values()), code


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fi", "fi"),
        ("sv-FI, fi;q=0.8", "sv"),
        ("de, fi;q=0.5, en;q=0.7", "en"),
        ("en;q=0.1, fi;q=0.2", "fi"),
        ("fi;q=0", "en"),
        ("*", "en"),
        ("fi;q=abc, sv", "sv"),
    ],
)
def test_the_preferred_language_is_chosen(header: str, language: str) -> None:
    assert message_language(header) == language


@given(st.text())
def test_no_header_is_too_strange(header: str) -> None:
    assert message_language(header) in {"fi", "sv", "en"}


@pytest.mark.parametrize(
    ("error", "status", "code", "message"),
    [
        (RequestError(422, "question_too_long", limit=100), 422, "question_too_long", "The question is too long."),
        (HTTPException(404), 404, "not_found", "There is no such page."),
        (HTTPException(418), 418, "invalid_request", "Something in the request is not valid."),
        (HTTPException(502), 502, "internal", "Something went wrong in the service."),
        (
            TransientError("model_down", "No answer from 10.0.0.1."),
            503,
            "model_down",
            "The service cannot answer right now.",
        ),
        (PermanentError("odd", "File /srv/x is broken."), 500, "odd", "Something went wrong in the service."),
        (KeyError("x"), 500, "internal", "Something went wrong in the service."),
    ],
)
def test_errors_are_worded_for_users(error: Exception, status: int, code: str, message: str) -> None:
    body = problem("en", error)
    assert (body.status, body.code, body.message, body.detail) == (status, code, message, message)
    assert body.type.endswith(f":{code}")


def test_what_operators_need_goes_to_the_log_without_the_question(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        log_failure(PermanentError("odd", "File x is broken.", "Replace it."))
        log_failure(RequestError(422, "question_empty"))
        try:
            raise ValueError("Miten alkumittaus tehdään?")
        except ValueError as error:
            log_failure(error)
    told, unexpected = (json.loads(JsonLines().format(entry)) for entry in caplog.records)
    assert told["message"] == "odd: File x is broken. Replace it."
    assert unexpected["error"] == "ValueError"
    assert "test_what_operators_need" in unexpected["trace"][-1]
    assert "alkumittaus" not in json.dumps(unexpected)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/../../etc/passwd", 404, "not_found"),
        ("GET", "/%2e%2e/app.py", 404, "not_found"),
        ("GET", "/api/v1/chat", 405, "method_not_allowed"),
        ("DELETE", "/api/v1/documents", 405, "method_not_allowed"),
        ("POST", "/", 405, "method_not_allowed"),
    ],
)
def test_wrong_addresses_are_problems(method: str, path: str, status: int, code: str) -> None:
    api = TestClient(create_app(FakeAssistant(FakeLibrary()), Settings()), raise_server_exceptions=False)
    response = api.request(method, path)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
