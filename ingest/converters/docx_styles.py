"""What the styles and list definitions of a Word document say of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.converters.ooxml import attribute, child, local

# Word stores built-in names in English whatever its language; other programs write them as their users see them.
_HEADING = re.compile(r"(?:heading|otsikko|rubrik|überschrift)\s*(\d)")
_TITLES = frozenset(("title", "pääotsikko", "rubrik", "otsikko"))
_CONTENTS = re.compile(r"(toc|sisluet|sisällysluettelo|innehåll|table of figures|index)\b.*")
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: Any
    numbering: Any


class Styles:
    """The paragraph styles by id."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, _Style] = {}
        for style in [] if root is None else root:
            if local(style) == "style":
                self._styles[attribute(style, "styleId") or ""] = _Style(
                    name=(_value(child(style, "name")) or "").lower(),
                    based_on=_value(child(style, "basedOn")),
                    outline=child(style, "pPr", "outlineLvl"),
                    numbering=child(style, "pPr", "numPr"),
                )

    def heading_level(self, style: str | None, own_outline: Any) -> int:
        """1 for a title, 2 for the first level of headings and so on; 0 for other text."""
        if own_outline is not None:
            return _level(own_outline)
        for ancestor in self._line(style):
            if match := _HEADING.match(ancestor.name):
                return int(match[1]) + 1
            if ancestor.name in _TITLES:
                return 1
            if ancestor.outline is not None:
                return _level(ancestor.outline)
        return 0

    def is_contents(self, style: str | None) -> bool:
        """Whether the style is one of a table of contents."""
        return any(_CONTENTS.fullmatch(ancestor.name) for ancestor in self._line(style))

    def numbering(self, style: str | None, own: Any) -> tuple[str, str] | None:
        """List id and level of a list item; None for what is none."""
        candidates = [own, *(ancestor.numbering for ancestor in self._line(style))]
        properties = next((found for found in candidates if found is not None), None)
        number = _value(child(properties, "numId")) if properties is not None else None
        if number not in (None, "0"):
            return number or "", _value(child(properties, "ilvl")) or "0"
        named = self._styles.get(style or "")
        if properties is None and named and (match := re.match(r"list (bullet|number)", named.name)):
            return match[1], "0"
        return None

    def _line(self, style: str | None) -> list[_Style]:
        """The style and those that it is based on, nearest first."""
        line: list[_Style] = []
        while style in self._styles and self._styles[style] not in line:
            line.append(self._styles[style])
            style = line[-1].based_on
        return line


class Numbering:
    """Which lists are numbered and which have bullets."""

    def __init__(self, root: Any) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        definitions: dict[str, dict[str, str]] = {}
        for element in [] if root is None else root:
            if local(element) == "abstractNum":
                definitions[attribute(element, "abstractNumId") or ""] = {
                    attribute(level, "ilvl") or "0": _value(child(level, "numFmt")) or "bullet"
                    for level in element
                    if local(level) == "lvl"
                }
            elif local(element) == "num":
                levels = definitions.get(_value(child(element, "abstractNumId")) or "", {})
                for level, form in levels.items():
                    self._formats[attribute(element, "numId") or "", level] = form

    def is_numbered(self, number: str, level: str) -> bool:
        """Whether items of this list and level have numbers or letters."""
        if number in ("bullet", "number"):
            return number == "number"
        return self._formats.get((number, level), "bullet") not in ("bullet", "none")


def _level(outline: Any) -> int:
    value = _value(outline) or ""
    return int(value) + 2 if value.isdigit() and int(value) < _BODY_LEVEL else 0


def _value(element: Any) -> str | None:
    return attribute(element, "val") if element is not None else None
