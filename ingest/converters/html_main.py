"""Which part of a page is its content, and what in it nobody sees."""

from __future__ import annotations

import re
from typing import Any

# Never text of the page.
_NO_TEXT = frozenset(
    "script style template noscript head title meta link svg math canvas iframe object embed audio video picture img"
    " map button input select textarea datalist dialog menu nav".split()
)
_NO_TEXT_ROLES = frozenset("navigation banner contentinfo search menu menubar dialog alertdialog".split())
_FURNITURE = re.compile(
    r"(cookie|consent|gdpr|onetrust|breadcrumbs?|murupolku|navbar|nav|navigation|sidebar|skip-?(link|to)|skiplink|share|social"
    r"|visually-?hidden|sr-only|screen-reader-text|hidden|noprint|no-print|pagination|back-to-top)([-_].*)?",
    re.IGNORECASE,
)
_HIDING_STYLE = re.compile(
    r"display:none|visibility:(hidden|collapse)|font-size:0(?![.\d])|opacity:0(?![.\d])|(text-indent|left|top):-\d{3,}"
    r"|(?<![-\w])(width|height|max-height):0(?![.\d])[^;]*;.*overflow:hidden|color:transparent|clip:rect\(0|mso-hide:all"
)
_WHITE = r"(white|#fff(?:f|fff|fffff)?|rgba?\(255,255,255(?:,1)?\)|hsl\(0,0%,100%\))(?=;|$|!)"
_WHITE_TEXT = re.compile(rf"(?<![-\w])color:{_WHITE}")
_BACKGROUND = re.compile(r"background(?:-color|-image)?:([^;]+)")


def main_content(tree: Any) -> Any:
    """The element that holds the page's own content: `main`, else a lone `article`, else the body."""
    for path in (".//main", ".//*[@role='main']"):
        candidates = [element for element in tree.iterfind(path) if _has_text(element)]
        if candidates:
            return max(candidates, key=_length)
    articles = [element for element in tree.iterfind(".//article") if element.getparent().tag != "article"]
    if len(articles) == 1 and _length(articles[0]) > 200:
        return articles[0]
    body = tree.find("body")
    return tree if body is None else body


def is_left_out(element: Any) -> bool:
    """Whether the element is furniture of the site or is not to be seen, and all that is in it with it."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NO_TEXT:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.get("role", "").lower() in _NO_TEXT_ROLES:
        return True
    style = element.get("style")
    if style and _is_hidden_by(style, element):
        return True
    if tag in ("header", "footer", "aside") and _is_of_site(element):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return any(_FURNITURE.fullmatch(name) for name in names) and not _holds_content(element)


def _is_hidden_by(style: str, element: Any) -> bool:
    compact = re.sub(r"\s+|/\*.*?\*/", "", style).lower()
    if _HIDING_STYLE.search(compact):
        return True
    return bool(_WHITE_TEXT.search(compact)) and not _has_dark_background(element)


def _has_dark_background(element: Any) -> bool:
    """Whether the nearest background that is set in place is another colour than white."""
    while element is not None:
        compact = re.sub(r"\s+", "", element.get("style", "")).lower()
        if background := _BACKGROUND.search(compact):
            return not re.match(_WHITE + r"|none|transparent|inherit", background[1])
        if element.get("bgcolor"):
            return not re.match(_WHITE, element.get("bgcolor").lower())
        element = element.getparent()
    return False


def _is_of_site(element: Any) -> bool:
    """Whether a header, footer or aside belongs to the site rather than to the content that it stands in."""
    if element.tag == "header" and element.find(".//h1") is not None:
        return False
    return not any(outer.tag in ("main", "article", "section", "td") for outer in element.iterancestors())


def _holds_content(element: Any) -> bool:
    """A furniture-like name on something that holds the content itself says nothing ("page with-sidebar")."""
    if element.tag in ("body", "html", "main", "article") or any(
        element.find(f".//{tag}") is not None for tag in ("main", "article", "h1")
    ):
        return True
    return element.tag in _HEADING_TAGS


_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _has_text(element: Any) -> bool:
    return _length(element) > 0
