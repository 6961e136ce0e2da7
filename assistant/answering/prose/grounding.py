"""Does a source bear out a sentence? Its figures, dates and names must stand there, its sense must be near.

Checked without another language model, so that the check costs little and cannot be talked round. What it cannot see:
two figures of one source changed for each other, or a word that is left out; docs/llm.md says so to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.analysis import FUNCTION, Analyser
from assistant.answering.figures import Figures, figures_of, joined
from assistant.answering.prose.names import mentions, names_of
from assistant.answering.prose.opposites import contradicts, half_negated
from assistant.documents import SearchResult
from assistant.embedding import Embedder
from assistant.sentences import split
from assistant.tokens import folded, is_number, tokens


class Fault(StrEnum):
    """Why a sentence is not borne out."""

    NO_SOURCE = "no_source"
    FIGURE = "figure"
    NAME = "name"
    LINK = "link"
    FAR = "far"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a sentence must reach. Set on the cases of tests/integration/grounding_cases.yaml.

    Attributes:
        far: Cosine to the nearest sentence of the source at which two sentences have nothing to do with each other.
        near: Cosine at which they say the same.
        support: Least support, 0 to 1, in the language of the source: half the similarity between `far` and `near`,
            half the share of the sentence's words that the source has.
        translated: Least similarity between `far` and `near` when the source is in another language.
        reach: How far behind the nearest sentence another may be and still lend its figures; a row of a table, which
            is like its neighbours in all but the figures, may only be `tie` behind.
        tie: How far behind the nearest sentence of the source another may be and still be what was meant.
    """

    far: float = 0.78
    near: float = 0.93
    support: float = 0.52
    translated: float = 0.2
    reach: float = 0.05
    tie: float = 0.02


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of one sentence came to.

    Attributes:
        fault: Why it is not borne out, or None.
        support: How well it is, 0 to 1; 0 when figures or names were missing.
        quotes: For each source, in their order, its sentence that bears it out best, verbatim.
    """

    fault: Fault | None
    support: float = 0.0
    quotes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Source:
    """A passage, read once.

    Attributes:
        sentences: Verbatim.
        vectors: One row a sentence.
        whole: Its text, its headings, its document's title and day of publication.
        frame: What holds for every sentence of it: all of that but the text, and table headings with years.
        words: Words and lemmas of `whole`.
        language: ISO 639-1.
    """

    sentences: tuple[str, ...]
    vectors: NDArray[np.float32]
    whole: str
    frame: str
    words: frozenset[str]
    language: str


class _Reading:
    """A passage as one statement sees it.

    Args:
        source: The passage.
        similarities: Cosine of each of its sentences to the statement.
        stated: The figures of the statement.
    """

    def __init__(self, source: _Source, similarities: NDArray[np.float32], stated: Figures) -> None:
        self.source = source
        self.best = float(similarities.max())
        self._similarities = similarities
        # Of sentences, those that have the statement's figures are meant, when there are any.
        having = np.array([figures_of(f"{source.frame}\n{text}").bears_out(stated) for text in source.sentences])
        self._with_figures = np.where(having, similarities, -1.0) if having.any() else similarities
        self.best_with_figures = float(self._with_figures.max())

    @property
    def quote(self) -> str:
        """The sentence that bears the statement out best."""
        return self.source.sentences[int(self._with_figures.argmax())]

    def at_least(self, similarity: float, *, with_figures: bool = False) -> list[str]:
        """The sentences of at least this similarity, of all or of those with the statement's figures."""
        chosen = self._with_figures if with_figures else self._similarities
        return [self.source.sentences[at] for at in np.flatnonzero(chosen >= similarity)]


class Grounding:
    """Checks sentences against passages, with the product's own analysis and embedding model.

    Args:
        analyser: Makes terms.
        embedder: Makes vectors.
        limits: What a sentence must reach.
    """

    def __init__(self, analyser: Analyser, embedder: Embedder, limits: Limits = LIMITS) -> None:
        self._analyser = analyser
        self._embedder = embedder
        self._limits = limits
        self._read = lru_cache(maxsize=64)(self._source)

    def examine(self, statement: str, language: str, cited: Sequence[SearchResult]) -> Verdict:
        """Whether the passages that a sentence cites bear it out.

        Args:
            statement: One sentence, without its citation marks.
            language: ISO 639-1 code that it is written in.
            cited: The passages.
        """
        sources = [self._read(_Key(result)) for result in cited]
        if not sources or not all(source.sentences for source in sources):
            return Verdict(Fault.NO_SOURCE)
        stated = figures_of(statement)
        if not joined(figures_of(source.whole) for source in sources).bears_out(stated):
            return Verdict(Fault.FIGURE)
        if not all(self._mentioned(name, language, sources) for name in names_of(statement)):
            return Verdict(Fault.NAME)
        if not all(any(link in source.whole.lower() for source in sources) for link in links_of(statement)):
            return Verdict(Fault.LINK)
        vector = self._embedder.query(statement)
        readings = [_Reading(source, source.vectors @ vector, stated) for source in sources]
        best = max(reading.best for reading in readings)
        close = [source.frame for source in sources]
        close += [
            text for reading in readings for text in reading.at_least(best - self._limits.reach) if "|" not in text
        ]
        close += [text for reading in readings for text in reading.at_least(best - self._limits.tie) if "|" in text]
        if not joined(figures_of(text) for text in close).bears_out(stated):
            return Verdict(Fault.FIGURE)
        return self._judged(statement, language, readings)

    def _mentioned(self, name: str, language: str, sources: Sequence[_Source]) -> bool:
        forms = {term.text for term in self._analyser.terms(name, language) if term.kind != "part"}
        return any(
            not forms.isdisjoint(source.words) or mentions(source.words, name, translated=source.language != language)
            for source in sources
        )

    def _judged(self, statement: str, language: str, readings: Sequence[_Reading]) -> Verdict:
        """What the nearest of the sources makes of it."""
        supports = [self._support(reading.best, statement, language, reading.source) for reading in readings]
        support = max(supports)
        nearest = readings[supports.index(support)]
        same = nearest.source.language == language
        if support < (self._limits.support if same else self._limits.translated):
            return Verdict(Fault.FAR, support)
        tied = nearest.at_least(nearest.best_with_figures - self._limits.tie, with_figures=True)
        if all(self._contradicts(statement, language, text, nearest.source.language) for text in tied):
            return Verdict(Fault.CONTRADICTION, support)
        return Verdict(None, support, tuple(reading.quote for reading in readings))

    def _contradicts(self, statement: str, language: str, text: str, source_language: str) -> bool:
        """By the nearest clause, when some clauses of the source's sentence have a negation and some have not."""
        clauses = half_negated(text, source_language)
        if clauses and not half_negated(statement, language):
            similarities = self._embedder.passages(clauses) @ self._embedder.query(statement)
            text = clauses[int(similarities.argmax())]
        return contradicts(statement, language, text, source_language)

    def _support(self, similarity: float, statement: str, language: str, source: _Source) -> float:
        limits = self._limits
        sense = min(1.0, max(0.0, (similarity - limits.far) / (limits.near - limits.far)))
        if source.language != language:
            return sense
        return (sense + self._covered(statement, language, source)) / 2

    def _covered(self, statement: str, language: str, source: _Source) -> float:
        """Share of the statement's content words that the source has, in whatever form."""
        content = [forms for forms in self._content(statement, language) if forms]
        return sum(not forms.isdisjoint(source.words) for forms in content) / len(content) if content else 0.0

    def _content(self, text: str, language: str) -> Iterator[frozenset[str]]:
        """For each word that carries sense its terms."""
        for token in tokens(text):
            if not is_number(token):
                terms = self._analyser.terms(token, language)
                yield frozenset(term.text for term in terms if term.pos != FUNCTION and term.kind != "part")

    def _source(self, key: _Key) -> _Source:
        chunk, document = key.result.chunk, key.result.document
        sentences = tuple(split(chunk.text))
        published = document.published.isoformat() if document.published else ""
        frame = "\n".join((document.title, published, *chunk.headings))
        whole = f"{frame}\n{chunk.text}"
        words = {term.text for term in self._analyser.terms(whole, document.language)}
        words |= {form for token in tokens(whole) for form in (token.lower(), folded(token))}
        frame = "\n".join((frame, *(row for row in sentences if _names_years(row))))
        return _Source(
            sentences,
            self._embedder.passages(_with_headings(sentences)),
            whole,
            frame,
            frozenset(words),
            document.language,
        )


def links_of(text: str) -> list[str]:
    """The web and mail addresses of a text, lower-cased."""
    return [link.lower().rstrip(".,;:!?)") for link in _LINK.findall(text)]


_LINK = re.compile(
    r"https?://\S+|www\.\S+|\S+@[\w-]+\.\S+|(?<![\w@.])(?:[\w-]+\.)+(?:fi|com|org|net|eu|io|info|example|ee|se|ru)\b\S*",
    re.IGNORECASE,
)


def _with_headings(sentences: Sequence[str]) -> list[str]:
    """Each sentence as it is embedded: the row of a table with the table's first row, which says what it is about."""
    headed, heading = [], ""
    for sentence in sentences:
        is_row = "|" in sentence
        headed.append(f"{heading}\n{sentence}" if is_row and heading else sentence)
        heading = (heading or sentence) if is_row else ""
    return headed


def _names_years(row: str) -> bool:
    """Whether a row of a table has years for its only figures: it is the heading of the columns below."""
    numbers = [number for readings in figures_of(row).numbers for number in readings]
    return "|" in row and all(re.fullmatch(r"(?:19|20)\d\d", number) for number in numbers)


class _Key:
    """A passage as a key: its id and text decide, for the passage itself cannot be hashed."""

    def __init__(self, result: SearchResult) -> None:
        self.result = result
        self._identity = (result.chunk.id, result.chunk.text, result.document.title, result.document.published)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)
