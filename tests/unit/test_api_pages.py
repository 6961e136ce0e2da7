"""The pages that the server renders: everything escaped, every passage with its anchor, words in three languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.links import source_url
from api.pages.document import document_page
from api.pages.html import Markup, element
from assistant.answering.messages import say
from assistant.documents import Chunk, DocumentKind
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)"> & " \''


class Elements(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def passage(position: int, text: str, headings: tuple[str, ...] = (), page: int | None = None) -> Chunk:
    return Chunk(f"x.d.{position}", "x", position, headings, page, text, "c")


def test_passages_pages_and_headings_are_in_reading_order() -> None:
    chunks = [
        passage(0, "yksi", ("Luku",), 1),
        passage(1, "kaksi", ("Luku", "Kohta"), 1),
        passage(2, "kolme", ("Luku", "Kohta"), 2),
        passage(3, "neljä\n\nviisi", ("Toinen luku", "Kohta"), 2),
        passage(4, "kuusi", ("Toinen luku",), 2),
    ]
    html = document_page(record(), chunks, "fi", has_original=True)
    article = html[html.index("<article") :]
    shown = re.findall(r'id="([cp]\d+)"|<h(\d)[^>]*>([^<]*)', article)
    assert [anchor or f"h{level} {heading}" for anchor, level, heading in shown] == [
        "p1",
        "h2 Luku",
        "c0",
        "h3 Kohta",
        "c1",
        "p2",
        "c2",
        "h2 Toinen luku",
        "h3 Kohta",
        "c3",
        "c4",
    ]
    assert article.count('<p class="text"') == 6
    assert f'href="/api/v1/documents/{record().id}/file"' in html


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ar"])
def test_nothing_from_a_document_becomes_markup(language: str) -> None:
    nasty = record(title=NASTY)
    html = document_page(nasty, [passage(0, NASTY, (NASTY,), 1)], language, has_original=False, newer=nasty)
    page = Elements(html)
    assert not {"script", "img"} & set(page.names)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert page.text.count(NASTY) == 5  # tab title, heading, newer edition, heading, passage


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")), st.text("<>&\"'ab"))
def test_an_element_reads_back_as_it_was_written(text: str, value: str) -> None:
    page = Elements(element("p", text, title=value))
    assert page.names == ["p"]
    assert page.attributes == [("title", value)]
    assert page.text == text


def test_markup_is_not_escaped_twice() -> None:
    assert element("p", Markup("<b>x</b>"), "<", class_="a", hidden=None) == '<p class="a"><b>x</b>&lt;</p>'


def test_every_kind_has_a_name() -> None:
    assert all(say(f"documents_kind_{kind}", "fi") for kind in DocumentKind)


@pytest.mark.parametrize(
    ("media_type", "word"),
    [
        ("application/pdf", "Sivu 3"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "Dia 3"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Taulukko 3"),
        ("application/vnd.ms-excel", "Taulukko 3"),
    ],
)
def test_pages_are_called_what_the_format_calls_them(media_type: str, word: str) -> None:
    html = document_page(record(media_type=media_type), [passage(0, "x", page=3)], "fi", has_original=True)
    assert word in Elements(html).text


def api() -> TestClient:
    library = FakeLibrary()
    newer = library.add(record("b.md", title="Uusi versio", media_type="text/markdown"))
    library.add(record("a.md", title="Vanha versio", superseded_by=newer.id), [((), None, "Teksti.")])
    return TestClient(create_app(FakeAssistant(library), Settings()), raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "sv", "sv"),
        ("?lang=fi", "sv", "fi"),
        ("", "", "en"),
        ("", "ru", "ru"),
        ("", "de", "en"),
        ("?lang=de", "et", "et"),
        ("?lang=", "uk", "uk"),
    ],
)
def test_the_page_speaks_the_readers_language(query: str, accept: str, language: str) -> None:
    response = api().get(f"/documents/{record('a.md').id}{query}", headers={"Accept-Language": accept})
    assert f'<html lang="{language}" dir="ltr">' in response.text
    assert say("documents_superseded", language) in response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_an_old_edition_leads_to_the_newer_one() -> None:
    html = api().get(f"/documents/{record('a.md').id}?lang=ar").text
    assert f'<a href="/documents/{record("b.md").id}?lang=ar" dir="auto">Uusi versio</a>' in html
    assert '<html lang="ar" dir="rtl">' in html


def test_a_document_without_text_says_so() -> None:
    response = api().get(f"/documents/{record('b.md').id}", headers={"Accept-Language": "fi"})
    assert "Tästä asiakirjasta ei löytynyt tekstiä." in response.text


def test_an_unknown_document_has_no_page() -> None:
    assert api().get("/documents/0123456789abcdef").status_code == 404


def test_pages_load_nothing_but_our_own_style() -> None:
    for path in ("/docs", f"/documents/{record('a.md').id}"):
        page = Elements(api().get(path).text)
        assert "script" not in page.names
        loaded = {value for name, value in page.attributes if name == "href" and value and not value.startswith("#")}
        assert all(value.startswith("/") for value in loaded)
    assert api().get("/reading.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    ("uri", "page", "url"),
    [
        ("reports/a.pdf", 3, "/api/v1/documents/id/file#page=3"),
        ("reports/A.PDF", None, "/api/v1/documents/id/file"),
        ("https://example.fi/a.pdf?x=1", 2, "/api/v1/documents/id/file#page=2"),
        ("slides/a.pptx", 3, "/documents/id#c12"),
        ("https://example.fi/", None, "/documents/id#c12"),
        ("pdf", None, "/documents/id#c12"),
    ],
)
def test_a_source_opens_at_its_place(uri: str, page: int | None, url: str) -> None:
    assert source_url("id", uri, page, "id.deadbeef.12") == url
