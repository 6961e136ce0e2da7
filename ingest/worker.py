"""Converts files in a process of its own: a file that hangs, eats memory or crashes takes only that process down."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from assistant.documents import Chunk, Document
from assistant.errors import AssistantError, PermanentError

SECONDS_A_FILE = 120.0
"""A 300-page report takes about 20 s on a slow core."""
MEMORY_BYTES = 3 * 1024**3
"""Address space of the worker; what needs more is no document."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as it goes into the library."""

    document: Document
    chunks: tuple[Chunk, ...]


def read(path: Path, uri: str, max_bytes: int) -> Converted:
    """Converts and chunks one file.

    Raises:
        PermanentError: As `ingest.converters.convert` does.
    """
    from ingest.chunking import chunk  # noqa: PLC0415 - only the worker process needs it
    from ingest.converters import convert  # noqa: PLC0415

    document = convert(path, uri, max_bytes=max_bytes)
    return Converted(document, tuple(chunk(document)))


class Worker:
    """Reads one file at a time in a child process, which is started at the first file and again after a failure.

    Args:
        seconds: How long one file may take.
        reader: What reads a file; a module-level function.
    """

    def __init__(
        self, *, seconds: float = SECONDS_A_FILE, reader: Callable[[Path, str, int], Converted] = read
    ) -> None:
        self._seconds = seconds
        self._reader = reader
        self._process: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def read(self, path: Path, uri: str, max_bytes: int) -> Converted:
        """What became of the file.

        Raises:
            PermanentError: It can't be read ("timeout" and "crashed" among the reasons).
        """
        pipe = self._pipe or self._start()
        try:
            pipe.send((path, uri, max_bytes))
            if not pipe.poll(self._seconds):
                raise PermanentError(
                    "timeout",
                    f"{path.name} took longer than {self._seconds:.0f} seconds to read.",
                    "Split it into smaller files.",
                )
            result = pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise PermanentError(
                "crashed", f"{path.name} could not be read.", "Open it in its own program and save it again."
            ) from error
        except PermanentError:
            self.stop()
            raise
        if isinstance(result, Converted):
            return result
        code, message, hint = result
        raise PermanentError(code, message, hint)

    def stop(self) -> None:
        """Ends the child process, if there is one."""
        if self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None

    def _start(self) -> Connection:
        # Not forked: the parent has threads and an embedding model.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._reader), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        return ours


def _serve(pipe: Connection, reader: Callable[[Path, str, int], Converted]) -> None:
    """The child: reads what it is asked for until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _limit_memory()
    with contextlib.suppress(EOFError, OSError):
        while True:
            path, uri, max_bytes = pipe.recv()
            try:
                pipe.send(reader(path, uri, max_bytes))
            except AssistantError as error:
                pipe.send((error.code, error.message, error.hint))
            except MemoryError:
                pipe.send(("too_complex", f"{path.name} needs too much memory to read.", "Split it."))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
