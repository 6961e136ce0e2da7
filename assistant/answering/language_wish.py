"""A wish for the language of the answer: "vastaa ruotsiksi", "in English please", alone or after a question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.conversation.follow_up_words import LANGUAGE_NAMES, LANGUAGE_WISH

_NAMES = {tuple(name.split("_")): code for code, names in LANGUAGE_NAMES.items() for name in names.split()}
_LONGEST = max(len(name) for name in _NAMES)
_AROUND = frozenset(LANGUAGE_WISH.split())
_SENTENCE = re.compile(r"(?<=[.?!؟])\s+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class LanguageWish:
    """What was wished for.

    Attributes:
        language: ISO 639-1.
        question: What was asked besides; empty when the wish is all that was said.
    """

    language: str
    question: str


def language_wish(text: str) -> LanguageWish | None:
    """The wish that a text is, or that its last sentence is; None for all others.

    Args:
        text: Cleaned. "Mikä on osatyökykyinen ruotsiksi?" is a question, not a wish.
    """
    *before, last = _SENTENCE.split(text)
    language = _wished(last)
    return LanguageWish(language, " ".join(before)) if language else None


def _wished(sentence: str) -> str | None:
    """The language, when the sentence says nothing but its name and words of courtesy."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    for start in range(len(words)):
        for size in range(_LONGEST, 0, -1):
            language = _NAMES.get(tuple(words[start : start + size]))
            if language:
                others = words[:start] + words[start + size :]
                return language if all(word in _AROUND for word in others) else None
    return None
