"""What the pages for everybody have in common: the head of the document, and a header with the seven languages."""

from __future__ import annotations

from collections.abc import Callable

from api.pages.html import Markup, element, void
from assistant.answering.messages import say
from assistant.calls.wording import PROJECT
from assistant.language import SUPPORTED


def framed(title: str, language: str, body: Markup, style: str, *links: Markup) -> str:
    """A whole page.

    Args:
        title: For the browser's tab.
        language: One of the seven of the house.
        body: What stands in it.
        style: Address of the page's own style sheet, beside that of the front page.
        links: Further elements of the head.
    """
    head = element(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        element("title", title),
        Markup('<link rel="icon" href="page/icon.svg" type="image/svg+xml">'),
        void("link", rel="stylesheet", href="page/page.css"),
        void("link", rel="stylesheet", href=style),
        *links,
    )
    html = element("html", head, element("body", body), lang=language, dir="rtl" if language == "ar" else "ltr")
    return f"<!doctype html>\n{html}\n"


def header(title: str, skip: Markup, language: str, address: Callable[[str], str]) -> Markup:
    """The header of a page.

    Args:
        title: Its heading.
        skip: A link past the header.
        language: Of the page.
        address: Of the same page in another language.
    """
    name = element(
        "div", element("p", say("listing_project", language, project=PROJECT)), element("h1", title), class_="name"
    )
    return element("header", skip, name, languages(language, address))


def site_links(language: str, address: Callable[[str], str]) -> Markup:
    """What stands above a page for reading: the way to the front page, and the page in the other languages.

    Args:
        language: Of the page.
        address: Of the same page in another language.
    """
    front = element("a", say("documents_back", language), href=f"/?lang={language}")
    return element(
        "header",
        element("nav", front, aria_label=say("documents_site", language)),
        languages(language, address, class_="row"),
    )


def languages(language: str, address: Callable[[str], str], class_: str | None = None) -> Markup:
    """Links to the same page in each of the seven languages."""
    links = [
        element(
            "li",
            element(
                "a",
                known.endonym[:1].upper() + known.endonym[1:],
                href=address(known.code),
                lang=known.code,
                hreflang=known.code,
                dir=known.direction if known.direction == "rtl" else None,
                aria_current="true" if known.code == language else None,
            ),
        )
        for known in SUPPORTED
    ]
    return element("nav", element("ul", *links), aria_label=say("listing_languages", language), class_=class_)
