"""Seven languages, each complete, on the page and in the widget."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from assistant.documents import DocumentKind
from assistant.language import SUPPORTED, Language
from tests.browser.scripted_service import Script, ScriptedService, answer, citation

CODES = [language.code for language in SUPPORTED]
QUESTION = "Miten alkumittaus tehdään?"
QUOTE = "Alkumittaus tehdään kahden kuukauden kuluessa hankkeen alusta."

# The keys of nested words are joined by dots; a value is the sorted list of its {placeholders}.
SHAPES = """async () => {
    const { LANGUAGES } = await import("/widget/i18n.js");
    const shape = (words, prefix = "") => Object.entries(words).flatMap(([key, value]) =>
        typeof value === "string"
            ? [[prefix + key, [...value.matchAll(/\\{\\w+\\}/g)].map(String).sort(), value.trim().length > 0]]
            : shape(value, `${prefix}${key}.`));
    return Object.fromEntries(Object.entries(LANGUAGES).map(([code, words]) => [code, shape(words)]));
}"""


def test_every_language_has_every_word_and_every_placeholder(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    shapes = page.evaluate(SHAPES)
    assert list(shapes) == CODES
    for code in CODES:
        assert shapes[code] == shapes["fi"], code
    kinds = {key.removeprefix("kinds.") for key, _, _ in shapes["fi"] if key.startswith("kinds.")}
    assert kinds == set(DocumentKind)


@pytest.mark.parametrize("language", SUPPORTED, ids=CODES)
def test_the_page_is_complete_in(page: Page, service: ScriptedService, language: Language) -> None:
    code = language.code
    page.goto(service.url)
    finnish = page.locator("[data-text]").all_text_contents()
    page.get_by_role("navigation").get_by_role("link", name=language.endonym).click()

    html = page.locator("html")
    expect(html).to_have_attribute("lang", code)
    expect(html).to_have_attribute("dir", language.direction)
    assert page.url.endswith(f"?lang={code}")
    shown = page.locator("[data-text]").all_text_contents()
    assert all(words.strip() and words != "undefined" for words in shown)
    if code != "fi":
        assert not [words for words in shown if words in finnish and "@" not in words]
    expect(page.get_by_role("main").get_by_role("region").get_by_role("listitem")).not_to_have_count(0)  # examples


def test_a_change_of_language_keeps_the_conversation_and_the_draft(page: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(answer(f"{QUOTE}\u00a0[1]", citation(1, QUOTE))))
    page.goto(service.url)
    page.get_by_label("Kysymyksesi").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").get_by_text(QUOTE).first).to_be_visible()
    page.get_by_label("Kysymyksesi").fill("Keskeneräinen")

    page.get_by_role("link", name="English").click()
    turn = page.get_by_role("article", name=f"Question: {QUESTION}")
    expect(turn.get_by_role("button", name="Source 1: Vuosiraportti 2025, page 7")).to_be_visible()
    expect(turn.get_by_text("15 Mar 2026")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("Keskeneräinen")

    page.go_back()
    expect(page.get_by_label("Kysymyksesi")).to_have_value("Keskeneräinen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tietoavustaja")


def test_arabic_runs_from_right_to_left_and_quotations_in_their_own_direction(
    page: Page, service: ScriptedService
) -> None:
    service.on(QUESTION, Script(answer(f"{QUOTE}\u00a0[1]", citation(1, QUOTE))))
    page.goto(f"{service.url}/?lang=ar")
    page.get_by_label("سؤالك").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="اسأل عن وثائق المشروع")).to_have_css("direction", "rtl")
    expect(page.get_by_role("article").get_by_text(QUOTE).last).to_have_css("direction", "ltr")
    facts = page.get_by_role("article").get_by_role("listitem").filter(has_text=re.compile("^15.*03.*2026$"))
    expect(facts).to_be_visible()
