"""A source file of the example collection, parsed into plain blocks that every renderer understands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Inline text in one style; `footnote` is the number of a reference mark, `url` the target of a link."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str | None = None
    footnote: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, numbered or not."""

    ordered: bool
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A forced page break."""


Block = Heading | Paragraph | ItemList | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be: its front matter, its blocks, its footnotes by mark, and its Markdown as written."""

    meta: dict[str, Any]
    blocks: tuple[Block, ...]
    footnotes: dict[str, Runs]
    markdown: str

    @property
    def output(self) -> str:
        """Path in corpus/."""
        return str(self.meta["output"])


def plain(runs: Runs) -> str:
    """The text of `runs` without styles or footnote marks."""
    return "".join(run.text for run in runs if run.footnote is None)


def load(path: Path) -> Source:
    """The source at `path`: Markdown with front matter, or a spreadsheet in YAML."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        return Source(yaml.safe_load(text), (), {}, "")
    _, front, body = text.split("---\n", 2)
    notes: dict[str, Runs] = {}

    def take_note(match: re.Match[str]) -> str:
        notes[match[1]] = inline(match[2])
        return ""

    without_notes = re.sub(r"^\[\^(\w+)\]: *(.+)$", take_note, body, flags=re.MULTILINE)
    return Source(yaml.safe_load(front), parse(without_notes), notes, body.strip() + "\n")


def inline(text: str) -> Runs:
    """The runs of one line of Markdown."""
    tokens = MarkdownIt("commonmark").parseInline(text)[0].children
    return _runs(tokens or [])


def parse(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    blocks: list[Block] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            blocks.append(Heading(int(token.tag[1]), _runs(tokens[at + 1].children or [])))
        elif token.type == "paragraph_open" and token.level == 0:
            blocks.append(Paragraph(_runs(tokens[at + 1].children or [])))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _closing(tokens, at)
            items = tuple(_runs(t.children or []) for t in tokens[at:end] if t.type == "inline")
            blocks.append(ItemList(token.type.startswith("ordered"), items))
            at = end
        elif token.type == "table_open":
            end = _closing(tokens, at)
            blocks.append(_table(tokens[at:end]))
            at = end
        elif token.type == "html_block" and "pagebreak" in token.content:
            blocks.append(PageBreak())
        at += 1
    return tuple(blocks)


def _closing(tokens: list[Token], at: int) -> int:
    kind = tokens[at].type.replace("_open", "_close")
    return next(i for i in range(at + 1, len(tokens)) if tokens[i].type == kind and tokens[i].level == tokens[at].level)


def _table(tokens: list[Token]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(plain(_runs(token.children or [])))
    return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _runs(children: list[Token]) -> Runs:
    runs: list[Run] = []
    bold = italic = False
    url: str | None = None
    for child in children:
        match child.type:
            case "strong_open" | "strong_close":
                bold = child.type == "strong_open"
            case "em_open" | "em_close":
                italic = child.type == "em_open"
            case "link_open":
                url = str(child.attrs["href"])
            case "link_close":
                url = None
            case "softbreak":
                runs.append(Run(" ", bold, italic, url))
            case "text" | "code_inline":
                for n, piece in enumerate(re.split(r"\[\^(\w+)\]", child.content)):
                    if n % 2:
                        runs.append(Run(piece, footnote=piece))
                    elif piece:
                        runs.append(Run(piece, bold, italic, url))
    return tuple(runs)
