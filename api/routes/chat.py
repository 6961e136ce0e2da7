"""POST /api/v1/chat: a question in, an answer out, whole or as it comes about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse

from api import examples, schemas
from api.event_stream import server_sent_events
from api.problems import problem
from api.routes.dependencies import (
    Configuration,
    LoadedAssistant,
    checked_question,
    limit_rate,
    problem_responses,
)
from assistant.answering.answer import Answer, AnswerEvent, Completed

router = APIRouter(prefix="/api/v1", tags=["chat"])


@router.post(
    "/chat",
    summary="Ask a question",
    response_model=schemas.Answer,
    responses={
        200: {
            "description": "The answer: JSON, or with `Accept: text/event-stream` the events `sources`, `delta` "
            "(any number) and `completed`. `completed` carries the whole answer and replaces what was streamed; "
            "`error` in its place carries a problem.",
            "content": {
                "application/json": {"example": examples.ANSWER},
                "text/event-stream": {"schema": {"type": "string"}, "example": examples.EVENT_STREAM},
            },
        },
        **problem_responses(400, 413, 422, 429, 503),
    },
    dependencies=[Depends(limit_rate)],
)
async def chat(
    request: Request, body: schemas.ChatRequest, assistant: LoadedAssistant, settings: Configuration
) -> Response:
    """Answers a question from the documents alone. Every statement is cited; what they do not say is not answered."""
    question = checked_question(body.question, settings)
    events = assistant.stream(question, language=body.language, filters=body.filters.to_domain())
    if "text/event-stream" not in request.headers.get("accept", ""):
        answer = await run_in_threadpool(_last, events)
        request.state.answer_status = answer.status
        return JSONResponse(schemas.Answer.of(answer).model_dump(mode="json"), headers={"Cache-Control": "no-store"})
    noted = _noting_status(events, request)
    first = await run_in_threadpool(next, noted)
    return StreamingResponse(
        server_sent_events(first, noted, partial(problem, request.headers.get("accept-language", ""))),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _last(events: Iterator[AnswerEvent]) -> Answer:
    """The answer that the events end in."""
    for event in events:
        if isinstance(event, Completed):
            return event.answer
    raise RuntimeError("the assistant's events ended without an answer")


def _noting_status(events: Iterator[AnswerEvent], request: Request) -> Iterator[AnswerEvent]:
    """The same events; the last one's status goes to the request log."""
    for event in events:
        if isinstance(event, Completed):
            request.state.answer_status = event.answer.status
        yield event
