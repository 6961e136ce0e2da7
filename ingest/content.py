"""What a converter makes of a file: its sections, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.calls.stated import StatedCall
from assistant.documents import Section
from ingest.cleaning import clean, one_line

MAX_HEADING_CHARS = 300


@dataclass(frozen=True, slots=True)
class Content:
    """A converted file.

    Attributes:
        sections: In reading order, none without text.
        record: What the file says of itself, under the keys of a front matter (see `ingest.metadata`).
        language_hint: The language that the program which wrote the file noted in it, if it did.
        calls: The funding calls whose records it holds.
    """

    sections: tuple[Section, ...]
    record: Mapping[str, object] = field(default_factory=dict)
    language_hint: str | None = None
    calls: tuple[StatedCall, ...] = ()


class SectionWriter:
    """Collects headings, paragraphs and lines in reading order into sections.

    No text is lost: a heading that nothing stands under becomes text itself.
    """

    def __init__(self) -> None:
        self._sections: list[Section] = []
        self._path: list[tuple[int, str]] = []
        self._blocks: list[str] = []
        self._unused_heading = False
        self._open_lines = False
        self.page: int | None = None

    def turn_page(self, page: int) -> None:
        """What follows stands on this page; the heading path goes on."""
        if page != self.page:
            self._close_section()
            self.page = page

    def heading(self, level: int, text: str) -> None:
        """Opens a section; `level` is 1 for the outermost."""
        text = one_line(text)
        if not text:
            return
        if len(text) > MAX_HEADING_CHARS:
            self.paragraph(text)
            return
        self._close_section()
        if self._unused_heading and level <= self._path[-1][0]:
            self._write_heading_as_text()
        self._path = [*(step for step in self._path if step[0] < level), (level, text)]
        self._unused_heading = True

    def paragraph(self, text: str) -> None:
        """Adds a paragraph; line breaks within it are kept."""
        self._add(clean(text))
        self._open_lines = False

    def line(self, text: str) -> None:
        """Adds a list item or a table row: a line of its own, right below a line before it."""
        text = one_line(text)
        if text and self._open_lines and self._blocks:
            self._blocks[-1] += f"\n{text}"
        else:
            self._add(text)
        self._open_lines = True

    def lines(self, texts: Sequence[str]) -> None:
        """Adds the rows of one table or the items of one list, apart from what stands around it."""
        self._open_lines = False
        for text in texts:
            self.line(text)
        self._open_lines = False

    def sections(self) -> tuple[Section, ...]:
        """All that was written."""
        self._close_section()
        if self._unused_heading:
            self._write_heading_as_text()
        return tuple(self._sections)

    def _add(self, text: str) -> None:
        if text:
            self._blocks.append(text)
            self._unused_heading = False

    def _close_section(self) -> None:
        if self._blocks:
            headings = tuple(text for _, text in self._path)
            self._sections.append(Section(headings, self.page, "\n\n".join(self._blocks)))
        self._blocks = []
        self._open_lines = False

    def _write_heading_as_text(self) -> None:
        *above, (_, text) = self._path
        self._sections.append(Section(tuple(text for _, text in above), self.page, text))
        self._unused_heading = False
