"""Questions that need no search: empty, too long, a greeting, a thank-you, "who are you"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.language_wish import language_wish
from assistant.answering.messages import say
from assistant.answering.question import Question
from assistant.answering.small_talk import recognise
from assistant.documents import Filters


@dataclass(frozen=True, slots=True)
class Asked:
    """What a route decides by.

    Attributes:
        question: Whole by itself: a follow-up has been resolved.
        filters: What the search is narrowed to.
        history: The conversation so far, oldest first.
    """

    question: Question
    filters: Filters
    history: tuple[Exchange, ...] = ()


Route = Callable[[Asked], Answer | None]
"""Answers the questions that are its own, and names itself in `Answer.route`; None for all others."""


def answer_empty(asked: Asked) -> Answer | None:
    """Asks for a question when there is none: nothing, or punctuation alone."""
    if any(letter.isalnum() for letter in asked.question.text):
        return None
    return _reply(say("empty", asked.question.language), asked.question.language, "empty")


def answer_too_long(limit: int) -> Route:
    """A route that asks to shorten questions of more than `limit` characters."""

    def route(asked: Asked) -> Answer | None:
        length, language = len(asked.question.text), asked.question.language
        if length <= limit:
            return None
        return _reply(say("too_long", language, count=length, limit=limit), language, "too_long")

    return route


def answer_small_talk(asked: Asked) -> Answer | None:
    """Answers a greeting, a thank-you, or a question about the assistant, when it is all that is said."""
    language = asked.question.language
    found = recognise(asked.question.text, language)
    return _reply(say(found[0], language), language, "small_talk") if found else None


def answer_language_wish(asked: Asked) -> Answer | None:
    """Answers a wish for a language when there is no question yet to answer in it."""
    if not language_wish(asked.question.text):
        return None
    return _reply(say("language_wish", asked.question.language), asked.question.language, "language")


def _reply(text: str, language: str, route: str) -> Answer:
    return Answer(AnswerStatus.CLARIFICATION, language, text, route=route)
