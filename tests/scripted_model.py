"""A language model that says what it was told to, and fails the way it was told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

Step = str | Exception | AIMessageChunk | Callable[[], None]
"""A piece of text, a failure, a whole chunk, or something that happens before the next piece."""

ENDED = AIMessageChunk(content="", response_metadata={"finish_reason": "stop"})


class ScriptedModel(BaseChatModel):
    """Streams `script`, the text in pieces of `size` characters; ends properly unless `ends` is false.

    Attributes:
        asked: The messages of each call.
        closed: Set when a stream was left or has ended.
    """

    script: list[Any]
    size: int = 7
    ends: bool = True
    asked: list[list[BaseMessage]] = []  # noqa: RUF012 - pydantic copies it
    _closed: threading.Event = PrivateAttr(default_factory=threading.Event)

    @property
    def closed(self) -> threading.Event:
        return self._closed

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(chunk.text for chunk in self._stream(messages, stop, run_manager, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> Iterator[ChatGenerationChunk]:
        self.asked.append(messages)
        try:
            for step in self.script:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, AIMessageChunk):
                    yield ChatGenerationChunk(message=step)
                elif isinstance(step, str):
                    for start in range(0, len(step), self.size):
                        yield ChatGenerationChunk(message=AIMessageChunk(content=step[start : start + self.size]))
                else:
                    step()
            if self.ends:
                yield ChatGenerationChunk(message=ENDED)
        finally:
            self._closed.set()


def says(*script: Step, ends: bool = True, size: int = 7) -> ScriptedModel:
    """A model with this script."""
    return ScriptedModel(script=list(script), ends=ends, size=size)


class StatusError(Exception):
    """An error of an HTTP endpoint, shaped like those of the providers' packages."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(f"status {status}")
        self.status_code = status
        self.response = type("Response", (), {"status_code": status, "headers": headers or {}})()


def prompts(model: ScriptedModel) -> Sequence[str]:
    """The whole text of each call."""
    return ["\n".join(message.text for message in messages) for messages in model.asked]
