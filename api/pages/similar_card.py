"""A project that overlaps with an idea: what is shared, passage by passage, and what differs."""

from __future__ import annotations

from api.pages.html import Markup, element, join
from api.similar.schemas import SharedPart, SimilarProject
from assistant.answering.messages import quoted, say


def card(project: SimilarProject, place: int, language: str) -> Markup:
    """The card of a project.

    Args:
        project: What overlaps.
        place: From 1; makes the card's anchors.
        language: Of the page.
    """
    key = f"project-{place}"
    state = "similar_close_in_some" if project.apart else "similar_close_in_all"
    return element(
        "article",
        element("h3", element("bdi", project.name), id=key),
        element("p", say(state, language), class_="state"),
        element("h4", say("similar_shared", language)),
        *(_shared(part, language) for part in project.shared),
        element("h4", say("similar_differs", language)),
        _differs(project, language),
        aria_labelledby=key,
        class_="project",
    )


def _shared(part: SharedPart, language: str) -> Markup:
    source = say("similar_source", language, title=part.title, page=str(part.page)) if part.page else part.title
    spoken = None if part.language in ("und", language) else part.language
    link = element("a", element("bdi", source), href=part.url.removeprefix("/"))
    return element(
        "div",
        element(
            "div",
            element("p", say("similar_your_idea", language), class_="whose"),
            element("p", part.idea, dir="auto", class_="words"),
        ),
        element(
            "div",
            element("p", say("similar_told_there", language), class_="whose"),
            element("blockquote", element("p", quoted(part.quote, language), lang=spoken, dir="auto", class_="words")),
            element("p", link, class_="source"),
        ),
        class_="pair",
    )


def _differs(project: SimilarProject, language: str) -> Markup:
    if not project.apart:
        return element("p", say("similar_none_apart", language))
    parts = element("ul", *(element("li", part, dir="auto") for part in project.apart))
    return join(element("p", say("similar_apart", language)), parts)
