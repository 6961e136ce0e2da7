"""Patterns of how people ask, kept as data: a table of regular expressions by what they tell and by language."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

NEVER = re.compile(r"(?!)")
"""Matches nothing."""


@cache
def read_patterns(name: str) -> dict[str, dict[str, re.Pattern[str]]]:
    """A table of `assistant.answering`, read and compiled once.

    Args:
        name: Of the file, from here, e.g. "calls/patterns.yaml".

    Returns:
        What is told → language → pattern.
    """
    source = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return {
        key: {language: re.compile(pattern) for language, pattern in patterns.items()}
        for key, patterns in yaml.safe_load(source).items()
    }


def pattern_of(name: str, key: str, language: str) -> re.Pattern[str]:
    """One pattern of a table; `NEVER` where it has none for a language."""
    return read_patterns(name)[key].get(language, NEVER)
