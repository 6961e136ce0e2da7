"""The year ahead as a drawing: a row for each call, a bar for its application period, a dot for each session.

The rows are a list with words of their own, so the drawing itself is hidden from screen readers. Everything in it is
placed in per cent, so that it fits any width while its letters keep their size; it is mirrored where text runs from
right to left. No style attribute: the page's policy forbids them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.pages.html import Markup, element, join
from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.clock import HELSINKI, instant
from assistant.calls.listing import ListedCall
from assistant.calls.names import named
from assistant.calls.status import CallStatus

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Window:
    """The months that are drawn.

    Attributes:
        months: The first day of each, and of the one after the last.
        mirrored: Time runs from right to left.
    """

    months: tuple[dt.datetime, ...]
    mirrored: bool

    @classmethod
    def around(cls, now: dt.datetime, *, mirrored: bool) -> Window:
        """From the beginning of the month of `now` on."""
        counted = range(now.year * 12 + now.month - 1, now.year * 12 + now.month + MONTHS)
        return cls(tuple(dt.datetime(n // 12, n % 12 + 1, 1, tzinfo=HELSINKI) for n in counted), mirrored)

    @property
    def end(self) -> dt.datetime:
        """Where the drawing ends."""
        return self.months[-1]

    def share(self, moment: dt.datetime) -> float:
        """How much of the window has passed at a moment, in per cent; 0 before it and 100 after it."""
        start, end = (instant(bound).timestamp() for bound in (self.months[0], self.end))
        return min(max((instant(moment).timestamp() - start) / (end - start) * 100, 0), 100)

    def x(self, share: float, width: float = 0) -> str:
        """Where something begins that begins after `share` per cent and is `width` wide."""
        return f"{100 - share - width if self.mirrored else share:.2f}%"


def timeline(shown: Sequence[ListedCall], language: str, now: dt.datetime) -> Markup:
    """The section with the drawing; empty when no call that is open or to come has a date.

    Args:
        shown: The calls, in their order.
        language: Of the words.
        now: In Helsinki time.
    """
    window = Window.around(now, mirrored=language == "ar")
    ahead = [listed for listed in shown if listed.is_open or listed.status is CallStatus.UPCOMING]
    drawn = [listed for listed in ahead if listed.call.opens_at and instant(listed.call.opens_at) < instant(window.end)]
    later = [listed for listed in ahead if listed not in drawn]
    if not drawn:
        return Markup()
    rows = [_row(listed, window, language) for listed in drawn]
    return element(
        "section",
        element("h2", say("listing_timeline", language), id="timeline"),
        element("p", say("listing_timeline_note", language), class_="hint"),
        element("div", _axis(window, language), element("ol", *rows, role="list"), class_="timeline"),
        _later(later, language) if later else Markup(),
        aria_labelledby="timeline",
    )


def _row(listed: ListedCall, window: Window, language: str) -> Markup:
    call = listed.call
    when = f"{say(f'listing_status_{listed.status}', language)}: {wording.period(call, language)}"
    if not listed.times_are_sure:
        when += f" ({say('listing_unreviewed_short', language)})"
    words = element(
        "div",
        _link(listed, language),
        element("span", when, class_="when"),
        class_="words",
    )
    drawing = join(*_grid(window), *_bar(listed, window), *_dots(listed, window), _today(listed.now, window))
    return element("li", words, _svg(drawing), class_=str(listed.status))


def _bar(listed: ListedCall, window: Window) -> Iterator[Markup]:
    call = listed.call
    if call.opens_at is None:
        return
    start, end = window.share(call.opens_at), window.share(call.closes_at or window.end)
    width = max(end - start, 0.5)
    kind = "bar" if call.closes_at else "bar endless"
    yield element("rect", class_=kind, x=window.x(start, width), width=f"{width:.2f}%", y="8", height="16", rx="3")


def _dots(listed: ListedCall, window: Window) -> Iterator[Markup]:
    for event in listed.call.events:
        if instant(listed.now) <= instant(event.starts_at) < instant(window.end):
            yield element("circle", class_="dot", cx=window.x(window.share(event.starts_at)), cy="16", r="4.5")


def _grid(window: Window) -> Iterator[Markup]:
    for month in window.months[1:-1]:
        x = window.x(window.share(month))
        yield element("line", class_="month", x1=x, x2=x, y1="0", y2="100%")


def _today(now: dt.datetime, window: Window) -> Markup:
    x = window.x(window.share(now))
    return element("line", class_="today", x1=x, x2=x, y1="0", y2="100%")


def _axis(window: Window, language: str) -> Markup:
    """The months, and below them the year where it begins; narrow screens show every third month."""
    labels = []
    for position, month in enumerate(window.months[:-1]):
        x = window.x(window.share(month))
        name = named("short_month", str(month.month), language) or str(month.month)
        labels.append(element("text", name, x=x, y="14", class_="minor" if position % 3 else None))
        if position == 0 or month.month == 1:
            labels.append(element("text", str(month.year), x=x, y="32", class_="year"))
    return element("div", _svg(join(*labels)), class_="axis")


def _svg(content: Markup) -> Markup:
    return element("svg", content, aria_hidden="true", focusable="false")


def _link(listed: ListedCall, language: str) -> Markup:
    """To the call, further down on the page."""
    name = wording.nearest(listed.call.name, language)
    lang = None if name.language == language else name.language
    return element("a", name.text, href=f"#{listed.anchor}", lang=lang)


def _later(later: Sequence[ListedCall], language: str) -> Markup:
    items = []
    for listed in later:
        name = wording.nearest(listed.call.name, language)
        link = element(
            "a", name.text, href=f"#{listed.anchor}", lang=None if name.language == language else name.language
        )
        items.append(element("li", link, element("span", wording.period(listed.call, language), class_="when")))
    return element("div", element("p", say("listing_later", language)), element("ul", *items), class_="later")
