"""What a question on funding calls asks for. Precision first: what the records do not hold goes to the documents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.calls.mentioned import ID
from assistant.answering.patterns import pattern_of

PATTERNS = "calls/patterns.yaml"

FIELDS: dict[str, tuple[str, ...]] = {
    "closes": ("period",),
    "opens": ("period",),
    "cancelled": ("period",),
    "continuous": ("period",),
    "own_contribution": ("own_contribution", "funding_rate"),
    "funding_rate": ("funding_rate", "own_contribution"),
    "total_amount": ("total_amount",),
    "amount_per_project": ("per_project",),
    "eligible_applicants": ("applicants",),
    "regions": ("regions",),
    "events": ("next_event",),
    "decision_expected": ("decisions",),
    "contact": ("contact", "how_to_apply"),
    "how_to_apply": ("how_to_apply", "contact"),
    "about": ("summary", "themes"),
}
"""What is asked for → the facts that tell it, by their keys in `assistant.calls.facts`."""
LISTS = ("open", "coming", "over")
MANNERS = ("many", "still", "next", "compare", "which", "info", "clinic", "next_year")
"""How something is asked: of several calls, of one that may be over, of the first to come."""

_ARABIC_SIGNS = re.compile("[\u064b-\u0652\u0640]")


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """A question on calls.

    Attributes:
        asked: Keys of `FIELDS` or of `LISTS`, those asked for in the order of the table.
        manner: Keys of `MANNERS`.
        names_calls: It says "call" or the id of one; otherwise it is on calls only if it names one or follows one.
    """

    asked: tuple[str, ...]
    manner: frozenset[str] = frozenset()
    names_calls: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """The facts asked for."""
        return tuple(dict.fromkeys(fact for key in self.asked for fact in FIELDS.get(key, ())))


def recognise_call_question(text: str, language: str) -> CallQuestion | None:
    """What a question asks of calls; None when it asks for something else, or for what only the documents tell.

    Args:
        text: As asked.
        language: ISO 639-1, the question's.
    """
    said = plain(text)
    if matches("other", language, said):
        return None
    asked = tuple(key for key in (*FIELDS, *LISTS) if matches(key, language, said))
    manner = frozenset(key for key in MANNERS if matches(key, language, said))
    if "many" in manner:  # what calls there are is listed
        asked = tuple(key for key in asked if key != "about")
    session = "events" in asked and (matches("when", language, said) or "coming" in asked)
    names_calls = session or matches("call", language, said) or bool(ID.search(said))
    if not set(asked) & FIELDS.keys() and matches("how", language, said):
        return None
    if not asked and not (names_calls and manner & {"which", "compare", "many"}):
        return None
    return CallQuestion(asked, manner, names_calls)


def asks_what_suits(text: str, language: str) -> bool:
    """Whether someone asks if there is a call for them."""
    return matches("eligible_for_us", language, plain(text))


def without_fields(text: str, language: str) -> str:
    """A text without the words that ask for a field, which may stand in names of calls: "tuki", "projekt"."""
    said = plain(text)
    for key in (
        "funding_rate",
        "own_contribution",
        "total_amount",
        "amount_per_project",
        "regions",
        "events",
        "continuous",
    ):
        said = pattern_of(PATTERNS, key, language).sub(" ", said)
    return said


def parts_of(text: str, language: str) -> list[str]:
    """A text cut at its conjunctions and commas: the sides of a comparison stand in different parts."""
    return pattern_of(PATTERNS, "and", language).split(plain(text))


def matches(key: str, language: str, said: str) -> bool:
    """Whether a pattern of patterns.yaml stands in a text, made `plain`."""
    return pattern_of(PATTERNS, key, language).search(said) is not None


def plain(text: str) -> str:
    """In lower case, with single spaces, without the vowel signs of Arabic."""
    return _ARABIC_SIGNS.sub("", " ".join(text.lower().split()))
