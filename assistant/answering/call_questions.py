"""What a question on funding calls asks for, and which calls it means. Precision first: others go to the documents."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

import yaml

from assistant.analysis import FUNCTION, Analyser
from assistant.calls.listing import ListedCall
from assistant.calls.names import keys, named
from assistant.calls.record import Call

FIELDS: dict[str, tuple[str, ...]] = {
    "closes": ("period",),
    "opens": ("period",),
    "own_contribution": ("own_contribution", "funding_rate"),
    "funding_rate": ("funding_rate", "own_contribution"),
    "total_amount": ("total_amount",),
    "amount_per_project": ("per_project",),
    "eligible_applicants": ("applicants",),
    "regions": ("regions",),
    "events": ("next_event",),
    "decision_expected": ("decisions",),
    "contact": ("contact", "how_to_apply"),
}
"""What is asked for → the facts that tell it, by their keys in `assistant.calls.facts`."""
LISTS = ("open", "coming")
TELLING = 0.5
"""Least share of the calls that a word of a call's name must leave out, to tell it from others: of its log."""

# Words that stand in names of calls and tell none of them.
_GENERIC = {
    "fi": "haku hakea hakuaika rahoitushaku avoin tulla seuraava hanke työ",
    "sv": "utlysning ansökan öppen nästa projekt arbete",
    "en": "call calls funding open next project work working",
}

_ID = re.compile(r"\b(?:haku-)?(20\d\d-\d)\b|\b(haku-[a-zåäö][\w-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """A question on calls.

    Attributes:
        asked: Keys of `FIELDS` or of `LISTS`, those asked for in the order of the table.
        region: Finnish name of a region that is named, in lower case.
        theme: Slug of a theme that is named.
    """

    asked: tuple[str, ...]
    region: str | None = None
    theme: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The facts asked for."""
        return tuple(dict.fromkeys(fact for key in self.asked for fact in FIELDS.get(key, ())))


def recognise_call_question(text: str, language: str, analyser: Analyser) -> CallQuestion | None:
    """What a question asks of calls; None when it asks for something else, or for what only the documents tell.

    Args:
        text: As asked.
        language: ISO 639-1, the question's.
        analyser: Knows Finnish words.
    """
    said = " ".join(text.lower().split())
    session = _matches("events", language, said) and any(_matches(key, language, said) for key in ("when", "coming"))
    on_calls = session or _matches("call", language, said) or _ID.search(said)
    if not on_calls or _matches("other", language, said):
        return None
    asked = [key for key in (*FIELDS, *LISTS) if _matches(key, language, said)]
    region, theme = (_named_in(kind, text, language, analyser) for kind in ("region", "theme"))
    if not asked and (region or theme) and _matches("which", language, said):
        asked = ["open"]
    return CallQuestion(tuple(asked), region, theme) if asked else None


def calls_meant(text: str, language: str, calls: Sequence[ListedCall], analyser: Analyser) -> list[ListedCall]:
    """The calls that a question names: by id, else those whose name and themes share the most telling words with it.

    Args:
        text: As asked.
        language: Of the question.
        calls: All of the collection.
        analyser: Makes the words comparable.
    """
    ids = {(number and f"haku-{number}") or name.lower() for number, name in _ID.findall(text)}
    if ids:
        return [listed for listed in calls if listed.call.id.lower() in ids]
    words = _terms(text, language, analyser) - _terms(_GENERIC.get(language, ""), language, analyser)
    having = [_words_of(listed.call, language, analyser) for listed in calls]
    weights = {
        word: math.log(len(calls) / count)
        for word in words
        if (count := sum(word in one for one in having)) > 0 and math.log(len(calls) / count) >= TELLING
    }
    scores = [sum(weight for word, weight in weights.items() if word in one) for one in having]
    best = max(scores, default=0.0)
    return [listed for listed, score in zip(calls, scores, strict=True) if score and score >= 0.99 * best]


def _words_of(call: Call, language: str, analyser: Analyser) -> frozenset[str]:
    spoken: dict[str, Literal["fi", "sv", "en"]] = {"sv": "sv", "en": "en"}
    names = [call.name.to(spoken.get(language, "fi"))] if language in ("fi", "sv", "en") else []
    themes = [named("theme", theme, language) or "" for theme in call.themes]
    return _terms(" ".join((*names, *themes)), language, analyser)


def _terms(text: str, language: str, analyser: Analyser) -> frozenset[str]:
    return frozenset(term.text for term in analyser.terms(text, language) if term.pos != FUNCTION)


def _named_in(kind: Literal["region", "theme"], text: str, language: str, analyser: Analyser) -> str | None:
    """The region or theme that a text names, by the words of its name in the language."""
    words = _terms(text, language, analyser)
    for key in keys(kind):
        name = named(kind, key, language)
        lemmas = {term.text for term in analyser.terms(name or "", language) if term.kind in ("lemma", "stem")}
        if lemmas and lemmas <= words and key != "koko suomi":
            return key
    return None


def _matches(key: str, language: str, text: str) -> bool:
    pattern = _patterns()[key].get(language)
    return bool(pattern and pattern.search(text))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    source = resources.files(__package__).joinpath("call_patterns.yaml").read_text(encoding="utf-8")
    return {
        key: {language: re.compile(pattern) for language, pattern in patterns.items()}
        for key, patterns in yaml.safe_load(source).items()
    }
