"""HTML: the content that a reader sees, and what the head says of it."""

from __future__ import annotations

import pytest

from assistant.errors import PermanentError
from ingest import metadata
from ingest.content import Content
from ingest.converters.html import read


def page(body: str, head: str = "", language: str = "fi") -> Content:
    return read(
        f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode(), "a.html"
    )


def text_of(content: Content) -> str:
    return "\n\n".join(section.text for section in content.sections)


@pytest.mark.parametrize(
    "hidden",
    [
        "<nav>Etusivu</nav>",
        "<header>Etusivu</header>",
        "<footer>Etusivu</footer>",
        '<div class="cookie-banner">Etusivu</div>',
        "<script>Etusivu</script>",
        "<style>Etusivu</style>",
        "<p hidden>Etusivu</p>",
        '<p aria-hidden="true">Etusivu</p>',
        '<p style="display: none">Etusivu</p>',
        '<p style="color:#fff">Etusivu</p>',
        "<!-- Etusivu -->",
    ],
)
def test_furniture_and_hidden_elements_are_no_text(hidden: str) -> None:
    assert text_of(page(f"{hidden}<p>Sisältö jää.</p>")) == "Sisältö jää."


def test_headings_lists_and_tables() -> None:
    header = "<tr><th>Alue</th><th>Vuosi</th><th>Määrä</th></tr>"
    table = f"<table>{header}<tr><td>Lappi</td><td>2025</td><td>3</td></tr></table>"
    first, second = page(
        f"<main><h1>A</h1><h2>B</h2>{table}<h2>C</h2><ol><li>yksi</li><li>kaksi</li></ol></main>"
    ).sections
    assert (first.headings, first.text) == (("A", "B"), "Alue: Lappi; Vuosi: 2025; Määrä: 3")
    assert (second.headings, second.text) == (("A", "C"), "1. yksi\n2. kaksi")


def test_footnotes_are_kept() -> None:
    text = text_of(
        page('<p>Osuus 74 %<sup><a href="#n1">1</a></sup></p><ol id="notes"><li id="n1">Otos pieni.</li></ol>')
    )
    assert "Osuus 74 %[1]" in text and "1. Otos pieni." in text


def test_the_head_fills_the_record() -> None:
    content = page(
        "<p>x</p>",
        '<meta name="DC.title" content="Opas"><meta name="DC.date" content="2026-09-15">'
        '<meta property="og:site_name" content="Hanke"><meta name="DC.subject" content="a">'
        '<meta name="DC.subject" content="b">',
        language="sv",
    )
    record = metadata.gather([content.record])
    assert record["title"] == "Opas" and str(record["published"]) == "2026-09-15"
    assert record["publisher"] == "Hanke" and record["themes"] == ("a", "b")
    assert content.language_hint == "sv"


@pytest.mark.parametrize(
    ("encoding", "head"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", ""), ("iso-8859-1", '<meta charset="iso-8859-1">')],
)
def test_encodings(encoding: str, head: str) -> None:
    data = f"<html><head>{head}</head><body><p>Työ säilyy öisin.</p></body></html>".encode(encoding)
    assert text_of(read(data, "a.html")) == "Työ säilyy öisin."


@pytest.mark.parametrize("data", [b"<html></html>", b"<!doctype html>", b"<p></p>", b"<", b"\0<html>"])
def test_nothing_written_is_no_section(data: bytes) -> None:
    assert text_of(read(data, "a.html")) in ("", "<")


def test_deep_nesting_is_read_or_refused() -> None:
    assert text_of(page("<div>" * 200 + "syvällä" + "</div>" * 200)) == "syvällä"
    with pytest.raises(PermanentError) as caught:
        page("<div>" * 50_000 + "syvällä")
    assert caught.value.hint
