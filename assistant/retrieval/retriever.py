"""Query → ranked passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.analysis import Analyser
from assistant.documents import Filters, SearchResult
from assistant.embedding import Embedder
from assistant.index.lexical import TermMatches
from assistant.index.library import Library
from assistant.index.rows import UNFILTERED
from assistant.index.snapshot import Candidate, Snapshot
from assistant.language import detect
from assistant.retrieval.answerable import answerable, situation_of
from assistant.retrieval.candidates import find_candidates
from assistant.retrieval.glossary import Glossary
from assistant.retrieval.reranking import Reranker, reranked
from assistant.retrieval.results import SearchResults
from assistant.retrieval.scoring import Scores, fused, score
from assistant.retrieval.telling import asked_words
from assistant.retrieval.wordings import Wordings, word

OLD_EDITION = 0.06
"""What a superseded edition loses in score: more than two editions of one passage differ, less than two themes do."""
RECENT = 8
"""Queries whose wordings are kept: one question is searched for twice when the newest edition is asked by itself."""
DEMOTED = 20
"""Further passages that may come up when old editions go down."""


class Retriever:
    """Finds the passages of a library that answer a query.

    Args:
        library: Where to look.
        embedder: The model that made the library's vectors.
        analyser: The analysis that made the library's terms.
        glossary: What words of other languages are called in Finnish; none by default.
        reranker: Looks at the first passages again; none by default.
    """

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        analyser: Analyser,
        *,
        glossary: Glossary | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.library = library
        self._reranker = reranker
        self._worded = lru_cache(maxsize=RECENT)(
            lambda query, language: word(query, language, embedder, analyser, glossary)
        )

    def search(
        self, query: str, filters: Filters = UNFILTERED, limit: int = 10, language: str | None = None
    ) -> SearchResults:
        """The passages that answer a query best.

        Args:
            query: A question or some words, in any supported language.
            filters: What the search is narrowed to.
            limit: How many passages at most.
            language: ISO 639-1, the query's where it is known: a word or two may be of several.
        """
        language = language or detect(query)
        wordings = self._worded(query, language)
        with self.library.snapshot() as snapshot:
            found = snapshot.match(wordings.terms())

            def in_index(term: str) -> bool:
                return len(found.keys(term)) > 0

            wordings = wordings.without_unknown_names(in_index)
            candidates = find_candidates(snapshot, wordings, found, filters)
            matches = found.among(candidate.key for candidate in candidates)
            ranked = _rank(candidates, wordings, matches)[: limit + DEMOTED]
            results = _newest_editions_first(_results(snapshot, ranked))
            nameless = bool(wordings.nameless) and not any(map(in_index, wordings.nameless))
        situation = situation_of(results, language, len(candidates))
        probability = answerable(results, situation)
        if self._reranker is not None:
            results = reranked(query, results, self._reranker)
        words = asked_words(wordings, matches, in_index)
        return SearchResults(results[:limit], language, probability, situation, words, nameless)


def _rank(
    candidates: Sequence[Candidate], wordings: Wordings, matches: Mapping[str, TermMatches]
) -> list[tuple[Candidate, Scores, float]]:
    """Scores every candidate exactly and sorts; ties keep the order of the index, so that answers repeat."""
    scored = [
        (candidate, score(candidate, wordings.for_passage(candidate.language), matches)) for candidate in candidates
    ]
    ranked = [(candidate, scores, fused(scores, wordings, candidate)) for candidate, scores in scored]
    return sorted(ranked, key=lambda found: -found[2])


def _results(snapshot: Snapshot, ranked: Sequence[tuple[Candidate, Scores, float]]) -> tuple[SearchResult, ...]:
    records = snapshot.records(candidate.chunk.document_id for candidate, _, _ in ranked)
    return tuple(
        SearchResult(
            candidate.chunk,
            records[candidate.chunk.document_id],
            total,
            scores.features(),
            scores.sentences,
        )
        for candidate, scores, total in ranked
    )


def _newest_editions_first(results: Sequence[SearchResult]) -> tuple[SearchResult, ...]:
    """Takes superseded documents down, so that what is valid now is read first; they can still be found."""
    demoted = (
        replace(result, score=result.score - OLD_EDITION) if result.document.superseded_by else result
        for result in results
    )
    return tuple(sorted(demoted, key=lambda result: -result.score))
