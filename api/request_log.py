"""One JSON line a request: how it went, never who asked or what."""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("assistant.requests")

PROBES = {"/healthz", "/readyz", "/api/v1/status"}
"""Asked every few seconds by monitors and open pages; logged only when everything is."""


class RequestLog:
    """Logs method, route, status, milliseconds and answer status of each request.

    The route is the pattern ("/documents/{document_id}"), not the path, and neither query nor address is looked at.

    Args:
        app: The application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and logs it when its response has ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0  # stays when the client went before the response began

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        start = time.perf_counter()
        state = scope.setdefault("state", {})
        try:
            await self._app(scope, receive, send_and_note)
        finally:
            fields = {
                "method": scope["method"],
                "route": getattr(scope.get("route"), "path", "") or "static",
                "status": status,
                "ms": round((time.perf_counter() - start) * 1000, 1),
            }
            if "answer_status" in state:
                fields["answer_status"] = str(state["answer_status"])
            level = logging.DEBUG if fields["route"] in PROBES else logging.INFO
            logger.log(level, "request", extra={"fields": fields})


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, and the fields of `extra={"fields": …}`.

    Of an exception its type and the places that it came through are told, never its words: they may hold a question.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = type(error).__name__
            line["trace"] = [
                f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in extract_tb(error.__traceback__)
            ]
        return json.dumps(line, ensure_ascii=False)


class StandardError(logging.Handler):
    """Writes to whatever standard error is at that moment: a progress bar takes its place to print around itself."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one record."""
        print(self.format(record), file=sys.stderr)


def configure(level: str) -> None:
    """Sends our own log, and the warnings of everything else, to standard error."""
    handler = StandardError()
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("assistant").setLevel(level.upper())
    # Its access lines carry addresses and queries; ours replace them.
    logging.getLogger("uvicorn.access").disabled = True
