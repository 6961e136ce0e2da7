"""Under a count or a list stands a link to the page of the same documents."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Page, expect

from assistant.answering.answer import Narrowed
from assistant.documents import DocumentKind, Filters
from tests.browser.scripted_service import Script, ScriptedService
from tests.browser.test_widget_conversation import ANSWER, QUESTION, ask

NARROWED = Narrowed(Filters(kinds=(DocumentKind.GUIDE,), years=(2025,)), "oppaat, 2025", 3)


def test_a_count_leads_to_its_documents(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    service.on(QUESTION, Script(replace(ANSWER, narrowed=NARROWED)))
    link = ask(page).get_by_role("link", name="Näytä asiakirjat (3)")
    expect(link).to_have_attribute("href", f"{service.url}/documents?kind=guide&year=2025&lang=fi")
    expect(link).to_have_attribute("target", "_blank")


def test_other_answers_have_none(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    service.on(QUESTION, Script(ANSWER))
    turn = ask(page)
    expect(turn.get_by_role("heading", name="Lähteet")).to_be_visible()
    expect(turn.get_by_role("link", name="Näytä asiakirjat")).to_have_count(0)
