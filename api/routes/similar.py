"""POST /api/v1/similar, /similar: projects, practices and reports that overlap with a project idea."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from api.pages.similar import similar_page
from api.problems import RequestError, log_failure
from api.routes.dependencies import (
    LoadedAssistant,
    PageLanguage,
    ServiceState,
    limit_plans,
    limit_reading,
    problem_responses,
)
from api.similar.plan import MAX_BYTES, SentPlans
from api.similar.schemas import PlanText, SimilarProjects
from api.similar.sending import Sent, sent_plan, text_of
from assistant.errors import AssistantError
from assistant.similar.finder import find_similar

router = APIRouter(tags=["similar"])

API_PATH = "/api/v1/similar"
PAGE_PATH = "/similar"
PATHS = (API_PATH, PAGE_PATH)
MAX_BODY_BYTES = MAX_BYTES + 64 * 1024
"""Of a request to these paths: a file with the form around it."""
SHOWN = 5
"""Projects on the page."""

_BODIES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": PlanText.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "text": {"type": "string", "description": "The idea or plan."},
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "Instead of the text: a text file, Markdown, DOCX or PDF, at most 5 MB.",
                        },
                    },
                }
            },
        },
    }
}


def get_plans(request: Request) -> SentPlans:
    """What reads sent files."""
    plans: SentPlans = request.app.state.plans
    return plans


Plans = Annotated[SentPlans, Depends(get_plans)]


@router.post(
    API_PATH,
    summary="Find projects like an idea",
    responses=problem_responses(400, 413, 415, 422, 429, 503),
    dependencies=[Depends(limit_plans)],
    openapi_extra=_BODIES,
)
def find(
    assistant: LoadedAssistant,
    plans: Plans,
    sent: Annotated[Sent, Depends(sent_plan)],
    limit: Annotated[int, Query(ge=1, le=20, description="How many projects at most.")] = SHOWN,
) -> SimilarProjects:
    """Projects, practices and reports that overlap with an idea or plan, with what is shared and what differs.

    The plan is neither stored nor logged; a file is read from a temporary one that is removed at once.
    """
    return SimilarProjects.of(find_similar(text_of(sent, plans), assistant.retriever, limit))


@router.head(PAGE_PATH, include_in_schema=False)
@router.get(PAGE_PATH, response_class=HTMLResponse, include_in_schema=False, dependencies=[Depends(limit_reading)])
def show_form(language: PageLanguage) -> HTMLResponse:
    """The page to begin with."""
    return _html(similar_page(language))


@router.post(PAGE_PATH, response_class=HTMLResponse, include_in_schema=False)
async def show_found(request: Request, service: ServiceState, plans: Plans, language: PageLanguage) -> HTMLResponse:
    """The page with what was found, or with what went wrong."""
    sent = Sent("")
    try:
        await limit_plans(request)
        sent = await sent_plan(request)
        found = await run_in_threadpool(lambda: _found(sent, plans, service))
    except RequestError as error:
        html = similar_page(language, text=sent.text, refused=error.code, values=error.values)
        return _html(html, error.status, error.headers)
    except (AssistantError, HTTPException) as error:
        log_failure(error)
        return _html(similar_page(language, text=sent.text, refused="unavailable"), 503, {"Retry-After": "5"})
    return _html(similar_page(language, text=sent.text, found=found))


def _found(sent: Sent, plans: SentPlans, service: ServiceState) -> SimilarProjects:
    retriever = service.assistant.retriever
    return SimilarProjects.of(find_similar(text_of(sent, plans), retriever, SHOWN))


def _html(html: str, status: int = 200, headers: dict[str, str] | None = None) -> HTMLResponse:
    """A page that browsers and proxies keep no copy of: it holds the idea."""
    kept = {"Vary": "Accept-Language", "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers={**kept, **(headers or {})})
