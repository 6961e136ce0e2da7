"""POST /api/v1/chat: a question in, an answer out, whole or as it comes about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse

from api import examples, schemas
from api.conversing import find_place
from api.event_stream import server_sent_events
from api.problems import problem
from api.routes.dependencies import (
    Configuration,
    KeptConversations,
    LoadedAssistant,
    checked_question,
    is_staff,
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
    request: Request,
    body: schemas.ChatRequest,
    assistant: LoadedAssistant,
    settings: Configuration,
    conversations: KeptConversations,
) -> Response:
    """Answers a question from the documents alone. Every statement is cited; what they do not say is not answered."""
    question = checked_question(body.question, settings)
    place = await run_in_threadpool(find_place, conversations, body.conversation_id)
    events = _kept(
        assistant.stream(question, language=body.language, filters=body.filters.to_domain(), history=place.history),
        request,
        partial(place.keep, question),
    )
    present = partial(schemas.Answer.of, conversation_id=place.id, restarted=place.restarted, explain=is_staff(request))
    if "text/event-stream" not in request.headers.get("accept", ""):
        answer = await run_in_threadpool(_last, events)
        return JSONResponse(present(answer).model_dump(mode="json"), headers={"Cache-Control": "no-store"})
    first = await run_in_threadpool(next, events)
    describe = partial(problem, request.headers.get("accept-language", ""))
    return StreamingResponse(
        server_sent_events(first, events, describe, present),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _last(events: Iterator[AnswerEvent]) -> Answer:
    """The answer that the events end in."""
    for event in events:
        if isinstance(event, Completed):
            return event.answer
    raise RuntimeError("the assistant's events ended without an answer")


def _kept(events: Iterator[AnswerEvent], request: Request, keep: Callable[[Answer], None]) -> Iterator[AnswerEvent]:
    """The same events; the last one's status goes to the request log, and the exchange to its conversation."""
    for event in events:
        if isinstance(event, Completed):
            request.state.answer_status = event.answer.status
            keep(event.answer)
        yield event
