"""An answer as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from typing import Any

from api import schemas
from api.problems import Problem, log_failure
from assistant.answering.answer import Answer, AnswerEvent, Completed, SourcesFound, TextDelta

KEEP_ALIVE_SECONDS = 15.0
"""Proxies close a connection that says nothing for 30 to 60 seconds."""

_KEEP_ALIVE = ": keep-alive\n\n"


async def server_sent_events(
    first: AnswerEvent,
    rest: Iterator[AnswerEvent],
    describe: Callable[[Exception], Problem],
    present: Callable[[Answer], schemas.Answer] = schemas.Answer.of,
    keep_alive: float = KEEP_ALIVE_SECONDS,
) -> AsyncIterator[str]:
    """The events as `text/event-stream`: `sources`, `delta`…, `completed`, or `error` where work broke off.

    Args:
        first: The first event, which the caller awaited so that an early failure is an ordinary HTTP error.
        rest: The others; each is worked out in a thread. When the client goes, no further one is asked for.
        describe: Words an error.
        present: Makes the JSON of the answer.
        keep_alive: Seconds of silence after which a comment is sent.
    """
    step: asyncio.Future[AnswerEvent | None] | None = None
    try:
        yield encode(first, present)
        while True:
            step = asyncio.ensure_future(asyncio.to_thread(next, rest, None))
            while not (await asyncio.wait({step}, timeout=keep_alive))[0]:
                yield _KEEP_ALIVE
            event = step.result()
            if event is None:
                return
            yield encode(event, present)
    except Exception as error:
        log_failure(error)
        yield _event("error", describe(error).model_dump(mode="json"))
    finally:
        close_after(step, rest)


def encode(event: AnswerEvent, present: Callable[[Answer], schemas.Answer] = schemas.Answer.of) -> str:
    """One event on the wire; `present` makes the JSON of the answer."""
    match event:
        case SourcesFound(results):
            found = [result.model_dump(mode="json") for result in schemas.search_results(results)]
            return _event("sources", {"results": found})
        case TextDelta(text):
            return _event("delta", {"text": text})
        case Completed(answer):
            return _event("completed", {"answer": present(answer).model_dump(mode="json")})


def _event(name: str, data: dict[str, Any]) -> str:
    # JSON escapes line breaks, so the data is always one line.
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def close_after(step: asyncio.Future[AnswerEvent | None] | None, events: Iterator[AnswerEvent]) -> None:
    """Ends the work on an answer: at once, or when the step that a thread is in the middle of has ended."""

    def close(done: asyncio.Future[AnswerEvent | None] | None) -> None:
        if done is not None and not done.cancelled():
            done.exception()  # looked at, so that it is not reported as forgotten
        with suppress(AttributeError, ValueError):  # no generator, or one that a thread still runs
            events.close()  # type: ignore[attr-defined]

    if step is None or step.done():
        close(step)
    else:
        step.add_done_callback(close)
