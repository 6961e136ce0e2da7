"""Days, months and clock times in Finnish, Swedish and English prose: where they stand and what they say.

A point may lack its year ("30.10.") or its day ("huhtikuussa 2027"); what surrounds it has to settle that.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

_FINNISH = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
_SWEDISH = "januari februari mars april maj juni juli augusti september oktober november december".split()
_ENGLISH = "january february march april may june july august september october november december".split()
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTHS = {
    **{name: number for names in (_SHORT, _ENGLISH, _SWEDISH) for number, name in enumerate(names, 1)},
    **{f"{stem}kuu": number for number, stem in enumerate(_FINNISH, 1)},
    "sept": 9,
    "okt": 10,
}
_FINNISH_MONTH = rf"(?:{'|'.join(_FINNISH)})kuu(?:ta|n|ssa|sta|hun|ksi)?"
_OTHER_MONTH = "|".join(sorted({*_SWEDISH, *_ENGLISH}, key=len, reverse=True))
_MONTH = rf"(?P<month>{_FINNISH_MONTH}|(?:{_OTHER_MONTH}|sept|okt|{'|'.join(_SHORT)})\b\.?)"

_WEEKDAYS = {
    0: ("maanantai", "ma", "måndag", "mån", "monday", "mon"),
    1: ("tiistai", "ti", "tisdag", "tis", "tuesday", "tue"),
    2: ("keskiviikko", "ke", "onsdag", "ons", "wednesday", "wed"),
    3: ("torstai", "to", "torsdag", "tors", "thursday", "thu"),
    4: ("perjantai", "pe", "fredag", "fre", "friday", "fri"),
    5: ("lauantai", "la", "lördag", "lör", "saturday", "sat"),
    6: ("sunnuntai", "su", "söndag", "sön", "sunday", "sun"),
}
_WEEKDAY_NUMBERS = {name: number for number, names in _WEEKDAYS.items() for name in names}
_WEEKDAY = rf"(?:{'|'.join(sorted(_WEEKDAY_NUMBERS, key=len, reverse=True))})"
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!\w)(?P<name>{_WEEKDAY})(?:na|sta|hin|en|ta|n)?\.?,?\s+(?:den\s+|the\s+)?$", re.IGNORECASE
)
_FINNISH_DAY = re.compile(r"\d\d?\.")  # what "to" may stand before as Thursday: in English it parts two days

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d-])(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<![\d/])(?P<day>\d\d?)(?P<slash>/)(?P<number>\d\d?)/(?P<year>\d{4})(?!\d)",
        r"(?<![\d.,/])(?P<day>\d\d?)\.\s?(?P<number>\d\d?)\.\s?(?P<year>\d{4})(?!\d)",
        r"(?<![\d.,/])(?P<day>\d\d?)\.\s?(?P<number>\d\d?)\.(?!\s?\d)",
        r"(?<![\d.,/])(?P<day>\d\d?)\.(?P<number>\d\d?)(?![\d.])(?=\s*(?:[-–—]|och\b|till\b|klo?\b))(?P<bare>)",
        rf"(?<![\d.,])(?P<day>\d\d?)(?:\.|st|nd|rd|th|:e)?\s?(?:of\s)?{_MONTH}(?:,?\s(?P<year>\d{{4}})\b)?",
        rf"\b{_MONTH}\s(?P<day>\d\d?)(?:st|nd|rd|th|\.\späiv\w+)?(?!\d|[.:]\d)(?:,?\s(?P<year>\d{{4}})\b)?",
        rf"\b(?:(?P<ending>utgången av|slutet av|end of)\s)?{_MONTH}(?:\s(?P<year>\d{{4}})\b)?"
        r"(?P<finnish_ending>\sloppu(?:un|minen)\b)?",
    )
)
_DAY_BEFORE = re.compile(r"(?<![\d.,:/-])(?P<day>\d\d?)\.?\s?[-–—]\s?$")
_AFTER_CLOCK_WORD = re.compile(r"(?:klo|kello|kl\.?|klockan|at)\s*\d\d?\.?\s?[-–—]\s?$", re.IGNORECASE)

_CLOCK_WORD = r"(?:klo\.?|kello|kl\.?|klockan|at|from|by)"
_TIME = r"(?P<hour>\d\d?)(?:[.:](?P<minute>[0-5]\d)(?:[.:][0-5]\d)?)?(?!\d|\.\d)(?:\s?(?P<half>[ap]\.?m\b\.?))?"
_UNTIL = r"(?:\s?(?:[-–—]|to)\s?(?P<until>\d\d?(?:[.:][0-5]\d)?)(?!\d|\.\d))?"
_TIME_AFTER = re.compile(
    rf"[\s,(]*(?:(?P<word>{_CLOCK_WORD})\s*)?(?:{_TIME}{_UNTIL}|(?P<noon>12 noon|noon))", re.IGNORECASE
)
_TIME_BEFORE = re.compile(
    rf"(?<![\d.,:/-])(?:(?P<midnight>midnight)|(?P<noon>12 noon|noon)|{_TIME})\s+on\s+(?:the\s+)?$", re.IGNORECASE
)
_CLOCK = re.compile(rf"\b(?:klo\.?|kello|kl\.?|klockan)\s*{_TIME}{_UNTIL}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """A day or a month that a text names.

    Attributes:
        start: Where it begins in the text, its weekday and a time written before it included.
        end: Where it ends, a time written after it included.
        month: From 1 to 12.
        day: None when only the month is named.
        year: None when it is not written.
        time: Clock time that is written with it; 24.00 is written as `dt.time.max`.
        until: Clock time at which it ends the same day ("klo 13.00–14.30").
        first_day: Of "1.–31.10.2026" the 1: a range within one month, which ends on `day`.
        weekday: 0 for Monday, when it is written.
        month_end: The last day of the month is meant.
        doubtful: It can be read in more than one way.
    """

    start: int
    end: int
    month: int
    day: int | None = None
    year: int | None = None
    time: dt.time | None = None
    until: dt.time | None = None
    first_day: int | None = None
    weekday: int | None = None
    month_end: bool = False
    doubtful: bool = False


def points(text: str) -> list[Point]:
    """The days and months in a text, in order of their place."""
    clocks = [match.span() for match in _CLOCK.finditer(text)]
    found: list[Point] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            inside = any(start <= match.start() < end for start, end in clocks)
            point = None if inside else _point(match)
            if point and not any(point.start < other.end and other.start < point.end for other in found):
                found.append(point)
    return [_with_surroundings(text, point) for point in sorted(found, key=lambda point: point.start)]


def _point(match: re.Match[str]) -> Point | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month(groups["month"])
    day, year = (int(groups[key]) if groups.get(key) else None for key in ("day", "year"))
    ending = groups.get("ending") or groups.get("finnish_ending")
    if day is None and year is None and not ending:
        return None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.monthrange(year or 2024, month)[1]):
        return None
    if year is not None and not 1990 <= year <= 2100:
        return None
    in_two_ways = bool(groups.get("slash")) and day is not None and day <= 12 and day != month
    return Point(
        match.start(),
        match.end(),
        month,
        day,
        year,
        month_end=bool(ending),
        doubtful=in_two_ways or (groups.get("ending") or "").lower() == "slutet av",
    )


def _month(name: str) -> int:
    name = name.lower().rstrip(".")
    return _MONTHS[name] if name in _MONTHS else _MONTHS[name[: name.index("kuu") + 3]]


def _with_surroundings(text: str, point: Point) -> Point:
    """The point with its weekday, its time, and the first day of a range within its month."""
    if point.day is None:
        return point
    before = text[max(0, point.start - 40) : point.start]
    if (match := _DAY_BEFORE.search(before)) and not _AFTER_CLOCK_WORD.search(before):
        first = int(match["day"])
        if 1 <= first < point.day:
            point = replace(point, first_day=first, start=point.start - len(match[0]))
            before = before[: match.start()]
    match = _WEEKDAY_BEFORE.search(before)
    if match and not (match["name"].lower() == "to" and not _FINNISH_DAY.match(text, point.start)):
        point = replace(point, weekday=_WEEKDAY_NUMBERS[match["name"].lower()], start=point.start - len(match[0]))
        before = before[: match.start()]
    elif before.rstrip().lower().endswith(" den"):
        before = before.rstrip()[:-4]
    if (match := _TIME_BEFORE.search(before)) and (time := _time(match) or match["midnight"]):
        point = replace(point, start=point.start - len(before) + match.start())
        return replace(point, doubtful=True) if match["midnight"] else replace(point, time=_time(match))
    if (match := _TIME_AFTER.match(text, point.end)) and (time := _time_after(match)):
        return replace(point, time=time, until=_clock(match["until"]), end=match.end())
    return point


def _time_after(match: re.Match[str]) -> dt.time | None:
    """A bare number after a day is a time only when it looks like one."""
    marked = match["word"] or match["noon"] or match["half"] or (match["minute"] and ":" in match[0])
    return _time(match) if marked else None


def _time(match: re.Match[str]) -> dt.time | None:
    if match["noon"]:
        return dt.time(12)
    if not match["hour"]:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half := match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    return _at(hour, minute)


def _clock(text: str | None) -> dt.time | None:
    if not text:
        return None
    hour, _, minute = text.replace(":", ".").partition(".")
    return _at(int(hour), int(minute or 0))


def _at(hour: int, minute: int) -> dt.time | None:
    if hour == 24 and minute == 0:
        return dt.time.max
    return dt.time(hour, minute) if hour < 24 else None
