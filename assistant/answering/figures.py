"""The figures and dates that a text states, each in one spelling whatever the language and the way it is written.

"2 958", "2,958" and "2958" are one figure, "15.1.2027", "15 January 2027" and "15. tammikuuta 2027" one date,
"73 %" and "73 prosenttia" one share, which is not the figure 73; "3,5 miljoonaa" is 3500000.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told.

    Attributes:
        day: Of the month, or None.
        month: From 1.
        year: Or None.
    """

    day: int | None
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a text states in figures.

    Attributes:
        days: Its dates.
        numbers: Its other numbers, each as the set of its readings: "2.958" may be a decimal fraction or thousands.
    """

    days: tuple[Day, ...]
    numbers: tuple[frozenset[str], ...]

    def bears_out(self, stated: Figures) -> bool:
        """Whether each date and number of `stated` stands in this text."""
        return all(self._has_day(day) for day in stated.days) and all(
            any(readings & known for known in self._readings()) for readings in stated.numbers
        )

    def _has_day(self, stated: Day) -> bool:
        years = {day.year for day in self.days} | {
            int(reading) for readings in self.numbers for reading in readings if re.fullmatch(r"(?:19|20)\d\d", reading)
        }
        return any(
            stated.month == known.month
            and (stated.day is None or stated.day == known.day)
            and (stated.year is None or known.year == stated.year or (known.year is None and stated.year in years))
            for known in self.days
        )

    def _readings(self) -> Iterator[frozenset[str]]:
        """The numbers, and the years of the dates, which may be stated alone."""
        yield from self.numbers
        yield from (frozenset([str(day.year)]) for day in self.days if day.year is not None)


def figures_of(text: str) -> Figures:
    """The dates and numbers of a text in any of the seven languages."""
    return _figures_of(text)


@lru_cache(maxsize=2_000)
def _figures_of(text: str) -> Figures:
    plain = _plain(text)
    days: list[Day] = []

    def taken(match: re.Match[str]) -> str:
        day = _day(match)
        if day is None:
            return match[0]
        days.append(day)
        return " ; "

    for pattern in _patterns().days:
        plain = pattern.sub(taken, plain)
    return Figures(tuple(days), tuple(_numbers(plain)))


def joined(several: Iterable[Figures]) -> Figures:
    """All figures of several texts."""
    every = list(several)
    return Figures(
        tuple(day for figures in every for day in figures.days),
        tuple(number for figures in every for number in figures.numbers),
    )


def is_month(word: str) -> bool:
    """Whether a word is the name of a month in one of the seven languages."""
    return _patterns().month.fullmatch(word) is not None


_DIGITS = {0x066B: ".", 0x066C: ",", ord("−"): "-"}  # Arabic decimal and thousands separators, minus
_NUMBER = re.compile(
    r"""(?<!\d)(?<!\d[.,:])(?:
        \d{1,3}(?P<mark>[ ,.])\d{3}(?:(?P=mark)\d{3})*(?!\d)(?:[.,]\d+)?   # 1 200 000,50
        | \d+(?:[.,:]\d+)?)""",
    re.VERBOSE,
)
_RANGE = r"(?:\s?[–—-]\s?\d[\d.,]*)?\s?"
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\D)", re.MULTILINE)


def _plain(text: str) -> str:
    """Digits of all scripts as 0–9, all spaces alike, list numbers gone."""
    composed = unicodedata.normalize("NFKC", text).translate(_DIGITS)
    plain = "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter for letter in composed
    )
    return _LIST_NUMBER.sub("", plain)


def _numbers(plain: str) -> Iterator[frozenset[str]]:
    patterns = _patterns()
    for match in _NUMBER.finditer(plain):
        values = _values(match[0])
        following = plain[match.end() : match.end() + 40]
        if power := patterns.magnitude(following):
            values = {value.scaleb(power) for value in values}
        unit = "%" if patterns.percent.match(following) else ""
        yield frozenset(f"{_spelled(value)}{unit}" for value in values)
    for match in patterns.words.finditer(plain):
        yield frozenset([str(match.lastgroup).removeprefix("n")])


def _values(written: str) -> set[Decimal]:
    """What a number may mean: its separators part thousands, or the last one begins the fraction."""
    *before, last = parts = re.split(r"[ ,.:]", written)
    marks = re.findall(r"[ ,.:]", written)
    if not marks:
        return {Decimal(written)}
    found = set()
    if len(set(marks)) == 1 and marks[0] != ":" and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:]):
        found.add(Decimal("".join(parts)))
    if marks[-1] != " " and marks.count(marks[-1]) == 1:
        found.add(Decimal(f"{''.join(before)}.{last}"))
    return found


def _spelled(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _day(match: re.Match[str]) -> Day | None:
    """The date that was matched, if there is such a day."""
    found = match.groupdict()
    month = found.get("month") or next((name[1:] for name, text in found.items() if name[0] == "m" and text), None)
    day, year = found.get("day"), found.get("year")
    if month is None or not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return Day(int(day) if day else None, int(month), int(year) if year else None)


class _Patterns:
    """The regular expressions made of figures.yaml."""

    def __init__(self, table: dict[str, Any]) -> None:
        months = "|".join(rf"(?P<m{number}>{'|'.join(names)})" for number, names in table["months"].items())
        month = rf"(?:{months})\w*"
        clear = rf"(?!(?:{'|'.join(table['months_with_another_sense'])})\b)"
        year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
        ordinal = r"(?:st|nd|rd|th|\.|:?e|-?го)?"
        flags = re.IGNORECASE
        self.month = re.compile(month, flags)
        self.days = (
            re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
            re.compile(rf"(?<![\d.,])(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{year}"),
            re.compile(
                r"(?<![\d.,])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?!\d)(?:\s(?P<year>(?:19|20)\d\d)(?!\d))?"
            ),
            re.compile(rf"(?<!\d)(?P<day>\d{{1,2}}){ordinal}\s+(?:of\s+|من\s+)?{month}(?:,?\s+{year})?", flags),
            re.compile(rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+{year})?", flags),
            re.compile(rf"\b{month},?\s+(?:of\s+|vuonna\s+)?{year}", flags),
            re.compile(rf"\b{clear}{month}", flags),
        )
        self.percent = re.compile(rf"{_RANGE}-?(?:{'|'.join(map(re.escape, table['percent']))})", flags)
        words = "|".join(rf"(?P<n{number}>{'|'.join(names)})" for number, names in table["numbers"].items())
        self.words = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", flags)
        self._magnitudes = [
            (power, re.compile(rf"{_RANGE}(?:{'|'.join(names)})", flags))
            for power, names in table["magnitudes"].items()
        ]

    def magnitude(self, following: str) -> int:
        """The power of ten that the words after a number name; 0 when they name none."""
        return next((power for power, pattern in self._magnitudes if pattern.match(following)), 0)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    file = resources.files(__package__).joinpath("figures.yaml")
    return _Patterns(yaml.safe_load(file.read_text(encoding="utf-8")))
