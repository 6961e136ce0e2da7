"""A count or a list leads to the same search: as a field of the answer, as a page, as a line in the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.links import documents_url
from api.schemas import Answer as Presented
from api.terminal import show_answer
from assistant.answering.answer import Answer, AnswerStatus, Narrowed
from assistant.documents import DocumentKind, Filters, Metadata
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

FILTERS = Filters(kinds=(DocumentKind.PRACTICE,), years=(2024, 2025), themes=("tyokyky",), regions=("Länsi-Suomi",))
ANSWER = Answer(AnswerStatus.ANSWERED, "sv", "…", narrowed=Narrowed(FILTERS, "god praxis, 2024–2025", 7))


@pytest.fixture
def api() -> TestClient:
    library = FakeLibrary()
    for number in range(1, 131):
        library.add(
            record(
                f"practices/{number}.md",
                title=f"Käytäntö <{number}>",
                kind=DocumentKind.PRACTICE,
                published=date(2024, 1, 2),
                metadata=Metadata(themes=("tyokyky",), regions=("Länsi-Suomi",)),
            )
        )
    library.add(record("blogs/x.html", title="Blogi", kind=DocumentKind.BLOG, published=None))
    return TestClient(create_app(FakeAssistant(library), Settings()), raise_server_exceptions=False)


def test_the_answer_tells_the_search_behind_it() -> None:
    narrowed = Presented.of(ANSWER).narrowed
    assert narrowed is not None
    assert (narrowed.words, narrowed.count) == ("god praxis, 2024–2025", 7)
    assert narrowed.filters.to_domain() == FILTERS
    assert narrowed.url == (
        "/documents?kind=practice&year=2024&year=2025&theme=tyokyky&region=L%C3%A4nsi-Suomi&lang=sv"
    )
    assert Presented.of(replace(ANSWER, narrowed=None)).narrowed is None


def test_the_page_shows_the_same_documents(api: TestClient) -> None:
    page = api.get(documents_url(FILTERS, "fi"))
    assert page.status_code == 200
    assert "Rajaus: Hyvä käytäntö, 2024, 2025, työkyky, Länsi-Suomi." in page.text
    assert "Asiakirjoja: 130" in page.text
    assert page.text.count("<li>") == 100
    assert "Käytäntö &lt;1&gt;" in page.text
    assert "Blogi" not in page.text


def test_a_language_is_called_by_its_own_name(api: TestClient) -> None:
    page = api.get("/documents?kind=practice&language=sv&language=uk&lang=en")
    assert "Narrowed to: Good practice, svenska, українська." in page.text


def test_the_page_goes_on(api: TestClient) -> None:
    following = documents_url(FILTERS, "sv", 100)
    first = api.get(documents_url(FILTERS, "sv")).text
    assert f'href="{following.replace("&", "&amp;")}"' in first
    last = api.get(following).text
    assert last.count("<li>") == 30
    assert 'rel="next"' not in last


def test_all_documents_stand_on_the_page_without_filters(api: TestClient) -> None:
    page = api.get(documents_url(Filters()), headers={"Accept-Language": "en"}).text
    assert "Number of documents: 131" in page
    assert "Narrowed to" not in page


@pytest.mark.parametrize("language", ["et", "ru", "uk", "ar", None])
def test_a_page_that_is_not_in_a_language_is_the_browsers_to_choose(language: str | None) -> None:
    assert documents_url(Filters(years=(2024,)), language) == "/documents?year=2024"


def test_what_the_page_does_not_know_is_a_mistake(api: TestClient) -> None:
    assert api.get("/documents?kind=poem").status_code == 422


def test_the_terminal_shows_the_filters(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(ANSWER, explain=False)
    printed = " ".join(capsys.readouterr().out.split())
    assert "7 documents, narrowed to god praxis, 2024–2025 · /documents?kind=practice" in printed


def test_nothing_is_skipped_to_where_there_is_no_list(api: TestClient) -> None:
    assert 'href="#list"' in api.get("/documents?kind=practice").text
    assert 'href="#list"' not in api.get("/documents?kind=practice&offset=1000").text
