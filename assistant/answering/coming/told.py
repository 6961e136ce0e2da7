"""What passages tell of days: sentences and rows, each with the day it is told for.

A day is certain when its year is written in the sentence, in the caption or heading above it or in the title, or
settled by a weekday and the day of publication. A sentence that tells of days past and days to come is not certain
either: whoever reads it as quoted would have to sort them out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from assistant.answering.coming.questions import ComingQuestion, matches
from assistant.answering.quotations.passage_sentences import Sentence, caption_of, sentences_of
from assistant.calls.clock import in_helsinki
from assistant.dates.points import Point, points
from assistant.dates.years import dated, year_nearby
from assistant.documents import SearchResult

MONTH_ALONE = 99
"""In place of a day where only the month is told: behind the days of that month."""
HALF_A_YEAR = 183
"""Days around its publication within which a text may leave a year out."""

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DASH = re.compile(r"\s*[-–—]\s*")
_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})[.:]([0-5]\d)(?![\d.]*\d)")
_AFTER = 25
"""Characters after a day in which a postposition can make it the last one."""

_points = lru_cache(maxsize=5_000)(points)

Day = tuple[int, int, int]
"""Year, month and day, or `MONTH_ALONE` where only the month is told."""


class Seen(StrEnum):
    """How what is told looks from this moment: all of it to come, all of it over, or neither for certain."""

    COMING = "coming"
    UNSURE = "unsure"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence or row that tells a day.

    Attributes:
        sentence: It.
        day: The first of its days that are to come; the last of its days when none is.
        seen: How its days look from now.
    """

    sentence: Sentence
    day: Day
    seen: Seen


def tellings(results: Iterable[SearchResult], asked: ComingQuestion, now: dt.datetime) -> Iterator[Telling]:
    """What passages tell of the days that are asked for, in the order of the passages, whatever it is about.

    Args:
        results: Passages; superseded editions are left out.
        asked: What is asked for.
        now: With a zone.
    """
    for result in results:
        if result.document.superseded_by is None and any(letter.isdigit() for letter in result.chunk.text):
            for sentence in sentences_of(result):
                if not sentence.label and (telling := _telling(sentence, asked, in_helsinki(now))):
                    yield telling


def _telling(sentence: Sentence, asked: ComingQuestion, now: dt.datetime) -> Telling | None:
    if not any(letter.isdigit() for letter in sentence.text):
        return None
    found = _points(sentence.text)
    counted = [point for point in found if _counts(point, found, sentence, asked)]
    days = {day: certain for day, certain in (_day(point, found, sentence, now, asked) for point in counted) if day}
    kept = [day for day in days if not asked.months or day[1] in asked.months]
    kept = [day for day in kept if not asked.years or day[0] in asked.years]
    if not kept:
        return None
    ahead = sorted(day for day in kept if not _is_over(day, found, sentence.text, now))
    if not ahead:
        return Telling(sentence, max(kept), Seen.OVER)
    sure = len(ahead) == len(days) and days[ahead[0]] and not _is_now(ahead[0], now)
    return Telling(sentence, ahead[0], Seen.COMING if sure else Seen.UNSURE)


def _is_over(day: Day, found: Sequence[Point], text: str, now: dt.datetime) -> bool:
    """Whether a day is past, or the time that is told with it when it is today."""
    today = (now.year, now.month, now.day)
    if day != today:
        return day < today
    ends = [point.until or point.time for point in found if (point.month, point.day) == day[1:]]
    if len(found) == 1 and ends == [None]:  # in a row the time has a cell of its own
        ends = [_clock(*time) for time in _CLOCK.findall(text[found[0].end :])][-1:]
    return any(end is not None and end <= now.time() for end in ends)


def _clock(hour: str, minute: str) -> dt.time | None:
    return dt.time(int(hour), int(minute)) if int(hour) < 24 else None


def _is_now(day: Day, now: dt.datetime) -> bool:
    """Whether it is this month, without a day: some of it is over."""
    return day == (now.year, now.month, MONTH_ALONE)


def _counts(point: Point, found: Sequence[Point], sentence: Sentence, asked: ComingQuestion) -> bool:
    """Whether a day may be what is asked for: a last day is not the day of an occasion, nor is a span a last day."""
    if not asked.due:
        return not _is_last_day(point, found, sentence)
    ends = {other.end for other in found if _DASH.fullmatch(sentence.text[other.end : point.start])}
    starts = {other.start for other in found if _DASH.fullmatch(sentence.text[point.end : other.start])}
    return not (ends or starts)


def _is_last_day(point: Point, found: Sequence[Point], sentence: Sentence) -> bool:
    """Whether something is to be done by that day, as the words between it and the day before tell."""
    language, text = sentence.result.document.language, sentence.text.lower()
    before = max((other.end for other in found if other.end <= point.start), default=0)
    return matches("deadline", language, text[before : point.start]) or matches(
        "deadline_after", language, text[point.end : point.end + _AFTER]
    )


def _day(
    point: Point, found: Sequence[Point], sentence: Sentence, now: dt.datetime, asked: ComingQuestion
) -> tuple[Day | None, bool]:
    """The day that is meant, the first of a range, and whether it is certain; None when no year can be told.

    A last day to do something by that has no year may be one of every year.
    """
    published = sentence.result.document.published
    later = [other for other in found if other.start > point.start]
    year_told = year_nearby(point, later, sentence.text[: point.start]) or _year_above(point, sentence)
    told = dated(replace(point, time=None), year_told, published or now.date())
    if told.value is None:
        return None, False
    year, month = (int(part) for part in told.value.split("-")[:2])
    day = point.first_day or point.day or (31 if point.month_end else MONTH_ALONE)
    if not told.certain and year_told is None:
        if asked.due:
            year = now.year + ((month, day) < (now.month, now.day))
        elif published:
            year = _nearest_year(month, day, published)
    return (year, month, day), told.certain


def _nearest_year(month: int, day: int, published: dt.date) -> int:
    """The year in which a day is nearest to a publication: what is told of without a year is not far from it."""
    this = dt.date(published.year, month, min(day, 28))
    if this - published > dt.timedelta(days=HALF_A_YEAR):
        return published.year - 1
    return published.year + 1 if published - this > dt.timedelta(days=HALF_A_YEAR) else published.year


def _year_above(point: Point, sentence: Sentence) -> int | None:
    """The one year of the caption of a row, else of the nearest heading, else of the title; running text has none.

    A page titled by a year may look ahead into the next one ("Uutiskirje 5/2026" in December), so that the title's
    year is taken only for days that are not before its publication.
    """
    if sentence.listed is None:
        return None
    result = sentence.result
    for text in (caption_of(sentence), *reversed(result.chunk.headings)):
        if year := _one_year(text):
            return year
    year, published = _one_year(result.document.title), result.document.published
    if year is None or published is None:
        return None
    return year if (year, point.month, point.day or 31) >= (published.year, published.month, published.day) else None


def _one_year(text: str) -> int | None:
    """The only year that a text names, if it names no day: a day there is another one's."""
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 and not points(text) else None
