"""A scripted OpenAI-compatible endpoint on loopback: what LangChain's client makes of it, and the reader gets."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any

import pytest

from assistant.answering.answer import Answer, AnswerStatus, TextDelta
from assistant.answering.assistant import Assistant
from assistant.answering.prose.chat_model import make_chat_model
from assistant.answering.prose.generative import GenerativeComposer, Model
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.settings import Settings
from tests.answering_builders import ScriptedRetriever, found
from tests.model_builders import MEASURE, SUPPORT, OpenBudget, grounding

pytest.importorskip("langchain_openai", reason="the [llm] extra is not installed")

GOOD = "Tuki on enintään 80 prosenttia kustannuksista [1]. Haku päättyy 15.1.2027 kello 16.15 [1]."
QUESTION = "Paljonko tuki on?"
Reply = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request the way its server was told to."""

    server: Endpoint
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(json.loads(self.rfile.read(length)))
        self.close_connection = True
        try:
            self.server.reply(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.left.set()

    def begin(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "text/event-stream" if status == 200 else "application/json")
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, text: str = "", reason: str | None = None, **more: Any) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": reason}
        body = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice], **more}
        self.raw(f"data: {json.dumps(body)}\n\n")

    def raw(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


class Endpoint(ThreadingHTTPServer):
    """The server."""

    daemon_threads = True

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.left = threading.Event()


@contextmanager
def endpoint(reply: Reply) -> Iterator[Endpoint]:
    with Endpoint(reply) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def assistant(server: Endpoint, budget: OpenBudget | None = None, timeout_seconds: float = 60.0) -> Assistant:
    settings = Settings(
        llm_model="m",
        llm_base_url=f"http://127.0.0.1:{server.server_port}/v1",
        llm_timeout_seconds=timeout_seconds,
        llm_max_tokens=99,
    )
    model = Model(make_chat_model(settings), "m", timeout_seconds, 99)
    composer = GenerativeComposer(model, grounding(), budget or OpenBudget(), ExtractiveComposer(), clock=monotonic)
    return Assistant(ScriptedRetriever(found(SUPPORT, MEASURE)), composer)


def asked(reply: Reply, **options: Any) -> Answer:
    with endpoint(reply) as server:
        return assistant(server, **options).ask(QUESTION)


def write(handler: Handler) -> None:
    handler.begin()
    for word in GOOD.split(" "):
        handler.event(f"{word} ")
    handler.event(reason="stop")
    handler.event(choices=[], usage={"prompt_tokens": 700, "completion_tokens": 30, "total_tokens": 730})
    handler.raw("data: [DONE]\n\n")


def test_an_answer_comes_through() -> None:
    budget = OpenBudget()
    with endpoint(write) as server:
        answer = assistant(server, budget).ask(QUESTION)
    assert (answer.notice, answer.model, answer.status) == ("", "m", AnswerStatus.ANSWERED)
    (request,) = server.asked
    assert (request["stream"], request["temperature"]) == (True, 0)
    assert request["max_tokens"] == 99
    assert "tools" not in request
    (used,) = budget.used
    assert (used.read, used.written) == (700, 30)


def busy(handler: Handler) -> None:
    handler.begin(429, Retry_After="20")
    handler.raw('{"error": {"message": "slow down"}}')


def broken(handler: Handler) -> None:
    handler.begin(500)
    handler.raw("oops")


def refused(handler: Handler) -> None:
    handler.begin(401)
    handler.raw('{"error": {"message": "bad key"}}')


def malformed(handler: Handler) -> None:
    handler.begin()
    handler.event("Tuki on ")
    handler.raw("data: {not json\n\n")


def error_in_the_stream(handler: Handler) -> None:
    handler.begin()
    handler.event("Tuki on enintään 80 prosenttia kustannuksista [1]. Haku ")
    handler.raw('data: {"error": {"message": "out of memory", "code": 500}}\n\n')


def web_page(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.raw("<html><body>Log in</body></html>")


def tool_call(handler: Handler) -> None:
    handler.begin()
    call = {"index": 0, "id": "c", "type": "function", "function": {"name": "search", "arguments": "{}"}}
    handler.event(choices=[{"index": 0, "delta": {"tool_calls": [call]}, "finish_reason": None}])
    handler.event(reason="tool_calls")
    handler.raw("data: [DONE]\n\n")


@pytest.mark.parametrize(
    ("reply", "notices"),
    [
        (busy, {"model_busy"}),
        (broken, {"model_unavailable"}),
        (refused, {"model_unavailable"}),
        (malformed, {"model_unavailable"}),
        (error_in_the_stream, {"model_unavailable"}),
        (web_page, {"model_unavailable", "model_unusable"}),
        (tool_call, {"model_unusable"}),
    ],
)
def test_a_failure_ends_in_quotations(reply: Reply, notices: set[str]) -> None:
    answer = asked(reply)
    assert answer.notice in notices
    assert answer.model is None
    assert "”Tuki on enintään 80 prosenttia kustannuksista." in answer.text


def test_a_stream_that_is_cut_is_told() -> None:
    def cut(handler: Handler) -> None:
        handler.begin()
        handler.event(f"{GOOD} Haku päät")

    answer = asked(cut)
    assert answer.notice in ("model_cut", "model_unavailable")
    assert "päät\u00a0" not in answer.text


def test_an_endpoint_that_says_nothing_is_left() -> None:
    silence = threading.Event()

    def say_nothing(handler: Handler) -> None:
        handler.begin()
        silence.wait(60)

    answer = asked(say_nothing, timeout_seconds=1.0)
    silence.set()
    assert answer.notice == "model_unavailable"


def test_a_reader_who_leaves_closes_the_connection() -> None:
    def endless(handler: Handler) -> None:
        handler.begin()
        handler.event("Tuki on enintään 80 prosenttia kustannuksista [1]. Haku ")
        while True:
            handler.event("päättyy ")
            handler.server.left.wait(0.005)

    with endpoint(endless) as server:
        events = assistant(server).stream(QUESTION)
        next(event for event in events if isinstance(event, TextDelta))
        events.close()  # type: ignore[attr-defined]
        assert server.left.wait(30)


def test_nothing_listens() -> None:
    with endpoint(write) as server:
        gone = assistant(server)
    assert gone.ask(QUESTION).notice == "model_unavailable"
