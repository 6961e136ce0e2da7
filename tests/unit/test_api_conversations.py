"""Conversations over HTTP: an id with every answer, what was said before reaches the assistant, and is forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from assistant.answering.conversation.conversations import MemoryConversations
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

QUESTION = "teki alkumittauksen"


@pytest.fixture
def assistant() -> FakeAssistant:
    library = FakeLibrary()
    library.add(record(), [(("Tulokset",), 4, "Hankkeista 80 prosenttia teki alkumittauksen.")])
    return FakeAssistant(library)


@pytest.fixture
def api(assistant: FakeAssistant) -> TestClient:
    return TestClient(create_app(assistant, Settings()))


def ask(api: TestClient, question: str = QUESTION, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = api.post("/api/v1/chat", json={"question": question, **body}).json()
    return answer


def test_a_conversation_goes_on_by_its_id(api: TestClient, assistant: FakeAssistant) -> None:
    first = ask(api)
    assert first["conversation_id"]
    assert not first["conversation_restarted"]
    second = ask(api, "entä sitten", conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]
    assert not second["conversation_restarted"]
    assert assistant.histories[0] == ()
    (exchange,) = assistant.histories[1]
    assert exchange.question == QUESTION
    assert exchange.document_ids == (first["citations"][0]["document_id"],)


def test_a_streamed_answer_belongs_to_a_conversation_too(api: TestClient, assistant: FakeAssistant) -> None:
    stream = api.post("/api/v1/chat", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}).text
    completed = json.loads(stream.rpartition("data: ")[2])["answer"]
    ask(api, conversation_id=completed["conversation_id"])
    assert len(assistant.histories[-1]) == 1


def test_an_unknown_id_begins_a_new_conversation_and_says_so(api: TestClient, assistant: FakeAssistant) -> None:
    answer = ask(api, conversation_id="no-such-conversation")
    assert answer["conversation_restarted"]
    assert answer["conversation_id"] not in {None, "no-such-conversation"}
    assert assistant.histories == [()]


def test_strangers_do_not_share_a_conversation(api: TestClient) -> None:
    assert ask(api)["conversation_id"] != ask(api)["conversation_id"]


def test_a_deleted_conversation_is_forgotten(api: TestClient, assistant: FakeAssistant) -> None:
    identifier = ask(api)["conversation_id"]
    assert api.delete(f"/api/v1/conversations/{identifier}").status_code == 204
    assert api.delete(f"/api/v1/conversations/{identifier}").status_code == 204
    assert ask(api, conversation_id=identifier)["conversation_restarted"]
    assert assistant.histories[-1] == ()


def test_a_page_of_another_site_may_delete_its_conversation(api: TestClient) -> None:
    headers = {"Origin": "https://www.example.fi", "Access-Control-Request-Method": "DELETE"}
    answer = api.options("/api/v1/conversations/abc", headers=headers)
    assert "DELETE" in answer.headers["access-control-allow-methods"]


def test_questions_are_masked_before_they_are_kept(assistant: FakeAssistant) -> None:
    kept = MemoryConversations(mask=lambda question: question.replace("alkumittauksen", "[…]"))
    api = TestClient(create_app(assistant, Settings(), conversations=kept))
    identifier = ask(api)["conversation_id"]
    history = kept.history(identifier)
    assert history is not None
    assert history[0].question == "teki […]"


def test_nothing_is_kept_where_the_setting_says_so(assistant: FakeAssistant) -> None:
    api = TestClient(create_app(assistant, Settings(conversation_hours=0)))
    answer = ask(api)
    assert answer["conversation_id"] is None
    assert not ask(api, conversation_id="abc")["conversation_restarted"]
    assert api.delete("/api/v1/conversations/abc").status_code == 204


def test_an_answer_that_broke_off_is_not_kept(assistant: FakeAssistant) -> None:
    failing = FakeAssistant(assistant.library, failure=ValueError("broken"))
    kept = MemoryConversations()
    identifier = "known"
    api = TestClient(create_app(failing, Settings(), conversations=kept), raise_server_exceptions=False)
    assert api.post("/api/v1/chat", json={"question": QUESTION}).status_code == 500
    assert kept.history(identifier) is None


@pytest.mark.parametrize(
    ("token", "header", "explained"),
    [
        ("secret", "Bearer secret", True),
        ("secret", "Bearer secre", False),
        ("secret", "bearer secret", False),
        ("secret", "", False),
        (None, "Bearer None", False),
        (None, "Bearer ", False),
    ],
)
def test_only_staff_see_how_an_answer_came_about(
    assistant: FakeAssistant, token: str | None, header: str, explained: bool
) -> None:
    api = TestClient(create_app(assistant, Settings(admin_token=SecretStr(token) if token else None)))
    answer = api.post("/api/v1/chat", json={"question": QUESTION}, headers={"Authorization": header}).json()
    assert (answer["explain"] is not None) is explained
    if explained:
        assert answer["explain"][0]["step"] == "retrieve"
