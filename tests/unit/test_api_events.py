"""Server-sent events: what is on the wire, silence bridged, work ended when the client goes."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from api.event_stream import encode, server_sent_events
from api.problems import Problem, problem
from assistant.answering.answer import AnswerEvent, SourcesFound, TextDelta

FIRST = SourcesFound(())


def describe(error: Exception) -> Problem:
    return problem("en", error)


@given(st.text())
def test_any_text_is_one_line_of_data(text: str) -> None:
    wire = encode(TextDelta(text))
    event, data, *rest = wire.split("\n")
    assert (event, rest) == ("event: delta", ["", ""])
    assert json.loads(data.removeprefix("data: ")) == {"text": text}


def test_silence_is_bridged_with_comments() -> None:
    heard = threading.Event()

    def slow() -> Iterator[AnswerEvent]:
        heard.wait()
        yield TextDelta("ready")

    async def read() -> list[str]:
        received = []
        async for line in server_sent_events(FIRST, slow(), describe, keep_alive=0.001):
            received.append(line)
            if line.startswith(":"):
                heard.set()
        return received

    received = asyncio.run(read())
    assert received[0].startswith("event: sources")
    assert ": keep-alive\n\n" in received
    assert received[-1] == encode(TextDelta("ready"))


def test_a_client_that_goes_ends_the_work() -> None:
    closed = threading.Event()
    yielded = []

    def long() -> Iterator[AnswerEvent]:
        try:
            for number in range(1000):
                yielded.append(number)
                yield TextDelta(str(number))
        finally:
            closed.set()

    async def read_two_and_go() -> None:
        stream = server_sent_events(FIRST, long(), describe)
        await anext(stream)
        await anext(stream)
        await stream.aclose()  # type: ignore[attr-defined]

    asyncio.run(read_two_and_go())
    assert closed.wait(5)
    assert yielded == [0]


def test_a_client_that_goes_in_the_middle_of_a_step_ends_the_work_after_it() -> None:
    started, release, closed = threading.Event(), threading.Event(), threading.Event()

    def long() -> Iterator[AnswerEvent]:
        try:
            started.set()
            release.wait()
            yield TextDelta("too late")
            raise AssertionError("asked for more after the client had gone")
        finally:
            closed.set()

    async def go_in_the_middle() -> None:
        async def read() -> None:
            async for _ in server_sent_events(FIRST, long(), describe):
                pass

        reader = asyncio.create_task(read())
        await asyncio.to_thread(started.wait)
        reader.cancel()
        await asyncio.wait({reader})
        release.set()
        assert await asyncio.to_thread(closed.wait, 5)

    asyncio.run(go_in_the_middle())
