"""Query → ranked passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import FUNCTION, Analyser
from assistant.documents import Filters, SearchResult
from assistant.embedding import Embedder
from assistant.index.lexical import TermMatches
from assistant.index.library import Library
from assistant.index.rows import UNFILTERED
from assistant.index.snapshot import Candidate, Snapshot
from assistant.language import detect
from assistant.retrieval.answerable import answerable
from assistant.retrieval.candidates import find_candidates
from assistant.retrieval.language_shift import without_language
from assistant.retrieval.reranking import Reranker, reranked
from assistant.retrieval.results import SearchResults
from assistant.retrieval.scoring import TERM_WEIGHTS, WEIGHTS, Scores, score

OLD_EDITION = 0.06
"""What a superseded edition loses in score: more than two editions of one passage differ, less than two themes do."""
DEMOTED = 20
"""Further passages that may come up when old editions go down."""


class Retriever:
    """Finds the passages of a library that answer a query.

    Args:
        library: Where to look.
        embedder: The model that made the library's vectors.
        analyser: The analysis that made the library's terms.
        reranker: Looks at the first passages again; none by default.
    """

    def __init__(
        self, library: Library, embedder: Embedder, analyser: Analyser, reranker: Reranker | None = None
    ) -> None:
        self.library = library
        self._embedder = embedder
        self._analyser = analyser
        self._reranker = reranker

    def search(self, query: str, filters: Filters = UNFILTERED, limit: int = 10) -> SearchResults:
        """The passages that answer a query best.

        Args:
            query: A question or some words, in any supported language.
            filters: What the search is narrowed to.
            limit: How many passages at most.
        """
        language = detect(query)
        terms = self._terms(query, language)
        vector = without_language(self._embedder.query(query), language, self._embedder.identity)
        with self.library.snapshot() as snapshot:
            found = snapshot.match(terms)
            candidates = find_candidates(snapshot, vector, terms, found, filters)
            matches = found.among(candidate.key for candidate in candidates)
            ranked = _rank(candidates, vector, terms, matches)[: limit + DEMOTED]
            results = _results(snapshot, ranked)
        if self._reranker is not None:
            results = reranked(query, results, self._reranker)
        results = _newest_editions_first(results)[:limit]
        return SearchResults(results, language, answerable(results, language))

    def _terms(self, query: str, language: str) -> dict[str, float]:
        """The query's index terms with their weights; words that carry grammar alone have none."""
        terms = self._analyser.query_terms(query, language)
        return {term.text: TERM_WEIGHTS[term.kind] for term in terms if term.pos != FUNCTION}


def _rank(
    candidates: Sequence[Candidate],
    vector: NDArray[np.float32],
    terms: Mapping[str, float],
    matches: Mapping[str, TermMatches],
) -> list[tuple[Candidate, Scores]]:
    """Scores every candidate exactly and sorts; ties keep the order of the index, so that answers repeat."""
    scored = [(candidate, score(candidate, vector, terms, matches)) for candidate in candidates]
    return sorted(scored, key=lambda pair: -pair[1].fused(WEIGHTS))


def _results(snapshot: Snapshot, ranked: Sequence[tuple[Candidate, Scores]]) -> tuple[SearchResult, ...]:
    records = snapshot.records(candidate.chunk.document_id for candidate, _ in ranked)
    return tuple(
        SearchResult(
            candidate.chunk,
            records[candidate.chunk.document_id],
            scores.fused(WEIGHTS),
            scores.features(),
            scores.sentences,
        )
        for candidate, scores in ranked
    )


def _newest_editions_first(results: Sequence[SearchResult]) -> tuple[SearchResult, ...]:
    """Takes superseded documents down, so that what is valid now is read first; they can still be found."""
    demoted = (
        replace(result, score=result.score - OLD_EDITION) if result.document.superseded_by else result
        for result in results
    )
    return tuple(sorted(demoted, key=lambda result: -result.score))
