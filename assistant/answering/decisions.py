"""What the steps decided, in words and numbers that JSON can hold: for `ask --explain` and for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.citations import flattened
from assistant.answering.composer import Draft
from assistant.answering.evidence import Evidence, Thresholds
from assistant.documents import SearchResult
from assistant.retrieval.results import SearchResults
from assistant.sentences import split

SHOWN = 3
"""Passages whose features are told."""


def retrieved(found: SearchResults) -> Mapping[str, object]:
    """How the question was read, and what came first."""
    return {
        "query_language": found.language,
        "passages": len(found.results),
        "top": [_passage(result) for result in found.results[:SHOWN]],
    }


def judged(found: SearchResults, evidence: Evidence, thresholds: Thresholds) -> Mapping[str, object]:
    """How sure the retriever is, against what it has to be."""
    return {
        "answerable": round(found.answerable, 4),
        "evidence": evidence.value,
        "situation": found.situation,
        "enough": thresholds[found.situation].enough,
        "weak": thresholds[found.situation].weak,
    }


def composed(draft: Draft, results: Sequence[SearchResult]) -> Mapping[str, object]:
    """The sentences that the answer quotes, with their similarity to the question where it is known."""
    chunks = {result.chunk.id: result for result in results}
    sentences = [
        {"marker": cited.marker, "sentence": sentence, "score": score}
        for cited in draft.citations
        for stretch in (cited.quote, *cited.also)
        for sentence, score in _sentences_of(flattened(stretch), chunks.get(cited.chunk_id))
    ]
    return {"model": draft.model, "sentences": sentences}


def _sentences_of(stretch: str, result: SearchResult | None) -> list[tuple[str, float | None]]:
    """The sentences of a passage that stand in a stretch quoted from it."""
    if result is None or not result.sentence_scores:
        return [(stretch, None)]
    scored = zip(split(result.chunk.text), result.sentence_scores, strict=False)
    found: list[tuple[str, float | None]] = [
        (text, round(score, 4)) for sentence, score in scored if (text := flattened(sentence)) in stretch
    ]
    return found or [(stretch, None)]


def _passage(result: SearchResult) -> Mapping[str, object]:
    return {
        "title": result.document.title,
        "page": result.chunk.page,
        "score": round(result.score, 4),
        "features": {name: round(value, 4) for name, value in result.features.items()},
    }
