"""Asking, reading and going on, on the service's own page."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Event

import pytest
from playwright.sync_api import Locator, Page, expect

from api.problems import RequestError
from api.service import Progress
from assistant.errors import TransientError
from tests.browser.scripted_service import (
    REPORT,
    Script,
    ScriptedService,
    answer,
    citation,
    result,
    scripted_service,
    swedish_citation,
)

QUESTION = "Miten alkumittaus tehdään?"
QUOTE = "Alkumittaus tehdään kahden kuukauden kuluessa hankkeen alusta."
ANSWER = answer(f"Asiakirjoissa sanotaan:\n”{QUOTE}”\u00a0[1]", citation(1, QUOTE))


def ask(page: Page, question: str = QUESTION) -> Locator:
    """Types and sends `question`; the turn that it starts."""
    page.get_by_label("Kysymyksesi").fill(question)
    page.keyboard.press("Enter")
    return page.get_by_role("article", name=f"Kysymys: {question}").last


@pytest.fixture
def chat(page: Page, service: ScriptedService) -> Page:
    page.goto(service.url)
    return page


def test_an_answer_streams_in_and_is_announced_once(chat: Page, service: ScriptedService) -> None:
    hold = Event()
    service.on(QUESTION, Script(ANSWER, deltas=("Asiakirjoissa ", "sanotaan:"), hold=hold))
    turn = ask(chat)
    live = chat.get_by_role("status")

    expect(turn.get_by_text("Asiakirjoissa sanotaan:")).to_be_visible()
    expect(live).to_have_text("Haetaan aineistoista…")
    hold.set()
    expect(turn.get_by_text(QUOTE).first).to_be_visible()
    expect(live).to_have_text(f"Vastaus. Asiakirjoissa sanotaan: ”{QUOTE}” Lähteitä: 1.")


def test_the_last_event_replaces_what_was_streamed(chat: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(ANSWER, deltas=("Jotain aivan muuta.",)))
    turn = ask(chat)
    expect(turn.get_by_text(QUOTE).first).to_be_visible()
    expect(turn.get_by_text("Jotain aivan muuta.")).to_have_count(0)


def test_a_marker_leads_to_its_source_and_the_source_to_its_page(chat: Page, service: ScriptedService) -> None:
    swedish = swedish_citation(2, "Mätningen görs i början.")
    service.on(
        QUESTION, Script(answer(f"{QUOTE}\u00a0[1] Ja: Mätningen görs i början.\u00a0[2]", citation(1, QUOTE), swedish))
    )
    turn = ask(chat)

    turn.get_by_role("button", name="Lähde 2: Mätguide").click()
    source = turn.get_by_role("list").get_by_role("listitem").filter(has_text="Mätguide").first
    expect(source).to_be_focused()
    for fact in ("Opas", "15.3.2026", "ruotsi"):
        expect(source.get_by_text(fact, exact=True)).to_be_visible()

    link = turn.get_by_role("link", name="Avaa sivulta 7 (Vuosiraportti 2025; avautuu uuteen välilehteen)")
    expect(link).to_have_attribute("href", f"{service.url}/api/v1/documents/{REPORT.id}/file#page=7")
    expect(link).to_have_attribute("rel", "noopener")
    with chat.context.expect_page() as opened:
        link.click()
    assert opened.value.url.endswith("#page=7")


def test_quotations_carry_the_language_of_their_document(chat: Page, service: ScriptedService) -> None:
    swedish = swedish_citation(1, "Mätningen görs i början.")
    service.on(QUESTION, Script(answer("Asiakirjoissa: ”Mätningen görs i början.”\u00a0[1]", swedish)))
    turn = ask(chat)
    expect(turn.locator("blockquote")).to_have_attribute("lang", "sv")
    expect(turn.locator("p span[lang=sv]")).to_have_text("Mätningen görs i början.")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("partial", "Ei varmaa vastausta"),
        ("unanswerable_no_evidence", "Vastausta ei löytynyt aineistoista"),
        ("unanswerable_not_grounded", "Vastausta ei voitu varmistaa lähteistä"),
        ("clarification", "Avustajan viesti"),
        ("refused", "Tähän kysymykseen ei vastata"),
        ("error", "Vastaaminen ei onnistunut"),
    ],
)
def test_every_outcome_is_told_in_words(chat: Page, service: ScriptedService, status: str, words: str) -> None:
    service.on(QUESTION, Script(answer("Avustajan omat sanat.", status=status)))
    turn = ask(chat)
    expect(turn.get_by_role("heading", name=words)).to_be_visible()
    expect(turn.get_by_text("Avustajan omat sanat.")).to_be_visible()
    expect(chat.get_by_role("status")).to_have_text(f"{words}. Avustajan omat sanat.")


def test_a_question_without_an_answer_gets_the_nearest_documents_and_the_contact(
    chat: Page, service: ScriptedService
) -> None:
    near = (result("a.pdf", "Mittausopas"), result("a.pdf", "Mittausopas"), result("b.pdf", "Hankeopas"))
    words = "En löytänyt vastausta.\n\nLähimmät asiakirjat:\n– Mittausopas\n– Hankeopas"
    nothing = answer(words, status="unanswerable_no_evidence", results=near)
    service.on(QUESTION, Script(nothing))
    expect(chat.get_by_text("Jos et saa vastausta")).to_be_hidden()
    turn = ask(chat)
    expect(turn.get_by_text("En löytänyt vastausta.")).to_be_visible()
    expect(turn.get_by_text("Lähimmät asiakirjat:")).to_have_count(0)  # the same list, but with links, stands below
    expect(turn.get_by_role("link")).to_have_text([re.compile("Mittausopas"), re.compile("Hankeopas")])
    expect(chat.get_by_text("Jos et saa vastausta")).to_be_visible()


def test_a_suggestion_is_asked_when_pressed(chat: Page, service: ScriptedService) -> None:
    next_question = "Kuka tekee loppumittauksen?"
    service.on(QUESTION, Script(answer("Kumpaa tarkoitat?", status="clarification", suggestions=(next_question,))))
    service.on(next_question, Script(ANSWER))
    ask(chat).get_by_role("button", name=next_question).click()
    second = chat.get_by_role("article", name=f"Kysymys: {next_question}")
    expect(second.get_by_text(QUOTE).first).to_be_visible()
    expect(second).to_be_focused()


def test_an_example_question_starts_the_conversation(chat: Page, service: ScriptedService) -> None:
    service.on("Mitkä haut ovat nyt auki?", Script(ANSWER))
    chat.get_by_role("button", name="Mitkä haut ovat nyt auki?").click()
    expect(chat.get_by_role("article").get_by_text(QUOTE).first).to_be_visible()


def test_stop_keeps_what_came_and_offers_the_question_again(chat: Page, service: ScriptedService) -> None:
    hold = Event()
    service.on(QUESTION, Script(ANSWER, deltas=("Alku",), hold=hold), Script(ANSWER))
    turn = ask(chat)
    expect(turn.get_by_text("Alku", exact=True)).to_be_visible()
    chat.get_by_role("button", name="Pysäytä").click()
    hold.set()

    expect(turn.get_by_role("heading", name="Vastaus pysäytettiin kesken")).to_be_visible()
    expect(turn.get_by_text("Alku", exact=True)).to_be_visible()
    expect(chat.get_by_role("button", name="Lähetä")).to_be_focused()
    turn.get_by_role("button", name="Kysy uudelleen").click()
    expect(turn.get_by_text(QUOTE).first).to_be_visible()


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (RuntimeError(), "Palvelussa tapahtui virhe."),
        (TransientError("store_locked", "The store is locked."), "Palvelu ei ole vielä valmis."),
        (RequestError(429, "rate_limited", seconds=5), "Kysymyksiä tuli liian monta"),
        (RequestError(422, "question_too_long", limit=2000), "Lyhennä sitä"),
    ],
)
def test_a_failure_is_explained_and_the_question_can_be_sent_again(
    chat: Page, service: ScriptedService, failure: Exception, words: str
) -> None:
    service.on(QUESTION, Script(failure=failure), Script(ANSWER))
    turn = ask(chat)
    expect(turn.get_by_role("heading", name="Vastaaminen ei onnistunut")).to_be_visible()
    expect(turn.get_by_text(words)).to_be_visible()
    expect(chat.get_by_text("Jos et saa vastausta")).to_be_visible()

    turn.get_by_role("button", name="Yritä uudelleen").click()
    expect(turn.get_by_text(QUOTE).first).to_be_visible()
    assert service.asked == [(QUESTION, None), (QUESTION, None)]


def test_a_failure_in_the_middle_of_an_answer_is_told_of(chat: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(deltas=("Alku",), failure=RuntimeError()))
    expect(ask(chat).get_by_text("Palvelussa tapahtui virhe.")).to_be_visible()


def test_a_stream_that_breaks_off_is_no_answer(chat: Page) -> None:
    chat.route(
        "**/api/v1/chat",
        lambda route: route.fulfill(content_type="text/event-stream", body='event: delta\ndata: {"text": "Alku"}\n\n'),
    )
    expect(ask(chat).get_by_text("Yhteys palveluun katkesi.")).to_be_visible()


def test_a_service_that_cannot_be_reached_is_told_of(chat: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(ANSWER))
    chat.context.set_offline(True)
    turn = ask(chat)
    expect(turn.get_by_text("Yhteys palveluun katkesi.")).to_be_visible()
    chat.context.set_offline(False)
    turn.get_by_role("button", name="Yritä uudelleen").click()
    expect(turn.get_by_text(QUOTE).first).to_be_visible()


def test_the_language_is_sent_only_when_it_was_picked(chat: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(ANSWER))
    expect(ask(chat).get_by_text(QUOTE).first).to_be_visible()
    chat.get_by_label("Vastauksen kieli").select_option(label="svenska")
    expect(ask(chat).get_by_text(QUOTE).first).to_be_visible()
    assert service.asked == [(QUESTION, None), (QUESTION, "sv")]


def test_shift_and_enter_start_a_new_line_and_enter_sends(chat: Page, service: ScriptedService) -> None:
    two_lines = "Ensimmäinen rivi\ntoinen rivi"
    service.on(two_lines, Script(ANSWER))
    field = chat.get_by_label("Kysymyksesi")
    expect(field).to_have_accessible_description(re.compile("Enter lähettää"))
    field.focus()
    chat.keyboard.type("Ensimmäinen rivi")
    chat.keyboard.press("Shift+Enter")
    chat.keyboard.type("toinen rivi")
    chat.keyboard.press("Enter")
    expect(chat.get_by_role("article").get_by_text(QUOTE).first).to_be_visible()


def test_an_empty_question_is_not_sent(chat: Page, service: ScriptedService) -> None:
    chat.get_by_role("button", name="Lähetä").click()
    expect(chat.get_by_text("Kirjoita ensin kysymys.")).to_be_visible()
    expect(chat.get_by_label("Kysymyksesi")).to_be_focused()
    assert service.asked == []


def test_the_next_question_waits_for_the_answer_and_is_not_lost(chat: Page, service: ScriptedService) -> None:
    hold = Event()
    service.on(QUESTION, Script(ANSWER, deltas=("Alku",), hold=hold))
    turn = ask(chat)
    chat.get_by_label("Kysymyksesi").fill("Seuraava kysymys?")
    chat.keyboard.press("Enter")
    expect(chat.get_by_text("Edellinen vastaus on vielä kesken.")).to_be_visible()
    hold.set()
    expect(turn.get_by_text(QUOTE).first).to_be_visible()
    expect(chat.get_by_label("Kysymyksesi")).to_have_value("Seuraava kysymys?")
    assert len(service.asked) == 1


def test_a_new_conversation_forgets_the_old_one_even_in_the_middle(chat: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(ANSWER, deltas=("Alku",), hold=Event()))
    expect(ask(chat).get_by_text("Alku", exact=True)).to_be_visible()
    chat.get_by_role("button", name="Uusi keskustelu").click()
    expect(chat.get_by_role("article")).to_have_count(0)
    expect(chat.get_by_label("Kysymyksesi")).to_be_focused()
    expect(chat.get_by_role("button", name="Lähetä")).to_be_visible()

    service.on(QUESTION, Script(ANSWER))
    expect(ask(chat).get_by_text(QUOTE).first).to_be_visible()


def test_an_answer_is_copied_with_its_sources(chat: Page, service: ScriptedService) -> None:
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    service.on(QUESTION, Script(ANSWER))
    ask(chat).get_by_role("button", name="Kopioi vastaus").click()
    expect(chat.get_by_role("status")).to_have_text("Vastaus kopioitiin leikepöydälle.")
    copied = chat.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{QUESTION}\n\nAsiakirjoissa sanotaan:")
    assert "[1] Lähde 1: Vuosiraportti 2025, sivu 7" in copied
    assert f"{service.url}/api/v1/documents/{REPORT.id}/file#page=7" in copied


def test_the_loading_of_the_collection_shows_until_it_is_done(page: Page, service: ScriptedService) -> None:
    page.clock.install()
    service.state.advance(Progress(12, 70))
    page.goto(service.url)
    expect(page.get_by_text("Aineistoa ladataan: 12/70.")).to_be_visible()
    service.state.synced()
    page.clock.run_for(3100)
    expect(page.get_by_text("Aineistoa ladataan")).to_be_hidden()


def test_an_empty_collection_is_told_of(page: Page) -> None:
    with scripted_service(documents=0) as empty:
        page.goto(empty.url)
        expect(page.get_by_text("Aineistoa ei ole vielä ladattu")).to_be_visible()


def test_what_documents_and_questions_say_never_becomes_markup(chat: Page, service: ScriptedService) -> None:
    evil = "<img src=x onerror=alert(1)><b>lihava</b>"
    source = replace(citation(1, evil), title=evil, headings=(evil,))
    service.on(evil, Script(answer(f"{evil}\u00a0[1]\u00a0[9]", source, suggestions=(evil,))))
    chat.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    turn = ask(chat, evil)
    expect(turn.get_by_role("button", name=re.compile("^Lähde 1"))).to_be_visible()
    expect(turn.get_by_text("[9]")).to_be_visible()
    expect(turn.locator("img, b")).to_have_count(0)


def test_a_number_in_brackets_is_a_marker_only_where_the_service_wrote_one(
    chat: Page, service: ScriptedService
) -> None:
    quote = "Tulos on luotettava [1]."
    service.on(QUESTION, Script(answer(f"”{quote}”\u00a0[1]", citation(1, quote))))
    turn = ask(chat)
    expect(turn.locator(".text")).to_have_text(f"”{quote}” 1")
    expect(turn.get_by_role("button", name=re.compile("^Lähde"))).to_have_count(1)


def test_quotations_are_found_whatever_their_white_space_and_however_many(chat: Page) -> None:
    pieces = chat.evaluate("""async () => {
        const { paragraphs } = await import("/widget/marked-text.js");
        const citation = { marker: 1, language: "sv", quote: "Första (1)\\nraden.", also: ["Andra raden."] };
        return paragraphs("Sanotaan: ”Första (1) raden.”\\u00a0[1]\\n\\n”Andra raden.”", [citation]);
    }""")
    assert pieces == [
        [
            {"text": "Sanotaan: ”"},
            {"text": "Första (1) raden.", "language": "sv"},
            {"text": "”"},
            {"text": "\u00a0"},
            {"marker": 1},
        ],
        [{"text": "”"}, {"text": "Andra raden.", "language": "sv"}, {"text": "”"}],
    ]


def test_only_web_addresses_become_links(chat: Page) -> None:
    address = """async (url) => {
        const { Client } = await import("/widget/client.js");
        return new Client(new URL("https://example.org/avustaja/")).sourceUrl({ url, page: 3 });
    }"""
    assert chat.evaluate(address, "/documents/abc#c2") == "https://example.org/avustaja/documents/abc#c2"
    assert chat.evaluate(address, "/api/file") == "https://example.org/avustaja/api/file#page=3"
    assert chat.evaluate(address, "javascript:alert(1)") is None
    assert chat.evaluate(address, None) is None


def test_a_superseded_source_leads_to_the_newer_edition(chat: Page, service: ScriptedService) -> None:
    service.on(
        QUESTION, Script(answer("Mätningen görs i början.\u00a0[1]", swedish_citation(1, "Mätningen görs i början.")))
    )
    newer = ask(chat).get_by_role("link", name="Tästä on julkaistu uudempi versio.")
    expect(newer).to_have_attribute("href", f"{service.url}/documents/{REPORT.id}")


def test_a_follow_up_belongs_to_its_conversation_and_says_how_it_was_understood(
    chat: Page, service: ScriptedService
) -> None:
    service.on(QUESTION, Script(ANSWER))
    whole = "Milloin alkumittaus tehdään?"
    service.on("Milloin?", Script(replace(ANSWER, understood_as=whole)))
    expect(ask(chat).get_by_text(QUOTE).first).to_be_visible()
    turn = ask(chat, "Milloin?")
    expect(turn.get_by_text(f"Ymmärsin kysymyksen näin: {whole}")).to_be_visible()
    expect(chat.get_by_role("status")).to_contain_text(f"Vastaus. Ymmärsin kysymyksen näin: {whole} Asiakirjoissa")
    first, second = service.assistant.histories
    assert first == ()
    assert [exchange.question for exchange in second] == [QUESTION]


def test_a_new_conversation_is_forgotten_by_the_service_too(chat: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(ANSWER))
    expect(ask(chat).get_by_text(QUOTE).first).to_be_visible()
    with chat.expect_response(lambda response: "/api/v1/conversations/" in response.url) as deleted:
        chat.get_by_role("button", name="Uusi keskustelu").click()
    assert (deleted.value.request.method, deleted.value.status) == ("DELETE", 204)
    expect(ask(chat).get_by_text(QUOTE).first).to_be_visible()
    assert service.assistant.histories == [(), ()]


def test_a_conversation_that_has_expired_is_told_of(chat: Page, service: ScriptedService) -> None:
    service.on(QUESTION, Script(ANSWER))
    expect(ask(chat).get_by_text(QUOTE).first).to_be_visible()
    chat.route(
        "**/api/v1/chat", lambda route: route.continue_(post_data={"question": QUESTION, "conversation_id": "x"})
    )
    turn = ask(chat)
    expect(turn.get_by_text("Edellinen keskustelu oli vanhentunut, joten uusi alkoi.")).to_be_visible()


def test_a_question_back_offers_its_choices_as_buttons(chat: Page, service: ScriptedService) -> None:
    choice = "Milloin Lapin haku päättyy?"
    back = answer("Mitä hakua tarkoitat?", status="clarification", suggestions=(choice,))
    service.on("Milloin haku päättyy?", Script(back))
    service.on(choice, Script(ANSWER))
    turn = ask(chat, "Milloin haku päättyy?")
    expect(turn.get_by_role("heading", name="Valitse")).to_be_visible()
    turn.get_by_role("button", name=choice).focus()
    chat.keyboard.press("Enter")
    expect(chat.get_by_role("article", name=f"Kysymys: {choice}").get_by_text(QUOTE).first).to_be_visible()
