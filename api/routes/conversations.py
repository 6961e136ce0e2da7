"""DELETE /api/v1/conversations/{id}: the one who has a conversation's id may have it forgotten."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from fastapi.concurrency import run_in_threadpool

from api.routes.dependencies import KeptConversations, limit_rate, problem_responses

router = APIRouter(prefix="/api/v1", tags=["chat"])

ConversationId = Annotated[str, Path(min_length=1, max_length=100, description="From an answer.")]


@router.delete(
    "/conversations/{conversation_id}",
    summary="Forget a conversation",
    status_code=204,
    responses=problem_responses(422, 429),
    dependencies=[Depends(limit_rate)],
)
async def forget(conversation_id: ConversationId, conversations: KeptConversations) -> Response:
    """Deletes what is kept of a conversation. The same answer comes when there is none, so that nothing is told."""
    if conversations is not None:
        await run_in_threadpool(conversations.delete, conversation_id)
    return Response(status_code=204)
