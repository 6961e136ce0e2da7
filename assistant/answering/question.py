"""A question as it goes through the house: cleaned, with the language that it is answered in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_INVISIBLE = frozenset(["Cc", "Cf", "Cs", "Co"])
"""Unicode categories of characters that say nothing in a question: control, format, surrogate, private use."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        text: Cleaned by `clean`.
        language: ISO 639-1 code of the language that it is answered in.
    """

    text: str
    language: str


def clean(text: str) -> str:
    """A question without what nobody meant to type: composed letters, single spaces, nothing invisible."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        " " if letter.isspace() else letter
        for letter in composed
        if letter.isspace() or unicodedata.category(letter) not in _INVISIBLE
    )
    return " ".join(visible.split())
