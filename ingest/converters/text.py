"""Plain text: paragraphs parted by blank lines, wrapped lines joined, headings by how they are set off."""

from __future__ import annotations

import re

from ingest.content import Content, SectionWriter
from ingest.encoding import decode

_UNDERLINE = re.compile(r"([=\-~*_#])\1{2,}\s*")
_NUMBERED_HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[^\W\d_].{0,80}")
_ITEM = re.compile(r"\s*([-–•*·]|\(?\d{1,3}[.)]|[a-zåäö]\))\s+")
_MAX_HEADING_WORDS = 10


def read(data: bytes, _name: str) -> Content:
    """The sections of the text."""
    writer = SectionWriter()
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    width = max((len(line) for line in text.split("\n")), default=0)
    for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+|\f", text):
        _write(writer, [line.rstrip() for line in block.split("\n") if line.strip()], width)
    return Content(writer.sections())


def _write(writer: SectionWriter, lines: list[str], width: int) -> None:
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        writer.heading(1 if lines[1].startswith(("=", "#", "*")) else 2, lines[0])
        lines = lines[2:]
    lines = [line for line in lines if not _UNDERLINE.fullmatch(line)]
    if len(lines) == 1 and (level := heading_level(lines[0])):
        writer.heading(level, lines[0])
        return
    joined: list[str] = []
    for line in lines:
        if joined and not _ITEM.match(line) and _is_wrapped(joined[-1], width):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line.strip())
    writer.paragraph("\n".join(joined))


def heading_level(line: str) -> int:
    """The level of a line that stands alone and is numbered or in capitals like a heading; 0 when it is none."""
    line = line.strip()
    if len(line.split()) > _MAX_HEADING_WORDS or line.endswith((".", ",", ";", ":")):
        return 0
    if numbered := _NUMBERED_HEADING.fullmatch(line):
        return numbered[1].count(".") + 1
    letters = [character for character in line if character.isalpha()]
    return 1 if len(letters) >= 4 and line == line.upper() and letters[0].isupper() else 0


def _is_wrapped(before: str, width: int) -> bool:
    """Whether the line before was as full as lines of this file get, so that its sentence goes on in the next."""
    last = before.rsplit("\n", 1)[-1]
    return 40 <= width <= 120 and len(last) > 0.6 * width
