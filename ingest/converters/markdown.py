"""Markdown (CommonMark with pipe tables and footnotes), with YAML front matter as its record."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from ingest.content import Content
from ingest.converters import html
from ingest.encoding import decode

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)")


def read(data: bytes, _name: str) -> Content:
    """The sections of the text, and the front matter as its record."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only this format needs it

    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    record, text = _front_matter(text)
    text = _NOTE.sub(r"\n\\[\1\\] ", _NOTE_REFERENCE.sub(r"\\[\1\\]", text))
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    content = html.from_text(f"<html><body><main>{page}</main></body></html>")
    return replace(content, record={**content.record, **record})


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        record = yaml.safe_load(match[1] or "")
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if record is None:
        return {}, text[match.end() :]
    return (record, text[match.end() :]) if isinstance(record, dict) else ({}, text)
