"""A count or a list leads to the same search: as a field of the answer, as a page, as a line in the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from api.app import create_app
from api.links import documents_url
from api.pages.problem import problem_page
from api.schemas import Answer as Presented
from api.terminal import show_answer
from assistant.answering.answer import Answer, AnswerStatus, Narrowed
from assistant.answering.messages import say
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
    assert len(BeautifulSoup(page.text, "lxml").select("#list > li")) == 100
    assert "Käytäntö &lt;1&gt;" in page.text
    assert "Blogi" not in page.text


def test_a_language_is_called_by_its_own_name(api: TestClient) -> None:
    page = api.get("/documents?kind=practice&language=sv&language=uk&lang=en")
    assert "Narrowed to: Good practice, svenska, українська." in page.text


def test_the_page_goes_on(api: TestClient) -> None:
    following = documents_url(FILTERS, "sv", 100)
    first = BeautifulSoup(api.get(documents_url(FILTERS, "sv")).text, "lxml")
    assert neighbours(first) == {"Nästa sida": following}
    last = BeautifulSoup(api.get(following).text, "lxml")
    assert len(last.select("#list > li")) == 30
    assert neighbours(last) == {"Föregående sida": documents_url(FILTERS, "sv")}
    assert "På den här sidan: 101–130" in last.get_text()


@pytest.mark.parametrize(("offset", "before"), [(1, 0), (100, 0), (130, 30), (250, 100), (1_000_000, 100)])
def test_there_is_a_way_back_from_anywhere(api: TestClient, offset: int, before: int) -> None:
    page = BeautifulSoup(api.get(documents_url(Filters(), "en", offset)).text, "lxml")
    assert neighbours(page)["Previous page"] == documents_url(Filters(), "en", before)


def neighbours(page: BeautifulSoup) -> dict[str, str]:
    """The links to the pages before and after."""
    return {link.get_text(): str(link["href"]) for link in page.select("main nav a")}


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (documents_url(Filters(), "fi"), "Asiakirjat, sivu 1/2"),
        (documents_url(FILTERS, "fi", 100), "Asiakirjat: Hyvä käytäntö, 2024, 2025, työkyky, Länsi-Suomi, sivu 2/2"),
        (documents_url(Filters(kinds=(DocumentKind.BLOG,)), "et"), "Dokumendid: Blogipostitus"),
        (documents_url(Filters(), "en", 500), "Documents"),
    ],
)
def test_the_title_tells_the_filters_and_the_page(api: TestClient, address: str, title: str) -> None:
    soup = BeautifulSoup(api.get(address).text, "lxml")
    assert soup.title is not None
    assert soup.title.get_text() == title


def test_all_documents_stand_on_the_page_without_filters(api: TestClient) -> None:
    page = api.get(documents_url(Filters()), headers={"Accept-Language": "en"}).text
    assert "Number of documents: 131" in page
    assert "Narrowed to" not in page


@pytest.mark.parametrize("language", ["de", "", None])
def test_a_page_that_is_not_in_a_language_is_the_browsers_to_choose(language: str | None) -> None:
    assert documents_url(Filters(years=(2024,)), language) == "/documents?year=2024"


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kind=poem&lang=fi", "Asiakirjan laji: poem"),
        ("year=abc&lang=sv", "År: abc"),
        ("offset=-1&lang=ru", "Место в списке: -1"),
        ("theme=&lang=ar", "الموضوع:"),
        (f"region={'a' * 101}&lang=en", f"Region: {'a' * 40}…"),
        ("kind=%3Cscript%3E%E2%80%AE%00x&lang=en", "Kind of document: <script>x"),
    ],
)
def test_a_reader_is_told_what_was_not_understood(api: TestClient, query: str, told: str) -> None:
    response = api.get(f"/documents?{query}", headers={"Accept": BROWSER})
    assert response.status_code == 422
    soup = BeautifulSoup(response.text, "lxml")
    language = query[-2:]
    assert soup.select_one("html")["lang"] == language  # type: ignore[index]
    assert [row.get_text().strip() for row in soup.select(".notice li")] == [told]
    assert soup.select_one(f'nav a[href="/documents?lang={language}"]')


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/html;q=0.5, application/json", ""])
def test_a_program_is_told_in_json(api: TestClient, accept: str) -> None:
    response = api.get("/documents?kind=poem", headers={"Accept": accept})
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["kind.0"]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/documents/0123456789abcdef", 404, "Asiakirjaa ei löydy"),
        ("/nowhere", 404, "Sivua ei löydy"),
        ("/calls?status=novel", 422, "Haun tila: novel"),
    ],
)
def test_other_pages_tell_it_too(api: TestClient, path: str, status: int, told: str) -> None:
    response = api.get(path, headers={"Accept": BROWSER, "Accept-Language": "fi"})
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert told in BeautifulSoup(response.text, "lxml").get_text()


def test_a_page_that_fails_or_starts_says_so_in_every_language() -> None:
    for code in ("starting", "unavailable", "internal", "rate_limited", "odd_failure"):
        for language in ("fi", "et", "uk"):
            soup = BeautifulSoup(problem_page(code, [], language), "lxml")
            message = "problem_internal" if code == "odd_failure" else f"problem_{code}"
            assert soup.select_one("h1").get_text() == say(message, language)  # type: ignore[union-attr]


def test_the_terminal_shows_the_filters(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(ANSWER, explain=False)
    printed = " ".join(capsys.readouterr().out.split())
    assert "7 documents, narrowed to god praxis, 2024–2025 · /documents?kind=practice" in printed


def test_nothing_is_skipped_to_where_there_is_no_list(api: TestClient) -> None:
    assert 'href="#list"' in api.get("/documents?kind=practice").text
    assert 'href="#list"' not in api.get("/documents?kind=practice&offset=1000").text
