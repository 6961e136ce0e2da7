"""The funding calls inside the widget."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.foreign_page import foreign_page
from tests.browser.scripted_service import serving
from tests.call_builders import CLOSED, CONTINUOUS, EXTENDED, UPCOMING, service


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a service with calls in several states."""
    with serving(service(CLOSED, UPCOMING, CONTINUOUS, EXTENDED)) as address:
        yield address


def test_a_button_leads_to_the_calls_and_back(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Kysymyksesi").fill("Keskeneräinen")
    page.get_by_role("button", name="Haut", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Avoimet ja tulevat haut")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page.get_by_role("textbox")).to_be_hidden()
    expect(page.get_by_role("button", name="Keskustelu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kysymyksesi")).to_have_value("Keskeneräinen")
    expect(page.get_by_role("article")).to_have_count(0)


def test_the_view_can_be_asked_for_by_attribute(page: Page, url: str) -> None:
    with foreign_page(url, 'view="calls"') as foreign:
        page.goto(foreign)
        call = page.get_by_role("article").filter(has_text="Haku tuleva")
        expect(call).to_contain_text("Tulossa · aukeaa 7 päivän päästä")
        expect(call).to_contain_text("1.12.2026 klo 9.00 – 26.2.2027 klo 16.15 (Suomen aikaa)")
        expect(page.get_by_text("null")).to_have_count(0)
        sign_up = call.get_by_role("link", name="Ilmoittaudu")
        expect(sign_up).to_have_attribute("href", "https://hakemukset.example.fi/info")
        expect(page.get_by_role("article").filter(has_text="Haku mennyt")).to_have_count(0)
        expect(page.get_by_role("link", name="Kaikki haut")).to_have_attribute("href", f"{url}/calls?lang=fi")
        page.locator("knowledge-assistant").evaluate("widget => { widget.view = '' }")
        expect(page.get_by_role("textbox")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "button", "name"),
    [("sv", "Utlysningar", "Utlysning jatkuva"), ("ru", "Конкурсы", "Call jatkuva"), ("ar", "الدعوات", "Call jatkuva")],
)
def test_it_speaks_the_readers_language(page: Page, url: str, language: str, button: str, name: str) -> None:
    page.goto(f"{url}/?lang={language}")
    page.get_by_role("button", name=button, exact=True).click()
    heading = page.get_by_role("heading", name=name)
    expect(heading).to_be_visible()
    assert heading.locator("bdi").get_attribute("lang") == (None if language == "sv" else "en")
    assert violations(page) == []


def test_a_change_of_language_changes_the_calls(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="Haut", exact=True).click()
    expect(page.get_by_role("heading", name="Haku tuleva")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Call tuleva")).to_be_visible()
    expect(page.get_by_text("opens in 7 days")).to_be_visible()


def test_every_language_has_every_word(page: Page, url: str) -> None:
    page.goto(url)
    words = page.evaluate("async () => (await import('/widget/calls-texts.js')).TEXTS")
    assert list(words) == ["fi", "sv", "en", "et", "ru", "uk", "ar"]
    assert all(words[code].keys() == words["fi"].keys() and all(words[code].values()) for code in words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("attributes", ['view="calls"', 'view="calls" presentation="floating" open'])
def test_axe_finds_nothing(page: Page, url: str, scheme: str, attributes: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with foreign_page(url, attributes) as foreign:
        page.goto(foreign)
        expect(page.get_by_role("article")).to_have_count(3)
        assert violations(page) == []


def test_a_closed_dialog_asks_for_nothing(page: Page, url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with foreign_page(url, 'view="calls" presentation="floating"') as foreign:
        page.goto(foreign)
        page.get_by_role("button", name="Kysy aineistoista").wait_for()
        assert not [address for address in asked if "/api/v1/calls" in address]
        page.get_by_role("button", name="Kysy aineistoista").click()
        expect(page.get_by_role("article")).to_have_count(3)
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Kysy aineistoista")).to_be_focused()


def test_a_failure_is_said_and_can_be_tried_again(page: Page, url: str) -> None:
    broken = [True]

    def fail_once(route: Route) -> None:
        if broken.pop() if broken else False:
            route.fulfill(status=503, body="{}")
        else:
            route.continue_()

    page.route("**/api/v1/calls?**", fail_once)
    page.goto(url)
    page.get_by_role("button", name="Haut", exact=True).click()
    expect(page.get_by_text("Palvelu ei ole vielä valmis.", exact=False)).to_be_visible()
    page.get_by_role("button", name="Yritä uudelleen").click()
    expect(page.get_by_role("article")).to_have_count(3)


def test_when_nothing_is_open_that_is_said(page: Page) -> None:
    with serving(service(CLOSED, UPCOMING)) as url:
        page.goto(url)
        page.get_by_role("button", name="Haut", exact=True).click()
        expect(page.get_by_text("Mikään haku ei ole nyt auki.")).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(1)
