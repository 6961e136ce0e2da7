"""Plots as inline SVG: one series each, in the colour of the text around them, told in words to those who do not see.

By hand rather than with a library: the page must work without a network and in dark mode, and be read aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 340, 220
"""Of a plot, in SVG units."""
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 12, 40
"""Margins."""
BAR = 22
"""Height of a bar with the space below it."""
NAMES = 92
"""Width that names of bars may take."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a plot.

    Attributes:
        x: Along the horizontal axis, or the place of the bar's name.
        y: Its value.
        low: Lower bound of its interval.
        high: Upper bound of its interval.
        name: What stands at the axis; empty for the number.
    """

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis.

    Attributes:
        label: What it measures.
        low: Its first value.
        high: Its last value.
        percent: Whether its ticks are percentages.
    """

    label: str
    low: float
    high: float
    percent: bool = False

    def share(self, value: float) -> float:
        """Where a value stands on it, 0 to 1."""
        return (value - self.low) / ((self.high - self.low) or 1)

    def told(self, value: float) -> str:
        """A tick's number."""
        return f"{value:.0%}" if self.percent else f"{value:.3g}"


def line(title: str, points: Sequence[Point], x: Axis, y: Axis, *, diagonal: bool = False) -> str:
    """A line through points, with the interval of each that has one.

    Args:
        title: Read aloud in place of the picture, and told as its tooltip.
        points: In the order of the line.
        x: The horizontal axis.
        y: The vertical axis.
        diagonal: Also draws where x equals y.
    """

    def across(value: float) -> float:
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT)

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM)

    parts = [_axes(across, up, x, y, [point for point in points if point.name])]
    if diagonal:
        parts.append(_segment(across(x.low), up(y.low), across(x.high), up(y.high), "grid dashed"))
    for point in points:
        if point.low is not None and point.high is not None:
            parts.append(_segment(across(point.x), up(point.low), across(point.x), up(point.high), "interval"))
    path = " ".join(f"{across(point.x):.1f},{up(point.y):.1f}" for point in points)
    parts.append(f'<polyline class="line" points="{path}"/>')
    if len(points) <= 20:
        parts += [f'<circle class="dot" cx="{across(p.x):.1f}" cy="{up(p.y):.1f}" r="3"/>' for p in points]
    return _svg(title, WIDTH, HEIGHT, parts)


def bars(title: str, points: Sequence[Point], axis: Axis) -> str:
    """A bar a point, named, with its value written beside it.

    Args:
        title: Read aloud in place of the picture, and told as its tooltip.
        points: From top to bottom.
        axis: Of the values.
    """
    height = len(points) * BAR + 8
    parts = []
    for place, point in enumerate(points):
        middle = place * BAR + BAR / 2 + 4

        def across(value: float) -> float:
            return NAMES + axis.share(value) * (WIDTH - NAMES - 52)

        parts.append(f'<text x="{NAMES - 6}" y="{middle + 4:.1f}" text-anchor="end">{escape(point.name)}</text>')
        width = max(across(point.y) - NAMES, 1)
        parts.append(f'<rect class="bar" x="{NAMES}" y="{middle - 7:.1f}" width="{width:.1f}" height="14"/>')
        if point.low is not None and point.high is not None:
            parts.append(_segment(across(point.low), middle, across(point.high), middle, "interval over"))
        parts.append(f'<text x="{WIDTH - 4}" y="{middle + 4:.1f}" text-anchor="end">{axis.told(point.y)}</text>')
    return _svg(title, WIDTH, height, parts)


def span(points: Sequence[Point], *, top: float | None = None) -> tuple[float, float]:
    """Bounds of an axis that hold all values and intervals, at even tenths.

    Args:
        points: What is to be drawn.
        top: The highest value that there can be.
    """
    lows = [point.y if point.low is None else point.low for point in points]
    highs = [point.y if point.high is None else point.high for point in points]
    low = int(min(lows) * 10) / 10
    high = (int(max(highs) * 10) + 1) / 10
    return low, high if top is None else min(high, top)


def _axes(
    across: Callable[[float], float], up: Callable[[float], float], x: Axis, y: Axis, named: Sequence[Point]
) -> str:
    left, right, bottom = across(x.low), across(x.high), up(y.low)
    parts = []
    for step in range(5):
        value = y.low + (y.high - y.low) * step / 4
        parts.append(_segment(left, up(value), right, up(value), "grid"))
        parts.append(f'<text x="{left - 5:.1f}" y="{up(value) + 4:.1f}" text-anchor="end">{y.told(value)}</text>')
    ticks = (
        [(point.x, point.name) for point in (named if len(named) < 5 else (named[0], named[-1]))]
        if named
        else [(x.low + (x.high - x.low) * step / 4, "") for step in range(5)]
    )
    for value, name in ticks:
        text = escape(name) or x.told(value)
        anchor = "start" if value == x.low and name else "end" if value == x.high else "middle"
        parts.append(f'<text x="{across(value):.1f}" y="{bottom + 15:.1f}" text-anchor="{anchor}">{text}</text>')
    middle = (left + right) / 2
    parts.append(f'<text x="{middle:.1f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(x.label)}</text>')
    turn = f'transform="rotate(-90 11 {(TOP + bottom) / 2:.1f})"'
    parts.append(f'<text x="11" y="{(TOP + bottom) / 2:.1f}" text-anchor="middle" {turn}>{escape(y.label)}</text>')
    return "".join(parts)


def _segment(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _svg(title: str, width: int, height: float, parts: Sequence[str]) -> str:
    told = escape(title)
    return (
        f'<svg role="img" aria-label="{told}" viewBox="0 0 {width} {height:g}"><title>{told}</title>'
        f"{''.join(parts)}</svg>"
    )
