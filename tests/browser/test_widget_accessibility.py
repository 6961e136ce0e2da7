"""Whether everybody can use it: axe-core, the keyboard alone, small and enlarged windows, the user's own settings."""

from __future__ import annotations

import re
from itertools import pairwise
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from api.service import Progress
from tests.browser.axe import violations
from tests.browser.foreign_page import foreign_page
from tests.browser.scripted_service import Script, ScriptedService, answer, citation, result, swedish_citation

QUESTION = "Miten alkumittaus tehdään?"
QUOTE = "Alkumittaus tehdään kahden kuukauden kuluessa hankkeen alusta."
PARTIAL = answer(
    f"Asiakirjoissa sanotaan:\n”{QUOTE}”\u00a0[1]\u00a0[2]",
    citation(1, QUOTE),
    swedish_citation(2, "Mätningen görs i början."),
    status="partial",
    suggestions=("Kuka tekee loppumittauksen?",),
)
NOTHING = answer("Ei löytynyt.", status="unanswerable_no_evidence", results=(result("a.pdf", "Mittausopas"),))

# A conversation with everything in it: a partial answer with two sources, a dead end, a failure, a hint on what to do.
CONVERSATION = {QUESTION: Script(PARTIAL), "Entä sää?": Script(NOTHING), "Rikki?": Script(failure=RuntimeError())}


def converse(page: Page, service: ScriptedService) -> None:
    for number, (question, script) in enumerate(CONVERSATION.items(), start=1):
        service.on(question, script)
        page.get_by_role("textbox").fill(question)
        page.keyboard.press("Enter")
        expect(page.get_by_role("article")).to_have_count(number)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()


@pytest.mark.parametrize("language", ["fi", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_the_page(
    page: Page, service: ScriptedService, language: str, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    service.state.advance(Progress(12, 70))
    page.goto(f"{service.url}/?lang={language}")
    expect(page.get_by_role("textbox")).to_be_visible()
    assert violations(page) == []
    converse(page, service)
    assert violations(page) == []


@pytest.mark.parametrize("attributes", ["", 'presentation="floating" open'])
def test_axe_finds_nothing_in_the_widget_on_a_foreign_page(
    page: Page, service: ScriptedService, attributes: str
) -> None:
    with foreign_page(service.url, attributes) as url:
        page.goto(url)
        converse(page, service)
        assert violations(page) == []


def test_everything_works_by_keyboard_alone(page: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(PARTIAL))
    page.goto(service.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Siirry kysymykseen")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "Kysymyksesi")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ei varmaa vastausta")).to_be_visible()

    tab_to(page, "Lähde 1: Vuosiraportti 2025, sivu 7", backwards=True)
    page.keyboard.press("Enter")
    tab_to(page, "Avaa sivulta 7 (Vuosiraportti 2025; avautuu uuteen välilehteen)")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert opened.value.url.endswith("#page=7")
    page.bring_to_front()
    tab_to(page, "Lainaus lähteestä")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_be_visible()
    tab_to(page, "Kopioi vastaus")
    tab_to(page, "Lähetä")


def tab_to(page: Page, name: str, *, backwards: bool = False) -> None:
    """Presses Tab until the element of that name has the focus; every stop on the way must show its focus."""
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        focused = page.locator(":focus").last
        assert focused.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
        words = " ".join(focused.inner_text().split())
        if name in (focused.get_attribute("aria-label"), words, *labels(page)):
            return
    pytest.fail(f"Tab never came to {name}")


def labels(page: Page) -> list[str]:
    """The words of the label of the focused field."""
    script = "element => [...element.labels ?? []].map(label => label.innerText)"
    words: list[str] = page.locator(":focus").last.evaluate(script)
    return words


@pytest.mark.parametrize("size", [(320, 640), (320, 256)], ids=["phone", "400 % zoom of 1280 by 1024"])
@pytest.mark.parametrize("language", ["fi", "ru", "ar"])
def test_nothing_scrolls_sideways_in_a_narrow_window(
    page: Page, service: ScriptedService, size: tuple[int, int], language: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{service.url}/?lang={language}")
    converse(page, service)
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert clipped(page) == []


def clipped(page: Page) -> list[str]:
    """What reaches beyond the sides of the window, in the page and in the widget."""
    found: list[str] = page.evaluate("""() => {
        const widget = document.querySelector("knowledge-assistant").shadowRoot;
        const all = [...document.body.querySelectorAll("*"), ...widget.querySelectorAll("*")];
        const beyond = all.filter((element) => {
            const { left, right, width } = element.getBoundingClientRect();
            return width > 1 && (left < -1 || right > innerWidth + 1);
        });
        const seen = beyond.filter((element) => !element.closest(".skip, .unseen"));
        return seen.map((element) => element.outerHTML.slice(0, 100));
    }""")
    return found


@pytest.mark.parametrize("size", [(390, 844), (320, 256)])
def test_the_dialog_fits_a_small_window(page: Page, service: ScriptedService, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    with foreign_page(service.url, 'presentation="floating" open') as url:
        page.goto(url)
        converse(page, service)
        box = page.get_by_role("dialog").bounding_box()
        assert box == {"x": 0, "y": 0, "width": size[0], "height": size[1]}
        page.get_by_role("button", name="Lähetä").scroll_into_view_if_needed()
        expect(page.get_by_role("button", name="Lähetä")).to_be_in_viewport(ratio=1)


def test_targets_are_large_enough_for_a_finger(browser: Browser, service: ScriptedService) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto(service.url)
    converse(phone, service)
    for target in phone.locator("button:visible, summary:visible, select:visible, a:visible").all():
        inline = target.evaluate("element => getComputedStyle(element).display === 'inline'")
        if inline or target.get_attribute("class") == "skip":
            continue  # links in running text are as high as their line
        box = target.bounding_box()
        assert box is not None
        height = box["height"]
        if target.get_attribute("class") == "marker":  # its target is the area around it
            height += 2 * abs(float(target.evaluate("e => parseFloat(getComputedStyle(e, '::after').top)")))
        assert height >= 43.5, target.inner_text()
    phone.close()


def test_movement_stops_for_those_who_ask_for_it(page: Page, service: ScriptedService) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(service.url)
    service.on(QUESTION, Script(PARTIAL, hold=Event()))
    page.get_by_role("textbox").fill(QUESTION)
    page.keyboard.press("Enter")
    # Found and read in one go: each event of the stream draws the turn anew, so an element held over it may be gone.
    page.wait_for_function("""() => {
        const progress = document.querySelector("knowledge-assistant").shadowRoot.querySelector("[aria-busy=true] > p");
        return progress && getComputedStyle(progress, "::before").animationName === "none";
    }""")


def test_states_can_be_told_apart_without_colours(page: Page, service: ScriptedService) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(service.url)
    converse(page, service)
    status = page.get_by_role("heading", name="Ei varmaa vastausta")
    expect(status).to_have_css("border-top-style", "solid")
    expect(status.locator("svg")).to_be_visible()


def test_the_headings_and_landmarks_of_the_page_make_an_outline(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tietoavustaja")
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("navigation")).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("complementary")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    converse(page, service)
    levels = page.get_by_role("heading").evaluate_all("all => all.map((heading) => Number(heading.tagName[1]))")
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_without_javascript_the_page_says_so_and_names_a_contact(browser: Browser, service: ScriptedService) -> None:
    page = browser.new_page()

    def without_scripts(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": "sandbox"})

    page.route(f"{service.url}/", without_scripts)
    page.goto(service.url)
    assert "edellyttää JavaScriptiä" in page.get_by_role("main").inner_text()
    expect(page.get_by_role("link", name=re.compile("@")).first).to_be_visible()
    page.close()
