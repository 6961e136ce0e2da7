"""Questions for counts and lists of documents: by kind, years, theme and region, and by nothing else.

Whatever else a question says can only be answered from the documents' text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.analysis import FUNCTION, Analyser
from assistant.answering.messages import say
from assistant.answering.patterns import pattern_of
from assistant.calls.areas import parts_of
from assistant.calls.names import keys, named
from assistant.documents import DocumentKind, Filters
from assistant.tokens import tokens

PATTERNS = "catalogue/patterns.yaml"
KINDS = ("report", "survey", "practice", "newsletter", "blog", "guide")

_YEARS = re.compile(r"\b(20\d\d)(?:\s?[–-]\s?(20\d\d))?\b")
_LONGEST_SPAN = 30


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """Which documents are counted or listed.

    Attributes:
        counts: Whether only their number is asked for.
        kind: Of the documents.
        years: Of their publication; any when empty.
        theme: Slug, or None.
        region: Key of `assistant.calls.names`, or None.
    """

    counts: bool
    kind: str
    years: tuple[int, ...] = ()
    theme: str | None = None
    region: str | None = None

    @property
    def filters(self) -> Filters:
        """The documents, as the library finds them."""
        return Filters(
            kinds=(DocumentKind(self.kind),),
            years=self.years,
            themes=(self.theme,) if self.theme else (),
            regions=_with_parts(self.region) if self.region else (),
        )

    def narrowing(self, language: str) -> str:
        """The filters as people write them: "raportit, 2024, Pirkanmaa"."""
        parts = [say(f"catalogue_kind_{self.kind}", language), *_spans(self.years)]
        parts += [
            named(kind, key, language) or key  # type: ignore[arg-type]
            for kind, key in (("theme", self.theme), ("region", self.region))
            if key
        ]
        return ("، " if language == "ar" else ", ").join(parts)

    def worded(self, language: str) -> str:
        """The question in words that `recognise_catalogue_question` takes for the same."""
        return say(f"catalogue_again_{'count' if self.counts else 'list'}", language, filters=self.narrowing(language))


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of documents to count or list.

    Attributes:
        counts: Whether it asks how many.
        lists: Whether it asks which.
        kinds: Of documents, each named once.
        years: That it names.
        theme: Slug, or None.
        region: Key, or None.
        rest: What it says besides.
    """

    counts: bool
    lists: bool
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    theme: str | None
    region: str | None
    rest: tuple[str, ...]


def recognise_catalogue_question(text: str, language: str, analyser: Analyser) -> CatalogueQuestion | None:
    """What is to be counted or listed; None for a question on anything else.

    Args:
        text: As asked.
        language: ISO 639-1, the text's.
        analyser: Knows Finnish words.
    """
    said = read_catalogue_words(text, language, analyser)
    if not (said.counts or said.lists) or len(said.kinds) != 1 or said.rest:
        return None
    return CatalogueQuestion(said.counts, said.kinds[0], said.years, said.theme, said.region)


def read_catalogue_words(text: str, language: str, analyser: Analyser) -> Said:
    """What a text says of documents to count or list, and what it says besides.

    Args:
        text: As asked.
        language: ISO 639-1, the text's.
        analyser: Knows Finnish words.
    """
    rest = " ".join(text.lower().split())
    counts, lists = (_pattern(key, language).search(rest) is not None for key in ("count", "list"))
    kinds = tuple(kind for kind in KINDS if _pattern(kind, language).search(rest))
    years = _years(rest)
    for key in ("count", "list", *kinds):
        rest = _pattern(key, language).sub(" ", rest)
    rest = _YEARS.sub(" ", rest)
    theme, rest = named_in("theme", rest, language, analyser)
    region, rest = named_in("region", rest, language, analyser)
    rest = _pattern("passing", language).sub(" ", rest)
    return Said(counts, lists, kinds, years, theme, region, tuple(tokens(rest)))


def _with_parts(region: str) -> tuple[str, ...]:
    """A region or an area with the regions in it, as records write them."""
    return tuple(named("region", key, "fi") or key for key in dict.fromkeys((region, *parts_of(region))))


def _spans(years: Sequence[int]) -> list[str]:
    """Years as people write them: those without a gap as one stretch."""
    if not years:
        return []
    ordered = sorted(years)
    first = [ordered[0], *(after for before, after in pairwise(ordered) if after != before + 1)]
    last = [*(before for before, after in pairwise(ordered) if after != before + 1), ordered[-1]]
    return [str(begin) if begin == end else f"{begin}–{end}" for begin, end in zip(first, last, strict=True)]


def _years(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in _YEARS.findall(text):
        start, end = int(first), int(last or first)
        found += range(start, min(end, start + _LONGEST_SPAN) + 1)
    return tuple(dict.fromkeys(found))


def named_in(kind: str, text: str, language: str, analyser: Analyser) -> tuple[str | None, str]:
    """The theme or region that a text names, and the text without it.

    Args:
        kind: "theme" or "region".
        text: In lower case.
        language: ISO 639-1, the text's.
        analyser: Knows Finnish words.
    """
    words = [(token, _terms(token, language, analyser)) for token in tokens(text)]
    best: tuple[str, list[str]] | None = None
    for key in keys(kind):  # type: ignore[arg-type]
        wanted = [_terms(token, language, analyser) for token in tokens(named(kind, key, language) or "")]  # type: ignore[arg-type]
        having = [[token for token, terms in words if terms & one] for one in wanted if one]
        if having and all(having) and (best is None or len(having) > len(best[1])):
            best = key, [token for tokens_ in having for token in tokens_]
    if best is None:
        return None, text
    for token in best[1]:
        text = text.replace(token, " ", 1)
    return best[0], text


def _terms(word: str, language: str, analyser: Analyser) -> frozenset[str]:
    kinds = ("lemma", "stem")
    return frozenset(t.text for t in analyser.terms(word, language) if t.kind in kinds and t.pos != FUNCTION)


def _pattern(key: str, language: str) -> re.Pattern[str]:
    return pattern_of(PATTERNS, key, language)
