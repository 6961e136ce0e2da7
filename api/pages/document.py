"""A document as a page that anyone can read: its record, then every passage with its headings and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from api.links import file_url
from api.messages import MessageLanguage
from api.pages.html import Markup, element, join, page
from api.pages.texts import KINDS, TEXTS
from assistant.documents import Chunk, DocumentRecord
from assistant.language import SUPPORTED

_BLANK_LINE = re.compile(r"\n\s*\n")


def document_page(
    record: DocumentRecord,
    chunks: Sequence[Chunk],
    language: MessageLanguage,
    *,
    has_original: bool,
    newer: DocumentRecord | None = None,
) -> str:
    """The page of one document. Passages have the anchors `#c<position>`, pages `#p<number>`.

    Args:
        record: Of the document.
        chunks: Its passages in reading order.
        language: Of the page's own words.
        has_original: Whether the original file can be fetched.
        newer: The edition that replaces it, if there is one.
    """
    texts = TEXTS[language]
    text_language = None if record.language == "und" else record.language
    original = element("p", element("a", texts["original"], href=file_url(record.id)))
    text = join(*_passages(chunks, texts[_page_word(record.media_type)])) if chunks else element("p", texts["empty"])
    return page(
        record.title,
        language,
        element("a", texts["skip"], class_="skip", href="#text"),
        element("nav", element("a", texts["back"], href="/")),
        element(
            "main",
            element("h1", record.title, lang=text_language, dir="auto"),
            _superseded(newer, texts["superseded"]) if newer else Markup(),
            _details(record, language),
            original if has_original else Markup(),
            element("article", text, id="text", tabindex="-1", lang=text_language),
        ),
    )


def _superseded(newer: DocumentRecord, words: str) -> Markup:
    return element("p", words, " ", element("a", newer.title, href=f"/documents/{newer.id}"), class_="notice")


def _details(record: DocumentRecord, language: MessageLanguage) -> Markup:
    texts, metadata = TEXTS[language], record.metadata
    fields = {
        "kind": KINDS[language][record.kind],
        "published": day(record.published, language),
        "language": next((known.endonym for known in SUPPORTED if known.code == record.language), None),
        "creator": metadata.creator,
        "publisher": metadata.publisher,
        "project": metadata.project,
        "themes": ", ".join(metadata.themes),
        "regions": ", ".join(metadata.regions),
    }
    rows = [join(element("dt", texts[name]), element("dd", value)) for name, value in fields.items() if value]
    description = element("p", metadata.description, dir="auto") if metadata.description else Markup()
    return element("section", description, element("dl", *rows), aria_label=texts["details"])


def _passages(chunks: Sequence[Chunk], page_word: str) -> Iterator[Markup]:
    """The passages, with a line where a page begins and a heading where the heading path changes."""
    headings: tuple[str, ...] = ()
    page_number: int | None = None
    for chunk in chunks:
        if chunk.page is not None and chunk.page != page_number:
            page_number = chunk.page
            yield element("p", f"{page_word} {page_number}", class_="page", id=f"p{page_number}")
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


def _page_word(media_type: str) -> str:
    """What a page is called in this format: a key of the texts."""
    if "presentation" in media_type or "powerpoint" in media_type:
        return "slide"
    return "sheet" if "sheet" in media_type or "excel" in media_type else "page"


def day(given: date | None, language: MessageLanguage) -> str | None:
    """A date the way of the language; None when there is none."""
    if given is None:
        return None
    return given.strftime("%d %B %Y").lstrip("0") if language == "en" else f"{given.day}.{given.month}.{given.year}"
