"""What the head of a page says of it: Dublin Core first, then Open Graph, then plain meta tags."""

from __future__ import annotations

import re
from typing import Any

_VOCABULARIES = ("dc.", "dcterms.", "dc:", "dcterms:", "article:", "og:", "")
_PLAIN = frozenset(("description", "author", "keywords", "date"))
_SITE_NAME = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")


def record_of(tree: Any) -> dict[str, object]:
    """The page's record, best vocabulary first; an element that is repeated has a list as its value."""
    found: dict[str, list[str]] = {}
    for meta in tree.iterfind(".//meta"):
        name = str(meta.get("name") or meta.get("property") or "").strip().lower()
        content = str(meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, []).append(content)
    record: dict[str, object] = {}
    if title := _title(tree, found):
        record["title"] = title
    for vocabulary in _VOCABULARIES:
        for name, values in found.items():
            if name.startswith(vocabulary) and (vocabulary or name in _PLAIN):
                record.setdefault(name, values[0] if len(values) == 1 else values)
    return record


def _title(tree: Any, found: dict[str, list[str]]) -> str | None:
    """Dublin Core's title, else the only main heading, else what the page is shared or listed as."""
    for name in ("dc.title", "dcterms.title", "dc:title"):
        if name in found:
            return found[name][0]
    headings = [" ".join("".join(heading.itertext()).split()) for heading in tree.iterfind(".//h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    if "og:title" in found:
        return found["og:title"][0]
    listed = tree.find(".//head/title")
    text = " ".join((listed.text or "").split()) if listed is not None else ""
    return max(_SITE_NAME.split(text), key=len).strip() or None
