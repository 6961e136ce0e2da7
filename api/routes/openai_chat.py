"""POST /v1/chat/completions and GET /v1/models: the assistant for chat clients that speak OpenAI's language."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute

from api.event_stream import KEEP_ALIVE_SECONDS, close_after
from api.openai_schemas import MODEL, ChatCompletionRequest, Completion, model_entry
from api.problems import Problem, RequestError, log_failure, problem
from api.routes.dependencies import Configuration, LoadedAssistant, checked_question, limit_rate
from assistant.answering.answer import AnswerEvent, Completed, TextDelta
from assistant.answering.messages import say

_KEEP_ALIVE = ": keep-alive\n\n"
_ERROR_TYPES = {429: "rate_limit_error", 404: "not_found_error"}


class OpenAIRoute(APIRoute):
    """A route whose errors are in OpenAI's shape."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with every error caught."""
        handle = super().get_route_handler()

        async def handle_openly(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                log_failure(error)
                described = problem(request.headers.get("accept-language", ""), error)
                headers = dict(getattr(error, "headers", None) or {})
                return JSONResponse(_error(described), described.status, headers=headers)

        return handle_openly


router = APIRouter(prefix="/v1", tags=["openai"], route_class=OpenAIRoute)


@router.get("/models", summary="List the models")
def list_models() -> dict[str, Any]:
    """One model: the assistant."""
    return {"object": "list", "data": [model_entry()]}


@router.get("/models/{model}", include_in_schema=False)
def read_model(model: str) -> dict[str, Any]:
    """The assistant's entry in that list."""
    if model != MODEL:
        raise RequestError(404, "not_found")
    return model_entry()


@router.post(
    "/chat/completions",
    summary="Ask in OpenAI's form",
    response_model=None,
    responses={
        200: {
            "description": "A chat completion; with `stream` its pieces as server-sent events. The text ends in a list "
            "of its sources, and the field `knowledge_assistant` has them as data.",
            "content": {"application/json": {}, "text/event-stream": {}},
        }
    },
    dependencies=[Depends(limit_rate)],
)
async def complete(
    request: Request, body: ChatCompletionRequest, assistant: LoadedAssistant, settings: Configuration
) -> Response:
    """Answers the last user message from the documents alone; earlier ones tell what a follow-up is about."""
    question = checked_question(body.questions[-1] if body.questions else "", settings)
    completion = Completion(str(request.base_url))
    events = assistant.stream(question, language=body.language, history=body.history())
    if not body.stream:
        answer = (await run_in_threadpool(_completed, events)).answer
        request.state.answer_status = answer.status
        return JSONResponse(completion.whole(answer), headers={"Cache-Control": "no-store"})
    first = await run_in_threadpool(next, events)
    return StreamingResponse(
        _streamed(first, events, completion, request),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _completed(events: Iterator[AnswerEvent]) -> Completed:
    """The last event."""
    *_, last = events
    assert isinstance(last, Completed)  # noqa: S101 - `Assistant.stream` promises it
    return last


async def _streamed(
    first: AnswerEvent, rest: Iterator[AnswerEvent], completion: Completion, request: Request
) -> AsyncIterator[str]:
    """The events as OpenAI's pieces. These clients cannot take words back: a text that was replaced is said to be."""
    step: asyncio.Future[AnswerEvent | None] | None = None
    shown = ""
    event: AnswerEvent | None = first
    try:
        yield _line(completion.piece("", first=True))
        while event is not None:
            if isinstance(event, TextDelta):
                shown += event.text
                yield _line(completion.piece(event.text))
            elif isinstance(event, Completed):
                request.state.answer_status = event.answer.status
                if remaining := _remaining(shown, event, completion):
                    yield _line(completion.piece(remaining))
                yield _line(completion.last(event.answer))
            step = asyncio.ensure_future(asyncio.to_thread(next, rest, None))
            while not (await asyncio.wait({step}, timeout=KEEP_ALIVE_SECONDS))[0]:
                yield _KEEP_ALIVE
            event = step.result()
        yield "data: [DONE]\n\n"
    except Exception as error:
        log_failure(error)
        yield _line(_error(problem(request.headers.get("accept-language", ""), error)))
    finally:
        close_after(step, rest)


def _remaining(shown: str, event: Completed, completion: Completion) -> str:
    """What is still to be shown when `shown` has been."""
    text, shown = completion.text(event.answer), shown.rstrip()
    if text.startswith(shown):
        return text[len(shown) :]
    return f"\n\n{say('text_replaced', event.answer.language)}\n\n{text}"


def _error(described: Problem) -> dict[str, Any]:
    kind = "server_error" if described.status >= 500 else _ERROR_TYPES.get(described.status, "invalid_request_error")
    param = described.errors[0].field if described.errors else None
    message = " ".join(part for part in (described.message, described.hint) if part)
    return {"error": {"message": message, "type": kind, "param": param, "code": described.code}}


def _line(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
