"""Counts and lists of documents, answered from the catalogue: no number that it cannot prove.

Only questions that say nothing beside a kind of document, years, a theme and a region are taken; whatever else they
say can only be answered from the documents' text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from assistant.analysis import FUNCTION, Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.citations import cite, flattened, marker_text
from assistant.answering.messages import say
from assistant.answering.patterns import pattern_of
from assistant.answering.routing import Asked, Route
from assistant.calls.names import keys, named
from assistant.calls.wording import day
from assistant.documents import Chunk, DocumentKind, DocumentRecord, Filters, SearchResult
from assistant.language import detect
from assistant.sentences import split
from assistant.tokens import tokens

ROUTE = "catalogue"
SHOWN = 10
"""Documents that are named."""
KINDS = ("report", "survey", "practice", "newsletter", "blog", "guide")

_YEARS = re.compile(r"\b(20\d\d)(?:\s?[–-]\s?(20\d\d))?\b")
_LONGEST_SPAN = 30


class Catalogue(Protocol):
    """What is asked of the library."""

    def documents(self, filters: Filters = ..., *, limit: int = ..., offset: int = ...) -> list[DocumentRecord]:
        """Records that pass the filters, newest first."""
        ...

    def count(self, filters: Filters = ...) -> int:
        """How many documents pass the filters."""
        ...

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages."""
        ...


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """Which documents are counted or listed.

    Attributes:
        filters: The documents.
        counts: Whether only their number is asked for.
        theme: Slug, or None.
        region: Key of `assistant.calls.names`, or None.
    """

    filters: Filters
    counts: bool
    theme: str | None
    region: str | None


def answer_catalogue(catalogue: Catalogue, analyser: Analyser) -> Route:
    """A route that answers questions for counts and lists of documents.

    Args:
        catalogue: The library.
        analyser: Knows Finnish words.
    """

    def route(asked: Asked) -> Answer | None:
        written_in = detect(asked.question.text, default=asked.question.language)
        question = None if asked.filters else recognise_catalogue_question(asked.question.text, written_in, analyser)
        return None if question is None else _answer(question, catalogue, asked.question.language)

    return route


def recognise_catalogue_question(text: str, language: str, analyser: Analyser) -> CatalogueQuestion | None:
    """What is to be counted or listed; None for a question on anything else.

    Args:
        text: As asked.
        language: ISO 639-1, the text's.
        analyser: Knows Finnish words.
    """
    rest = " ".join(text.lower().split())
    counts, lists = (_pattern(key, language).search(rest) is not None for key in ("count", "list"))
    kinds = [kind for kind in KINDS if _pattern(kind, language).search(rest)]
    if not (counts or lists) or len(kinds) != 1:
        return None
    years = _years(rest)
    for key in ("count", "list", kinds[0]):
        rest = _pattern(key, language).sub(" ", rest)
    rest = _YEARS.sub(" ", rest)
    theme, rest = _named_in("theme", rest, language, analyser)
    region, rest = _named_in("region", rest, language, analyser)
    rest = _pattern("passing", language).sub(" ", rest)
    if any(True for _ in tokens(rest)):
        return None
    filters = Filters(
        kinds=(DocumentKind(kinds[0]),),
        years=years,
        themes=(theme,) if theme else (),
        regions=(named("region", region, "fi") or region,) if region else (),
    )
    return CatalogueQuestion(filters, counts, theme, region)


def _years(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in _YEARS.findall(text):
        start, end = int(first), int(last or first)
        found += range(start, min(end, start + _LONGEST_SPAN) + 1)
    return tuple(dict.fromkeys(found))


def _named_in(kind: str, text: str, language: str, analyser: Analyser) -> tuple[str | None, str]:
    """The theme or region that a text names, and the text without it."""
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


def _answer(question: CatalogueQuestion, catalogue: Catalogue, language: str) -> Answer | None:
    """The count and the newest documents; None when there are none, so that their text may still tell something."""
    count = catalogue.count(question.filters)
    if not count:
        return None
    narrowing = _narrowing(question, language)
    said = f"{say('catalogue_count', language, count=count)} {say('catalogue_narrowed', language, filters=narrowing)}"
    lines, citations, results = [], [], []
    for marker, document in enumerate(catalogue.documents(question.filters, limit=SHOWN), start=1):
        chunk = next(iter(catalogue.chunks(document.id)), None)
        if chunk is None:
            continue
        result = SearchResult(chunk, document, 1.0)
        published = f" ({day(document.published, language)})" if document.published else ""
        lines.append(f"– {flattened(document.title)}{published}{marker_text(marker)}")
        citations.append(cite(result, marker, flattened(next(iter(split(chunk.text)), chunk.text))))
        results.append(result)
    if count > len(lines):
        lines.append(say("catalogue_more", language, count=count - len(lines)))
    text = "\n\n".join((said, "\n".join(lines)))
    return Answer(AnswerStatus.ANSWERED, language, text, tuple(citations), tuple(results), route=ROUTE)


def _narrowing(question: CatalogueQuestion, language: str) -> str:
    """The filters as people write them."""
    filters = question.filters
    parts = [say(f"catalogue_kind_{kind}", language) for kind in filters.kinds]
    if filters.years:
        first, last = min(filters.years), max(filters.years)
        parts.append(str(first) if first == last else f"{first}–{last}")
    parts += [
        named(kind, key, language) or key  # type: ignore[arg-type]
        for kind, key in (("theme", question.theme), ("region", question.region))
        if key
    ]
    return ("، " if language == "ar" else ", ").join(parts)


def _pattern(key: str, language: str) -> re.Pattern[str]:
    return pattern_of("catalogue_patterns.yaml", key, language)
