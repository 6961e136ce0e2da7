"""An idea or a plan as text, whether typed, piped or in a file; a file is read in a process of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path, PurePath
from threading import BoundedSemaphore
from typing import Protocol

from assistant.documents import Document
from assistant.errors import PermanentError, TransientError
from ingest.worker import Converted, Worker

SUFFIXES = (".txt", ".md", ".docx", ".pdf")
"""Endings of files that a plan may be in."""
MAX_BYTES = 5 * 1024 * 1024
"""A plan with a few pictures; 100 pages of text are a tenth of this."""
MAX_CHARACTERS = 300_000
"""Text of about 120 pages."""
LEAST_WORDS = 4
"""Fewer tell nothing."""
SECONDS = 30.0
"""How long a sent file may take to read."""
AT_ONCE = 1
"""Sent files read at the same time: each has a process that may take much memory."""


class Reader(Protocol):
    """What reads a file: `ingest.worker.Worker`."""

    def read(self, path: Path, uri: str, max_bytes: int) -> Converted:
        """See `ingest.worker.Worker.read`."""


def _worker() -> AbstractContextManager[Reader]:
    return Worker(seconds=SECONDS)


def checked(text: str) -> str:
    """The text without the white space around it.

    Raises:
        PermanentError: It is too short or too long ("plan_too_short", "plan_too_long").
    """
    text = text.strip()
    if len(text) > MAX_CHARACTERS:
        raise PermanentError(
            "plan_too_long", "The plan is too long.", f"Shorten it to at most {MAX_CHARACTERS} characters."
        )
    if len(text.split()) < LEAST_WORDS:
        raise PermanentError(
            "plan_too_short", "The plan is too short.", "Tell in a few sentences what will be done, and for whom."
        )
    return text


def read_plan(path: Path, reader: Reader, max_bytes: int = MAX_BYTES) -> str:
    """The running text of a file.

    Args:
        path: The file.
        reader: Reads it.
        max_bytes: Larger files are refused.

    Raises:
        PermanentError: It is of another format ("unsupported"), cannot be read (as `ingest.worker.Worker.read` says),
            or `checked` refuses its text.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise PermanentError(
            "unsupported", f"{path.name} is in a format that is not read here.", "Save it as text, DOCX or PDF."
        )
    return checked(_running_text(reader.read(path, path.name, max_bytes).document))


class SentPlans:
    """Reads files that were sent: each from a temporary file that is gone when its text is there.

    Args:
        worker: Makes what reads one file.
        seconds: How long to wait for others' files before the sender is told to come back.
    """

    def __init__(
        self, worker: Callable[[], AbstractContextManager[Reader]] = _worker, *, seconds: float = SECONDS
    ) -> None:
        self._worker = worker
        self._seconds = seconds
        self._turns = BoundedSemaphore(AT_ONCE)

    def read(self, name: str, data: bytes) -> str:
        """The running text.

        Args:
            name: The file's name as its sender has it; its ending alone is used.
            data: All of it.

        Raises:
            PermanentError: As `read_plan` does.
            TransientError: Others' files are being read ("plan_busy").
        """
        if not self._turns.acquire(timeout=self._seconds):
            raise TransientError("plan_busy", "Other files are being read.", "Try again in a moment.")
        try:
            with tempfile.TemporaryDirectory() as folder, self._worker() as worker:
                path = Path(folder) / f"plan{PurePath(name).suffix.lower()[:10]}"
                if path.suffix in SUFFIXES:
                    path.write_bytes(data)
                return read_plan(path, worker)
        finally:
            self._turns.release()


def _running_text(document: Document) -> str:
    """The paragraphs; headings say what a plan template asks, not what the plan is."""
    return "\n\n".join(section.text for section in document.sections)
