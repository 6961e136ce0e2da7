"""Questions that need no search: empty, too long, a greeting, a thank-you, "who are you"."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.messages import say
from assistant.answering.question import Question
from assistant.answering.small_talk import recognise
from assistant.documents import Filters

Route = Callable[[Question, Filters], Answer | None]
"""Answers the questions that are its own; None for all others."""


def answer_empty(question: Question, filters: Filters) -> Answer | None:  # noqa: ARG001
    """Asks for a question when there is none: nothing, or punctuation alone."""
    if any(letter.isalnum() for letter in question.text):
        return None
    return _reply(say("empty", question.language), question.language)


def answer_too_long(limit: int) -> Route:
    """A route that asks to shorten questions of more than `limit` characters."""

    def route(question: Question, filters: Filters) -> Answer | None:  # noqa: ARG001
        length = len(question.text)
        if length <= limit:
            return None
        return _reply(say("too_long", question.language, count=length, limit=limit), question.language)

    return route


def answer_small_talk(question: Question, filters: Filters) -> Answer | None:  # noqa: ARG001
    """Answers a greeting, a thank-you, or a question about the assistant, when it is all that is said."""
    found = recognise(question.text, question.language)
    return _reply(say(found[0], question.language), question.language) if found else None


def _reply(text: str, language: str) -> Answer:
    return Answer(AnswerStatus.CLARIFICATION, language, text)
