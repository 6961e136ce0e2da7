"""The HTTP service: one application over one assistant."""

from __future__ import annotations

from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles

from api import problems
from api.ports import AssistantPort
from api.request_log import RequestLog
from api.routes import calls, chat, documents, health, openai_chat, pages, search, similar
from api.routes import conversations as conversations_api
from api.security import PLAN_LIMIT, USUAL_LIMIT, BodyLimit, RateLimit, RateLimiter, SecurityHeaders
from api.service import Service
from api.similar.plan import SentPlans
from assistant.answering.conversation.conversations import Conversations, MemoryConversations
from assistant.calls.clock import Clock, helsinki_now
from assistant.settings import Settings

STATIC = Path(__file__).parent / "static"

DESCRIPTION = """\
Answers questions from a collection of documents, in Finnish, Swedish, English, Estonian, Russian, Ukrainian and \
Arabic. Every statement is cited to its document and page; what the documents do not say is not answered.

Errors are problem details (RFC 9457, application/problem+json) with the members code, message and hint; the words \
are in Finnish, Swedish or English, by Accept-Language.

Questions and searches are limited for each client: a burst of 60, then one a second; so are, apart from them, lists \
and pages of documents and calls; plans to compare: ten, then one in ten seconds (429 with Retry-After). \
No account, no cookie, no key. Addresses are not kept; the last questions of a conversation are, without personal data \
and for some hours, unless it is deleted before."""


def create_app(
    assistant: AssistantPort | Service,
    settings: Settings,
    limit: RateLimit = USUAL_LIMIT,
    clock: Clock = helsinki_now,
    conversations: Conversations | None = None,
    *,
    plan_limit: RateLimit = PLAN_LIMIT,
) -> FastAPI:
    """Makes the application.

    Args:
        assistant: The assistant, or a service that will be given one while the application runs.
        settings: Who may embed the pages, and how long a question may be.
        limit: How often one client may ask, and as often read lists and pages.
        clock: Tells the moment that funding calls are listed for.
        conversations: Where they are kept; in memory when None. None are kept when the settings say so.
        plan_limit: How often one client may have a plan compared.
    """
    app = FastAPI(
        title="Knowledge assistant: HTTP API",
        version=version("knowledge-assistant"),
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # FastAPI's own pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.service = assistant if isinstance(assistant, Service) else Service(assistant)
    app.state.settings = settings
    app.state.limiter = RateLimiter(limit)
    app.state.reading_limiter = RateLimiter(limit)
    app.state.plan_limiter = RateLimiter(plan_limit)
    app.state.plans = SentPlans()
    app.state.clock = clock
    lifetime = timedelta(hours=settings.conversation_hours)
    app.state.conversations = (conversations or MemoryConversations(lifetime)) if lifetime else None
    problems.install(app)
    for routes in (chat, conversations_api, search, documents, calls, similar, openai_chat, health, pages):
        app.include_router(routes.router)
    # A mount would take every path, so that a wrong method on one of ours were "not found".
    app.router.default = StaticFiles(directory=STATIC, html=True)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, larger=dict.fromkeys(similar.PATHS, similar.MAX_BODY_BYTES))
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("Accept-Language", "Content-Type"),
        expose_headers=("Retry-After",),
    )
    app.add_middleware(SecurityHeaders, origins=settings.allowed_origins)
    app.add_middleware(RequestLog)
    return app
