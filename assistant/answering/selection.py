"""Which sentences answer a question: scored one by one, then taken from the best down until the budget is used."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from assistant.answering.answer_types import AnswerType, expected_answer, holds_answer
from assistant.answering.question import Question
from assistant.documents import SearchResult
from assistant.sentences import iter_spans


@dataclass(frozen=True, slots=True)
class Budget:
    """How long an answer may be.

    Attributes:
        words: Most words quoted; a single sentence that is longer is still quoted whole.
        sentences: Most sentences; a list that is quoted whole counts as one.
        passages: How many of the best passages are read.
    """

    words: int = 60
    sentences: int = 5
    passages: int = 5


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts beside a sentence's similarity to the question. Unit: its standard deviation over the candidates.

    Measured on natural Finnish questions; docs/adr/0007-answering.md has the figures.

    Attributes:
        passage: For each unit by which the passage's score is behind that of the first.
        position: For each sentence that stands before it in its passage, up to `late`.
        late: From here on later is no worse.
        time: Holding a time when one is asked for.
        kind: Holding something else of the sort that is asked for.
    """

    passage: float = 0.4
    position: float = -0.2
    late: int = 6
    time: float = 0.6
    kind: float = 0.4


BUDGET = Budget()
WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage.

    Attributes:
        result: The passage.
        position: Of the sentence in it, from 0.
        start: Where it begins in the passage's text.
        end: Where it ends there.
        listed: Number of the list or table that it is a line of, or None in running text.
        score: Higher is better; comparable within one question.
    """

    result: SearchResult
    position: int
    start: int
    end: int
    listed: int | None = None
    score: float = 0.0

    @property
    def text(self) -> str:
        """As it stands in the passage."""
        return self.result.chunk.text[self.start : self.end]

    @property
    def words(self) -> int:
        """Its length."""
        return len(self.text.split())


def select(
    question: Question, results: Sequence[SearchResult], budget: Budget, weights: Weights = WEIGHTS
) -> list[Sentence]:
    """The sentences that answer a question best.

    Args:
        question: What is asked.
        results: Passages, best first.
        budget: How much may be taken.
        weights: What counts how much.

    Returns:
        Sentences in reading order: passage by passage, the one with the best sentence first, and as they stand in it.
    """
    passages = [sentences_of(result) for result in results[: budget.passages]]
    asked = expected_answer(question.text, question.language)
    candidates = _scored(question, asked, [passage for passage in passages if passage], weights)
    chosen = _taken(candidates, budget, whole_lists=asked in (AnswerType.OTHER, AnswerType.REASON))
    return _in_reading_order(chosen)


def sentences_of(result: SearchResult) -> list[Sentence]:
    """The sentences of a passage, in order, those of lists and tables marked."""
    text = result.chunk.text
    spans = list(iter_spans(text))
    listed = _lists(text, spans)
    return [Sentence(result, position, start, end, listed[position]) for position, (start, end) in enumerate(spans)]


def _lists(text: str, spans: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each sentence the number of its list: a paragraph of several lines, with the line that leads it in."""
    gaps = [text[left[1] : right[0]] for left, right in pairwise(spans)]
    group, groups, lined = 0, [0] if spans else [], set[int]()
    for (start, end), gap in zip(spans, gaps, strict=False):
        leads_in = text[start:end].endswith(":")
        if gap.count("\n") > 1 and not leads_in:
            group += 1
        elif "\n" in gap:
            lined.add(group)
        groups.append(group)
    return [group if group in lined else None for group in groups]


def _scored(
    question: Question, asked: AnswerType, passages: Sequence[Sequence[Sentence]], weights: Weights
) -> list[Sentence]:
    """Every sentence with its score, best first."""
    similarity = {id(passage): _similarities(question, passage) for passage in passages}
    every = [value for values in similarity.values() for value in values]
    mean, spread = statistics.fmean(every or [0.0]), statistics.pstdev(every or [0.0]) or 1.0
    first = max((passage[0].result.score for passage in passages), default=0.0)
    scored = []
    for passage in passages:
        behind = (passage[0].result.score - first) / spread
        known = f"{question.text} {passage[0].result.document.title}"
        for sentence, value in zip(passage, similarity[id(passage)], strict=True):
            score = (value - mean) / spread + weights.passage * behind
            if sentence.listed is None:
                score += weights.position * min(sentence.position, weights.late)
            if holds_answer(asked, sentence.text, known):
                score += weights.time if asked is AnswerType.TIME else weights.kind
            scored.append(replace(sentence, score=score))
    return sorted(scored, key=lambda sentence: -sentence.score)


def _similarities(question: Question, passage: Sequence[Sentence]) -> Sequence[float]:
    """Similarity of each sentence to the question: the retriever's, or shared words when it gave none."""
    scores = passage[0].result.sentence_scores
    if len(scores) == len(passage):
        return scores
    asked = _stems(question.text)
    return [len(asked & _stems(sentence.text)) / (len(asked) or 1) for sentence in passage]


def _taken(candidates: Sequence[Sentence], budget: Budget, *, whole_lists: bool) -> list[Sentence]:
    """From the best down, what fits the budget and says something new."""
    chosen: list[Sentence] = []
    words, units = 0, 0
    for candidate in candidates:
        if units == budget.sentences:
            break
        if candidate in chosen or not _says_more(candidate, chosen):
            continue
        left = budget.words - words
        if _asks(candidate):
            group = _with_its_answer(candidate, candidates)
        else:
            group = _whole_list(candidate, candidates, chosen) if whole_lists else [candidate]
            if sum(sentence.words for sentence in group) > left:
                group = [candidate]
        if not group:
            continue
        length = sum(sentence.words for sentence in group)
        if length <= left or not chosen:
            chosen += [sentence for sentence in group if sentence not in chosen]
            words, units = words + length, units + 1
    return chosen or [candidate for candidate in candidates if _says_more(candidate, ())][:1]


def _asks(sentence: Sentence) -> bool:
    """Whether a sentence of running text is a question."""
    return sentence.listed is None and sentence.text.endswith(("?", "؟"))


def _with_its_answer(question: Sentence, candidates: Iterable[Sentence]) -> list[Sentence]:
    """A document's own question with the sentence after it, as in lists of common questions; alone it tells nothing."""
    place = (question.result.chunk.id, question.position + 1)
    answer = next((other for other in candidates if (other.result.chunk.id, other.position) == place), None)
    return [] if answer is None or _asks(answer) else [question, answer]


def _whole_list(candidate: Sentence, candidates: Iterable[Sentence], chosen: Sequence[Sentence]) -> list[Sentence]:
    """The list that a sentence is a line of, as far as it is not chosen yet; the sentence itself in running text."""
    if candidate.listed is None:
        return [candidate]
    place = (candidate.result.chunk.id, candidate.listed)
    return [other for other in candidates if (other.result.chunk.id, other.listed) == place and other not in chosen]


def _in_reading_order(sentences: Sequence[Sentence]) -> list[Sentence]:
    best: dict[str, float] = {}
    for sentence in sentences:
        chunk = sentence.result.chunk.id
        best[chunk] = max(best.get(chunk, sentence.score), sentence.score)
    return sorted(
        sentences,
        key=lambda sentence: (-best[sentence.result.chunk.id], sentence.result.chunk.id, sentence.position),
    )


def _says_more(sentence: Sentence, chosen: Iterable[Sentence]) -> bool:
    """Whether a sentence has words, and is not nearly word for word what is chosen already."""
    stems = _stems(sentence.text)
    return bool(stems) and not any(
        len(stems & others) >= SAME * min(len(stems), len(others))
        for others in (_stems(other.text) for other in chosen)
    )


SAME = 0.8
"""Share of the shorter sentence's words from which on two sentences count as the same."""
STEM = 6
"""Letters by which two words are compared: enough for most endings of seven languages, and quick."""
_WORD = re.compile(r"\w+")


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()))


def runs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences in reading order as stretches that follow each other in their passage without a gap."""
    for _, stretch in groupby(
        enumerate(sentences), key=lambda pair: (pair[1].result.chunk.id, pair[1].position - pair[0])
    ):
        yield [sentence for _, sentence in stretch]
