"""The JSON of the OpenAI-compatible endpoint: as much of OpenAI's as chat clients need, and one field of our own."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import Citation, LanguageCode
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.messages import say
from assistant.answering.question import clean
from assistant.language import detect

MODEL = "knowledge-assistant"
"""The name under which the assistant is a model."""
EXTENSION = "knowledge_assistant"
"""The field of our own, in the message and in the last piece of a stream."""
REMEMBERED = 6
"""Earlier questions that a follow-up may lean on."""


class _Lenient(BaseModel):
    """Chat clients send much that does not matter here (temperature, tools …): it is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class TextPart(_Lenient):
    """A part of a message; parts that are no text are passed over."""

    type: str
    text: str = Field(default="", max_length=100_000)


class ChatMessage(_Lenient):
    """One message of the conversation."""

    role: str = Field(description='"user" for questions; all else is passed over.')
    content: str | list[TextPart] | None = Field(default=None, description="Text, or a list of parts.")

    @property
    def text(self) -> str:
        """Its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class ChatCompletionRequest(_Lenient):
    """A conversation, oldest message first; the last question is answered."""

    model: str = Field(default=MODEL, max_length=200, description="Any name; there is one assistant.")
    messages: list[ChatMessage] = Field(min_length=1, max_length=500)
    stream: bool | None = Field(default=None, description="Whether the answer comes in pieces.")
    language: LanguageCode | None = Field(
        default=None, description="Language of the answer; the question's by default."
    )

    @property
    def questions(self) -> list[str]:
        """What the user has asked, oldest first."""
        return [message.text for message in self.messages if message.role == "user"]

    def history(self) -> tuple[Exchange, ...]:
        """The earlier questions, for follow-ups. What the client says was answered is not read: it proves nothing."""
        earlier = [text for question in self.questions[:-1] if (text := clean(question))]
        return tuple(Exchange(question, detect(question), AnswerStatus.ANSWERED) for question in earlier[-REMEMBERED:])


@dataclass(frozen=True, slots=True)
class Completion:
    """Makes the JSON of one answer.

    Attributes:
        base_url: Of this server, ending in "/": links in a chat client must be whole.
        id: Of the completion.
        created: Seconds since 1970.
    """

    base_url: str
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, answer: Answer) -> dict[str, Any]:
        """The answer at once."""
        message = {
            "role": "assistant",
            "content": self.text(answer),
            "refusal": None,
            EXTENSION: self.extension(answer),
        }
        return {
            **self._frame("chat.completion"),
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        }

    def piece(self, text: str, *, first: bool = False) -> dict[str, Any]:
        """A piece of the answer."""
        delta = {"role": "assistant", "content": text} if first else {"content": text}
        return self._chunk(delta, None)

    def last(self, answer: Answer) -> dict[str, Any]:
        """The last piece: no more text, but the citations as data."""
        return self._chunk({EXTENSION: self.extension(answer)}, "stop")

    def text(self, answer: Answer) -> str:
        """The answer with the list of its sources."""
        return answer.text + self.sources(answer)

    def sources(self, answer: Answer) -> str:
        """The list of sources under an answer; empty when it cites nothing."""
        if not answer.citations:
            return ""
        lines = [say("text_sources", answer.language)]
        for cited in answer.citations:
            page = f", {say('text_page', answer.language, page=str(cited.page))}" if cited.page is not None else ""
            lines.append(f"[{cited.marker}] {cited.title}{page}: {self._link(Citation.of(cited).url)}")
        return "\n\n" + "\n".join(lines)

    def extension(self, answer: Answer) -> dict[str, Any]:
        """What OpenAI's JSON has no place for: how the question ended, the sources, who wrote the text."""
        citations = [Citation.of(cited).model_dump(mode="json") for cited in answer.citations]
        return {
            "status": answer.status,
            "language": answer.language,
            "citations": [{**cited, "url": self._link(cited["url"])} for cited in citations],
            "suggestions": list(answer.suggestions),
            "model": answer.model,
            "notice": answer.notice,
        }

    def _link(self, path: str) -> str:
        return self.base_url.rstrip("/") + path

    def _chunk(self, delta: dict[str, Any], reason: Literal["stop"] | None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        return {**self._frame("chat.completion.chunk"), "choices": [choice]}

    def _frame(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}


def model_entry() -> dict[str, Any]:
    """The assistant in the list of models."""
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}
