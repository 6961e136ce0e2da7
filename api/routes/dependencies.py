"""What several routes take from the application or from the request."""

from __future__ import annotations

from hmac import compare_digest
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request

from api import schemas
from api.messages import page_language
from api.ports import AssistantPort
from api.problems import Problem, RequestError
from api.security import RateLimiter
from api.service import Service
from assistant import documents as domain
from assistant.answering.conversation.conversations import Conversations
from assistant.documents import DocumentKind
from assistant.settings import Settings


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: these statuses come with a problem."""
    return {status: {"model": Problem, "content": {"application/problem+json": {}}} for status in statuses}


def _any_of(what: str) -> Any:
    """A query parameter that may be given several times."""
    return Query(default_factory=list, max_length=50, description=f"{what}; repeat it for any of several.")


def get_service(request: Request) -> Service:
    """The service that the application was made with."""
    service: Service = request.app.state.service
    return service


def get_settings(request: Request) -> Settings:
    """The settings that the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


def get_assistant(service: Annotated[Service, Depends(get_service)]) -> AssistantPort:
    """The assistant; while it loads the request ends as "starting"."""
    return service.assistant


def get_conversations(request: Request) -> Conversations | None:
    """Where conversations are kept; None when they are not."""
    conversations: Conversations | None = request.app.state.conversations
    return conversations


def is_staff(request: Request) -> bool:
    """Whether the request carries the staff token; never when none is set."""
    token = get_settings(request).admin_token
    given = request.headers.get("authorization", "")
    if token is None:
        return False
    return compare_digest(given.encode(), f"Bearer {token.get_secret_value()}".encode())


async def limit_rate(request: Request) -> None:
    """Turns away a client that asks too often."""
    _take_turn(request, request.app.state.limiter)


async def limit_reading(request: Request) -> None:
    """Turns away a client that reads lists and pages too often. Reading takes nothing from what may be asked."""
    _take_turn(request, request.app.state.reading_limiter)


async def limit_plans(request: Request) -> None:
    """Turns away a client that has plans compared too often."""
    _take_turn(request, request.app.state.plan_limiter)


def _take_turn(request: Request, limiter: RateLimiter) -> None:
    """Runs in the event loop alone, so that the limiter needs no lock."""
    seconds = limiter.wait(request.client.host if request.client else "")
    if seconds:
        raise RequestError(429, "rate_limited", {"Retry-After": str(seconds)}, seconds=seconds)


def checked_question(text: str, settings: Settings) -> str:
    """The question without the white space around it.

    Raises:
        RequestError: It is empty or longer than the settings allow.
    """
    question = text.strip()
    if not question:
        raise RequestError(422, "question_empty")
    if len(question) > settings.max_question_chars:
        raise RequestError(422, "question_too_long", limit=settings.max_question_chars)
    return question


def query_filters(
    kind: Annotated[list[DocumentKind], _any_of("Kinds of document")],
    language: Annotated[list[schemas.Slug], _any_of("ISO 639-1 codes of the document")],
    year: Annotated[list[schemas.Year], _any_of("Years of publication")],
    theme: Annotated[list[schemas.Slug], _any_of("Theme slugs")],
    region: Annotated[list[schemas.Slug], _any_of("Region names")],
) -> domain.Filters:
    """The filters of a GET request: each parameter may be given several times."""
    return schemas.Filters(kinds=kind, languages=language, years=year, themes=theme, regions=region).to_domain()


def get_page_language(request: Request) -> str:
    """The language of a page for people: the one in its address, else the browser's."""
    return page_language(request.query_params.get("lang"), request.headers.get("accept-language", ""))


ServiceState = Annotated[Service, Depends(get_service)]
Configuration = Annotated[Settings, Depends(get_settings)]
KeptConversations = Annotated[Conversations | None, Depends(get_conversations)]
LoadedAssistant = Annotated[AssistantPort, Depends(get_assistant)]
PageLanguage = Annotated[str, Depends(get_page_language)]
QueryFilters = Annotated[domain.Filters, Depends(query_filters)]
DocumentId = Annotated[str, Path(min_length=1, max_length=64, pattern="^[0-9a-z]+$", description="The document's id.")]
