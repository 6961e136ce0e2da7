"""An answer that a language model wrote says so."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Page, expect

from tests.browser.scripted_service import Script, ScriptedService
from tests.browser.test_widget_conversation import ANSWER, QUESTION, ask


def test_the_name_of_the_model_stands_under_its_answer(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    service.on(QUESTION, Script(replace(ANSWER, model="gemma3:12b")))
    turn = ask(page)
    expect(turn.get_by_text("Vastauksen kirjoitti kielimalli gemma3:12b.")).to_be_visible()


def test_quotations_name_no_model(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    service.on(QUESTION, Script(ANSWER))
    turn = ask(page)
    expect(turn.get_by_role("heading", name="Lähteet")).to_be_visible()
    expect(turn.get_by_text("kielimalli")).to_have_count(0)
