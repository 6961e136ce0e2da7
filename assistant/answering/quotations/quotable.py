"""What is quoted together: a sentence, a question with its answer, a list; of a long sentence perhaps a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answering.question import Question
from assistant.answering.quotations.answer_types import ONE_LINE, expected_answers
from assistant.answering.quotations.clauses import cut
from assistant.answering.quotations.passage_sentences import Sentence
from assistant.answering.quotations.sentence_features import content_stems
from assistant.answering.quotations.tables import lines_of

LONG = 0.5
"""Share of the words that may be quoted from which on a sentence may be quoted in part."""
PARTS = (0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
"""Lengths that its parts may have, as shares of the words that may be quoted."""
KEPT, KEPT_BY_LENGTH = 0.4, 0.55
"""Chance that a part holds the answer that the whole holds: the first, and the second times its share of the words.

Measured on public Finnish questions: .69 for parts of 12 words, .76 for 15, .80 for 20.
"""


@dataclass(frozen=True, slots=True)
class Quotable:
    """Sentences that are quoted together or not at all.

    Attributes:
        sentences: As they stand in their passage.
        chance: Probability that the answer is among them.
    """

    sentences: tuple[Sentence, ...]
    chance: float

    @property
    def words(self) -> int:
        """Its length."""
        return sum(sentence.words for sentence in self.sentences)


Choice = tuple[Quotable, ...]
"""Ways to quote the same thing, of which one at most is taken."""


def quotables(question: Question, passage: Sequence[Sentence], words: int) -> list[Choice]:
    """What can be quoted of a passage; labels (captions, titles) never alone.

    Args:
        question: What is asked.
        passage: Its sentences with their scores, in order.
        words: How many may be quoted in all.
    """
    asked = expected_answers(question.text, question.language)
    rows = any(one.type in ONE_LINE for one in asked)
    wanted = content_stems(question)
    choices: list[Choice] = []
    for group in _groups(passage):
        if group[0].listed is not None:
            picked = [sentence for sentence in group if sentence.picked]
            whole = not rows and not picked and _words(group) <= words
            choices += [(_whole(lines),) for lines in ([group] if whole else _lines(picked or group))]
        elif group[0].asks:
            choices += [(_whole(pair),) for pair in _fitting(group, words)]
        elif group[0].words <= LONG * words:
            choices.append((_whole(group),))
        else:
            lengths = (int(share * words) for share in PARTS)
            parts = (cut(group[0], most, asked, question, wanted) for most in lengths if most < group[0].words)
            ways = {part.words: _part(part, group[0]) for part in parts if part is not None}
            choices.append((_whole(group), *ways.values()))
    return choices


def _part(part: Sentence, whole: Sentence) -> Quotable:
    return Quotable((part,), (KEPT + KEPT_BY_LENGTH * part.words / whole.words) * whole.score)


def _lines(listed: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The lines of a list one by one, without what only leads it in or draws a line."""
    told = [line for line in listed if not line.leads_in and any(letter.isalnum() for letter in line.text)]
    return lines_of(told)


def _fitting(answered: Sequence[Sentence], words: int) -> Iterator[list[Sentence]]:
    """A question with as much of its answer as fits; the answer's sentences alone when not even the first does."""
    pair = list(answered)
    while _words(pair) > words and len(pair) > 2:
        pair.pop()
    if _words(pair) <= words:
        yield pair
    else:
        yield from ([sentence] for sentence in answered[1:])


def _whole(sentences: Sequence[Sentence]) -> Quotable:
    return Quotable(tuple(sentences), sum(sentence.score for sentence in sentences))


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(sentence.words for sentence in sentences)


def _groups(passage: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The passage without its labels: each list, each question with its answer, each other sentence."""
    for listed, sentences in groupby((s for s in passage if not s.label), key=lambda sentence: sentence.listed):
        if listed is not None:
            yield list(sentences)
        else:
            yield from _running(list(sentences))


def _running(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Running text: a document's own question goes with what answers it, to the end of that paragraph."""
    start = 0
    while start < len(sentences):
        end = start + 1
        if sentences[start].asks:
            while end < len(sentences) and _goes_on(sentences[start : end + 1]):
                end += 1
        if end > start + 1 or not sentences[start].asks:
            yield list(sentences[start:end])
        start = end


def _goes_on(sentences: Sequence[Sentence]) -> bool:
    """Whether the last of these belongs to the answer that the first, a question, is followed by."""
    question, first, last = sentences[0], sentences[1], sentences[-1]
    return not last.asks and first.paragraph <= question.paragraph + 1 and last.paragraph == first.paragraph
