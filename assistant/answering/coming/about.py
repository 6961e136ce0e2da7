"""What a sentence that tells a day is about, as far as its words and what stands above it tell."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.coming.occasions import ANY_OCCASION, GATHERINGS, NEWSLETTER, SERIES, Occasions
from assistant.answering.coming.questions import ComingQuestion, matches
from assistant.answering.quotations.passage_sentences import Sentence, caption_of
from assistant.documents import DocumentKind
from assistant.retrieval.glossary import Thing

ITSELF = "itself"
"""Kind of what is no occasion."""


class About:
    """Tells whether the day in a sentence is one of what is asked for.

    Args:
        occasions: Know what texts name.
    """

    def __init__(self, occasions: Occasions) -> None:
        self._occasions = occasions

    def kind_of(self, sentence: Sentence, asked: ComingQuestion) -> str:
        """Which kind of occasion a sentence tells of; "" when its day is not one of what is asked for."""
        document, said = sentence.result.document, sentence.text.lower()
        language = "fi" if document.language == "und" else document.language
        signs_up = asked.due and matches("register", language, said)
        silent = asked.appears and not matches("appears", language, said)
        if matches("called_off", language, said) or signs_up or silent:
            return ""
        named = self._occasions.named(sentence.text, language)
        around = self._occasions.named(_around(sentence, titled=not asked.occasions), language)
        if not all(self._occasions.tells_of(thing, [*named, *around], language) for thing in asked.others):
            return ""
        if not asked.occasions:
            own = all(self._occasions.tells_of(thing, named, language, by_head=True) for thing in asked.others)
            return ITSELF if own or sentence.listed is not None else ""
        kinds = (_kind(occasion, sentence, named, around) for occasion in asked.occasions)
        return next(filter(None, kinds), "")


def _kind(occasion: Thing, sentence: Sentence, named: Sequence[Thing], around: Sequence[Thing]) -> str:
    """The kind of an occasion, or of a series, that a sentence tells of; "" for another.

    A sentence is on the occasion that it names first. A row that names none is on what stands above it; running text
    under a title may be on anything. Of a series only what comes out is told, and a newsletter that tells when "the
    next number" does speaks of itself.
    """
    own = _place(occasion, named)
    if occasion.concepts & SERIES:
        document, said = sentence.result.document, sentence.text.lower()
        newsletter = NEWSLETTER in occasion.concepts and document.kind is DocumentKind.NEWSLETTER
        itself = newsletter and matches("issue", document.language, said)
        return ITSELF if matches("appears", document.language, said) and (own is not None or itself) else ""
    other = next((place for place, thing in enumerate(named) if _is_another(thing, occasion)), len(named))
    if own is not None:
        return _kind_named(named[own]) if own < other else ""
    above = _place(occasion, around) if sentence.listed is not None and other == len(named) else None
    return _kind_named(around[above]) if above is not None else ""


def _is_another(thing: Thing, occasion: Thing) -> bool:
    return bool(thing.concepts & (GATHERINGS - {ANY_OCCASION})) and not _alike(occasion, thing)


def _place(wanted: Thing, named: Sequence[Thing]) -> int | None:
    """Where something is first named."""
    return next((place for place, thing in enumerate(named) if _alike(wanted, thing)), None)


def _alike(wanted: Thing, thing: Thing) -> bool:
    """Whether one thing is another, in whatever language; every occasion is an event."""
    if ANY_OCCASION in wanted.concepts and thing.concepts & GATHERINGS:
        return True
    return bool(wanted.concepts & thing.concepts or wanted.forms & thing.forms)


def _kind_named(thing: Thing) -> str:
    return min(thing.concepts & GATHERINGS, default=ITSELF)


def _around(sentence: Sentence, *, titled: bool) -> str:
    """What stands above a sentence: the caption of its table, its headings, and the title of a page on an event.

    Args:
        sentence: Of any document.
        titled: Whether the title of a page on anything else counts too.
    """
    result = sentence.result
    title = result.document.title if titled or result.document.kind is DocumentKind.EVENT else ""
    caption = caption_of(sentence) if sentence.listed is not None else ""
    return " / ".join(filter(None, (caption, *result.chunk.headings, title)))
