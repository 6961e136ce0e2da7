"""POST /api/v1/similar and /similar: what comes back, what is refused and how, and that nothing stays behind."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from api.app import create_app
from api.security import PLAN_LIMIT, RateLimit
from api.similar.plan import MAX_BYTES, MAX_CHARACTERS, SentPlans
from assistant.answering.messages import say
from assistant.documents import Document, DocumentKind, Metadata, Section
from assistant.errors import PermanentError, TransientError
from assistant.language import SUPPORTED
from assistant.settings import Settings
from ingest.worker import Converted
from tests.similar_builders import CLOSE_BY, FAR_OFF, MARKED, IdeaAssistant

SECRET = "salaisuus"


class FakeReader:
    """Takes the bytes for the text; remembers where the file stood."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def read(self, path: Path, uri: str, max_bytes: int) -> Converted:
        self.paths.append(path)
        assert path.stat().st_size <= max_bytes
        text = path.read_text(encoding="utf-8")
        if text == "damaged":
            raise PermanentError("damaged", f"{path.name} could not be read.")
        sections = (Section(("Otsikko",), None, text),)
        document = Document(
            "0" * 16, uri, "", DocumentKind.OTHER, "fi", None, Metadata(), "d" * 64, "text/plain", sections
        )
        return Converted(document, ())


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


def client(reader: FakeReader | None = None, limit: RateLimit = PLAN_LIMIT) -> TestClient:
    @contextmanager
    def worker() -> Iterator[FakeReader]:
        yield reader or FakeReader()

    app = create_app(IdeaAssistant(), Settings(), plan_limit=limit)
    app.state.plans = SentPlans(worker)
    return TestClient(app)


def page(text: str = "", language: str = "fi", **sent: Any) -> BeautifulSoup:
    response = client().post(f"/similar?lang={language}", data={"text": text}, **sent)
    return BeautifulSoup(response.text, "lxml")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


def test_an_idea_as_json_gets_its_projects() -> None:
    body = client().post("/api/v1/similar", json={"text": CLOSE_BY}).json()
    assert body["close"] is True
    assert [(one["name"], one["close"]) for one in body["projects"]] == [
        ("Jaksava Hoiva", True),
        ("Turvallinen Työmaa", False),
    ]
    shared = body["projects"][0]["shared"][0]
    assert shared["idea"] == CLOSE_BY
    assert shared["quote"] == "Lähiesihenkilö kysyy kuormituksesta vartin ajan."
    assert shared["url"].endswith("/file#page=3")
    assert body["projects"][1]["apart"] == [CLOSE_BY]


def test_an_idea_in_a_file_gets_the_same(reader: FakeReader) -> None:
    sent = client(reader).post("/api/v1/similar", files={"file": ("Suunnitelma.DOCX", CLOSE_BY.encode())})
    assert sent.json() == client().post("/api/v1/similar", json={"text": CLOSE_BY}).json()
    assert [path.name for path in reader.paths] == ["plan.docx"]


def test_nothing_close_is_said() -> None:
    body = client().post("/api/v1/similar", json={"text": FAR_OFF}).json()
    assert body["close"] is False
    assert [one["close"] for one in body["projects"]] == [False]


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"json": {"text": " "}}, 422, "plan_too_short"),
        ({"json": {"text": "Liian lyhyt."}}, 422, "plan_too_short"),
        ({"json": {"text": "a " * MAX_CHARACTERS}}, 422, "invalid_request"),
        ({"json": {"teksti": CLOSE_BY}}, 422, "invalid_request"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "not_json"),
        ({"content": b"", "headers": {"content-type": "multipart/form-data"}}, 422, "plan_missing"),
        ({"content": CLOSE_BY.encode(), "headers": {"content-type": "text/plain"}}, 415, "plan_unsupported"),
        ({"data": {"text": ""}}, 422, "plan_missing"),
        ({"data": {"text": "a " * MAX_CHARACTERS}}, 413, "plan_too_long"),
        ({"files": {"file": ("a.xlsx", b"x")}}, 415, "plan_unsupported"),
        ({"files": {"file": ("a", b"x")}}, 415, "plan_unsupported"),
        ({"files": {"file": ("a.pdf", b"damaged")}}, 422, "plan_unreadable"),
        ({"files": {"file": ("a.pdf", b"")}}, 422, "plan_unreadable"),
        ({"files": {"file": ("a.txt", b"x" * (MAX_BYTES + 1))}}, 413, "plan_too_long"),
        ({"files": {"file": ("a.txt", b"x" * (MAX_BYTES + 100_000))}}, 413, "plan_too_long"),
        ({"json": {"text": "x" * (MAX_BYTES + 100_000)}}, 413, "plan_too_long"),
    ],
)
def test_what_is_refused_is_a_problem(sent: dict[str, Any], status: int, code: str) -> None:
    response = client().post("/api/v1/similar", **sent)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"


def test_comparing_often_is_limited() -> None:
    asked = client(limit=RateLimit(burst=1, per_second=0.1))
    assert asked.post("/api/v1/similar", json={"text": FAR_OFF}).status_code == 200
    refused = asked.post("/api/v1/similar", json={"text": FAR_OFF})
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")
    on_page = asked.post("/similar?lang=sv", data={"text": FAR_OFF})
    assert on_page.status_code == 429
    assert "Vänta 10 sekunder" in on_page.text


@pytest.mark.parametrize("sent", [f"{CLOSE_BY} {SECRET}", "damaged"])
def test_nothing_is_stored_or_logged(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    reader: FakeReader,
    sent: str,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    for address in ("/api/v1/similar", "/similar"):
        client(reader).post(address, files={"file": (f"{SECRET}.txt", sent.encode())})
    assert [path.parent.parent for path in reader.paths] == [tmp_path, tmp_path]
    assert list(tmp_path.iterdir()) == []
    assert SECRET not in caplog.text


def test_a_sender_does_not_wait_for_ever() -> None:
    plans = SentPlans(seconds=0)

    class Waiting:
        def __enter__(self) -> FakeReader:
            with pytest.raises(TransientError):
                plans.read("b.txt", CLOSE_BY.encode())
            return FakeReader()

        def __exit__(self, *_: object) -> None: ...

    plans._worker = Waiting
    assert plans.read("a.txt", CLOSE_BY.encode()) == CLOSE_BY


@pytest.mark.parametrize("language", [known.code for known in SUPPORTED])
def test_the_page_speaks_every_language(language: str) -> None:
    for soup in (BeautifulSoup(client().get(f"/similar?lang={language}").text, "lxml"), page(CLOSE_BY, language)):
        assert soup.select_one("html")["lang"] == language  # type: ignore[index]
        assert say("similar_title", language) in words(soup)
        assert say("similar_privacy", language) in words(soup)
    assert say("similar_shared", language) in words(soup)
    assert say("similar_differs", language) in words(soup)
    assert say("similar_funder_decides", language) in words(soup)


def test_the_page_leads_to_the_page_of_the_source() -> None:
    link = page(CLOSE_BY).select_one(".project .source a")
    assert link is not None
    assert link.get_text() == "Varhaisen tuen vartti, s. 3"
    assert str(link["href"]).endswith("/file#page=3")


def test_the_page_says_that_nothing_is_close_and_names_the_nearest_as_such() -> None:
    soup = page(FAR_OFF)
    assert say("similar_nothing", "fi") in words(soup)
    assert "mutta ne eivät ole lähellä: Turvallinen Työmaa" in words(soup)
    assert soup.select(".project") == []


def test_what_was_typed_stays_in_the_field() -> None:
    for text in (CLOSE_BY, "\n\nlyhyt </textarea><b>"):
        area = page(text).select_one("textarea")
        assert area is not None
        assert area.get_text().replace("\r", "").strip() == text.strip()
        assert area.find("b") is None


def test_names_and_passages_are_text() -> None:
    soup = page(MARKED)
    assert soup.select("script, img, blockquote b") == []
    assert "<img src=x onerror=alert(2)>" in words(soup)


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"data": {"text": ""}}, 422, "similar_plan_missing"),
        ({"data": {"text": "lyhyt"}}, 422, "similar_plan_too_short"),
        ({"files": {"file": ("a.pdf", b"damaged")}}, 422, "similar_plan_unreadable"),
    ],
)
def test_the_page_tells_what_went_wrong(sent: dict[str, Any], status: int, said: str) -> None:
    response = client().post("/similar?lang=uk", **sent)
    assert response.status_code == status
    assert say(said, "uk") in words(BeautifulSoup(response.text, "lxml"))


def test_browsers_keep_no_copy() -> None:
    assert client().post("/similar", data={"text": CLOSE_BY}).headers["cache-control"] == "no-store"


def test_both_pages_lead_to_it() -> None:
    for path in ("/", "/calls?lang=fi"):
        assert 'href="similar?lang=fi"' in client().get(path).text
