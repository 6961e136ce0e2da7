"""How wide the characters of a PDF font are, from what the font itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

DEFAULT = 0.5
"""In font sizes, of a character whose width is not known; an average over Latin text in common fonts."""

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_LONGEST_RANGE = 65_536


class Widths:
    """Widths of characters in font sizes.

    Args:
        font: The font's dictionary; None where it is not known.
    """

    def __init__(self, font: Mapping[str, Any] | None) -> None:
        try:
            self._known = dict(_widths(font)) if font is not None else {}
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            self._known = {}  # a broken font still has its text

    def of(self, text: str) -> float:
        """The width of a text in font sizes; spaces at its end do not count."""
        return sum(self._known.get(character, DEFAULT) for character in text.rstrip())


def _widths(font: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    by_code = dict(_of_composite(font) if "/DescendantFonts" in font else _of_simple(font))
    characters = dict(_characters(font))
    for code, width in by_code.items():
        character = characters.get(code) or (_latin(code) if "/DescendantFonts" not in font else "")
        if character and 0 < width <= 3000:
            yield character, width / 1000


def _of_simple(font: Mapping[str, Any]) -> Iterator[tuple[int, float]]:
    first = int(font.get("/FirstChar", 0))
    for offset, width in enumerate(font.get("/Widths") or ()):
        yield first + offset, float(width)


def _of_composite(font: Mapping[str, Any]) -> Iterator[tuple[int, float]]:
    """`/W` holds runs `first [width …]` and `first last width`."""
    entries = list(font["/DescendantFonts"][0].get_object().get("/W") or ())
    while len(entries) >= 2:
        first, second = int(entries[0]), entries[1].get_object()
        if isinstance(second, list):
            for offset, width in enumerate(second):
                yield first + offset, float(width)
            entries = entries[2:]
        else:
            for code in range(first, min(int(second), first + _LONGEST_RANGE) + 1):
                yield code, float(entries[2])
            entries = entries[3:]


def _characters(font: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """What each code stands for, as the font's `/ToUnicode` table says."""
    if "/ToUnicode" not in font or not hasattr(font["/ToUnicode"], "get_data"):
        return
    for block in _BLOCK.finditer(font["/ToUnicode"].get_data()):
        if block[1] == b"bfchar":
            for entry in _CHAR.finditer(block[2]):
                yield int(entry[1], 16), _text(entry[2])
            continue
        for entry in _RANGE.finditer(block[2]):
            first, last = int(entry[1], 16), int(entry[2], 16)
            if entry[4] is not None:
                yield from zip(
                    range(first, last + 1), map(_text, re.findall(rb"<([0-9A-Fa-f]+)>", entry[4])), strict=False
                )
            elif len(entry[3]) <= 4:
                start = int(entry[3], 16)
                yield from (
                    (code, chr(start + code - first)) for code in range(first, min(last, first + 65_535 - start) + 1)
                )


def _text(digits: bytes) -> str:
    return (
        bytes.fromhex(digits.decode()).decode("utf-16-be", "ignore") if len(digits) % 4 == 0 else chr(int(digits, 16))
    )


def _latin(code: int) -> str:
    return bytes([code]).decode("cp1252", "ignore") if code < 256 else ""
