"""The calls page in a browser: what a reader finds on it, at every width, in every direction, and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.scripted_service import serving
from tests.call_builders import (
    CANCELLED,
    CLOSED,
    CONTINUOUS,
    EXTENDED,
    LAPLAND,
    UNDATED,
    UPCOMING,
    call,
    service,
    stored,
)

SOON = call("pian", closes_at="2026-12-01T16:15", name={"fi": "Pian päättyvä haku"})
READ = stored(
    call("luettu", name={"fi": "Ilmoituksesta luettu haku"}),
    unreviewed=frozenset({"closes_at"}),
    quotes={"closes_at": "Haku päättyy perjantaina 15.1."},
    official=False,
)
ALL = (SOON, CLOSED, UNDATED, UPCOMING, CANCELLED, CONTINUOUS, EXTENDED, LAPLAND, READ)


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a service with calls in every state, on 24 November 2026."""
    with serving(service(*ALL)) as address:
        yield address


@pytest.mark.parametrize("language", ["fi", "ru", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(page: Page, url: str, language: str, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{url}/calls?lang={language}")
    for closed in page.locator("summary").all():
        closed.click()
    assert violations(page) == []


def test_a_reader_finds_what_is_open_and_how_long(page: Page, url: str) -> None:
    page.goto(f"{url}/calls?lang=fi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rahoitushaut")
    open_now = page.get_by_role("region", name="Haettavana nyt")
    expect(open_now.get_by_role("article")).to_have_count(5)
    first = open_now.get_by_role("article", name="Pian päättyvä haku")
    expect(first.get_by_text("Päättyy pian")).to_be_visible()
    expect(first.get_by_text("7 päivää jäljellä")).to_be_visible()
    expect(first.get_by_text("1.10.2026 klo 9.00 – 1.12.2026 klo 16.15 (Suomen aikaa)")).to_be_visible()
    expect(page.get_by_role("article", name="Haku tuleva").get_by_role("link", name="Ilmoittaudu")).to_be_visible()


def test_closed_calls_are_folded_away(page: Page, url: str) -> None:
    page.goto(f"{url}/calls?lang=fi")
    closed = page.get_by_role("article", name="Haku mennyt")
    expect(closed).to_be_hidden()
    page.get_by_text("Päättyneet ja perutut haut (1)").click()
    expect(closed).to_be_visible()
    expect(closed.get_by_text("Päättynyt", exact=True)).to_be_visible()


def test_the_filters_need_no_script(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/calls?lang=sv")
    page.get_by_label("Tema").select_option(label="ledarskap")
    page.get_by_label("Område").select_option(label="Lappland")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article", name="Utlysning lappi")).to_be_visible()
    expect(page.get_by_label("Tema")).to_have_value("johtaminen")
    page.get_by_role("link", name="Ta bort avgränsningarna").click()
    expect(page.get_by_role("region", name="Kan sökas nu").get_by_role("article")).to_have_count(5)
    context.close()


def test_the_timeline_is_a_list_that_leads_to_the_calls(page: Page, url: str) -> None:
    page.goto(f"{url}/calls?lang=en")
    rows = page.get_by_role("region", name="The year ahead").get_by_role("listitem")
    expect(rows).to_have_count(6)
    expect(rows.first).to_contain_text("Closing soon: 1 October 2026 at 9.00 – 1 December 2026 at 16.15")
    rows.filter(has_text="Call tuleva").get_by_role("link").click()
    expect(page.get_by_role("article", name="Call tuleva")).to_be_in_viewport()


def test_it_can_be_used_by_keyboard_alone(page: Page, url: str) -> None:
    page.goto(f"{url}/calls?lang=fi")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Siirry hakuihin")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.get_by_role("region", name="Vuosi eteenpäin").get_by_role("link").first
    expect(first).to_be_focused()
    assert first.evaluate("element => getComputedStyle(element).outlineStyle") != "none"


@pytest.mark.parametrize("language", ["fi", "ru", "ar"])
@pytest.mark.parametrize("width", [390, 320])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, url: str, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{url}/calls?lang={language}")
    for closed in page.locator("summary").all():
        closed.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_arabic_runs_from_right_to_left_and_so_does_time(page: Page, url: str) -> None:
    page.goto(f"{url}/calls?lang=ar")
    expect(page.locator("main")).to_have_css("direction", "rtl")
    row = page.get_by_role("listitem").filter(has_text="Call tuleva").first
    today, bar = (row.locator(part).bounding_box() for part in (".today", ".bar"))
    assert today is not None
    assert bar is not None
    assert bar["x"] + bar["width"] < today["x"]  # what is to come lies to the left
    heading = page.get_by_role("article", name="Call tuleva").get_by_role("heading")
    expect(heading.locator("bdi")).to_have_attribute("lang", "en")


def test_doubts_and_changes_stand_beside_the_facts(page: Page, url: str) -> None:
    page.goto(f"{url}/calls?lang=fi")
    read = page.get_by_role("article", name="Ilmoituksesta luettu haku")
    expect(read.get_by_text("ei vielä tarkistettu", exact=False).first).to_be_visible()
    expect(read.get_by_text("”Haku päättyy perjantaina 15.1.”")).to_be_visible()
    expect(page.get_by_role("article", name="Haku peruttu").get_by_text("Haku peruttiin 20.11.2026.")).to_be_visible()


def test_on_paper_stand_the_calls_with_their_addresses_and_no_controls(page: Page, url: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{url}/calls?lang=fi")
    for control in (
        page.locator("form"),
        page.get_by_role("navigation"),
        page.locator("footer"),
        page.locator(".past"),
    ):
        expect(control).to_be_hidden()
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.get_by_role("article", name="Haku tuleva")).to_be_visible()
    sign_up = page.get_by_role("article", name="Haku tuleva").get_by_role("link", name="Ilmoittaudu").first
    shown = sign_up.evaluate("element => getComputedStyle(element, '::after').content")
    assert "https://hakemukset.example.fi/info" in shown


def test_colours_say_nothing_alone(page: Page, url: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{url}/calls?lang=fi")
    expect(page.get_by_role("article", name="Haku peruttu").get_by_text("Peruttu", exact=True)).to_be_visible()
    bar = page.locator(".timeline .bar").first
    assert bar.evaluate("element => getComputedStyle(element).fill") != "none"


def test_the_calendar_and_the_feed_are_links_that_work(page: Page, url: str) -> None:
    page.goto(f"{url}/calls?lang=fi&region=Lappi")
    for name, start in (("iCalendar", "BEGIN:VCALENDAR"), ("Atom", "<?xml")):
        href = page.get_by_role("link", name=name).get_attribute("href")
        assert href is not None
        assert "region=Lappi" in href
        assert page.request.get(f"{url}/{href}").text().startswith(start)
