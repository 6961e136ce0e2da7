"""The documents that pass some filters, as a page: where a count or a list in an answer leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.links import document_url, documents_url
from api.pages.frame import site_links
from api.pages.html import Markup, element, page
from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.names import named
from assistant.documents import DocumentRecord, Filters
from assistant.language import SUPPORTED

SHOWN = 100
"""Documents on one page of the list."""

_ENDONYMS = {language.code: language.endonym for language in SUPPORTED}


def documents_page(
    records: Sequence[DocumentRecord], total: int, filters: Filters, language: str, offset: int = 0
) -> str:
    """The page.

    Args:
        records: The documents that are shown, newest first; at most `SHOWN`.
        total: How many pass the filters.
        filters: What the documents are narrowed to.
        language: Of the page's own words, one of the seven of the house.
        offset: Documents before the first that is shown.
    """
    narrowed = ", ".join(_words(filters, language))
    rows = [element("li", *_row(record, language)) for record in records]
    return page(
        _title(narrowed, total, offset, language),
        language,
        element("a", say("documents_skip_list", language), class_="skip", href="#list") if rows else Markup(),
        site_links(language, lambda code: documents_url(filters, code, offset)),
        element(
            "main",
            element("h1", say("documents_title", language)),
            _narrowed(narrowed, language) if narrowed else Markup(),
            *(element("p", said) for said in _extent(len(rows), total, offset, language)),
            element("ol", *rows, id="list", tabindex="-1", start=str(offset + 1)) if rows else Markup(),
            _neighbours(total, filters, language, offset),
        ),
    )


def _title(narrowed: str, total: int, offset: int, language: str) -> str:
    """For the browser's tab: what the list is narrowed to, and which page of it this is when it has several."""
    title = say("documents_title", language) + (f": {narrowed}" if narrowed else "")
    page_number, pages = -(-offset // SHOWN) + 1, max(1, -(-total // SHOWN))
    if pages == 1 or page_number > pages:
        return title
    return say("documents_page_title", language, title=title, page=page_number, pages=pages)


def _narrowed(words: str, language: str) -> Markup:
    shown = element("a", say("documents_all", language), href=documents_url(Filters(), language))
    return element("p", say("documents_narrowed", language, words=words), " ", shown)


def _extent(shown: int, total: int, offset: int, language: str) -> Iterator[str]:
    yield say("documents_total", language, total=total)
    if not total:
        yield say("documents_none", language)
    elif not shown:
        yield say("documents_beyond", language)
    elif shown < total:
        yield say("documents_shown", language, first=offset + 1, last=offset + shown)


def _neighbours(total: int, filters: Filters, language: str, offset: int) -> Markup:
    """Links to the pages before and after this one; none when all is on one page."""
    last = max(0, total - 1) // SHOWN * SHOWN
    places = {
        "previous": min(max(0, offset - SHOWN), last) if offset else None,
        "next": offset + SHOWN if offset + SHOWN < total else None,
    }
    links = [
        element(
            "li",
            element(
                "a",
                say(f"documents_{name}", language),
                href=documents_url(filters, language, place),
                rel="prev" if name == "previous" else "next",
            ),
        )
        for name, place in places.items()
        if place is not None
    ]
    if not links:
        return Markup()
    return element("nav", element("ul", *links), aria_label=say("documents_pages", language), class_="row")


def _row(record: DocumentRecord, language: str) -> Iterator[Markup]:
    lang = None if record.language == "und" else record.language
    yield element("a", record.title, href=document_url(record.id, record.uri, language=language), lang=lang, dir="auto")
    published = wording.day(record.published, language) if record.published else ""
    facts = [say(f"documents_kind_{record.kind}", language), published]
    yield element("div", " · ".join(fact for fact in facts if fact), class_="facts")


def _words(filters: Filters, language: str) -> Iterator[str]:
    """The filters as people read them."""
    yield from (say(f"documents_kind_{kind}", language) for kind in filters.kinds)
    yield from (_ENDONYMS.get(code, code) for code in filters.languages)
    yield from map(str, filters.years)
    yield from (named("theme", theme, language) or theme for theme in filters.themes)
    yield from (named("region", region.lower(), language) or region for region in filters.regions)
