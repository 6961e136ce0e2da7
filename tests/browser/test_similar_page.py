"""The page that compares a project idea, in a browser: without scripts, by role and name, at every width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from assistant.settings import Settings
from tests.browser.axe import violations
from tests.browser.scripted_service import serving
from tests.similar_builders import CLOSE_BY, FAR_OFF, IdeaAssistant


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a service that knows of a care project and a building project."""
    with serving(create_app(IdeaAssistant(), Settings())) as address:
        yield address


def compare(page: Page, address: str, text: str) -> None:
    page.goto(address)
    page.locator("textarea").fill(text)
    page.locator("button").click()
    expect(page.locator("#found")).to_be_visible()


@pytest.mark.parametrize("language", ["fi", "ru", "ar"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(page: Page, url: str, language: str, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{url}/similar?lang={language}")
    assert violations(page) == []
    for text in (CLOSE_BY, "lyhyt"):
        compare(page, f"{url}/similar?lang={language}", text)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_idea_is_compared_without_scripts(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/similar?lang=fi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Onko tällainen hanke jo olemassa?")
    form = page.get_by_role("form", name="Ideasi tai suunnitelmasi")
    form.get_by_role("textbox", name="Kirjoita tai liitä teksti").fill(CLOSE_BY)
    form.get_by_role("button", name="Vertaa").click()
    found = page.get_by_role("region", name="Mitä löytyi")
    expect(found.get_by_text("Yksi hanke tai julkaisu on lähellä ideaasi.")).to_be_visible()
    project = found.get_by_role("article", name="Jaksava Hoiva")
    expect(project.get_by_role("heading", name="Mikä on yhteistä")).to_be_visible()
    expect(project.get_by_role("heading", name="Mikä erottaa")).to_be_visible()
    expect(project.get_by_role("blockquote")).to_contain_text("”Lähiesihenkilö kysyy kuormituksesta vartin ajan.”")
    source = project.get_by_role("link", name="Varhaisen tuen vartti, s. 3")
    assert (source.get_attribute("href") or "").endswith("/file#page=3")
    expect(found.get_by_role("article")).to_have_count(1)
    expect(found.get_by_role("link", name="Turvallinen Työmaa")).to_be_visible()
    expect(form.get_by_role("textbox")).to_have_value(CLOSE_BY)
    context.close()


def test_a_file_is_compared(page: Page, url: str, tmp_path: Path) -> None:
    plan = tmp_path / "suunnitelma.txt"
    plan.write_text(FAR_OFF, encoding="utf-8")
    page.goto(f"{url}/similar?lang=sv")
    page.get_by_label("Eller skicka en fil").set_input_files(plan)
    page.get_by_role("button", name="Jämför").click()
    found = page.get_by_role("region", name="Vad som hittades")
    expect(found.get_by_text("I materialet hittades ingenting som ligger nära din idé.")).to_be_visible()
    expect(found.get_by_role("article")).to_have_count(0)
    expect(found.get_by_text("men de ligger inte nära")).to_be_visible()


def test_what_went_wrong_is_told_and_the_text_stays(page: Page, url: str) -> None:
    compare(page, f"{url}/similar?lang=en", "Too short")
    expect(page.get_by_role("alert")).to_contain_text("The text is too short.")
    expect(page.get_by_role("textbox")).to_have_value("Too short")


def test_arabic_runs_from_right_to_left(page: Page, url: str) -> None:
    compare(page, f"{url}/similar?lang=ar", CLOSE_BY)
    expect(page.locator("main")).to_have_css("direction", "rtl")
    expect(page.locator("textarea")).to_have_css("direction", "ltr")  # what was typed is Finnish
    idea, told = (box.bounding_box() for box in page.locator(".pair > div").all()[:2])
    assert idea is not None
    assert told is not None
    assert idea["x"] > told["x"]


def test_the_front_page_and_the_calls_lead_here_in_their_language(page: Page, url: str) -> None:
    page.goto(f"{url}/?lang=sv")
    page.get_by_role("link", name="Finns det redan ett sådant projekt?").click()
    expect(page).to_have_url(f"{url}/similar?lang=sv")
    page.get_by_role("link", name="Se öppna och kommande utlysningar").click()
    expect(page).to_have_url(f"{url}/calls?lang=sv")
    page.get_by_role("link", name="Finns det redan ett sådant projekt?").click()
    expect(page).to_have_url(f"{url}/similar?lang=sv")
