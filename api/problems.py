"""Errors as RFC 9457 problem details, worded for whoever reads them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import Field
from starlette.exceptions import HTTPException

from api import examples
from api.messages import MESSAGES, message_language, page_language, prefers_html
from api.pages.problem import problem_page
from api.schemas import Model, example
from assistant.errors import AssistantError, TransientError

logger = logging.getLogger("assistant.api")

RETRY_SECONDS = 5
_HTTP_CODES = {400: "not_json", 404: "not_found", 405: "method_not_allowed", 413: "too_large", 503: "unavailable"}


class FieldError(Model):
    """A part of the request that was not understood."""

    field: str = Field(description="Where: a parameter's name, or the path to a field of the body.")
    message: str = Field(description="What is wrong with it, in English, for whoever writes the client.")


class Problem(Model):
    """An error, as RFC 9457 has it. `message` and `hint` may be shown to a person as they are."""

    model_config = example(examples.PROBLEM)

    type: str
    title: str = Field(description="The HTTP status in words.")
    status: int
    detail: str = Field(description="The same as `message`, under the standard's name.")
    code: str = Field(description="Short stable name, for programs.")
    message: str = Field(description="What happened, in the language of Accept-Language (fi, sv or en).")
    hint: str = Field(description="What to do next; may be empty.")
    errors: list[FieldError] = Field(default=[], description="Which parts of the request were not understood.")


class RequestError(Exception):
    """A request that cannot be served, by the code of its message in `api.messages`.

    Attributes:
        status: HTTP status.
        code: Key of `MESSAGES`.
        values: What fills the placeholders of the message.
        headers: Extra response headers.
    """

    def __init__(self, status: int, code: str, headers: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.values = values
        self.headers = dict(headers or {})


def problem(accept_language: str, error: Exception) -> Problem:
    """What a client is told of `error`, in the language of its Accept-Language header.

    The words of an `AssistantError` are for operators, so they go to the log and not out; its code stays.
    """
    match error:
        case RequestError():
            return _problem(accept_language, error.status, error.code, values=error.values)
        case RequestValidationError():
            return _invalid(accept_language, error)
        case HTTPException():
            code = _HTTP_CODES.get(error.status_code, "invalid_request" if error.status_code < 500 else "internal")
            return _problem(accept_language, error.status_code, code)
        case TransientError():
            return _problem(accept_language, 503, error.code, fallback="unavailable")
        case AssistantError():
            return _problem(accept_language, 500, error.code, fallback="internal")
        case _:
            return _problem(accept_language, 500, "internal")


def install(app: FastAPI) -> None:
    """Makes `app` answer every error as a problem."""
    for kind in (RequestError, RequestValidationError, HTTPException, AssistantError, Exception):
        app.add_exception_handler(kind, _respond)


def log_failure(error: Exception) -> None:
    """Logs an error of ours with what an operator needs; a client's mistakes are no news."""
    if isinstance(error, AssistantError):
        logger.error("%s: %s %s", error.code, error.message, error.hint)
    elif not isinstance(error, RequestError | RequestValidationError | HTTPException):
        logger.error("unexpected error", exc_info=error)


async def _respond(request: Request, error: Exception) -> Response:
    log_failure(error)
    body = problem(request.headers.get("accept-language", ""), error)
    headers = dict(getattr(error, "headers", None) or {})
    if body.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.setdefault("Retry-After", str(RETRY_SECONDS))
    headers["Vary"] = "Accept, Accept-Language"
    if prefers_html(request.headers.get("accept", "")):
        language = page_language(request.query_params.get("lang"), request.headers.get("accept-language", ""))
        return HTMLResponse(problem_page(body.code, _wrong_parameters(error), language), body.status, headers)
    return JSONResponse(
        body.model_dump(mode="json"), body.status, headers=headers, media_type="application/problem+json"
    )


def _wrong_parameters(error: Exception) -> list[tuple[str, str]]:
    """The parameters of the address that were not understood, with what they said."""
    if not isinstance(error, RequestValidationError):
        return []
    return [
        (str(detail["loc"][1]), str(detail.get("input", "")))
        for detail in error.errors()
        if len(detail["loc"]) > 1 and detail["loc"][0] == "query"
    ]


def _problem(
    accept_language: str,
    status: int,
    code: str,
    *,
    fallback: str = "internal",
    values: Mapping[str, object] | None = None,
    errors: list[FieldError] | None = None,
) -> Problem:
    message = MESSAGES.get(code, MESSAGES[fallback])[message_language(accept_language)]
    text = message.text.format(**(values or {}))
    return Problem(
        type=f"urn:knowledge-assistant:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=text,
        code=code,
        message=text,
        hint=message.hint.format(**(values or {})),
        errors=errors or [],
    )


def _invalid(accept_language: str, error: RequestValidationError) -> Problem:
    details = error.errors()
    if any(detail["type"] == "json_invalid" for detail in details):
        return _problem(accept_language, 400, "not_json")
    # Only the place and the rule are told: the input itself may be anything, lone surrogates included.
    errors = [
        FieldError(field=".".join(map(str, detail["loc"][1:])) or str(detail["loc"][0]), message=detail["msg"])
        for detail in details
    ]
    return _problem(accept_language, 422, "invalid_request", errors=errors)
