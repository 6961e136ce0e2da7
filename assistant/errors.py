"""Errors that a person will read. Sorted by one question: will trying again help?"""

from __future__ import annotations


class AssistantError(Exception):
    """Something went wrong that a person must hear of.

    Attributes:
        code: Short stable name for programs, e.g. "pdf_password"; messages in the user's language are looked up by it.
        message: One plain English sentence that says what happened.
        hint: What to do next, or an empty string.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message if not hint else f"{message} {hint}")
        self.code = code
        self.message = message
        self.hint = hint


class TransientError(AssistantError):
    """Trying again later may help: a locked store, a model server that is down."""


class PermanentError(AssistantError):
    """Trying again will not help until something is changed: a broken file, a wrong setting."""
