"""Which calls, regions, themes and kinds of applicant a text names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from assistant.analysis import FUNCTION, Analyser
from assistant.calls.areas import WHOLE_COUNTRY
from assistant.calls.listing import ListedCall
from assistant.calls.names import keys, named
from assistant.calls.places import Places
from assistant.calls.record import Call

ID = re.compile(r"\b(?:haku-)?(20\d\d-\d+)\b|\b(haku-(?:20\d\d-)?[a-zåäö][\w-]*)", re.IGNORECASE)
"""How calls are called by their id: haku-2026-3, 2026-3, haku-2026-lappi."""
TELLING = 0.5
"""Least log of the calls a word stands in, for it to tell one from another: a word of three calls in five does not."""
THEME_WEIGHT = 0.6
"""A word of a call's themes beside one of its name, which is 1."""

LONG = 6
ENDING = 2
"""Long words are the same when one is the other with so many letters more at its end."""

# Words that stand in names of calls and tell none of them.
_GENERIC = {
    "fi": "haku hakea hakuaika rahoitushaku avoin tulla seuraava hanke työ työelämä päättyä uusi tuki",
    "sv": "utlysning utlysningen ansökan öppen nästa projekt arbete arbetslivet stöd",
    "en": "call calls funding open next project work working life support",
}
# Whether a call for the wider kind is one for the narrower is the funder's to say.
_WIDER = {"korkeakoulut": "oppilaitokset", "järjestöt": "yhdistykset", "kuntayhtymät": "kunnat"}
_YEAR = re.compile(r"\b20[2-4]\d\b")


class CallNames:
    """Knows calls by what they are called.

    Args:
        analyser: Makes words comparable.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._places = Places(analyser)
        self._words_of = lru_cache(maxsize=2000)(self._name_and_theme_words)

    def by_id(self, text: str, calls: Sequence[ListedCall]) -> list[ListedCall] | None:
        """The calls whose ids stand in a text, in its order; None when there is no id in it."""
        ids = [f"haku-{number}" if number else name.lower() for number, name in ID.findall(text)]
        if not ids:
            return None
        found = {listed.call.id.lower(): listed for listed in calls}
        ends = (re.sub(r"[:-](?:n|ssa|sta|lla|lle|een)$", "", one) for one in ids)
        return list({one: found[one] for one in ends if one in found}.values())

    def by_whole_name(self, text: str, calls: Sequence[ListedCall]) -> list[ListedCall]:
        """The calls whose name stands in a text as it is written, in any of its languages."""
        return [listed for listed in calls if self.whole_name_in(text, listed.call)]

    @staticmethod
    def whole_name_in(text: str, call: Call) -> bool:
        """Whether the name of a call stands in a text as it is written, in any of its languages."""
        said = _letters(text)
        return any(_letters(name) in said for name in _names(call))

    def by_words(self, text: str, language: str, calls: Sequence[ListedCall]) -> list[ListedCall]:
        """The calls whose name, themes and regions share the most telling words with a text; all that do alike."""
        spoken = [self._terms(text, language) - self._terms(_GENERIC.get(language, ""), language)]
        if language not in ("fi", "sv", "en"):  # names are often left in Finnish or English
            spoken.append(self._terms(text, "en"))
        words = frozenset[str]().union(*spoken)
        having = [self._words_of(listed.call, language) for listed in calls]
        weights = {}
        for word in words:
            count = sum(_has(name, word) or _has(theme, word) for name, theme in having)
            if count and math.log(len(calls) / count) >= TELLING:
                weights[word] = math.log(len(calls) / count)
        scores = [
            sum(
                weight if _has(name, word) else THEME_WEIGHT * weight
                for word, weight in weights.items()
                if _has(name, word) or _has(theme, word)
            )
            for name, theme in having
        ]
        best = max(scores, default=0.0)
        found = [listed for listed, score in zip(calls, scores, strict=True) if score and score >= 0.99 * best]
        return _of_year(found, text)

    def region(self, text: str, language: str) -> str | None:
        """The Finnish name, in lower case, of the region that is named, or that a large municipality named lies in."""
        if regions := self._places.named(text, language):
            return max(regions, key=len)
        for word in re.findall(r"\w+", text.lower()):
            for region, beginnings in _table()["places"].items():
                if any(word.startswith(beginning) for beginning in beginnings):
                    return str(region)
        return WHOLE_COUNTRY if self._all_of(named("region", WHOLE_COUNTRY, language), text, language) else None

    def theme(self, text: str, language: str) -> str | None:
        """The slug of a theme that is named."""
        found = (key for key in keys("theme") if self._all_of(named("theme", key, language), text, language))
        return max(found, key=len, default=None)

    def _all_of(self, name: str | None, text: str, language: str) -> bool:
        lemmas = self._main_terms(name or "", language)
        return bool(lemmas) and lemmas <= self._terms(text, language)

    def _main_terms(self, text: str, language: str) -> frozenset[str]:
        return frozenset(
            term.text
            for term in self._analyser.terms(text, language)
            if term.kind in ("lemma", "stem") and term.pos != FUNCTION
        )

    def _terms(self, text: str, language: str) -> frozenset[str]:
        terms = self._analyser.terms(text, language)
        return frozenset(term.text for term in terms if term.pos != FUNCTION and term.kind != "word")

    def _name_and_theme_words(self, call: Call, language: str) -> tuple[frozenset[str], frozenset[str]]:
        if language in ("fi", "sv", "en"):
            names = self._terms(call.name.to(language), language)  # type: ignore[arg-type]
        else:
            names = frozenset[str]().union(*(self._terms(name, "en") for name in _names(call)))
        others = [named("theme", theme, language) or "" for theme in call.themes]
        others += [named("region", region, language) or "" for region in call.regions]
        return names, self._terms(" ".join(others), language)


def applicants_in(text: str, language: str) -> list[str]:
    """The kinds of applicant that a text names, as call records write them."""
    said, found = text.lower(), []
    for kind, pattern in _applicant_patterns(language):
        if pattern.search(said):
            found.append(kind)
            said = pattern.sub(" ", said)
    return found


def may_apply(kind: str, call: Call) -> bool | None:
    """Whether a record lists a kind of applicant; None when it lists none, or only a wider kind that may hold it.

    Args:
        kind: As call records write it.
        call: The record.
    """
    eligible = {one.casefold() for one in call.eligible_applicants}
    if kind in eligible:
        return True
    return None if not eligible or _WIDER.get(kind) in eligible else False


def without_ids(text: str) -> str:
    """A text without the ids of calls in it."""
    return ID.sub(" ", text)


def without_applicants(text: str, language: str) -> str:
    """A text without the kinds of applicant that it names."""
    for _, pattern in _applicant_patterns(language):
        text = pattern.sub(" ", text)
    return text


def is_skip(text: str) -> bool:
    """Whether a step of a dialogue is passed over."""
    return bool(re.search(_table()["skip"], text.lower().strip()))


def is_restart(text: str) -> bool:
    """Whether a dialogue is begun again."""
    return bool(re.search(_table()["restart"], text.lower().strip()))


def _has(words: frozenset[str], word: str) -> bool:
    """Whether a word is among words, an ending left on by the stemmer aside."""
    if word in words:
        return True
    return len(word) >= LONG and any(
        len(other) >= LONG
        and abs(len(other) - len(word)) <= ENDING
        and (other.startswith(word) or word.startswith(other))
        for other in words
    )


def _of_year(calls: list[ListedCall], text: str) -> list[ListedCall]:
    """Those of the year that is named, if there are any."""
    years = set(_YEAR.findall(text))
    of_year = [listed for listed in calls if years & set(_years(listed.call))]
    return of_year or calls


def _years(call: Call) -> Iterator[str]:
    yield from _YEAR.findall(call.id.replace("-", " "))
    yield from (str(moment.year) for moment in (call.opens_at, call.closes_at) if moment)


def _names(call: Call) -> Iterator[str]:
    yield from filter(None, (call.name.fi, call.name.sv, call.name.en))


def _letters(text: str) -> str:
    words = " ".join(re.findall(r"\w+", text.lower()))
    return f" {words} "


@lru_cache(maxsize=16)
def _applicant_patterns(language: str) -> list[tuple[str, re.Pattern[str]]]:
    patterns = _table()["applicants"].items()
    return [(kind, re.compile(by_language[language])) for kind, by_language in patterns if language in by_language]


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    source = resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(source)
    return loaded
