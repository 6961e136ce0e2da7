"""A plan as it comes over HTTP, as JSON or in a form, and what its sender is told when it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from api.problems import RequestError
from api.similar.plan import MAX_BYTES, SentPlans, checked
from api.similar.schemas import PlanText
from assistant.errors import PermanentError

MEGABYTES = MAX_BYTES // 1024**2
_FIELDS = 10
_REFUSALS = {
    "unsupported": (415, "plan_unsupported"),
    "too_large": (413, "plan_too_long"),
    "plan_too_long": (413, "plan_too_long"),
    "plan_too_short": (422, "plan_too_short"),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A plan that has come.

    Attributes:
        text: What was typed; may be empty when there is a file.
        name: Of the file, as its sender has it.
        data: Of the file; empty when there is none.
    """

    text: str
    name: str = ""
    data: bytes = b""


async def sent_plan(request: Request) -> Sent:
    """What a request carries.

    Raises:
        RequestError: It carries no plan, one that is too large, or is of another media type.
        RequestValidationError: Its JSON is not as it should be.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if media_type == "application/json":
            return Sent(PlanText.model_validate_json(await request.body()).text)
        if media_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
            async with request.form(max_files=1, max_fields=_FIELDS, max_part_size=MAX_BYTES) as form:
                return await _in_form(form)
    except ValidationError as error:
        # As FastAPI words the errors of a body.
        details = [{**detail, "loc": ("body", *detail["loc"])} for detail in error.errors()]
        raise RequestValidationError(details) from None
    except HTTPException as error:
        if error.status_code == 413:
            raise RequestError(413, "plan_too_long", limit=MEGABYTES) from error
        raise RequestError(422, "plan_missing") from error  # a form that is cut short or has too many parts
    raise RequestError(415, "plan_unsupported")


def text_of(sent: Sent, plans: SentPlans) -> str:
    """The text of what was sent; that of the file when there is one. Nothing of it is kept.

    Args:
        sent: A text or a file.
        plans: Reads files.

    Raises:
        RequestError: It is refused; the code says why.
        TransientError: Others' files are being read.
    """
    try:
        return plans.read(sent.name, sent.data) if sent.data else checked(sent.text)
    except PermanentError as error:
        status, code = _REFUSALS.get(error.code, (422, "plan_unreadable"))
        # Without the cause: its words name the file.
        raise RequestError(status, code, limit=MEGABYTES) from None


async def _in_form(form: FormData) -> Sent:
    text, file = form.get("text"), form.get("file")
    words = text if isinstance(text, str) else ""
    if isinstance(file, UploadFile) and file.filename:
        data = await file.read()
        if len(data) > MAX_BYTES:
            raise RequestError(413, "plan_too_long", limit=MEGABYTES)
        if not data:
            raise RequestError(422, "plan_unreadable")
        return Sent(words, file.filename, data)
    if not words.strip():
        raise RequestError(422, "plan_missing")
    return Sent(words)
