"""Text → sentences, cut where they stand: every sentence is a slice of the text, so that it can be quoted.

A line is a sentence of its own at least (a list item, a table row), save where a long line plainly runs on into the
next. Within a line a full stop ends a sentence unless an abbreviation, an ordinal, an initial or the next letter says
otherwise; when in doubt the sentences stay together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

MAX_WORDS = 60  # longer sentences are cut at semicolons, list markers and table cells, where they have any
WRAPPED_LINE = 60  # characters; a line this long without an end, before a small letter, runs on into the next line

LOOK_BACK, LOOK_AHEAD = 200, 20  # characters before and after a full stop that are looked at
ABBREVIATION = 5  # characters; a word no longer than this before a full stop in parentheses is an abbreviation

# Abbreviations that something always follows (without their last full stop, without spaces): they end no sentence.
OPENERS = frozenset(
    """
    esim mm ks kts vrt ts so eli ns ent toim tri fil puh tel alk ml sis lat engl ruots lyh arv tark huom milj mrd ao em
    ko va vs vt yht viim ed ss sv kuv taul
    t.ex tex bl.a d.v.s dvs s.k sk fr.o.m from t.o.m ca jfr ev resp inkl exkl f.d p.g.a pga anm obs sid
    e.g eg i.e ie cf mr mrs ms dr prof st fig figs eq approx pp vol eds
    nt s.o vrd lk dots
    т.е т.к т.н напр св род сер кон амер см ср ул им гл ред проф акад тыс млн млрд
    тобто див пор вул ім
    """.split()
)
# Words that a number follows: no sentence ends between the two.
COUNTERS = frozenset("no nro nr nos n:o kl klo mom kap art kohta luku sec ch п ст рис стр с".split())

_LIST_MARKER = re.compile(r"\s*(?:[-–—•●▪◦·*‣]|\(?(?:\d{1,3}|[A-Za-zА-я])[.)]|\|)\s")
# A run of marks or spaces is looked at from its first one alone: a line of 20,000 dots would take minutes else.
_END = re.compile(r"""(?<![.!?…؟])(?P<mark>[.!?…؟]+)["'”’»)\]]*(?:\[\d+\])*(?=\s|$)""")
_LAST_TOKEN = re.compile(r"[^\s(\[\"“”«/]+$")
_ABBREVIATED = re.compile(r"(?:(?<!\w)[^\W\d_]{1,2}\.\s?)+[^\W\d_]{1,3}$")
_NEXT = re.compile(r"[\s\"'“”‘’«(\[]*(?P<first>\S)(?P<second>\S?)")
_ROMAN_OR_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6})$")
_CUT = re.compile(r"(?<=[;؛])\s+|(?<!\s)\s+(?=(?:[•●▪◦·‣–|]\s|\(?(?:\d{1,2}|[a-zåäö])\)\s))")


def split(text: str) -> list[str]:
    """The sentences of `text`, each verbatim, in order; only white space is left out.

    Args:
        text: Paragraphs parted by a blank line; a list item or a table row is a line of its own.
    """
    return [text[start:end] for start, end in iter_spans(text)]


def iter_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of `text` stand: (start, end) offsets in characters, in order and without overlap."""
    for start, end in _lines(text):
        for begin, stop in _sentences(text, start, end):
            yield from _shortened(text, begin, stop)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of lines, a line that runs on into the next taken together with it."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    start = lines[0][0] if lines else 0
    for (_, end), (begin, stop) in pairwise([*lines, (len(text) + 1, len(text) + 1)]):
        runs_on = begin == end + 1 and _runs_on(text[max(start, end - 200) : end], text[begin:stop])
        if not runs_on:
            yield start, end
            start = begin


def _runs_on(line: str, following: str) -> bool:
    last = line.rsplit("\n", 1)[-1].rstrip()
    return (
        len(last) >= WRAPPED_LINE
        and last[-1] not in ".!?…؟:;|"
        and following[:1].islower()
        and "|" not in last
        and not _LIST_MARKER.match(following)
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in _END.finditer(text, start, end):
        before = text[max(begin, mark.start() - LOOK_BACK) : mark.start()]
        after = text[mark.end() : min(end, mark.end() + LOOK_AHEAD)]
        if mark.end() == end or _ends_sentence(before, mark["mark"], after):
            yield from _stripped(text, begin, mark.end())
            begin = mark.end()
    yield from _stripped(text, begin, end)


def _ends_sentence(before: str, mark: str, after: str) -> bool:
    following = _NEXT.match(after)
    if following is None:
        return True
    first, second = following["first"], following["second"]
    if first.islower() or (first in "-–" and second.isalpha()):  # "Parempi työelämä! -hanke"
        return False
    if mark != ".":
        return True
    token = _LAST_TOKEN.search(before)
    if token is None:
        return True
    return not _is_abbreviation(before, token[0], first)


def _is_abbreviation(before: str, token: str, following: str) -> bool:
    """Whether the full stop after `token`, the last word of `before`, belongs to the word alone."""
    opens = not before[: -len(token)].strip(" \t(-–—•●▪◦·*‣|")
    if opens and _ROMAN_OR_NUMBER.match(token):  # "1. Johdanto", "2.1. Tausta"
        return True
    if token[-1].isdigit():  # "31. 10. 2026", but "Haku päättyy 31.10. Hakemus …"
        return following.isdigit() and re.search(r"(?<!\d)\d{1,2}$", token) is not None
    spelled = _ABBREVIATED.search(before)
    word = (re.sub(r"\s", "", spelled[0]) if spelled else token).lower()
    if word in OPENERS or (word in COUNTERS and following.isdigit()):
        return True
    if len(token) <= ABBREVIATION and before.count("(") > before.count(")"):  # "Kebnekaise (saam. Giebmegáisi)"
        return True
    if len(token) == 1 and token.isalpha():  # an initial, but "45 s. Sitten", "2024 г. Он"
        after_number = re.search(r"\d\s*$", before[:-1]) is not None
        return not (token.islower() and (after_number or spelled is not None))
    return re.fullmatch(r"(?:[A-ZÅÄÖА-Я]\.)+[A-ZÅÄÖА-Я]", token) is not None


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces of it of at most `MAX_WORDS` words as far as there are places to cut."""
    if len(text[start:end].split()) <= MAX_WORDS:
        yield start, end
        return
    begin = last = start
    for cut in _CUT.finditer(text, start, end):
        if last > begin and len(text[begin : cut.start()].split()) > MAX_WORDS:
            yield from _stripped(text, begin, last)
            begin = last
        last = cut.end()
    if last > begin and len(text[begin:end].split()) > MAX_WORDS:
        yield from _stripped(text, begin, last)
        begin = last
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if stripped := piece.strip():
        offset = start + piece.index(stripped)
        yield offset, offset + len(stripped)
