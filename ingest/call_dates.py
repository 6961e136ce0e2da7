"""What a text says of a funding call's dates: deterministic, with the words it was read from.

Days are found first (`assistant.dates.points`); what happens on them is told by the words of their sentence
(`ingest.call_sentence`). What can be read in two ways is flagged, never guessed in silence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dates.points import Point, points
from ingest import call_cues as cues
from ingest.call_finding import Finding
from ingest.call_sentence import Sentence

MAX_LINE = 4000
"""Characters; a longer line is a row of data and no sentence."""

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?][)”\"]?\s+(?=[A-ZÅÄÖ0-9(”\"])")
_ABBREVIATIONS = (
    r"kl klo puh tfn fr\.o\.m t\.o\.m esim ns mm n s v nr ca no jan feb mar apr jun jul aug sept? oct nov dec"
)
_ABBREVIATION = re.compile(rf"(?:\b(?:{'|'.join(_ABBREVIATIONS.split())})|[ap]\.m)\.$", re.IGNORECASE)


def find(text: str, *, published: dt.date | None = None, about_call: bool = False) -> list[Finding]:
    """What a text says of a call's dates.

    Args:
        text: Prose, or lines of a table.
        published: Its day of publication, from which a year that is not written is concluded.
        about_call: Whether what stands around the text has told that it is about a call.

    Returns:
        In order of their place.
    """
    about_call = about_call or bool(cues.LABEL.search(text))
    findings: list[Finding] = []
    before = ""
    for line in _LINE.finditer(text):
        if len(line[0]) > MAX_LINE:
            continue
        found = points(line[0])
        for start, end in _sentences(line[0], found):
            inside = [point for point in found if start <= point.start < end]
            words = line[0][start:end]
            about = about_call or _goes_on_about_a_call(before, words, inside, start)
            told = Sentence(line[0], (start, end), inside, published, about).findings()
            place = (line.start() + start, line.start() + end)
            findings += [replace(one, span=place) for one in told]
            before = words
    return findings


def _goes_on_about_a_call(before: str, words: str, inside: Sequence[Point], start: int) -> bool:
    """Whether a sentence that begins with "it" or with a day follows one that is about a call and nothing else."""
    begins_with_a_day = bool(inside) and inside[0].start == start
    if not begins_with_a_day and not cues.PRONOUN.match(words):
        return False
    return bool(cues.CALL.search(before) or cues.DEADLINE.search(before)) and not cues.OTHER.search(before)


def _sentences(line: str, found: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end, without the white space around them."""
    start = 0
    for match in _SENTENCE_END.finditer(line):
        if not _goes_on(line, start, match, found):
            yield from _trimmed(line, start, match.start() + 1)
            start = match.end()
    yield from _trimmed(line, start, len(line))


def _goes_on(text: str, start: int, stop: re.Match[str], found: Sequence[Point]) -> bool:
    """Whether a stop ends no sentence: it stands in a day or an abbreviation."""
    place = stop.start()
    in_a_day = any(point.start <= place < point.end - 1 for point in found)
    of_a_day = any(point.start <= place == point.end - 1 for point in found)
    before_a_figure = not re.match(r"[A-ZÅÄÖ]", text[stop.end() :])
    return in_a_day or (of_a_day and before_a_figure) or bool(_ABBREVIATION.search(text[start : place + 1]))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
