"""The example collection's calls as the web service shows them, at moments before, during and after."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from ical.calendar_stream import IcsCalendarStream

from api.app import create_app
from assistant.index.library import Library
from assistant.settings import Settings
from ingest.sources import FolderSource
from ingest.sync import sync
from tests.call_builders import moment
from tests.fakes import FakeAssistant, FakeLibrary
from tests.index_fakes import FakeAnalyser, FakeEmbedder

CORPUS = Path(__file__).parents[2] / "corpus"
PROSE = """<html><head><title>Hyvä työ</title></head><body><main><h1>Hyvä työ</h1>
<p>Haku avautuu 2.11.2026 klo 9.00. Haku päättyy perjantaina 26.2.2027 klo 16.15. Tuki on enintään 80 prosenttia.</p>
</main></body></html>"""
OPEN = {
    "2026-09-30T12:00": ["haku-2026-2", "haku-jatkuva-pienhankkeet"],
    "2026-10-25T23:59": ["haku-2026-2", "haku-2026-3", "haku-jatkuva-pienhankkeet"],
    "2026-11-24T12:00": ["haku-2026-3", "haku-2026-lappi", "haku-jatkuva-pienhankkeet"],
    "2027-01-15T16:15": ["haku-2026-3", "haku-2026-lappi", "haku-2026-4", "haku-jatkuva-pienhankkeet"],
    "2028-05-01T12:00": ["haku-jatkuva-pienhankkeet"],
}


class Served(FakeAssistant):
    """Only its library is asked."""

    def __init__(self, library: Library) -> None:
        super().__init__(FakeLibrary())
        self.library = library  # type: ignore[assignment]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("served")
    for folder in ("announcements", "calls"):
        shutil.copytree(CORPUS / folder, root / "corpus" / folder)
    (root / "corpus" / "announcements" / "hyva-tyo.html").write_text(PROSE, encoding="utf-8")
    opened = Library.open(Settings(data_dir=root / "data"), FakeEmbedder(), FakeAnalyser())
    assert sync(opened, [FolderSource(root / "corpus")]).failed == []
    yield opened
    opened.close()


def api(library: Library, now: str) -> TestClient:
    return TestClient(create_app(Served(library), Settings(), clock=lambda: moment(now)))


@pytest.mark.parametrize(("now", "expected"), OPEN.items())
def test_what_is_open_on_the_page_is_open_in_the_records(library: Library, now: str, expected: list[str]) -> None:
    soup = BeautifulSoup(api(library, now).get("/calls?lang=fi").text, "lxml")
    section = soup.find("section", attrs={"aria-labelledby": "open"})
    assert section is not None
    shown = [str(article["id"]) for article in section.find_all("article")]
    assert [one for one in shown if one.startswith("haku-")] == expected


def test_a_call_leads_to_its_announcement_and_its_record(library: Library) -> None:
    client = api(library, "2026-11-24T12:00")
    one = client.get("/api/v1/calls/haku-2026-3").json()
    assert [source["uri"] for source in one["sources"]] == [
        "corpus/announcements/haku-2026-3.pdf",
        "corpus/calls/haku-2026-3.yaml",
    ]
    for source in one["sources"]:
        assert client.get(source["url"]).status_code == 200


def test_a_call_known_from_prose_is_listed_as_not_reviewed(library: Library) -> None:
    calls = api(library, "2026-11-24T12:00").get("/api/v1/calls").json()["calls"]
    [read] = [one for one in calls if not one["official"]]
    assert read["name"]["fi"] == "Hyvä työ"
    assert "closes_at" in {field["field"] for field in read["unreviewed"]}
    assert any("26.2.2027" in (field["quote"] or "") for field in read["unreviewed"])


@pytest.mark.parametrize("language", ["fi", "sv", "en", "et", "ru", "uk", "ar"])
def test_the_calendar_and_the_feed_can_be_read(library: Library, language: str) -> None:
    client = api(library, "2026-11-24T12:00")
    calendar = IcsCalendarStream.calendar_from_ics(client.get(f"/calls.ics?lang={language}").text)
    deadlines = [event for event in calendar.events if event.uid and ".closes@" in event.uid]
    assert len(deadlines) == 16  # fifteen records that have one, and the announcement
    feed = feedparser.parse(client.get(f"/calls.atom?lang={language}").content)
    assert not feed.bozo
    assert len(feed.entries) > 20
