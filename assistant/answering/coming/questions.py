"""Which questions ask for what comes next, and of what.

"When is the next project coffee?" does, and "which events are coming?"; "what is the next step?" does not: it names no
occasion and asks for no day. A month without a year is the coming one when what is taken up then is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.coming.occasions import SERIES, Occasions
from assistant.answering.figures import figures_of, is_month
from assistant.answering.patterns import pattern_of
from assistant.retrieval.glossary import Thing
from assistant.tokens import tokens

PATTERNS = "coming/patterns.yaml"

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class ComingQuestion:
    """What is asked for.

    Attributes:
        occasions: Occasions and series that are named, any of which will do.
        others: What else is named, all of which must be told of.
        months: The months that are named; any when empty.
        years: The years that are named; any when empty.
        next: What comes next is asked for; not what is held in the months alone.
        several: All that is to come is asked for, not the next alone.
        due: A last day to do something by is asked for, other than to sign up.
        appears: It is asked when something comes out.
        beside: It is asked who or how many, not what or when.
    """

    occasions: tuple[Thing, ...]
    others: tuple[Thing, ...] = ()
    months: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    next: bool = True
    several: bool = False
    due: bool = False
    appears: bool = False
    beside: bool = False


def recognise_coming_question(text: str, language: str, occasions: Occasions) -> ComingQuestion | None:
    """What is asked for of what comes next; None for a question on anything else.

    Args:
        text: As asked.
        language: ISO 639-1, the text's.
        occasions: Know what texts name.
    """
    said = " ".join(text.lower().split())
    days = figures_of(said).days
    months = frozenset(day.month for day in days)
    coming = asks_what_comes(said, language)
    by_month = bool(months) and _asks_for_what_is_held(said, language)
    if not (coming or by_month) or any(day.day is not None for day in days):
        return None
    passing = pattern_of(PATTERNS, "passing", language)  # of single words: "day" is part of "network day"
    named = occasions.asked(_without_asking(said, language), language)
    things = [thing for thing in named if not passing.fullmatch(thing.words)]
    held = tuple(thing for thing in things if occasions.is_occasion(thing, language))
    if not things and matches("issue", language, said):
        held = (Thing("", SERIES, frozenset()),)
    others = tuple(thing for thing in things if thing not in held)
    when, due = (matches(key, language, said) for key in ("when", "due"))
    # The last day to register for an occasion is another day than its own.
    if (due and held) or not (held or (coming and when and others)):
        return None
    return ComingQuestion(
        held,
        others,
        months,
        frozenset(map(int, _YEAR.findall(said))),
        coming,
        coming and matches("several", language, said),
        due,
        matches("appears", language, said),
        matches("beside", language, said),
    )


def asks_what_comes(text: str, language: str) -> bool:
    """Whether a text speaks of what comes next, and not of how it is done.

    Args:
        text: As asked.
        language: ISO 639-1, the text's.
    """
    said = text.lower()
    return matches("coming", language, said) and not matches("way", language, said)


def matches(key: str, language: str, said: str) -> bool:
    """Whether a pattern of patterns.yaml stands in a text in lower case."""
    return pattern_of(PATTERNS, key, language).search(said) is not None


def _asks_for_what_is_held(said: str, language: str) -> bool:
    """Whether what is or will be held is asked for: what is taken up, when, or which it is."""
    asked = any(matches(key, language, said) for key in ("topic", "when", "which"))
    return asked and not any(matches(key, language, said) for key in ("past", "way"))


def _without_asking(said: str, language: str) -> str:
    """A text without the words that ask, its months and its years."""
    for key in ("when", "coming", "topic", "due", "appears"):
        said = pattern_of(PATTERNS, key, language).sub(" ", said)
    return " ".join(token for token in tokens(_YEAR.sub(" ", said)) if not is_month(token))
