"""The words of a Word paragraph, and the notes that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.converters.ooxml import attribute, child, local

NoteNumbers = Mapping[tuple[str, str], int]

# Deleted text, field codes, properties and the older copy of a drawing are no text; a text box is read by itself.
_NOT_TEXT = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sdtPr", "txbxContent"))
_UNITS = re.compile(r"(?:^|[\s\d(])[cdkm]?m$")
_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


class Notes:
    """Foot- and endnotes, numbered in the order in which the body refers to them.

    Args:
        body: The document's body.
        parts: Root elements of the parts that hold the notes, by kind ("footnote", "endnote"); None for absent ones.
    """

    def __init__(self, body: Any, parts: Mapping[str, Any]) -> None:
        self.numbers: dict[tuple[str, str], int] = {}
        for key in [] if body is None else references(body):
            self.numbers.setdefault(key, len(self.numbers) + 1)
        self._texts: dict[tuple[str, str], str] = {}
        for kind, root in parts.items():
            for note in [] if root is None else root:
                text = " ".join(filter(None, (text_of(paragraph, {}).strip() for paragraph in paragraphs(note))))
                self._texts[kind, attribute(note, "id") or ""] = text

    def of(self, element: Any) -> Iterator[str]:
        """The notes that a paragraph or a table refers to, each as "[number] text"."""
        for key in references(element):
            if text := self._texts.get(key):
                yield f"[{self.numbers[key]}] {text}"


def references(element: Any) -> Iterator[tuple[str, str]]:
    """Kind and id of each note reference below an element, in order."""
    for inner in element.iter():
        if kind := _REFERENCES.get(local(inner)):
            yield kind, attribute(inner, "id") or ""


def paragraphs(container: Any) -> Iterator[Any]:
    """All paragraphs below an element but those in text boxes."""
    for element in [] if container is None else container:
        if local(element) == "p":
            yield element
        elif local(element) not in _NOT_TEXT:
            yield from paragraphs(element)


def text_of(element: Any, numbers: NoteNumbers) -> str:
    """The visible text below an element; a reference to a note is its number in brackets."""
    return "".join(_parts(element, numbers))


def _parts(element: Any, numbers: NoteNumbers) -> Iterator[str]:
    before = ""
    for inner in element:
        name = local(inner)
        if name in _NOT_TEXT or (name == "r" and is_on(child(inner, "rPr", "vanish"))):
            continue
        if name in _REFERENCES:
            number = numbers.get((_REFERENCES[name], attribute(inner, "id") or ""))
            text = f"[{number}]" if number else ""
        elif name in _WRITTEN:
            text = _WRITTEN[name]
        elif name == "t":
            text = inner.text or ""
        elif name == "br":
            text = "" if attribute(inner, "type") in ("page", "column") else "\n"
        elif name == "sym":
            text = chr(int(attribute(inner, "char") or "20", 16))
        else:
            text = "".join(_parts(inner, numbers))
        if name == "r" and text.strip().isdigit() and _is_raised(inner):
            text = text if _UNITS.search(before) else f"[{text.strip()}]"
        before = text or before
        yield text


_WRITTEN = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}


def _is_raised(run: Any) -> bool:
    alignment = child(run, "rPr", "vertAlign")
    return alignment is not None and attribute(alignment, "val") == "superscript"


def is_on(toggle: Any) -> bool:
    """Whether a property such as "bold" is there and not switched off."""
    return toggle is not None and attribute(toggle, "val") not in ("0", "false", "off", "none")
