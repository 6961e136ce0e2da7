"""The page that compares a project idea with what has been done; it needs no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.pages.frame import framed, header
from api.pages.html import Markup, element, join, void
from api.pages.similar_card import card
from api.similar.plan import MAX_BYTES, SUFFIXES
from api.similar.schemas import SimilarProject, SimilarProjects
from assistant.answering.messages import say

_MEGABYTES = MAX_BYTES // 1024**2
_DOCX, _PDF = "DOCX", "PDF"
_NEAREST = 3
"""Named although they are not close."""


def similar_page(
    language: str,
    *,
    text: str = "",
    found: SimilarProjects | None = None,
    refused: str = "",
    values: Mapping[str, object] | None = None,
) -> str:
    """The page.

    Args:
        language: One of the seven of the house.
        text: What was typed, to be changed and compared again.
        found: What was found; None before anything was asked.
        refused: Why the idea could not be compared: a code that `similar_<code>` of words/similar.yaml tells.
        values: What fills the placeholders of that message.
    """
    title = say("similar_title", language)
    answer = _refusal(refused, values or {}, language) if refused else _results(found, language)
    body = element(
        "main",
        element("p", say("similar_lead", language), class_="lead"),
        answer,
        _form(text, language, begun=bool(found or refused)),
        id="main",
        tabindex="-1",
    )
    skip = element("a", say("similar_skip", language), class_="skip", href="#main")
    head = header(title, skip, language, lambda code: f"similar?lang={code}")
    return framed(title, language, join(head, body, _footer(language)), "similar.css")


def _form(text: str, language: str, *, begun: bool) -> Markup:
    area = element(
        "textarea", f"\n{text}", id="text", name="text", rows="8", aria_describedby="text-hint", dir="auto"
    )  # HTML drops the first line break, so that one of the text's own stays
    file = void("input", type="file", id="file", name="file", accept=",".join(SUFFIXES), aria_describedby="file-hint")
    return element(
        "form",
        element("h2", say("similar_form", language), id="idea"),
        element("label", say("similar_text", language), for_="text"),
        element("p", say("similar_text_hint", language), id="text-hint", class_="hint"),
        area,
        element("label", say("similar_file", language), for_="file"),
        element(
            "p",
            say("similar_file_hint", language, limit=_MEGABYTES, docx=f"Word ({_DOCX})", pdf=_PDF),
            id="file-hint",
            class_="hint",
        ),
        file,
        element("p", element("button", say("similar_compare", language), type="submit"), class_="buttons"),
        element("p", say("similar_privacy", language), class_="hint"),
        action=f"similar?lang={language}" + ("#found" if begun or not text else ""),
        method="post",
        enctype="multipart/form-data",
        aria_labelledby="idea",
        class_="idea",
    )


def _results(found: SimilarProjects | None, language: str) -> Markup:
    if found is None:
        return Markup()
    close = [one for one in found.projects if one.close]
    far = [one for one in found.projects if not one.close][:_NEAREST]
    said = say("similar_found", language, count=len(close)) if close else say("similar_nothing", language)
    return element(
        "section",
        element("h2", say("similar_results", language), id="found"),
        element("p", said, class_="message"),
        element("p", say("similar_funder_decides", language), class_="note"),
        *(card(one, place, language) for place, one in enumerate(close, start=1)),
        join(*_far(far, language)),
        aria_labelledby="found",
        class_="found",
    )


def _far(far: list[SimilarProject], language: str) -> Iterator[Markup]:
    if far:
        yield element("p", say("similar_not_close", language))
        links = [element("a", element("bdi", one.name), href=one.documents[0].url.removeprefix("/")) for one in far]
        yield element("ul", *(element("li", link) for link in links), class_="far")


def _refusal(code: str, values: Mapping[str, object], language: str) -> Markup:
    seconds = values.get("seconds", 0)
    said = say(f"similar_{code}", language, limit=_MEGABYTES, docx=_DOCX, pdf=_PDF, seconds=seconds)
    return element(
        "section",
        element("h2", say("similar_sorry", language), id="found"),
        element("p", said),
        role="alert",
        aria_labelledby="found",
        class_="message refused",
    )


def _footer(language: str) -> Markup:
    calls = element("a", say("similar_to_calls", language), href=f"calls?lang={language}")
    ask = element("a", say("listing_ask", language), href=f"./?lang={language}")
    return element("footer", element("ul", element("li", calls), element("li", ask)))
