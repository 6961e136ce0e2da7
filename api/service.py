"""The assistant as the web service sees it: absent while it loads, and answering while its index is filled."""

from __future__ import annotations

from dataclasses import dataclass

from api.ports import AssistantPort
from assistant.errors import TransientError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a synchronisation has come.

    Attributes:
        done: Files gone through.
        total: Files to go through; 0 until they have been counted.
    """

    done: int
    total: int


class Service:
    """Holds what changes while the server runs.

    One background thread writes, requests read; each field is replaced whole, so nothing needs a lock.

    Args:
        assistant: The assistant, when it is loaded already.
    """

    def __init__(self, assistant: AssistantPort | None = None) -> None:
        self._assistant = assistant
        self._filling = False
        self._progress: Progress | None = None

    @property
    def assistant(self) -> AssistantPort:
        """The assistant.

        Raises:
            TransientError: It is still being loaded ("starting").
        """
        if self._assistant is None:
            raise TransientError("starting", "The assistant is still being loaded.", "Try again in a moment.")
        return self._assistant

    @property
    def progress(self) -> Progress | None:
        """The synchronisation under way, if there is one."""
        return self._progress

    @property
    def documents(self) -> int:
        """Documents in the index; 0 while the assistant loads."""
        return 0 if self._assistant is None else self._assistant.library.count()

    @property
    def ready(self) -> bool:
        """Whether answers can be relied on: loaded, and not in the middle of filling an empty index."""
        return self._assistant is not None and not self._filling

    def provide(self, assistant: AssistantPort, *, syncing: bool) -> None:
        """The assistant is loaded, and a synchronisation follows if `syncing`."""
        self._filling = syncing and assistant.library.count() == 0
        self._progress = Progress(0, 0) if syncing else None
        self._assistant = assistant

    def advance(self, progress: Progress) -> None:
        """The synchronisation has come to `progress`."""
        self._progress = progress

    def synced(self) -> None:
        """The synchronisation has ended, well or badly."""
        self._progress = None
        self._filling = False
