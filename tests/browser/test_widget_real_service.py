"""The whole product as a visitor meets it: a real server over real documents, embedded on somebody else's page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.foreign_page import foreign_page
from tests.browser.real_service import TITLE, real_service


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with real_service(tmp_path_factory.mktemp("service")) as url:
        yield url


def test_a_question_on_a_foreign_page_is_answered_from_the_right_page_of_a_pdf(page: Page, real: str) -> None:
    with foreign_page(real, 'presentation="floating"') as url:
        page.goto(url)
        page.get_by_role("button", name="Kysy aineistoista").press("Enter")
        page.keyboard.type("Milloin alkumittaus tehdään?")
        page.keyboard.press("Enter")

        turn = page.get_by_role("article", name="Kysymys: Milloin alkumittaus tehdään?")
        expect(turn.get_by_text("Alkumittaus tehdään kahden kuukauden kuluessa hankkeen alusta.").first).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("kahden kuukauden kuluessa")
        assert violations(page) == []

        turn.get_by_role("button", name=f"Lähde 1: {TITLE}, sivu 2").press("Enter")
        link = turn.get_by_role("link", name="Avaa sivulta 2").first
        with page.context.expect_page() as opened:
            link.press("Enter")
        assert opened.value.url.startswith(f"{real}/api/v1/documents/")
        assert opened.value.url.endswith("/file#page=2")
        original = page.request.get(opened.value.url)
        assert original.headers["content-type"] == "application/pdf"
        assert original.body().startswith(b"%PDF-")


def test_a_document_without_pages_opens_at_its_passage(page: Page, real: str) -> None:
    page.goto(real)
    page.get_by_label("Kysymyksesi").fill("Mitä etätyön pelisäännöissä sovitaan?")
    page.get_by_role("button", name="Lähetä").click()
    link = page.get_by_role("article").get_by_role("link", name="Avaa asiakirja (Etätyön pelisäännöt").first
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_role("heading", name="Etätyön pelisäännöt").first).to_be_visible()
    expect(opened.value.locator(":target")).to_contain_text("tavoitettavissa")


def test_a_question_in_another_language_is_answered_in_it(page: Page, real: str) -> None:
    page.goto(f"{real}/?lang=sv")
    page.get_by_label("Din fråga").fill("Vad kommer chefen överens om med gruppen?")
    page.keyboard.press("Enter")
    turn = page.get_by_role("article")
    expect(turn.get_by_text("gemensamma spelregler för distansarbetet").first).to_be_visible()
    expect(turn.locator(".text")).to_have_attribute("lang", "sv")


def test_what_the_documents_do_not_say_is_not_answered(page: Page, real: str) -> None:
    page.goto(real)
    page.get_by_label("Kysymyksesi").fill("Kuka voitti jääkiekon maailmanmestaruuden vuonna 1995?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vastausta ei löytynyt aineistoista")).to_be_visible()
    expect(page.get_by_text("Jos et saa vastausta")).to_be_visible()


def test_every_link_of_the_page_leads_somewhere(page: Page, real: str) -> None:
    page.goto(real)
    for link in page.get_by_role("link").all():
        address = link.evaluate("link => link.href")
        if address.startswith("http"):
            assert page.request.get(address).ok, address
