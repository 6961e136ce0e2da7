"""The list of documents, the page of one and what stands in place of a page, in a browser: by role and name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from api.app import create_app
from assistant.documents import DocumentKind
from assistant.settings import Settings
from tests.browser.axe import violations
from tests.browser.scripted_service import serving
from tests.fakes import FakeAssistant, FakeLibrary, record

HOSTILE = '<script>document.title = "broken"</script>\u202eäköh'
GUIDE = record("guides/opas.md", title="Opas", kind=DocumentKind.GUIDE, media_type="text/markdown")


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a service with 230 practices and one guide."""
    library = FakeLibrary()
    library.add(GUIDE, [(("Luku",), 1, "Opas neuvoo."), (("Luku", "Kohta"), 2, "Lisää neuvoja.")])
    library.add(record("blogs/vihamielinen.md", title=HOSTILE, kind=DocumentKind.BLOG, media_type="text/markdown"))
    for number in range(1, 231):
        library.add(record(f"practices/{number}.md", title=f"Käytäntö {number}", kind=DocumentKind.PRACTICE))
    with serving(create_app(FakeAssistant(library), Settings())) as address:
        yield address


@pytest.mark.parametrize("language", ["fi", "ru", "ar"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(page: Page, url: str, language: str, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("documents?offset=100&kind=practice&", f"documents/{GUIDE.id}?", "documents?year=abc&", "nowhere?"):
        page.goto(f"{url}/{address}lang={language}")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_a_reader_goes_forth_and_back(page: Page, url: str) -> None:
    page.goto(f"{url}/documents?kind=practice&lang=fi")
    expect(page).to_have_title("Asiakirjat: Hyvä käytäntö, sivu 1/3")
    pages = page.get_by_role("navigation", name="Luettelon sivut")
    expect(pages.get_by_role("link", name="Edellinen sivu")).to_have_count(0)
    pages.get_by_role("link", name="Seuraava sivu").click()
    expect(page).to_have_title("Asiakirjat: Hyvä käytäntö, sivu 2/3")
    pages.get_by_role("link", name="Seuraava sivu").click()
    expect(page).to_have_title("Asiakirjat: Hyvä käytäntö, sivu 3/3")
    expect(pages.get_by_role("link", name="Seuraava sivu")).to_have_count(0)
    expect(page.get_by_text("Tällä sivulla: 201–230")).to_be_visible()
    pages.get_by_role("link", name="Edellinen sivu").click()
    expect(page.get_by_role("link", name="Käytäntö 101", exact=True)).to_be_visible()


def test_a_reader_changes_the_language_and_stays_on_the_page(page: Page, url: str) -> None:
    page.goto(f"{url}/documents?kind=practice&offset=100&lang=fi")
    page.get_by_role("navigation", name="Kieli").get_by_role("link", name="العربية").click()
    expect(page).to_have_url(f"{url}/documents?kind=practice&offset=100&lang=ar")
    expect(page.locator("main")).to_have_css("direction", "rtl")
    current = page.get_by_role("navigation", name="اللغة").get_by_role("link", name="العربية")
    expect(current).to_have_attribute("aria-current", "true")


def test_a_wrong_address_is_told_and_leads_to_the_list(page: Page, url: str) -> None:
    response = page.goto(f"{url}/documents?kind=poem&lang=sv")
    assert response is not None
    assert response.status == 422
    expect(page.get_by_role("heading", level=1)).to_have_text("Det är fel i adressen")
    expect(page.get_by_role("listitem").filter(has_text="Typ av dokument: poem")).to_be_visible()
    page.get_by_role("link", name="Visa alla dokument").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokument")


def test_a_title_is_text_whatever_it_holds(page: Page, url: str) -> None:
    page.goto(f"{url}/documents?kind=blog&lang=en")
    page.get_by_role("link", name="<script>").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>")
    assert page.title() != "broken"
