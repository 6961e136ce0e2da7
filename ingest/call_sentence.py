"""One sentence or line that names days: what happens on each of them, as far as it concerns a funding call."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.dates.points import Point
from assistant.dates.years import Dated, dated, year_nearby
from ingest import call_cues as cues
from ingest.call_finding import Finding, Role

_WORD = re.compile(r"[^\W\d_]{2}")
_DASH = re.compile(r"\s*[-–—]\s*")
_AND = re.compile(r"\s*(?:,|ja|sekä|och|samt|and)\s*")
_TO = re.compile(r"\s*(?:,\s*)?(?:to|till|until|through|t\.o\.m\.?|till och med|and|och)(?:\s+den)?\s*", re.IGNORECASE)
_FROM = re.compile(
    r"(?<!\w)(?:from|between|mellan(?:\s+den)?|från(?:\s+och\s+med)?(?:\s+den)?|fr\.o\.m\.?)\s*$", re.IGNORECASE
)
_FINNISH_FROM = re.compile(r"\s*:?(?:stä|sta)\b\s*", re.IGNORECASE)
_RELATIVE = re.compile(r",\s(?:joka|jonka|jota|joista|som|vars|which|whose)\s", re.IGNORECASE)

_NOWHERE = -1


class Sentence:
    """A stretch of a text with the days in it.

    Args:
        text: The whole text.
        span: Where the sentence begins and ends in it.
        points: The days in the sentence.
        published: The text's day of publication.
        about_call: Whether what stands around the sentence has told that it is about a call.
    """

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        points: Sequence[Point],
        published: dt.date | None,
        about_call: bool,
    ) -> None:
        self._text = text
        self._span = span
        self._words = text[slice(*span)]
        self._points = points
        self._published = published
        self._about_call = about_call or bool(cues.CALL.search(self._words) or cues.DEADLINE.search(self._words))

    def findings(self) -> list[Finding]:
        """What the sentence says."""
        found: list[Finding] = []
        index = 0
        while index < len(self._points):
            pair = self._points[index : index + (2 if self._is_range(index) else 1)]
            found += self._of(index, pair)
            index += len(pair)
        return [*self._without_a_day(found), *_settled(_with_shared_times(found))]

    def _of(self, index: int, pair: Sequence[Point]) -> list[Finding]:
        """What is said of one day, or of two that are a range."""
        first, last = pair[0], pair[-1]
        role, certain = self._role(index, pair)
        if role is None:
            return []
        end = self._dated(last, index + len(pair) - 1)
        if role in (Role.DECISION, Role.EVENT, Role.CANCELLED):
            start = self._dated(first, index) if len(pair) == 2 else end
            return [self._finding(role, start, until=first.until if role is Role.EVENT else None)]
        if last.day is None and not last.month_end:
            certain = False
        if role is Role.EXTENSION and len(pair) == 2:
            return [replace(self._finding(role, end, certain=certain), before=self._dated(first, index).value)]
        closes = self._finding(role, end, certain=certain)
        if role is Role.CLOSES and len(pair) == 2:
            return [self._finding(Role.OPENS, self._first_of_range(first, end, index)), closes]
        if role is Role.CLOSES and last.first_day is not None:
            first = replace(last, day=last.first_day, time=None, weekday=None, first_day=None)
            return [self._finding(Role.OPENS, self._dated(first, index)), closes]
        return [closes]

    def _role(self, index: int, pair: Sequence[Point]) -> tuple[Role | None, bool]:  # noqa: PLR0911 - one a role
        """What happens, and whether that is sure; None when it does not concern a call. A range closes."""
        lead = self._lead(index)
        is_range = len(pair) == 2 or pair[0].first_day is not None
        if self._is_of_something_else(lead):
            return None, True
        if role := self._besides(lead, is_range=is_range):
            return role, True
        if cues.ARRANGES.search(lead) and cues.EVENT.search(self._text[pair[-1].end : self._span[1]]):
            return Role.EVENT, True
        if not self._about_call:
            return None, True
        told_closing = cues.DEADLINE.search(lead) or cues.CLOSES.search(lead) or "(" in lead
        if cues.PREVIOUS.search(lead) and told_closing:
            return Role.PREVIOUS, True
        if cues.EXTENSION.search(lead):
            return Role.EXTENSION, True
        if cues.MAYBE_EXTENSION.search(lead):
            return Role.EXTENSION, False
        return self._edge(lead, self._text[pair[-1].end : self._span[1]], pair[-1], is_range=is_range), True

    def _is_of_something_else(self, lead: str) -> bool:
        """Whether a publication, a project, a report or a registration is what the words before a day speak of."""
        return _last(cues.OTHER, lead) > max(_last(cues.DEADLINE, lead), _last(_STRONG, lead))

    def _besides(self, lead: str, *, is_range: bool) -> Role | None:
        """What the words before a day tell of a call besides its opening and closing."""
        call = max(_last(cues.DEADLINE, lead), _last(cues.CALL, lead))
        cancelled, event, decision = (_last(cue, lead) for cue in (cues.CANCELLED, cues.EVENT, cues.DECISION))
        if cancelled > _NOWHERE and self._about_call and not cues.NEGATION.search(lead[:cancelled]):
            return Role.CANCELLED
        if event > _NOWHERE and event >= max(call, decision):  # "ansökningsinfo" is a word of calls, too
            return Role.EVENT
        return Role.DECISION if decision > call and not is_range else None

    def _edge(self, lead: str, tail: str, point: Point, *, is_range: bool) -> Role | None:
        """Whether a call opens or closes on a day; of a range the latter is told."""
        clause = _RELATIVE.split(lead)[-1]  # "it was opened by a centre, which became another on 1 January"
        opens, closes = _last(cues.OPENS, clause), _last(cues.CLOSES, clause)
        told = max(opens, closes, _last(cues.CALL, lead), _last(cues.DEADLINE, lead)) > _NOWHERE
        if is_range:
            return Role.CLOSES if told or not _WORD.search(lead) else None
        if point.month_end or cues.RIGHT_AFTER_CLOSES.match(tail):
            return Role.CLOSES
        if cues.RIGHT_BEFORE_CLOSES.search(lead):
            return Role.CLOSES
        if cues.RIGHT_BEFORE_OPENS.search(lead) or cues.RIGHT_AFTER_OPENS.match(tail):
            return Role.OPENS
        if max(opens, closes) == _NOWHERE:
            return None
        return Role.OPENS if opens > closes else Role.CLOSES

    def _lead(self, index: int) -> str:
        """What stands between the day before it, or the start of the sentence, and a day.

        Of "11.11. ja 9.12." what was said of the first holds for the second.
        """
        while True:
            start = self._points[index - 1].end if index else self._span[0]
            lead = self._text[start : self._points[index].start]
            if not index or not _AND.fullmatch(lead):
                return lead
            index -= 1

    def _is_range(self, index: int) -> bool:
        if index + 1 >= len(self._points):
            return False
        first, second = self._points[index : index + 2]
        between = self._text[first.end : second.start]
        before = self._text[self._span[0] : first.start]
        dashed = _DASH.fullmatch(between) or _FINNISH_FROM.fullmatch(between)
        return bool(dashed or (_TO.fullmatch(between) and _FROM.search(before)))

    def _first_of_range(self, point: Point, end: Dated, index: int) -> Dated:
        """The first day of a range: without a year of its own, the last one before its end."""
        if point.year is not None or point.day is None or end.value is None or len(end.value) < 10:
            return self._dated(point, index)
        last = dt.date.fromisoformat(end.value[:10])
        year = last.year if (point.month, point.day) <= (last.month, last.day) else last.year - 1
        first = self._dated(replace(point, year=year), index)
        return replace(first, certain=first.certain and end.certain)

    def _dated(self, point: Point, index: int) -> Dated:
        before = self._text[self._span[0] : point.start]
        return dated(point, year_nearby(point, self._points[index + 1 :], before), self._published)

    def _finding(
        self, role: Role, value: Dated | None = None, *, certain: bool = True, until: dt.time | None = None
    ) -> Finding:
        value = value or Dated(None, True)
        ends = f"{until:%H:%M}" if until else None
        return Finding(role, value.value, self._words, self._span, certain and value.certain, until=ends)

    def _without_a_day(self, found: Sequence[Finding]) -> list[Finding]:
        """What needs no day: that a call is cancelled or continuous."""
        roles = {one.role for one in found}
        told = []
        cancelled = cues.CANCELLED.search(self._words) if cues.CALL.search(self._words) else None
        denied = cancelled and cues.NEGATION.search(self._words[: cancelled.start()])
        if cancelled and not denied and Role.CANCELLED not in roles:
            told.append(self._finding(Role.CANCELLED))
        if self._about_call and Role.CLOSES not in roles and cues.CONTINUOUS.search(self._words):
            told.append(self._finding(Role.CONTINUOUS))
        return told


_STRONG = re.compile(
    rf"{cues.EXTENSION.pattern}|(?<!\w)(?:haku|hakuaika|utlysningen|ansökningstiden|call)\s+(?:päätty|sulkeutu|avautu"
    r"|aukea|öppna|stäng|går|opens|closes)\w*",
    re.IGNORECASE,
)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins; -1 when there is none."""
    return max((match.start() for match in pattern.finditer(text)), default=_NOWHERE)


def _with_shared_times(found: Sequence[Finding]) -> list[Finding]:
    """Of "11.11. ja 9.12.2026 klo 9.00–11.00" both days have the time."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        one, later = shared[place], shared[place + 1]
        if one.role is not Role.EVENT or later.role is not Role.EVENT or not one.value or not later.value:
            continue
        if "T" not in one.value and "T" in later.value:
            shared[place] = replace(one, value=one.value + later.value[10:], until=later.until)
    return shared


def _settled(found: list[Finding]) -> list[Finding]:
    """The old and the new closing time of one sentence are one extension; two closing times are one too many."""
    previous = [one for one in found if one.role is Role.PREVIOUS]
    extensions = [one for one in found if one.role is Role.EXTENSION]
    if len(previous) == 1 and len(extensions) == 1 and extensions[0].before is None:
        joined = replace(extensions[0], before=previous[0].value)
        found = [joined if one is extensions[0] else one for one in found if one is not previous[0]]
    if len({one.value for one in found if one.role is Role.CLOSES}) > 1:
        return [replace(one, certain=False) if one.role is Role.CLOSES else one for one in found]
    return found
