"""The documents that pass some filters, as a page: where a count or a list in an answer leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.links import document_url
from api.messages import MessageLanguage
from api.pages.document import day
from api.pages.html import Markup, element, page
from api.pages.texts import KINDS, TEXTS
from assistant.calls.names import named
from assistant.documents import DocumentRecord, Filters
from assistant.language import SUPPORTED

_ENDONYMS = {language.code: language.endonym for language in SUPPORTED}


def documents_page(
    records: Sequence[DocumentRecord], total: int, filters: Filters, language: MessageLanguage, more: str | None
) -> str:
    """The page.

    Args:
        records: The documents that are shown, newest first.
        total: How many pass the filters.
        filters: What the documents are narrowed to.
        language: Of the page's own words.
        more: Address of the documents after these; None when these are the last.
    """
    texts = TEXTS[language]
    narrowed = ", ".join(_words(filters, language))
    rows = [element("li", *_row(record, language)) for record in records]
    return page(
        texts["documents"],
        language,
        element("a", texts["skip_list"], class_="skip", href="#list") if rows else Markup(),
        element("nav", element("a", texts["back"], href="/")),
        element(
            "main",
            element("h1", texts["documents"]),
            element("p", f"{texts['narrowed']}: {narrowed}. ", element("a", texts["all"], href="/documents"))
            if narrowed
            else Markup(),
            element("p", f"{texts['total']}: {total}"),
            element("ol", *rows, id="list", tabindex="-1") if rows else Markup(),
            element("nav", element("a", texts["more"], href=more, rel="next"), aria_label=texts["documents"])
            if more
            else Markup(),
        ),
    )


def _row(record: DocumentRecord, language: MessageLanguage) -> Iterator[Markup]:
    lang = None if record.language == "und" else record.language
    yield element("a", record.title, href=document_url(record.id, record.uri), lang=lang, dir="auto")
    facts = [KINDS[language][record.kind], day(record.published, language)]
    yield element("div", " · ".join(fact for fact in facts if fact), class_="facts")


def _words(filters: Filters, language: MessageLanguage) -> Iterator[str]:
    """The filters as people read them."""
    yield from (KINDS[language][kind] for kind in filters.kinds)
    yield from (_ENDONYMS.get(code, code) for code in filters.languages)
    yield from map(str, filters.years)
    yield from (named("theme", theme, language) or theme for theme in filters.themes)
    yield from (named("region", region.lower(), language) or region for region in filters.regions)
