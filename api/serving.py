"""`assistant serve`: listens at once, loads the assistant, and fills the index while it answers."""

from __future__ import annotations

import errno
import json as jsonlib
import logging
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from rich.console import Console

from api import request_log
from api.app import create_app
from api.ingesting import check_paths, sync_paths
from api.service import Progress, Service
from api.terminal import show_address, show_report
from assistant.errors import AssistantError, PermanentError

if TYPE_CHECKING:
    from assistant.index.library import Library
    from assistant.settings import Settings

logger = logging.getLogger("assistant.serving")

WARM_UP = "työelämä"
"""Searched before the first question is taken: the first search reads the lexicon and the index from disk."""

GRACE_SECONDS = 5
"""Time that answers under way are given at shutdown, and after that the file that is being indexed."""


def serve_forever(settings: Settings, sync: Sequence[Path], *, json: bool) -> None:
    """Serves until the process is told to stop (Ctrl-C or SIGTERM).

    Args:
        settings: Where to listen, and which index.
        sync: Folders and files to index meanwhile.
        json: Print the address and the report as JSON lines on standard output.

    Raises:
        PermanentError: The port is taken, a path does not exist, or the index cannot be opened.
    """
    from assistant.bootstrap import build_conversations  # noqa: PLC0415 - not needed for `assistant --help`

    check_paths(sync)
    conversations = build_conversations(settings)
    listener = listen(settings.host, settings.port)
    request_log.configure(settings.log_level)
    service = Service()
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(service, settings, conversations=conversations),
            access_log=False,
            log_config=None,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    console = Console(stderr=True)
    _announce(listener, console, json=json)
    work = Work(service, server, settings, sync, console, json=json)

    def stop(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    # While the server runs it has its own handlers, and when it has ended it raises the signal again for these.
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        work.start()
        server.run(sockets=[listener])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if not json:
            console.print("Stopping …")
        work.stop(GRACE_SECONDS)
    if work.failure is not None:
        raise work.failure


class StoppedError(Exception):
    """Ends a synchronisation between two files."""


class Work(threading.Thread):
    """What goes on beside the server: the assistant is loaded, then the index filled.

    Attributes:
        failure: Why the assistant could not be loaded; the server is then told to stop.
    """

    def __init__(
        self,
        service: Service,
        server: uvicorn.Server,
        settings: Settings,
        sync: Sequence[Path],
        console: Console,
        *,
        json: bool,
    ) -> None:
        super().__init__(name="indexing", daemon=True)
        self.failure: Exception | None = None
        self._service = service
        self._server = server
        self._settings = settings
        self._sync = sync
        self._console = console
        self._json = json
        self._stopping = threading.Event()

    def run(self) -> None:
        """Loads, then fills."""
        from assistant.bootstrap import build_assistant  # noqa: PLC0415 - the slow part, beside the server

        try:
            assistant = build_assistant(self._settings)
            assistant.retriever.search(WARM_UP)
            self._service.provide(assistant, syncing=bool(self._sync))
        except Exception as error:
            self.failure = error
            self._server.should_exit = True
            return
        if self._sync:
            self._fill(assistant.library)

    def stop(self, seconds: float) -> None:
        """Ends the work after the file in hand, if that takes no longer than `seconds`; else it ends with the process.

        Nothing is lost by that: a document goes into the index whole or not at all.
        """
        self._stopping.set()
        self.join(seconds)

    def _fill(self, library: Library) -> None:
        try:
            report = sync_paths(library, self._settings, self._sync, self._console, self._advance)
        except StoppedError:
            return
        except AssistantError as error:
            logger.error("%s: %s %s", error.code, error.message, error.hint)
        except Exception:
            logger.exception("Indexing broke off; what is indexed is served.")
        else:
            if self._json:
                _print_line({"event": "synced", **report.model_dump(mode="json")})
            else:
                show_report(report, self._console)
        finally:
            self._service.synced()

    def _advance(self, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise StoppedError
        self._service.advance(Progress(done, total))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address.

    Raises:
        PermanentError: It cannot ("port_in_use", "port_forbidden", "bad_host").
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PermanentError(
                "port_in_use",
                f"Port {port} is in use by another program.",
                "Stop that program, or choose another port with --port (0 picks a free one).",
            ) from error
        if error.errno == errno.EACCES:
            raise PermanentError(
                "port_forbidden", f"Port {port} is reserved for the system.", "Choose one above 1023 with --port."
            ) from error
        raise PermanentError(
            "bad_host", f"Cannot listen on {host}.", "Choose an address of this machine with --host."
        ) from error


def _announce(listener: socket.socket, console: Console, *, json: bool) -> None:
    host, port = listener.getsockname()[:2]
    name = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    address = f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
    if json:
        _print_line({"event": "listening", "address": address})
    else:
        show_address(console, address)


def _print_line(event: dict[str, object]) -> None:
    sys.stdout.write(jsonlib.dumps(event, ensure_ascii=False) + "\n")
    sys.stdout.flush()
