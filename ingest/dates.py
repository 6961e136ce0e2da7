"""Days as people and programs write them, and the day of publication that a text plainly states."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = (
    ("tammikuu", "januari", "january"),
    ("helmikuu", "februari", "february"),
    ("maaliskuu", "mars", "march"),
    ("huhtikuu", "april", "april"),
    ("toukokuu", "maj", "may"),
    ("kesäkuu", "juni", "june"),
    ("heinäkuu", "juli", "july"),
    ("elokuu", "augusti", "august"),
    ("syyskuu", "september", "september"),
    ("lokakuu", "oktober", "october"),
    ("marraskuu", "november", "november"),
    ("joulukuu", "december", "december"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)")
_PDF = re.compile(r"D:(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_DOTTED = re.compile(r"(?<!\d)(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})(?!\d)")
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d\d?)\.?\s+(?P<month>{'|'.join(_MONTH_NUMBERS)})(?:ta)?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(julkaistu|julkaisupäivä|julkaisuaika|päivätty|päiväys|publicerad|publicerat|publiceringsdatum|daterad|daterat"
    r"|published|publication date|date of publication|issued)\b[:\s]*(?:on\s|den\s)?",
    re.IGNORECASE,
)
_FURTHEST_LABEL = 3000  # characters from the start of a text; labels further in belong to something else


def day(value: object) -> date | None:
    """The day in a value: a date, or text that begins with one (ISO 8601, PDF, 15.9.2026, 15. syyskuuta 2026)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    for pattern in (_ISO, _PDF, _DOTTED, _NAMED):
        if match := pattern.match(text):
            return _date(match)
    return None


def stated_publication(text: str) -> date | None:
    """The day that stands right behind a word like "Julkaistu" near the start of a text."""
    for label in _LABEL.finditer(text[:_FURTHEST_LABEL]):
        if found := day(text[label.end() : label.end() + 40]):
            return found
    return None


def _date(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    try:
        return date(int(match["year"]), _MONTH_NUMBERS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None
