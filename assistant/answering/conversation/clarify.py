"""Asks back when a question on "the call" could mean any of several. Sparing: whatever else tells a call is enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.conversation import follow_up_words as lists
from assistant.answering.conversation.follow_up import CHOICE
from assistant.answering.conversation.parts import OWN, Part, Word, read
from assistant.answering.messages import say
from assistant.answering.routing import Asked, Route
from assistant.calls.clock import Clock
from assistant.calls.record import Call
from assistant.calls.status import OPEN_STATUSES, CallStatus, status_at
from assistant.language import detect

MOST_CHOICES = 5


def ask_which_call(calls: Callable[[], Sequence[Call]], clock: Clock, analyser: Analyser) -> Route:
    """A route that asks which call is meant, when "the call" is all that a question says and several may be meant.

    Args:
        calls: All calls of the library.
        clock: Tells which of them are open.
        analyser: Knows Finnish words.
    """

    def route(asked: Asked) -> Answer | None:
        text, language = asked.question.text, asked.question.language
        written_in = detect(text, default=language)
        words = read(text, written_in, analyser)
        call_word = only_call_word(words, written_in)
        if call_word is None or asked.filters:
            return None
        opening = any(word.base in lists.OPENING_VERBS for word in words)
        wanted = {CallStatus.UPCOMING} if opening else OPEN_STATUSES
        chosen = [call for call in calls() if status_at(call, clock()) in wanted]
        if not 1 < len(chosen) <= MOST_CHOICES:
            return None
        choices = tuple(_question_on(text, call_word, name_in(call, written_in), written_in) for call in chosen)
        return Answer(
            AnswerStatus.CLARIFICATION, language, say("which_call", language), suggestions=choices, route=CHOICE
        )

    return route


def only_call_word(words: Sequence[Word], language: str) -> Word | None:
    """The word for "call" in a question that says nothing else of one: "Milloin haku päättyy?".

    None for "Mitkä haut ovat auki?", which asks for calls, and for whatever names one or a year.
    """
    names = lists.CALLS.get(language, "").split()
    calls = [word for word in words if word.base in names]
    others = [word for word in words if word not in calls and (word.part in OWN or word.part is Part.YEAR)]
    attributes = {base for bases in lists.CALL_ATTRIBUTES.values() for base in bases.split()}
    asks_for_calls = any(word.base in lists.WHICH for word in words) and not any(
        word.part is Part.ATTRIBUTE for word in words
    )
    if len(calls) != 1 or calls[0].plural or asks_for_calls or any(word.base not in attributes for word in others):
        return None
    questioned = any(word.part in (Part.QUESTION, Part.PREDICATE) for word in words)
    return calls[0] if questioned else None


def name_in(call: Call, language: str) -> str:
    """A call's name in a language, or in Finnish."""
    return str(getattr(call.name, language, None) or call.name.fi)


def _question_on(text: str, call_word: Word, name: str, language: str) -> str:
    """The question with a call's name in it."""
    if language == "fi" and call_word.case == "nom":
        return f"{text[: call_word.start]}{name} -{call_word.text.lower()}{text[call_word.end :]}"
    return f"{name}: {text[:1].lower()}{text[1:]}"
