"""The Atom feed: what happened when, and whether it is one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from lxml import etree

from api.calls.feed import ATOM, feed, happenings
from assistant.calls.clock import instant
from assistant.calls.listing import listing
from assistant.calls.record import Call
from assistant.documents import DocumentKind
from assistant.language import SUPPORTED
from tests.call_builders import (
    CANCELLED,
    CLOSED,
    CONTINUOUS,
    EXTENDED,
    NOW,
    UNDATED,
    UPCOMING,
    call,
    library,
    moment,
)
from tests.fakes import record

PAGE = "https://tietoavustaja.example.fi/calls"
HERE = "https://tietoavustaja.example.fi/calls.atom"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "atom.rng"))
ALL = (CLOSED, UNDATED, UPCOMING, CANCELLED, CONTINUOUS, EXTENDED)


def written(*calls: Call, language: str = "fi", now: dt.datetime = NOW) -> bytes:
    return feed(listing(library(*calls), now), language, PAGE, HERE, now)


def kinds(one: Call, now: dt.datetime = NOW) -> list[str]:
    [listed] = listing(library(one), now)
    return [happening.kind for happening in happenings(listed)]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (CLOSED, ["opened", "closing", "closed"]),
        (CONTINUOUS, ["opened"]),
        (CANCELLED, ["opened", "cancelled"]),
        (EXTENDED, ["opened", "extended"]),
        (UPCOMING, []),
        (UNDATED, []),
        (call(closes_at="2026-12-08T16:15"), ["opened", "closing"]),
        (call(closes_at="2026-12-09T16:15"), ["opened"]),
    ],
)
def test_what_has_happened_is_told_and_nothing_else(one: Call, expected: list[str]) -> None:
    assert kinds(one) == expected


def test_a_call_is_new_when_its_announcement_is_published_before_it_opens() -> None:
    made = library(call("uusi", opens_at="2026-12-01T09:00", source_documents=["announcements/uusi.pdf"]))
    uri = "corpus/announcements/uusi.pdf"
    made.add(record(uri, kind=DocumentKind.ANNOUNCEMENT, published=dt.date(2026, 11, 16)))
    [listed] = listing(made, NOW)
    assert [(one.kind, one.at) for one in happenings(listed)] == [("new", moment("2026-11-16T00:00"))]


def test_a_call_closes_at_the_end_of_its_last_minute() -> None:
    closes = moment("2027-01-15T16:15")
    assert "closed" not in kinds(EXTENDED, closes)
    assert "closed" in kinds(EXTENDED, closes + dt.timedelta(seconds=1))


@pytest.mark.parametrize("language", [known.code for known in SUPPORTED])
@pytest.mark.parametrize("calls", [(), ALL])
def test_a_feed_reader_finds_nothing_amiss(language: str, calls: tuple[Call, ...]) -> None:
    read = feedparser.parse(written(*calls, language=language))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == language
    assert len(read.entries) == (8 if calls else 0)
    assert all(entry.link.startswith(f"{PAGE}#") and entry.summary and entry.title for entry in read.entries)


@pytest.mark.parametrize("language", [known.code for known in SUPPORTED])
@pytest.mark.parametrize("calls", [(), ALL])
def test_it_is_valid_by_the_schema_of_rfc_4287(language: str, calls: tuple[Call, ...]) -> None:
    SCHEMA.assertValid(etree.fromstring(written(*calls, language=language)))


def test_the_schema_would_find_a_fault() -> None:
    root = etree.fromstring(written(*ALL))
    root.find(f"{{{ATOM}}}entry/{{{ATOM}}}updated").text = "24.11.2026"
    assert not SCHEMA.validate(root)


def test_it_has_what_rfc_4287_asks_for() -> None:
    root = etree.fromstring(written(*ALL))
    spaces = {"a": ATOM}
    for parent in [root, *root.findall("a:entry", spaces)]:
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{name}", spaces)) == 1
        stamp = parent.findtext("a:updated", namespaces=spaces)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)
        assert dt.datetime.fromisoformat(stamp) <= NOW
        links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in parent.findall("a:link", spaces)]
        assert len(set(links)) == len(links)
    ids = [one.text for one in root.iter(f"{{{ATOM}}}id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
    assert root.find("a:author/a:name", spaces) is not None
    assert root.find("a:link[@rel='self']", spaces).get("href") == HERE


def test_the_newest_comes_first_and_dates_the_feed() -> None:
    read = feedparser.parse(written(*ALL))
    stamps = [entry.updated for entry in read.entries]
    assert stamps == sorted(stamps, reverse=True)
    assert read.feed.updated == stamps[0]
    assert read.entries[0].title == "Haku peruttiin: Haku peruttu"


def test_ids_stay_whatever_the_language_and_the_day() -> None:
    before = {entry.id for entry in feedparser.parse(written(*ALL, language="sv")).entries}
    after = {entry.id for entry in feedparser.parse(written(*ALL, now=moment("2027-02-01T00:00"))).entries}
    assert before < after


def test_control_characters_do_not_break_it() -> None:
    read = feedparser.parse(written(call(name={"fi": "a\x0b<b>&\ufffe\x00c"})))
    assert not read.bozo
    assert read.entries[0].title.endswith(": a<b>&c")


def test_nothing_is_dated_ahead_of_its_time() -> None:
    for hours in range(0, 24 * 120, 13):
        now = moment("2026-09-20T00:00") + dt.timedelta(hours=hours)
        for listed in listing(library(*ALL), now):
            assert all(instant(one.at) <= instant(now) for one in happenings(listed))
