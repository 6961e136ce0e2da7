"""Follow-ups of counts and lists: "Entä 2024?", "And guides?", "Mitkä ne ovat?" keep what they do not name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.analysis import Analyser
from assistant.answering.catalogue.questions import (
    PATTERNS,
    CatalogueQuestion,
    Said,
    read_catalogue_words,
    recognise_catalogue_question,
)
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.conversation.follow_up import last_with_topic
from assistant.answering.patterns import pattern_of
from assistant.language import detect

ROUTE = "catalogue"
"""Name of the route whose answers are gone on from."""


def continue_catalogue(text: str, language: str, history: Sequence[Exchange], analyser: Analyser) -> str | None:
    """The count or list that a follow-up asks for, in words; None when it asks for anything else, or is whole.

    Args:
        text: The question, cleaned.
        language: ISO 639-1 code that it is written in.
        history: The conversation so far, oldest first.
        analyser: Knows Finnish words.
    """
    before = last_with_topic(history)
    if before is None or not goes_on(history):
        return None
    earlier = recognise_catalogue_question(before.question, detect(before.question, default=before.language), analyser)
    opening = pattern_of(PATTERNS, "opening", language)
    rest = opening.sub("", text.lower())
    if earlier is None or (rest == text.lower() and recognise_catalogue_question(text, language, analyser)):
        return None
    if pattern_of(PATTERNS, "those", language).fullmatch(rest.strip(" ?!.؟")):
        return replace(earlier, counts=False).worded(language)
    said = read_catalogue_words(rest, language, analyser)
    if said.rest or len(said.kinds) > 1 or not (said.kinds or said.years or said.theme or said.region):
        return None
    return _changed(earlier, said).worded(language)


def goes_on(history: Sequence[Exchange]) -> bool:
    """Whether the last question with a topic was one for a count or a list."""
    before = last_with_topic(history)
    return before is not None and before.route == ROUTE


def _changed(earlier: CatalogueQuestion, said: Said) -> CatalogueQuestion:
    """The earlier question with what is named put in its place."""
    return CatalogueQuestion(
        counts=said.counts or (earlier.counts and not said.lists),
        kind=said.kinds[0] if said.kinds else earlier.kind,
        years=said.years or earlier.years,
        theme=said.theme or earlier.theme,
        region=said.region or earlier.region,
    )
