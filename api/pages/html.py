"""HTML without a template engine: text is always escaped, markup is a type of its own."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape


class Markup(str):
    """Text that is HTML already; everything else is escaped where it is put in."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | None) -> Markup:
    """An element with its children.

    Args:
        name: Of the element.
        children: Markup as it is, text to be escaped.
        attributes: An attribute that is None is left out; `class_` stands for `class`, `data_x` for `data-x`.
    """
    return Markup(f"<{name}{_written(attributes)}>{''.join(map(_safe, children))}</{name}>")


def void(name: str, /, **attributes: str | None) -> Markup:
    """An element that has no content and no closing tag, such as `input`; attributes as for `element`."""
    return Markup(f"<{name}{_written(attributes)}>")


def join(*parts: str) -> Markup:
    """Pieces one after the other."""
    return Markup("".join(map(_safe, parts)))


def page(title: str, language: str, *body: str) -> str:
    """A whole page with the house's style sheet for reading.

    Args:
        title: For the browser's tab.
        language: ISO 639-1 of the page's own words.
        body: What stands in it.
    """
    head = join(
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        element("title", title),
        Markup(
            '<link rel="icon" href="/page/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/reading.css">'
        ),
    )
    document = element(
        "html", element("head", head), element("body", *body), lang=language, dir="rtl" if language == "ar" else "ltr"
    )
    return f"<!doctype html>\n{document}\n"


def _written(attributes: Mapping[str, str | None]) -> str:
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )


def _safe(text: str) -> str:
    return text if isinstance(text, Markup) else escape(text)
