"""The element on somebody else's page: its attributes, its two presentations, and how it keeps to itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.browser.foreign_page import foreign_page
from tests.browser.scripted_service import REPORT, Script, ScriptedService, answer, citation

QUESTION = "Miten alkumittaus tehdään?"
QUOTE = "Alkumittaus tehdään kahden kuukauden kuluessa hankkeen alusta."
ANSWER = answer(f"{QUOTE}\u00a0[1]", citation(1, QUOTE))

Embed = Callable[[str], Page]


@pytest.fixture
def embed(page: Page, service: ScriptedService) -> Iterator[Embed]:
    """Opens a foreign page that embeds the widget with the attributes given."""
    with ExitStack() as stack:

        def open_page(attributes: str) -> Page:
            page.goto(stack.enter_context(foreign_page(service.url, attributes)))
            return page

        yield open_page


def test_the_launcher_opens_a_dialog_and_escape_gives_the_focus_back(embed: Embed) -> None:
    page = embed('presentation="floating"')
    launcher = page.get_by_role("button", name="Kysy aineistoista")
    expect(page.get_by_role("dialog")).to_have_count(0)
    launcher.click()
    expect(page.get_by_role("dialog", name="Kysy hankkeen aineistoista")).to_be_visible()
    expect(page.get_by_label("Kysymyksesi")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(launcher).to_be_focused()


def test_the_close_button_closes_and_the_conversation_stays(embed: Embed, service: ScriptedService) -> None:
    service.on(QUESTION, Script(ANSWER))
    page = embed('presentation="floating"')
    page.get_by_role("button", name="Kysy aineistoista").click()
    page.get_by_label("Kysymyksesi").fill(QUESTION)
    page.get_by_role("button", name="Lähetä").click()
    expect(page.get_by_role("article").get_by_text(QUOTE).first).to_be_visible()
    page.get_by_role("button", name="Sulje").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Kysy aineistoista").click()
    expect(page.get_by_role("article").get_by_text(QUOTE).first).to_be_visible()


def test_nothing_is_asked_of_the_service_before_the_dialog_opens(embed: Embed) -> None:
    page = embed('presentation="floating"')
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response("**/api/v1/status"):
        assert asked == []
        page.get_by_role("button", name="Kysy aineistoista").click()


def test_a_page_can_open_it_and_hear_that_it_closed(embed: Embed) -> None:
    page = embed('presentation="floating" open')
    expect(page.get_by_role("dialog")).to_be_visible()
    element = page.locator("knowledge-assistant")
    page.keyboard.press("Escape")
    expect(element).not_to_have_attribute("open", re.compile(".*"))
    element.evaluate("element => { element.open = true }")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_inline_presentation_answers_from_the_service_that_the_script_came_from(
    embed: Embed, service: ScriptedService
) -> None:
    service.on(QUESTION, Script(ANSWER))
    page = embed("")
    page.get_by_label("Kysymyksesi").fill(QUESTION)
    page.get_by_role("button", name="Lähetä").click()
    link = page.get_by_role("link", name=re.compile("Avaa sivulta 7"))
    expect(link).to_have_attribute("href", f"{service.url}/api/v1/documents/{REPORT.id}/file#page=7")


def test_another_endpoint_may_stand_below_a_path(embed: Embed, service: ScriptedService) -> None:
    page = embed(f'endpoint="{service.url}/avustaja"')
    with page.expect_request(f"{service.url}/avustaja/api/v1/chat"):
        page.get_by_label("Kysymyksesi").fill(QUESTION)
        page.route("**/avustaja/api/v1/chat", lambda route: route.abort())
        page.get_by_role("button", name="Lähetä").click()


def test_heading_examples_and_language_are_attributes(embed: Embed) -> None:
    page = embed('lang="sv" heading="Fråga oss" examples="Första frågan? | Andra frågan?"')
    expect(page.get_by_role("region", name="Fråga oss")).to_be_visible()
    expect(page.get_by_role("button", name="Andra frågan?")).to_be_visible()
    expect(page.get_by_label("Din fråga")).to_be_visible()
    page.locator("knowledge-assistant").evaluate("element => element.setAttribute('lang', 'en-GB')")
    expect(page.get_by_label("Your question")).to_be_visible()


def test_the_language_of_the_page_counts_when_the_element_names_none(embed: Embed) -> None:
    expect(embed("").get_by_label("Kysymyksesi")).to_be_visible()


def test_the_page_s_styles_stay_out(embed: Embed) -> None:
    send = embed("").get_by_role("button", name="Lähetä")
    expect(send).to_be_visible()
    expect(send).to_have_css("font-size", "16px")


def test_the_widget_is_light_on_a_page_that_knows_no_dark(embed: Embed) -> None:
    page = embed("")
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_role("region")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_a_page_sets_the_accent(embed: Embed) -> None:
    page = embed('style="--assistant-accent: rgb(90, 20, 90)"')
    expect(page.get_by_role("button", name="Lähetä")).to_have_css("background-color", "rgb(90, 20, 90)")


def test_what_stands_in_the_element_shows_without_the_script_and_in_a_dead_end(
    embed: Embed, service: ScriptedService
) -> None:
    service.on(QUESTION, Script(failure=RuntimeError()))
    page = embed("")
    contact = page.get_by_text("neuvonta@example.org")
    expect(contact).to_be_hidden()
    page.get_by_label("Kysymyksesi").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(contact).to_be_visible()
    page.route("**/widget.js", lambda route: route.abort())
    page.reload()
    expect(contact).to_be_visible()
