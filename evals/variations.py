"""The rows of the ablation table: the full system, and the same with one part changed.

A part is changed from outside: another analysis or another model is handed to the retriever, or what it found is put
into another order from the same scores. So every row takes the product's own path, and the product has no switches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import FUNCTION, Analyser, Kind, Term
from assistant.answering.quotations.reading import SentenceReader
from assistant.bootstrap import build_retriever
from assistant.documents import SearchResult
from assistant.embedding import Embedder
from assistant.index.library import Library
from assistant.language import FUNCTION_WORDS, detect
from assistant.retrieval.glossary import Glossary, read
from assistant.retrieval.reranking import Reranker, reranked
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.scoring import ACROSS, WEIGHTS, Weights
from assistant.stems import Stemmers
from assistant.tokens import folded, tokens

RRF_CONSTANT = 60
"""As in Cormack, Clarke and Büttcher 2009, and in most systems since."""

Search = Callable[[Library], Retriever]
"""Makes the retriever that finds and scores."""
Order = Callable[[str, Sequence[SearchResult]], Sequence[SearchResult]]
"""Puts what was found for a query into order."""


@dataclass(frozen=True, slots=True)
class Variation:
    """A row of the table.

    Attributes:
        name: What is changed.
        search: What finds.
        order: What ranks; the retriever's own order is kept when it is `as_found`.
        analyser: Makes the index's terms in place of the product's analysis.
    """

    name: str
    search: Search
    order: Order
    analyser: Callable[[], Analyser] | None = None


class OneTermAWord(Analyser):
    """What most systems index: each word in one form, made by `form` of the word and its language."""

    def __init__(self, form: Callable[[str, str], str], identity: str) -> None:
        self._form = form
        self.identity = identity

    def terms(self, text: str, language: str) -> list[Term]:
        """See `Analyser.terms`."""
        language = "fi" if language == "und" else language
        function = set(FUNCTION_WORDS.get(language, "").split())
        return [
            Term(self._form(folded(token), language), "lemma", FUNCTION if token.lower() in function else "")
            for token in tokens(text)
        ]

    def query_terms(self, text: str, language: str) -> list[Term]:
        """The question's words alone."""
        return self.terms(text, language)


class WithoutKinds(Analyser):
    """The product's analysis of questions, without some kinds of terms."""

    def __init__(self, analyser: Analyser, kinds: frozenset[Kind]) -> None:
        self._analyser = analyser
        self._kinds = kinds
        self.identity = analyser.identity

    def terms(self, text: str, language: str) -> list[Term]:
        """See `Analyser.terms`."""
        return [term for term in self._analyser.terms(text, language) if term.kind not in self._kinds]

    def query_terms(self, text: str, language: str) -> list[Term]:
        """See `Analyser.query_terms`."""
        return [term for term in self._analyser.query_terms(text, language) if term.kind not in self._kinds]


class AsWritten(WithoutKinds):
    """The product's analysis of questions as they are written: no compounds joined, no dots restored."""

    def __init__(self, analyser: Analyser) -> None:
        super().__init__(analyser, frozenset())

    def query_terms(self, text: str, language: str) -> list[Term]:
        """The terms of the words alone."""
        return self._analyser.terms(text, language)


class UnknownModel(Embedder):
    """The same vectors under another name, for which no language map is known."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.identity = f"unknown {embedder.identity}"
        self.dimensions = embedder.dimensions

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.passages`."""
        return self._embedder.passages(texts)

    def query(self, text: str) -> NDArray[np.float32]:
        """See `Embedder.query`."""
        return self._embedder.query(text)


def product(library: Library) -> Retriever:
    """The retriever as it is shipped."""
    return build_retriever(library)


def without_kinds(*kinds: Kind) -> Search:
    """Questions without some kinds of terms."""
    return lambda library: _asking(library, WithoutKinds(library.analyser, frozenset(kinds)))


def as_written(library: Library) -> Retriever:
    """Questions without what they may also mean."""
    return _asking(library, AsWritten(library.analyser))


def without_map(library: Library) -> Retriever:
    """Questions with their language left in their vectors."""
    embedder, glossary = UnknownModel(library.embedder), _glossary(library)
    return Retriever(library, embedder, library.analyser, glossary=glossary, reranker=SentenceReader())


def without_glossary(library: Library) -> Retriever:
    """Questions without what their words are called in Finnish."""
    return Retriever(library, library.embedder, library.analyser, reranker=SentenceReader())


def not_read(library: Library) -> Retriever:
    """The first passages in the order of their fused scores."""
    return Retriever(library, library.embedder, library.analyser, glossary=_glossary(library))


def as_found(_query: str, results: Sequence[SearchResult]) -> Sequence[SearchResult]:
    """The order that the retriever has made."""
    return results


def weighted(change: Callable[[Weights], Weights]) -> Order:
    """Ranks what was not read by the weighted sum with weights that are made from the shipped ones."""

    def order(query: str, results: Sequence[SearchResult]) -> Sequence[SearchResult]:
        language = detect(query)

        def moved(result: SearchResult) -> float:
            shipped = _shipped(language, result.document.language)
            old: dict[str, float] = asdict(shipped)
            new: dict[str, float] = asdict(change(shipped))
            return result.score + sum(
                (new[name] - old[name]) * value for name, value in result.features.items() if name in old
            )

        return sorted((replace(result, score=moved(result)) for result in results), key=lambda result: -result.score)

    return order


def then_read(order: Order) -> Order:
    """The same, and the first passages are read as they are in the product."""
    return lambda query, results: reranked(query, order(query, results), SentenceReader())


def reciprocal_ranks(_query: str, results: Sequence[SearchResult]) -> Sequence[SearchResult]:
    """The usual hybrid: one over the ranks by passage cosine and by BM25, added."""
    sums = [0.0] * len(results)
    for feature in ("passage", "lexical"):
        places = sorted(range(len(results)), key=lambda place: -results[place].features[feature])
        for rank, place in enumerate(places, start=1):
            sums[place] += 1 / (RRF_CONSTANT + rank)
    return [results[place] for place in sorted(range(len(results)), key=lambda place: -sums[place])]


def variations(reranker: Reranker | None = None) -> list[Variation]:
    """The rows, the full system first.

    Args:
        reranker: Adds a row for it.
    """
    stemmers = Stemmers()
    rows = [
        Variation("full system", product, as_found),
        Variation("terms: words as written", product, as_found, lambda: OneTermAWord(_unchanged, "words")),
        Variation("terms: Snowball stems", product, as_found, lambda: OneTermAWord(stemmers.stem, "stems")),
        Variation("terms: no parts of compounds", without_kinds("part"), as_found),
        Variation("terms: no words as written beside stems", without_kinds("word"), as_found),
        Variation("question: nothing joined or restored", as_written, as_found),
        Variation("question: language left in its vector", without_map, as_found),
        Variation("question: no glossary", without_glossary, as_found),
        Variation(
            "scores: no sentence vectors",
            not_read,
            then_read(weighted(lambda old: replace(old, passage=old.passage + old.sentence, sentence=0))),
        ),
        Variation(
            "scores: no vector of title and headings", not_read, then_read(weighted(lambda old: replace(old, lead=0)))
        ),
        Variation(
            "scores: no passage vector",
            not_read,
            then_read(weighted(lambda old: replace(old, passage=0, sentence=old.passage + old.sentence))),
        ),
        Variation("scores: no BM25", not_read, then_read(weighted(lambda old: replace(old, lexical=0)))),
        Variation("scores: no words told", not_read, then_read(weighted(lambda old: replace(old, words=0)))),
        Variation("scores: dense alone, not read", not_read, weighted(lambda old: replace(old, lexical=0, words=0))),
        Variation(
            "scores: lexical alone, not read",
            not_read,
            weighted(lambda old: replace(old, passage=0, lead=0, sentence=0)),
        ),
        Variation("fusion: across languages as within one", not_read, then_read(weighted(lambda _old: WEIGHTS))),
        Variation("fusion: lexical weights doubled", not_read, then_read(weighted(_lexical_times(2)))),
        Variation("fusion: lexical weights halved", not_read, then_read(weighted(_lexical_times(0.5)))),
        Variation("fusion: reciprocal ranks of passage vector and BM25, not read", not_read, reciprocal_ranks),
        Variation("reading: none", not_read, as_found),
    ]
    if reranker is not None:
        rows.append(Variation("reranker", product, lambda query, results: reranked(query, results, reranker)))
    return rows


def _asking(library: Library, analyser: Analyser) -> Retriever:
    """Questions analysed in another way than the passages were."""
    return Retriever(library, library.embedder, analyser, glossary=_glossary(library), reranker=SentenceReader())


def _glossary(library: Library) -> Glossary:
    return Glossary(read(), library.analyser)


def _lexical_times(factor: float) -> Callable[[Weights], Weights]:
    return lambda old: replace(old, lexical=old.lexical * factor, words=old.words * factor)


def _shipped(asked: str, written: str) -> Weights:
    """The weights that a passage is scored by; see `assistant.retrieval.scoring.fused`."""
    return WEIGHTS if asked in ("fi", "und") or written in (asked, "und") else ACROSS


def _unchanged(word: str, _language: str) -> str:
    return word
