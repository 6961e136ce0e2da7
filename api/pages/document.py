"""A document as a page that anyone can read: its record, then every passage with its headings and page numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from api.links import document_address, file_url
from api.pages.frame import site_links
from api.pages.html import Markup, element, join, page
from assistant.answering.messages import say
from assistant.calls import wording
from assistant.documents import Chunk, DocumentRecord
from assistant.language import SUPPORTED

_BLANK_LINE = re.compile(r"\n\s*\n")


def document_page(
    record: DocumentRecord,
    chunks: Sequence[Chunk],
    language: str,
    *,
    has_original: bool,
    newer: DocumentRecord | None = None,
) -> str:
    """The page of one document. Passages have the anchors `#c<position>`, pages `#p<number>`.

    Args:
        record: Of the document.
        chunks: Its passages in reading order.
        language: Of the page's own words, one of the seven of the house.
        has_original: Whether the original file can be fetched.
        newer: The edition that replaces it, if there is one.
    """
    text_language = None if record.language == "und" else record.language
    original = element("p", element("a", say("documents_original", language), href=file_url(record.id)))
    place = _place(record.media_type)
    passages = _passages(chunks, lambda number: say(place, language, number=number))
    text = join(*passages) if chunks else element("p", say("documents_empty", language), lang=language)
    return page(
        record.title,
        language,
        element("a", say("documents_skip_text", language), class_="skip", href="#text"),
        site_links(language, lambda code: document_address(record.id, code)),
        element(
            "main",
            element("h1", record.title, lang=text_language, dir="auto"),
            _superseded(newer, language) if newer else Markup(),
            _details(record, language),
            original if has_original else Markup(),
            element("article", text, id="text", tabindex="-1", lang=text_language),
        ),
    )


def _superseded(newer: DocumentRecord, language: str) -> Markup:
    link = element("a", newer.title, href=document_address(newer.id, language), dir="auto")
    return element("p", say("documents_superseded", language), " ", link, class_="notice")


def _details(record: DocumentRecord, language: str) -> Markup:
    metadata = record.metadata
    fields = {
        "kind": say(f"documents_kind_{record.kind}", language),
        "published": wording.day(record.published, language) if record.published else None,
        "language": next((known.endonym for known in SUPPORTED if known.code == record.language), None),
        "creator": metadata.creator,
        "publisher": metadata.publisher,
        "project": metadata.project,
        "themes": ", ".join(metadata.themes),
        "regions": ", ".join(metadata.regions),
    }
    rows = [
        join(element("dt", say(f"documents_field_{name}", language)), element("dd", value, dir="auto"))
        for name, value in fields.items()
        if value
    ]
    description = element("p", metadata.description, dir="auto") if metadata.description else Markup()
    return element("section", description, element("dl", *rows), aria_label=say("documents_details", language))


def _passages(chunks: Sequence[Chunk], place: Callable[[int], str]) -> Iterator[Markup]:
    """The passages, with a line where a page begins and a heading where the heading path changes."""
    headings: tuple[str, ...] = ()
    page_number: int | None = None
    for chunk in chunks:
        if chunk.page is not None and chunk.page != page_number:
            page_number = chunk.page
            yield element("p", place(page_number), class_="page", id=f"p{page_number}")
        yield from _new_headings(headings, chunk.headings)
        headings = chunk.headings
        yield element("section", *_paragraphs(chunk.text), class_="passage", id=f"c{chunk.position}")


def _new_headings(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Markup]:
    """The headings of `now` from the first one on that differs from `before`; the title is level 1."""
    shared = next((level for level, pair in enumerate(zip(before, now, strict=False)) if pair[0] != pair[1]), None)
    first = min(len(before), len(now)) if shared is None else shared
    for level, heading in enumerate(now[first:], start=first):
        yield element(f"h{min(level + 2, 6)}", heading, dir="auto")


def _paragraphs(text: str) -> Iterator[Markup]:
    for paragraph in _BLANK_LINE.split(text):
        yield element("p", paragraph, class_="text", dir="auto")


def _place(media_type: str) -> str:
    """What a page is called in this format: a message with a number."""
    if "presentation" in media_type or "powerpoint" in media_type:
        return "documents_place_slide"
    return "documents_place_sheet" if "sheet" in media_type or "excel" in media_type else "documents_place_page"
