"""The assistant's own words, in the seven languages it speaks. They stand in tables, words/*.yaml."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml

FALLBACK = "en"
"""Language of the framing words when a text is in none of the supported languages."""

QUOTATION_MARKS: dict[str, tuple[str, str]] = {
    "fi": ("”", "”"),
    "sv": ("”", "”"),
    "en": ("“", "”"),
    "et": ("„", "“"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "ar": ("«", "»"),
}

# Unicode CLDR 46, cardinal rules for whole numbers.
PLURAL_CATEGORIES: dict[str, tuple[str, ...]] = {
    "fi": ("one", "other"),
    "sv": ("one", "other"),
    "en": ("one", "other"),
    "et": ("one", "other"),
    "ru": ("one", "few", "many"),
    "uk": ("one", "few", "many"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
}

_THOUSANDS = {"en": ",", "ar": ","}

Forms = dict[str, str]
"""Plural category → text."""


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, str | Forms]]:
    """All of words/*.yaml: message → language → text, or the text of each plural category.

    Raises:
        ValueError: Two files have a message of the same name.
    """
    messages: dict[str, dict[str, str | Forms]] = {}
    for file in sorted(resources.files(__package__).joinpath("words").iterdir(), key=lambda file: file.name):
        loaded: dict[str, dict[str, str | Forms]] = yaml.safe_load(file.read_text(encoding="utf-8"))
        if twice := messages.keys() & loaded.keys():
            raise ValueError(f"{file.name}: {', '.join(sorted(twice))} stand in another file too")
        messages |= loaded
    return messages


def say(message: str, language: str, *, count: int | None = None, **values: object) -> str:
    """A message in a language.

    Args:
        message: Its key in one of words/*.yaml.
        language: ISO 639-1; `FALLBACK` is used for a language that the assistant does not speak.
        count: The number that decides the plural form; fills `{count}` too.
        **values: What fills the other `{names}`; whole numbers are written the way of the language.
    """
    language = spoken(language)
    text = table()[message][language]
    if not isinstance(text, str):
        text = text[plural_category(count or 0, language)]
    if count is not None:
        values["count"] = count
    return text.format_map(
        {name: number(value, language) if isinstance(value, int) else value for name, value in values.items()}
    )


def spoken(language: str) -> str:
    """`language` if the assistant speaks it, else `FALLBACK`."""
    return language if language in QUOTATION_MARKS else FALLBACK


def quoted(text: str, language: str) -> str:
    """`text` between the quotation marks of a language."""
    opening, closing = QUOTATION_MARKS[spoken(language)]
    return f"{opening}{text}{closing}"


def number(value: int, language: str) -> str:
    """A whole number as people write it: `2 000` (no-break space), or `2,000` in English and Arabic."""
    return f"{value:,}".replace(",", _THOUSANDS.get(language, "\u00a0"))


def plural_category(count: int, language: str) -> str:
    """The CLDR plural category of a whole number, one of `PLURAL_CATEGORIES[language]`."""
    if language in ("ru", "uk"):
        return _slavic_category(count)
    if language == "ar":
        return _arabic_category(count)
    return "one" if count == 1 else "other"


def _slavic_category(count: int) -> str:
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return "few"
    return "many"


def _arabic_category(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[count]
    if 3 <= count % 100 <= 10:
        return "few"
    return "many" if count % 100 >= 11 else "other"
