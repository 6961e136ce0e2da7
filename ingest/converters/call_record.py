"""Reads a call record written as YAML, and says what is wrong with one that cannot be read."""

from __future__ import annotations

import re

import yaml
from pydantic import ValidationError

from assistant.calls.record import Call
from assistant.errors import PermanentError

# A mapping with two of these is meant to be a call record; errors then name its fields.
_TELLING = frozenset(("funder", "programme", "opens_at", "closes_at", "funding_rate", "eligible_applicants"))
_MOST_PROBLEMS_TOLD = 3


def parse(text: str, name: str) -> Call:
    """Reads a record.

    Args:
        text: YAML.
        name: The file's name, for messages.

    Raises:
        PermanentError: The text is no YAML, or no call record, or a field cannot be read; the message names it.
    """
    try:
        record = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise PermanentError("bad_yaml", f"{name} is no valid YAML{where}.", "Mend it in a text editor.") from error
    except (ValueError, RecursionError) as error:  # a day like 2027-02-30; too many brackets
        raise PermanentError("bad_yaml", f"{name} is no valid YAML.", "Check its days and its brackets.") from error
    if not isinstance(record, dict) or len(_TELLING.intersection(map(str, record))) < 2:
        raise PermanentError(
            "not_a_call",
            f"{name} is no record of a funding call, and other YAML files are not read.",
            "Records are written like those in corpus/calls; save other texts as Markdown or plain text.",
        )
    return validate(record, name)


def validate(record: object, where: str) -> Call:
    """A record from its fields.

    Args:
        record: As a YAML file would hold it.
        where: The file, and the row if it is a table; for messages.

    Raises:
        PermanentError: A field cannot be read ("bad_call"); the message names it.
    """
    try:
        return Call.model_validate(record)
    except ValidationError as error:
        raise PermanentError(
            "bad_call", f"{where}: {_problems(error)}.", "Correct the field; examples are in corpus/calls."
        ) from error


def _problems(error: ValidationError) -> str:
    found: dict[str, str] = {}  # a field that may be of two types has a problem with each: one is told
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        steps = [step for step in problem["loc"] if isinstance(step, int) or re.fullmatch(r"\w+", step)]
        field = ".".join(str(step) for step in steps)
        message = problem["msg"].removeprefix("Value error, ").rstrip(".")
        if problem["type"] == "extra_forbidden":
            message = "there is no such field"
        found.setdefault(field, f"{field}: {message}" if field else message)
    told = list(found.values())
    rest = len(told) - _MOST_PROBLEMS_TOLD
    return "; ".join(told[:_MOST_PROBLEMS_TOLD]) + (f"; and {rest} more" if rest > 0 else "")
