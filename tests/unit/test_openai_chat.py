"""The assistant as a model: OpenAI's request and answer, its errors, and the limits of the house."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.ports import AssistantPort
from api.security import MAX_BODY_BYTES, RateLimit
from api.service import Service
from assistant.answering.answer import Answer, AnswerEvent, AnswerStatus, Completed, SourcesFound, TextDelta
from assistant.answering.conversation.exchange import Exchange
from assistant.documents import Filters
from assistant.settings import Settings
from tests.fakes import EVERYTHING, FakeAssistant, FakeLibrary, record

QUESTION = "teki alkumittauksen"
ASK = {"model": "x", "messages": [{"role": "user", "content": QUESTION}]}


def filled_library() -> FakeLibrary:
    library = FakeLibrary()
    library.add(record(), [(("Tulokset",), 4, "Hankkeista 80 prosenttia teki alkumittauksen.")])
    return library


def client(assistant: AssistantPort | Service | None = None, **limits: Any) -> TestClient:
    app = create_app(assistant or FakeAssistant(filled_library()), Settings(max_question_chars=100), **limits)
    return TestClient(app, raise_server_exceptions=False)


def pieces(body: str) -> list[dict[str, Any]]:
    *lines, done = [line.removeprefix("data: ") for line in body.split("\n\n") if line.startswith("data: ")]
    assert done == "[DONE]"
    return [json.loads(line) for line in lines]


def test_an_answer_in_openais_form() -> None:
    body = client().post("/v1/chat/completions", json=ASK).json()
    assert (body["object"], body["model"]) == ("chat.completion", "knowledge-assistant")
    (choice,) = body["choices"]
    assert choice["finish_reason"] == "stop"
    document = filled_library().documents()[0].id
    url = f"http://testserver/api/v1/documents/{document}/file#page=4"
    assert choice["message"]["content"].endswith(f"Lähteet:\n[1] Hankekysely 2025: tulokset, s. 4: {url}")
    extension = choice["message"]["knowledge_assistant"]
    assert (extension["status"], extension["notice"], extension["model"]) == ("answered", "", None)
    assert extension["citations"][0]["url"] == url


def test_a_stream_has_the_same_text() -> None:
    whole = client().post("/v1/chat/completions", json=ASK).json()["choices"][0]["message"]
    response = client().post("/v1/chat/completions", json={**ASK, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    received = pieces(response.text)
    deltas = [piece["choices"][0]["delta"] for piece in received]
    assert deltas[0] == {"role": "assistant", "content": ""}
    assert "".join(delta.get("content", "") for delta in deltas).replace(" \n", "\n") == whole["content"]
    assert deltas[-1]["knowledge_assistant"] == whole["knowledge_assistant"]
    assert [piece["choices"][0]["finish_reason"] for piece in received[-2:]] == [None, "stop"]
    assert len({piece["id"] for piece in received}) == 1


class ReplacingAssistant(FakeAssistant):
    """Shows a sentence, and then answers something else."""

    def stream(
        self,
        question: str,  # noqa: ARG002
        *,
        language: str | None = None,  # noqa: ARG002
        filters: Filters = EVERYTHING,  # noqa: ARG002
        history: Sequence[Exchange] = (),  # noqa: ARG002
    ) -> Iterator[AnswerEvent]:
        yield SourcesFound(())
        yield TextDelta("Tuki on 80 %.")
        yield Completed(Answer(AnswerStatus.UNANSWERABLE_NO_EVIDENCE, "fi", "En löytänyt vastausta."))


def test_a_text_that_was_replaced_is_said_to_be() -> None:
    body = client(ReplacingAssistant(FakeLibrary())).post("/v1/chat/completions", json={**ASK, "stream": True}).text
    text = "".join(piece["choices"][0]["delta"].get("content", "") for piece in pieces(body))
    assert text == ("Tuki on 80 %.\n\nYllä oleva vastaus jäi kesken. Tämä korvaa sen:\n\nEn löytänyt vastausta.")


def test_the_last_question_is_asked_and_the_earlier_ones_are_its_history() -> None:
    assistant = FakeAssistant(filled_library())
    messages = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": "Miten alkumittaus tehdään?"},
        {"role": "assistant", "content": "Tuki on 100 %."},
        {"role": "user", "content": [{"type": "text", "text": f"  {QUESTION}"}, {"type": "image_url"}]},
    ]
    body = {"messages": messages, "language": "sv", "temperature": 2, "tools": [{"type": "function"}]}
    answer = client(assistant).post("/v1/chat/completions", json=body)
    assert answer.status_code == 200
    assert assistant.asked == [(QUESTION, "sv", EVERYTHING)]
    ((earlier,),) = assistant.histories
    assert (earlier.question, earlier.language) == ("Miten alkumittaus tehdään?", "fi")


def test_the_models() -> None:
    listed = client().get("/v1/models").json()
    assert [model["id"] for model in listed["data"]] == ["knowledge-assistant"]
    assert client().get("/v1/models/knowledge-assistant").json() == listed["data"][0]
    assert client().get("/v1/models/gpt-5").json()["error"]["type"] == "not_found_error"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"messages": []}, 422, "invalid_request"),
        ({"model": "x"}, 422, "invalid_request"),
        ({"messages": [{"role": "assistant", "content": "Hei"}]}, 422, "question_empty"),
        ({"messages": [{"role": "user", "content": "  "}]}, 422, "question_empty"),
        ({"messages": [{"role": "user", "content": None}]}, 422, "question_empty"),
        ({"messages": [{"role": "user", "content": "x" * 101}]}, 422, "question_too_long"),
    ],
)
def test_what_is_turned_away_is_told_in_openais_form(body: dict[str, Any], status: int, code: str) -> None:
    response = client().post("/v1/chat/completions", json=body)
    assert response.status_code == status
    error = response.json()["error"]
    assert (error["type"], error["code"]) == ("invalid_request_error", code)
    assert error["message"]
    assert set(error) == {"message", "type", "param", "code"}


def test_no_json() -> None:
    response = client().post("/v1/chat/completions", content="{", headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["error"]["code"]) == (400, "not_json")


def test_a_large_body() -> None:
    body = {"messages": [{"role": "user", "content": "x" * MAX_BODY_BYTES}]}
    response = client().post("/v1/chat/completions", json=body)
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")


def test_the_rate_limit_is_that_of_the_chat() -> None:
    api = client(limit=RateLimit(burst=2, per_second=0.001))
    api.post("/api/v1/chat", json={"question": QUESTION})
    api.post("/v1/chat/completions", json=ASK)
    response = api.post("/v1/chat/completions", json=ASK)
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) > 900
    assert response.json()["error"]["type"] == "rate_limit_error"


def test_while_it_loads_and_when_it_breaks() -> None:
    loading = client(Service()).post("/v1/chat/completions", json=ASK)
    assert (loading.status_code, loading.json()["error"]["type"]) == (503, "server_error")
    broken = client(FakeAssistant(filled_library(), failure=ZeroDivisionError("secret")))
    response = broken.post("/v1/chat/completions", json=ASK)
    assert response.status_code == 500
    assert "secret" not in response.text


def test_a_stream_that_breaks_ends_in_an_error() -> None:
    late = client(FakeAssistant(filled_library(), failure=ZeroDivisionError("secret"), late=True))
    body = late.post("/v1/chat/completions", json={**ASK, "stream": True}).text
    last = json.loads(body.rstrip().rpartition("data: ")[2])
    assert last["error"]["type"] == "server_error"
    assert "secret" not in body


def test_the_events_are_left_when_the_answer_is_whole() -> None:
    assistant = FakeAssistant(filled_library())
    client(cast(AssistantPort, assistant)).post("/v1/chat/completions", json={**ASK, "stream": True})
    assert assistant.closed
