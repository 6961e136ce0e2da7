"""GET /api/v1/search: passages for a query."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api import schemas
from api.routes.dependencies import (
    Configuration,
    LoadedAssistant,
    QueryFilters,
    checked_question,
    limit_rate,
    problem_responses,
)

router = APIRouter(prefix="/api/v1", tags=["search"])


@router.get(
    "/search",
    summary="Search the passages",
    responses=problem_responses(422, 429, 503),
    dependencies=[Depends(limit_rate)],
)
def search(
    assistant: LoadedAssistant,
    settings: Configuration,
    filters: QueryFilters,
    q: Annotated[str, Query(max_length=20_000, description="Words or a question, in any of the seven languages.")],
    limit: Annotated[int, Query(ge=1, le=50, description="How many passages at most.")] = 10,
) -> schemas.SearchResponse:
    """The passages that answer a query best, best first."""
    query = checked_question(q, settings)
    return schemas.SearchResponse.of(query, assistant.retriever.search(query, filters, limit))
