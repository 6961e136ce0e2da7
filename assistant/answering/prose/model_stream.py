"""What a language model streams, piece by piece, with an end to every wait."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from langchain_core.messages import AIMessageChunk, BaseMessage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CHARACTERS_A_TOKEN = 2.5
"""Of Finnish, on the careful side; used where a model does not count its tokens."""


_REASONS = ("finish_reason", "stop_reason", "done_reason")
"""Where providers say why the model ended."""


Arrivals = queue.SimpleQueue[tuple[float, AIMessageChunk | Exception | None]]
"""When a piece came, and the piece; None at the end."""


class TooSlowError(Exception):
    """The first piece, or the whole, took longer than allowed."""


class ToolCallError(Exception):
    """The model asked for a tool; it has none."""


@dataclass(slots=True)
class Usage:
    """Tokens of one call.

    Attributes:
        read: Of the prompt.
        written: Of the answer.
        reported: Whether the model has told both; else they are estimates.
        cut: Whether it broke off: at the limit of tokens, or without a word that it has ended.
    """

    read: int = 0
    written: int = 0
    reported: bool = False
    cut: bool = True


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited.

    Attributes:
        first_seconds: For the first piece.
        total_seconds: For the whole.
        max_characters: Length at which a stream is cut off, whatever the model's own limit.
    """

    first_seconds: float
    total_seconds: float
    max_characters: int


@dataclass(slots=True)
class ModelStream:
    """One call of a model.

    Attributes:
        usage: Tokens so far.
    """

    model: BaseChatModel
    messages: Sequence[BaseMessage]
    patience: Patience
    clock: Callable[[], float] = monotonic
    usage: Usage = field(default_factory=Usage)

    def pieces(self) -> Generator[str, None, None]:
        """The pieces of the answer. The model works in a thread; closing this iterator makes it stop.

        Raises:
            TooSlowError: See `Patience`.
            ToolCallError: It asked for a tool.
            Exception: Whatever the model raises.
        """
        self.usage.read = estimated(sum(len(message.text) for message in self.messages))
        arrived: Arrivals = queue.SimpleQueue()
        stopped = threading.Event()
        began = self.clock()
        threading.Thread(target=self._read, args=(arrived, stopped), name="language-model", daemon=True).start()
        length, limit = 0, self.patience.first_seconds
        try:
            while (piece := self._next(arrived, began + limit)) is not None:
                self._count(piece)
                if not piece.text:
                    continue
                limit = self.patience.total_seconds
                length += len(piece.text)
                if not self.usage.reported:
                    self.usage.written = estimated(length)
                yield piece.text
                if length >= self.patience.max_characters:
                    self.usage.cut = True
                    return
        finally:
            stopped.set()

    def _next(self, arrived: Arrivals, deadline: float) -> AIMessageChunk | None:
        try:
            moment, piece = arrived.get(timeout=max(deadline - self.clock(), 0.0))
        except queue.Empty:
            raise TooSlowError from None
        if moment > deadline:
            raise TooSlowError
        if isinstance(piece, Exception):
            raise piece
        return piece

    def _count(self, piece: AIMessageChunk) -> None:
        if piece.tool_call_chunks or piece.tool_calls:
            raise ToolCallError
        if piece.usage_metadata:
            self.usage.read = piece.usage_metadata["input_tokens"]
            self.usage.written = piece.usage_metadata["output_tokens"]
            self.usage.reported = True
        reason = next((piece.response_metadata[key] for key in _REASONS if piece.response_metadata.get(key)), None)
        if reason is not None:
            self.usage.cut = reason in ("length", "max_tokens", "content_filter")

    def _read(self, arrived: Arrivals, stopped: threading.Event) -> None:
        """In the thread: hands over each piece; leaves the model's stream, which closes its connection, when told."""
        try:
            stream = self.model.stream(list(self.messages))
            for piece in stream:
                arrived.put((self.clock(), piece))
                if stopped.is_set():
                    stream.close()  # type: ignore[attr-defined]
                    break
        except Exception as error:
            arrived.put((self.clock(), error))
        else:
            arrived.put((self.clock(), None))


def estimated(characters: int) -> int:
    """About how many tokens a text of so many characters has."""
    return round(characters / CHARACTERS_A_TOKEN)
