"""GET /api/v1/calls…, /calls.ics, /calls.atom, /calls: funding calls as they stand at the moment of asking."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import StringConstraints

from api.calls.feed import feed
from api.calls.schemas import CallList, FundingCall
from api.pages.calls import calls_page
from api.problems import RequestError
from api.routes.dependencies import LoadedAssistant, PageLanguage, limit_reading, problem_responses
from api.schemas import LanguageCode
from assistant.calls.clock import Clock, in_helsinki
from assistant.calls.listing import CallFilters, listing
from assistant.calls.status import CallStatus

router = APIRouter(tags=["calls"], dependencies=[Depends(limit_reading)])

CALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"

Name = Annotated[str, StringConstraints(max_length=100)]
Lang = Annotated[LanguageCode, Query(description="Language of the words: one of the seven of the house.")]


def _any_of(what: str) -> Any:
    return Query(default_factory=list, max_length=50, description=f"{what}; repeat it for any of several.")


def call_filters(
    status: Annotated[list[CallStatus | Literal[""]], _any_of("Status at the moment of asking")],
    region: Annotated[list[Name], _any_of("Finnish name of a region; what is for the whole country is for it too")],
    theme: Annotated[list[Name], _any_of("Theme slugs, such as `tyohyvinvointi`")],
    applicant: Annotated[list[Name], _any_of("Who applies, as records write it in Finnish, such as `yhdistykset`")],
) -> CallFilters:
    """The filters of a GET request. A form sends an empty value where nothing has been chosen, which means all."""
    return CallFilters(
        tuple(CallStatus(one) for one in status if one),
        tuple(filter(None, region)),
        tuple(filter(None, theme)),
        tuple(filter(None, applicant)),
    )


def get_clock(request: Request) -> Clock:
    """The clock that the application was made with."""
    clock: Clock = request.app.state.clock
    return clock


Filters = Annotated[CallFilters, Depends(call_filters)]
Now = Annotated[Clock, Depends(get_clock)]


@router.get("/api/v1/calls", summary="List the funding calls", responses=problem_responses(422, 429, 503))
def list_calls(assistant: LoadedAssistant, clock: Now, filters: Filters, lang: Lang = "fi") -> CallList:
    """The calls and their status at this moment, in Helsinki time: open ones first, by their closing time."""
    now = in_helsinki(clock())
    calls = [FundingCall.of(listed, lang) for listed in listing(assistant.library, now, filters)]
    return CallList(now=now, total=len(calls), calls=calls)


@router.get("/api/v1/calls/{call_id}", summary="Read a funding call", responses=problem_responses(404, 422, 429, 503))
def read_call(
    assistant: LoadedAssistant,
    clock: Now,
    call_id: Annotated[str, Path(min_length=1, max_length=200, description="The call's id, such as `haku-2026-3`.")],
    lang: Lang = "fi",
) -> FundingCall:
    """One call and its status at this moment."""
    for listed in listing(assistant.library, in_helsinki(clock())):
        if listed.call.id == call_id:
            return FundingCall.of(listed, lang)
    raise RequestError(404, "call_not_found")


@router.head("/calls.ics", include_in_schema=False)
@router.get(
    "/calls.ics",
    summary="Subscribe to the calls in a calendar",
    response_class=Response,
    responses={
        200: {"description": "iCalendar, RFC 5545.", "content": {CALENDAR: {}}},
        **problem_responses(422, 429, 503),
    },
)
def show_calendar(
    request: Request, assistant: LoadedAssistant, clock: Now, filters: Filters, lang: Lang = "fi"
) -> Response:
    """Openings, deadlines with reminders, sessions and clinics; cancelled ones stay, marked as cancelled."""
    from api.calls.calendar import calendar  # noqa: PLC0415 - icalendar takes as long to load as the rest together

    listed = listing(assistant.library, in_helsinki(clock()), filters)
    return _unless_known(request, calendar(listed, lang, _page(request)), CALENDAR)


@router.head("/calls.atom", include_in_schema=False)
@router.get(
    "/calls.atom",
    summary="Follow the calls as a feed",
    response_class=Response,
    responses={200: {"description": "Atom, RFC 4287.", "content": {ATOM: {}}}, **problem_responses(422, 429, 503)},
)
def show_feed(
    request: Request, assistant: LoadedAssistant, clock: Now, filters: Filters, lang: Lang = "fi"
) -> Response:
    """What happened to the calls, newest first: published, opened, extended, cancelled, closing, closed."""
    now = in_helsinki(clock())
    listed = listing(assistant.library, now, filters)
    return _unless_known(request, feed(listed, lang, _page(request), str(request.url), now), ATOM)


@router.head("/calls", include_in_schema=False)
@router.get("/calls", response_class=HTMLResponse, include_in_schema=False)
def show_page(assistant: LoadedAssistant, clock: Now, filters: Filters, language: PageLanguage) -> HTMLResponse:
    """The calls for people."""
    now = in_helsinki(clock())
    html = calls_page(listing(assistant.library, now), filters, language, now)
    return HTMLResponse(html, headers={"Vary": "Accept-Language"})


def _page(request: Request) -> str:
    """Address of the calls page."""
    return f"{request.base_url}calls"


def _unless_known(request: Request, body: bytes, media_type: str) -> Response:
    """The body with its ETag; "not modified" for a client that has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = {entry.strip().removeprefix("W/") for entry in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type=media_type, headers={"ETag": tag})
