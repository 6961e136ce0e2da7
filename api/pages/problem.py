"""What a reader sees in place of a page that can't be shown: what is wrong, and where to go on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from api.links import documents_url
from api.pages.html import Markup, element, page
from assistant.answering.messages import say, table
from assistant.documents import Filters

_SHOWN_CHARS = 40
"""Of a value that was not understood: enough to know it again, too little to tell a tale of its own."""


def problem_page(code: str, wrong: Sequence[tuple[str, str]], language: str) -> str:
    """The page.

    Args:
        code: Of the problem; what words/problems.yaml does not have is told as "internal".
        wrong: Parameters of the address that were not understood, each with its value.
        language: One of the seven of the house.
    """
    message = f"problem_{code}" if f"problem_{code}" in table() else "problem_internal"
    title = say(message, language)
    return page(
        title,
        language,
        element(
            "main",
            element("h1", title),
            _not_understood(wrong, language) if wrong else Markup(),
            element("p", say(message.replace("problem_", "problem_hint_", 1), language)),
            element("nav", element("ul", *_ways_on(language)), aria_label=say("problem_links", language)),
        ),
    )


def _not_understood(wrong: Sequence[tuple[str, str]], language: str) -> Markup:
    rows = [element("li", f"{_name(field, language)}: ", element("bdi", _shown(value))) for field, value in wrong]
    return element("div", element("p", say("problem_not_understood", language)), element("ul", *rows), class_="notice")


def _name(field: str, language: str) -> str:
    message = f"problem_field_{field}"
    return say(message if message in table() else "problem_field_other", language)


def _shown(value: str) -> str:
    """The beginning of a value, without what cannot be seen."""
    seen = "".join(sign for sign in value if unicodedata.category(sign)[0] != "C")
    return seen if len(seen) <= _SHOWN_CHARS else seen[:_SHOWN_CHARS] + "…"


def _ways_on(language: str) -> list[Markup]:
    addresses = {
        "documents_all": documents_url(Filters(), language),
        "similar_to_calls": f"/calls?lang={language}",
        "documents_back": f"/?lang={language}",
    }
    return [element("li", element("a", say(name, language), href=address)) for name, address in addresses.items()]
