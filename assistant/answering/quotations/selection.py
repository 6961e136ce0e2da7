"""Which sentences answer a question: the likeliest that fit, of as few passages as will do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.asked_forms import asked_forms, tells
from assistant.answering.question import Question
from assistant.answering.quotations.answer_types import expected_answers
from assistant.answering.quotations.answering_rows import Rows, on_answering_rows, sure_rows
from assistant.answering.quotations.passage_sentences import Sentence, sentences_of
from assistant.answering.quotations.quotable import Choice, Quotable, quotables
from assistant.answering.quotations.sentence_features import points_back, stems
from assistant.answering.quotations.sentence_model import Weights, scored
from assistant.documents import SearchResult
from assistant.retrieval.definitions import definition_of


@dataclass(frozen=True, slots=True)
class Budget:
    """How long an answer may be, and of how many passages.

    Attributes:
        words: Most words quoted.
        passages: How many of the best passages are read.
        further: By how much the probability that the answer is quoted must rise for one more document to be quoted.
        unsure: The same when the passages may not hold the answer: whoever must look for it is helped by more places.
        nearer: The same for one more passage of a document that is quoted already.
        worth: Least probability for which anything is quoted beside the best.
    """

    words: int = 60
    passages: int = 5
    further: float = 0.15
    unsure: float = 0.1
    nearer: float = 0.05
    worth: float = 0.005


BUDGET = Budget()


def select(
    question: Question, results: Sequence[SearchResult], budget: Budget, weights: Weights | None = None
) -> list[Sentence]:
    """The sentences that answer a question best.

    Args:
        question: What is asked.
        results: Passages, best first.
        budget: How much may be taken.
        weights: Coefficients of the features, in place of the fitted ones.

    Returns:
        Sentences in reading order: passage by passage, the likeliest first, and as they stand in it.
    """
    found = [passage for passage in map(sentences_of, results) if passage]
    sure = sure_rows(question, found)
    read = _read(found, results[: budget.passages], sure)
    ranked = sorted(on_answering_rows(question, scored(question, read, weights), sure), key=_chance, reverse=True)
    forms, definition = _told_forms(question, read), _told_definition(question, read)
    chosen: list[Quotable] = []
    choices: list[Choice] = []
    for passage in ranked:
        said = _defining(quotables(question, passage, budget.words), definition)
        more = [choice for choice in said if _says_more(choice[0], chosen) and _has_form(choice[0], forms)]
        taken = best_within([*choices, *more], budget.words, budget.worth)
        enough = budget.nearer if _is_quoted(passage, chosen) else budget.further
        if chosen and _total(taken) - _total(chosen) < enough:
            continue
        chosen, choices = taken or chosen, [*choices, *more]
    sentences = [sentence for quotable in chosen or _likeliest(ranked) for sentence in quotable.sentences]
    return _in_reading_order(_understandable(sentences, ranked, budget.words), ranked)


def _read(found: Iterable[list[Sentence]], first: Iterable[SearchResult], sure: Iterable[Rows]) -> list[list[Sentence]]:
    """The passages that are read: the first ones, and of the others those with a row that is what is asked for."""
    ids = {result.chunk.id for result in first} | {chunk for rows in sure for chunk, _ in rows.answering}
    return [passage for passage in found if passage[0].result.chunk.id in ids]


def best_within(choices: Sequence[Choice], words: int, worth: float = 0.0) -> list[Quotable]:
    """Of each choice one way to quote it or none, so that the answer is likeliest to be among them (a knapsack).

    Args:
        choices: What can be quoted.
        words: How many may be quoted in all.
        worth: What is less likely than this is left out, save the very best.
    """
    best: dict[int, tuple[float, tuple[Quotable, ...]]] = {0: (0.0, ())}
    likeliest = max((choice[0].chance for choice in choices), default=0.0)
    for choice in choices:
        if choice[0].chance < min(worth, likeliest):
            continue
        for used, (chance, taken) in sorted(best.items(), reverse=True):
            for way in choice:
                length = used + way.words
                if length <= words and chance + way.chance > best.get(length, (-1.0, ()))[0]:
                    best[length] = (chance + way.chance, (*taken, way))
    return list(max(best.values(), key=lambda entry: entry[0])[1])


def _understandable(
    sentences: Sequence[Sentence], passages: Sequence[Sequence[Sentence]], words: int
) -> list[Sentence]:
    """The sentences, each that points back ("Se päättyy …") with the one before it, as far as words are left."""
    found = {sentence.place: sentence for sentence in sentences}
    every = {sentence.place: sentence for passage in passages for sentence in passage}
    left = words - sum(sentence.words for sentence in sentences)
    for sentence in sorted(sentences, key=lambda sentence: -sentence.score):
        chunk, position = sentence.place
        before = every.get((chunk, position - 1))
        if before is None or before.place in found or before.label or before.paragraph != sentence.paragraph:
            continue
        if sentence.listed is None and not sentence.cut[0] and points_back(sentence.text) and before.words <= left:
            found[before.place] = before
            left -= before.words
    return list(found.values())


def _likeliest(passages: Sequence[Sequence[Sentence]]) -> list[Quotable]:
    """The likeliest sentence of all, whatever its length: when nothing fits, something is still said."""
    said = [s for passage in passages for s in passage if any(letter.isalnum() for letter in s.text)]
    return [Quotable((max(said, key=lambda sentence: sentence.score),), 1.0)] if said else []


def _told_forms(question: Question, passages: Sequence[Sequence[Sentence]]) -> list[str]:
    """What is asked for by its form, if that is all that is asked and some sentence tells it."""
    if len(expected_answers(question.text, question.language)) > 1:
        return []
    every = [sentence.text for passage in passages for sentence in passage]
    forms = asked_forms(question.text, question.language)
    return [form for form in forms if any(tells(form, text) for text in every)]


def _told_definition(question: Question, passages: Sequence[Sequence[Sentence]]) -> re.Pattern[str] | None:
    """How a sentence begins that tells what something is, if that is asked and some sentence does."""
    definition = definition_of(question.text)
    told = (definition and definition.search(sentence.text) for passage in passages for sentence in passage)
    return definition if any(told) else None


def _defining(choices: Sequence[Choice], definition: re.Pattern[str] | None) -> list[Choice]:
    """Of what can be quoted that which tells what something is, of a list the one line; all when that is not asked."""
    if definition is None:
        return list(choices)
    found: list[Choice] = []
    for choice in choices:
        telling = [sentence for sentence in choice[0].sentences if definition.search(sentence.text)]
        listed = [sentence for sentence in telling if sentence.listed is not None]
        found += [(Quotable((sentence,), sentence.score),) for sentence in listed] or ([choice] if telling else [])
    return found


def _has_form(quotable: Quotable, forms: Sequence[str]) -> bool:
    """Whether something has what is asked for by its form; nothing else is worth quoting then."""
    return not forms or any(tells(form, sentence.text) for form in forms for sentence in quotable.sentences)


def _chance(passage: Iterable[Sentence]) -> float:
    return sum(sentence.score for sentence in passage)


def _is_quoted(passage: Sequence[Sentence], chosen: Iterable[Quotable]) -> bool:
    """Whether a passage is of a document that is quoted already."""
    documents = {quotable.sentences[0].result.document.id for quotable in chosen}
    return passage[0].result.document.id in documents


def _total(quotables: Iterable[Quotable]) -> float:
    return sum(quotable.chance for quotable in quotables)


def _says_more(quotable: Quotable, chosen: Iterable[Quotable]) -> bool:
    """Whether something has words, and is not nearly word for word what is chosen already."""
    said = stems(" ".join(sentence.text for sentence in quotable.sentences))
    others = (stems(sentence.text) for other in chosen for sentence in other.sentences)
    return bool(said) and not any(len(said & other) >= SAME * min(len(said), len(other)) for other in others)


SAME = 0.8
"""Share of the shorter sentence's words from which on two sentences count as the same."""


def _in_reading_order(sentences: Iterable[Sentence], ranked: Sequence[Sequence[Sentence]]) -> list[Sentence]:
    order = {passage[0].result.chunk.id: place for place, passage in enumerate(ranked)}
    return sorted(sentences, key=lambda sentence: (order[sentence.result.chunk.id], sentence.position))


def runs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences in reading order as stretches that follow each other in their passage without a gap."""
    stretch: list[Sentence] = []
    for sentence in sentences:
        if stretch and not _follows(stretch[-1], sentence):
            yield stretch
            stretch = []
        stretch.append(sentence)
    if stretch:
        yield stretch


def _follows(before: Sentence, after: Sentence) -> bool:
    chunk, position = before.place
    joined = before.listed == after.listed and not before.cut[1] and not after.cut[0]
    return joined and after.place == (chunk, position + 1)
