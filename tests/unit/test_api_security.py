"""Headers, origins, the rate limit, and a log that knows nobody."""

from __future__ import annotations

import gc
import json
import logging

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.request_log import JsonLines
from api.security import RateLimit, RateLimiter
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

SITE = "https://hanke.example.fi"


def client(*origins: str) -> TestClient:
    library = FakeLibrary()
    library.add(record(), [((), 1, "Alkumittaus tehtiin.")])
    settings = Settings(allowed_origins=origins or ("*",))
    return TestClient(create_app(FakeAssistant(library), settings), raise_server_exceptions=False)


@pytest.mark.parametrize("path", ["/", "/widget.js", "/docs", "/healthz", "/api/v1/documents", "/nowhere"])
def test_every_response_is_kept_on_a_short_lead(path: str) -> None:
    headers = client().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-cache"
    assert "server" not in headers
    assert "set-cookie" not in headers


def test_everyone_may_embed_by_default() -> None:
    response = client().get("/widget.js", headers={"Origin": SITE})
    assert response.headers["content-security-policy"].endswith("frame-ancestors *")
    assert response.headers["access-control-allow-origin"] == "*"


def test_only_the_named_sites_may_embed() -> None:
    api = client(SITE)
    allowed = api.get("/api/v1/status", headers={"Origin": SITE})
    other = api.get("/api/v1/status", headers={"Origin": "https://other.example"})
    assert allowed.headers["content-security-policy"].endswith(f"frame-ancestors 'self' {SITE}")
    assert allowed.headers["access-control-allow-origin"] == SITE
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize(("origin", "status"), [(SITE, 200), ("https://other.example", 400)])
def test_a_browser_asks_first_whether_the_widget_may_post(origin: str, status: int) -> None:
    response = client(SITE).options(
        "/api/v1/chat",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert response.status_code == status
    assert response.headers.get("access-control-allow-origin") == (origin if status == 200 else None)


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_tokens_come_back_with_time() -> None:
    clock = Clock()
    limiter = RateLimiter(RateLimit(burst=2, per_second=0.5), clock)
    assert [limiter.wait("192.0.2.1") for _ in range(3)] == [0, 0, 2]
    assert limiter.wait("192.0.2.2") == 0
    clock.now += 2
    assert [limiter.wait("192.0.2.1") for _ in range(2)] == [0, 2]


@given(st.lists(st.floats(min_value=0, max_value=30), max_size=50), st.integers(1, 5), st.floats(0.1, 5))
def test_never_more_than_the_burst_and_what_has_come_back(pauses: list[float], burst: int, per_second: float) -> None:
    clock = Clock()
    limiter = RateLimiter(RateLimit(burst, per_second), clock)
    start = clock.now
    allowed = 0
    for pause in pauses:
        clock.now += pause
        allowed += limiter.wait("192.0.2.1") == 0
        assert allowed <= burst + (clock.now - start) * per_second + 1e-6


@given(st.floats(min_value=0, max_value=100), st.floats(0.1, 5))
def test_whoever_waits_as_told_is_let_in(pause: float, per_second: float) -> None:
    clock = Clock()
    limiter = RateLimiter(RateLimit(1, per_second), clock)
    limiter.wait("192.0.2.1")
    clock.now += pause
    clock.now += limiter.wait("192.0.2.1") or 1 / per_second + 1e-6
    assert limiter.wait("192.0.2.1") == 0


def test_one_household_is_one_client() -> None:
    limiter = RateLimiter(RateLimit(burst=1, per_second=1))
    assert limiter.wait("2001:db8::1") == 0
    assert limiter.wait("2001:db8::2") > 0
    assert limiter.wait("2001:db8:0:1::1") == 0


def test_clients_are_forgotten_and_never_known_by_address() -> None:
    clock = Clock()
    limiter = RateLimiter(RateLimit(burst=2, per_second=1), clock)
    for number in range(50):
        limiter.wait(f"192.0.2.{number}")
    assert len(limiter) == 50
    kept = str(gc.get_referents(limiter))
    assert "192.0.2." not in kept
    clock.now += 61
    limiter.wait("192.0.2.200")
    assert len(limiter) == 1


def test_the_log_tells_how_it_went_but_not_who_asked_what(caplog: pytest.LogCaptureFixture) -> None:
    api = client()
    with caplog.at_level(logging.INFO, "assistant"):
        api.post("/api/v1/chat", json={"question": "alkumittaus"})
        api.get("/api/v1/search", params={"q": "alkumittaus"})
        api.get(f"/documents/{record().id}")
        api.get("/widget.js")
        api.get("/nowhere/alkumittaus")
        api.get("/healthz")
    lines = [json.loads(JsonLines().format(entry)) for entry in caplog.records if entry.name.startswith("assistant")]
    assert [(line["method"], line["route"], line["status"], line.get("answer_status")) for line in lines] == [
        ("POST", "/api/v1/chat", 200, "answered"),
        ("GET", "/api/v1/search", 200, None),
        ("GET", "/documents/{document_id}", 200, None),
        ("GET", "static", 200, None),
        ("GET", "static", 404, None),
    ]
    assert all(line["ms"] >= 0 and line["level"] == "info" for line in lines)
    written = json.dumps(lines)
    assert "alkumittaus" not in written
    assert "testclient" not in written


LISTS = [
    "/documents",
    f"/documents/{record().id}",
    "/calls",
    "/calls.ics",
    "/calls.atom",
    "/similar",
    "/api/v1/documents",
    f"/api/v1/documents/{record().id}",
    "/api/v1/calls",
    "/api/v1/calls/x",
]


@pytest.mark.parametrize("path", LISTS)
def test_lists_and_pages_are_limited_apart_from_questions(path: str) -> None:
    library = FakeLibrary()
    library.add(record(), [((), 1, "Alkumittaus tehtiin.")])
    api = TestClient(create_app(FakeAssistant(library), Settings(), RateLimit(burst=2, per_second=0.1)))
    assert [api.get(path).status_code for _ in range(2)] in ([200, 200], [404, 404])
    turned_away = api.get(path)
    assert (turned_away.status_code, turned_away.json()["code"]) == (429, "rate_limited")
    assert 1 <= int(turned_away.headers["Retry-After"]) <= 10
    page = api.get(path, headers={"Accept": "text/html", "Accept-Language": "fi"})
    assert "Pyyntöjä tuli liian tiheään" in page.text
    assert api.post("/api/v1/chat", json={"question": "alkumittaus"}).status_code == 200
    assert api.get("/healthz").status_code == 200


def test_the_parts_of_a_file_and_what_a_page_is_made_of_are_not_counted() -> None:
    api = TestClient(create_app(FakeAssistant(FakeLibrary()), Settings(), RateLimit(burst=1, per_second=0.1)))
    for path in ("/reading.css", "/widget.js", "/api/v1/documents/0123456789abcdef/file"):
        assert 429 not in {api.get(path).status_code for _ in range(3)}
