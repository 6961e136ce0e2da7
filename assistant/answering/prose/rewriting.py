"""Follow-up questions made whole by a language model; by the rules whenever it fails or adds something."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from time import monotonic

from assistant.answering.conversation.exchange import STEP, Exchange
from assistant.answering.figures import figures_of, joined
from assistant.answering.masking import mask
from assistant.answering.messages import spoken
from assistant.answering.prose.budget import Budget, Spent
from assistant.answering.prose.generative import LANGUAGE_NAMES, Model
from assistant.answering.prose.model_stream import ModelStream, estimated
from assistant.answering.prose.names import mentions, names_of
from assistant.answering.prose.prompts import REWRITE, prompt
from assistant.answering.question import clean
from assistant.language import detect
from assistant.tokens import tokens

logger = logging.getLogger(__name__)

EXCHANGES = 4
"""Last questions that the model is shown."""
LONGEST_SECONDS = 10.0
"""For a rewriting: the answer itself is still to come."""
LONGEST_TOKENS = 120
_LONGEST_FACTOR = 2
"""A rewritten question has at most so many times the letters of the questions it was made from."""

FollowUp = Callable[[str, str, Sequence[Exchange]], str | None]


class Rewriter:
    """Makes follow-ups whole; called like `assistant.answering.conversation.follow_up.resolve`.

    Args:
        model: The language model.
        budget: What may be used in a day.
        rules: Asked in the model's stead.
        mask: Takes personal data out before the model sees it.
        clock: Seconds that only go forward.
    """

    def __init__(
        self,
        model: Model,
        budget: Budget,
        rules: FollowUp,
        *,
        mask: Callable[[str], str] = mask,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._model = model
        self._budget = budget
        self._rules = rules
        self._mask = mask
        self._clock = clock

    def __call__(self, text: str, language: str, history: Sequence[Exchange]) -> str | None:
        """The question that a follow-up means; None when it is whole already.

        Args:
            text: The question, cleaned.
            language: ISO 639-1 code that it is written in.
            history: The conversation so far, oldest first.
        """
        if history and STEP in history[-1].carried:
            return None
        by_rules = self._rules(text, language, history)
        if by_rules is None and not _may_lean(text, history):
            return None
        written = self._rewritten(text, language, history)
        if written is None or not keeps_to(written, text, language, history):
            return by_rules
        return None if written.casefold() == text.casefold() else written

    def _rewritten(self, text: str, language: str, history: Sequence[Exchange]) -> str | None:
        """What the model writes; None when it fails."""
        messages = prompt(REWRITE).messages(
            language=LANGUAGE_NAMES[spoken(language)],
            fence=secrets.token_hex(8),
            history="\n".join(self._mask(exchange.question) for exchange in history[-EXCHANGES:]),
            question=self._mask(text),
        )
        reserved = Spent(estimated(sum(len(message.text) for message in messages)), LONGEST_TOKENS)
        if not self._budget.reserve(reserved.read, reserved.written):
            return None
        seconds = min(LONGEST_SECONDS, self._model.timeout_seconds)
        patience = replace(self._model.patience, first_seconds=seconds, total_seconds=seconds, max_characters=1000)
        stream = ModelStream(self._model.chat, messages, patience, self._clock)
        try:
            with closing(stream.pieces()) as pieces:
                return clean("".join(pieces))
        except Exception as error:
            logger.warning("a follow-up was not rewritten: %s", type(error).__name__)
            return None
        finally:
            self._budget.settle(reserved, Spent(stream.usage.read, stream.usage.written))


def keeps_to(written: str, text: str, language: str, history: Sequence[Exchange]) -> bool:
    """Whether a rewritten question has nothing that the conversation has not: no other figure, name or language.

    Args:
        written: By the model.
        text: The question as it was asked.
        language: ISO 639-1 code of it.
        history: The conversation so far.
    """
    known = [text, *(exchange.question for exchange in history)]
    longest = _LONGEST_FACTOR * (len(text) + max((len(earlier) for earlier in known), default=0))
    if not written or len(written) > longest or detect(written, default=language) != language:
        return False
    words = frozenset(word.lower() for question in known for word in tokens(question))
    return joined(figures_of(question) for question in known).bears_out(figures_of(written)) and all(
        mentions(words, name, translated=True) for name in names_of(written)
    )


def _may_lean(text: str, history: Sequence[Exchange]) -> bool:
    """Whether a question that the rules take for whole is worth asking the model about: short, and not the first."""
    return bool(history) and len(text.split()) <= 6
