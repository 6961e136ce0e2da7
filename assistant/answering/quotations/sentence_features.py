"""What can be seen of a sentence that tells whether it answers the question: a few numbers that people can check."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.question import Question
from assistant.answering.quotations.answer_signs import asks_life, in_the_unit, signs, tells_life
from assistant.answering.quotations.answer_types import AnswerType, Asked, expected_answers
from assistant.answering.quotations.passage_sentences import Sentence
from assistant.language import FUNCTION_WORDS

FEATURES = {
    "cosine": "cosine with the question, behind the best sentence's, in units of 0.03",
    "top": "1 for the sentence of its passage that is most similar to the question",
    "passage": "score of the passage behind the first passage's, in units of 0.05",
    "first": "1 in the passage that search put first",
    "named": "share of the question's names and numbers that its document has; 1 when there are none",
    "title": "share of the title's words that the question has",
    "subject": "the same in the passage that search put first, 0 in others",
    "coverage": "share of the question's words that the sentence has, rare words counting more",
    "context": "the same for title, headings, the sentence before and the sentence together",
    "relation": "the same for the sentence, of the question's words that title and headings lack",
    "alike": "how alike its words are to those, letter by letter, 0 to 1: compounds and irregular forms",
    "late": "how far down its passage a sentence of running text stands, 0 to 1",
    "defines": "1 for the opening of a passage that tells what something is, when that is asked",
    "time": "1 when a time is asked for and it has one that the question lacks",
    "number": "1 when a quantity is asked for and it has a number that the question lacks",
    "name": "1 when a person or a place is asked for and it has a name that question and title lack",
    "reason": "1 when a reason is asked for and it has a word that gives one",
    "unit": "1 when it has an answer in the unit asked for: euros, per cent, days, a year, a clock time",
    "life": "1 when the time of a birth or a death is asked for and it has both in parentheses",
}
"""What each feature is, by name; the coefficients are in sentence_weights.json."""

OF_PASSAGE = frozenset({"passage", "first", "subject"})
"""Those that tell of a sentence's passage where search has put it."""
STEM = 5
"""Letters by which two words are compared: enough for most endings of seven languages, and quick."""
BEGINNING = 8
"""Letters of a question's word that are compared triple by triple."""
LATE = 6
"""From this sentence of a passage on, later is no worse."""
COSINE, PASSAGE = 0.03, 0.05
"""Usual spread of sentence cosines, and of passage scores, within one question."""

_WORD = re.compile(r"\w+")
_FUNCTION = {code: frozenset(words.split()) for code, words in FUNCTION_WORDS.items()}
_POINTS_BACK = re.compile(
    r"(?:se|ne|hän|he|tämä|nämä|niiden|sen|hänen|heidän|siinä|siitä|siihen|siellä|silloin|tällöin|näin"
    r"|det|den|de|han|hon|detta|denna|dessa|där|it|he|she|they|this|these|his|her|its|their"
    r"|see|ta|nad|need|tema|seal|он|она|оно|они|это|его|её|их|він|вона|воно|вони|його|її)\b",
    re.IGNORECASE,
)
_NAMED = {
    "time": {AnswerType.TIME},
    "number": {AnswerType.QUANTITY},
    "name": {AnswerType.PERSON, AnswerType.PLACE},
    "reason": {AnswerType.REASON},
}

Row = dict[str, float]
"""The features of one sentence, by the names of `FEATURES`."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A question taken apart.

    Attributes:
        text: As asked.
        asked: What it asks for.
        stems: Of its words, those of grammar left out.
        weight: How much each stem tells among the sentences at hand.
        words: The words behind the stems, small letters.
        names: Stems of names and numbers, told by their capital after the first word.
        life: Whether a birth or a death is asked for.
    """

    text: str
    asked: tuple[Asked, ...]
    stems: frozenset[str]
    weight: Mapping[str, float]
    words: tuple[str, ...]
    names: frozenset[str]
    life: bool


def features(question: Question, passages: Sequence[Sequence[Sentence]]) -> list[list[Row]]:
    """The features of every sentence, passage by passage.

    Args:
        question: What is asked.
        passages: The sentences of each passage, best passage first; no passage is empty.
    """
    words = [[stems(sentence.text) for sentence in passage] for passage in passages]
    content = _content(question)
    asked_for = frozenset(word[:STEM] for word in content)
    wanted = _Wanted(
        question.text,
        expected_answers(question.text, question.language),
        asked_for,
        _rarity(asked_for, [stem for passage in words for stem in passage]),
        content,
        _names(question.text),
        asks_life(question.text),
    )
    cosines = [_similarities(asked_for, passage) for passage in passages]
    best_cosine = max((value for values in cosines for value in values), default=0.0)
    best_score = max((passage[0].result.score for passage in passages), default=0.0)
    documents = _words_of_documents(passages, words)
    found = []
    for passage, has, values in zip(passages, words, cosines, strict=True):
        names = wanted.names & documents[passage[0].result.document.id]
        of_passage = {
            "named": len(names) / len(wanted.names) if wanted.names else 1.0,
            "passage": (passage[0].result.score - best_score) / PASSAGE,
            "first": float(passage[0].result.score == best_score),
        }
        near = [(value - best_cosine) / COSINE for value in values]
        found.append(
            [
                {
                    **of_passage,
                    "subject": of_passage["first"] * shared["title"],
                    **standing,
                    **shared,
                    **_sort(sentence, wanted),
                }
                for sentence, standing, shared in zip(
                    passage, _standing(passage, near), _shared(passage, has, wanted), strict=True
                )
            ]
        )
    return found


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with a word for something said before ("Se …"), so that alone it is vague."""
    return _POINTS_BACK.match(sentence) is not None


def stems(text: str) -> frozenset[str]:
    """The words of a text, cut to `STEM` letters, all small."""
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()))


def content_stems(question: Question) -> frozenset[str]:
    """The stems of a question's words that carry its subject."""
    return frozenset(word[:STEM] for word in _content(question))


def _content(question: Question) -> tuple[str, ...]:
    """A question's words that carry its subject, small letters."""
    function = _FUNCTION.get(question.language, frozenset())
    return tuple(word for word in _WORD.findall(question.text.lower()) if word not in function)


def _names(question: str) -> frozenset[str]:
    """The stems of a question's names and numbers; its first word has a capital anyway."""
    _, *others = _WORD.findall(question) or [""]
    return frozenset(word[:STEM].lower() for word in others if word[0].isupper() or word.isdigit())


def _words_of_documents(
    passages: Sequence[Sequence[Sentence]], words: Sequence[Sequence[frozenset[str]]]
) -> dict[str, frozenset[str]]:
    """The stems of each document's title, headings and sentences, of all its passages that were found."""
    found: dict[str, frozenset[str]] = {}
    for passage, has in zip(passages, words, strict=True):
        document, chunk = passage[0].result.document, passage[0].result.chunk
        named = stems(" ".join((document.title, *chunk.headings)))
        found[document.id] = found.get(document.id, frozenset()).union(named, *has)
    return found


def _standing(passage: Sequence[Sentence], near: Sequence[float]) -> Iterator[Row]:
    """Where each sentence stands: how near the question, how far down."""
    for position, sentence in enumerate(passage):
        yield {
            "cosine": near[position],
            "top": float(near[position] == max(near)),
            "late": min(position, LATE) / LATE if sentence.listed is None else 0.0,
        }


def _shared(passage: Sequence[Sentence], has: Sequence[frozenset[str]], wanted: _Wanted) -> Iterator[Row]:
    """What each sentence shares with the question, and what it adds."""
    result = passage[0].result
    title = stems(result.document.title)
    heading = title | stems(" ".join(result.chunk.headings))
    relation = {stem: weight for stem, weight in wanted.weight.items() if stem not in heading}
    rest = [word for word in wanted.words if word[:STEM] not in heading]
    before: frozenset[str] = frozenset()
    for sentence, words in zip(passage, has, strict=True):
        yield {
            "title": len(title & wanted.stems) / (len(title) or 1),
            "coverage": _share(wanted.weight, words),
            "context": _share(wanted.weight, heading | before | words),
            "relation": _share(relation, words),
            "alike": _alike(rest, sentence.text),
        }
        before = words


def _sort(sentence: Sentence, wanted: _Wanted) -> Row:
    """Whether a sentence holds something of the sort that is asked for."""
    text, title = sentence.text, sentence.result.document.title
    known = f"{wanted.text} {title}"
    held = {asked.type for asked in wanted.asked if signs(asked, text, known, life=wanted.life)}
    return {
        **{name: float(bool(types & held)) for name, types in _NAMED.items()},
        "defines": float(sentence.position == 0 and any(asked.type is AnswerType.DEFINITION for asked in wanted.asked)),
        "unit": float(any(asked.type in held and in_the_unit(asked, text, known) for asked in wanted.asked)),
        "life": float(wanted.life and AnswerType.TIME in held and tells_life(text)),
    }


def _similarities(wanted: frozenset[str], passage: Sequence[Sentence]) -> Sequence[float]:
    """Similarity of each sentence to the question: the retriever's, or shared words when it gave none."""
    scores = passage[0].result.sentence_scores
    if len(scores) == len(passage):
        return scores
    return [len(wanted & stems(sentence.text)) / (len(wanted) or 1) for sentence in passage]


def _alike(wanted: Sequence[str], text: str) -> float:
    """How alike the wanted words are to the nearest word of a text, by the letter triples they share: mean, 0 to 1."""
    if not wanted:
        return 0.0
    has = [_triples(word) for word in set(_WORD.findall(text.lower()))]
    return sum(max((len(its & other) for other in has), default=0) / len(its) for its in _beginnings(wanted)) / len(
        wanted
    )


def _beginnings(words: Iterable[str]) -> Iterator[frozenset[str]]:
    """The letter triples of the words' beginnings: endings tell nothing."""
    return (_triples(word[:BEGINNING]) for word in words)


@lru_cache(maxsize=20_000)
def _triples(word: str) -> frozenset[str]:
    """Three letters at a time, the word's beginning marked."""
    marked = f"^{word}"
    return frozenset(marked[start : start + 3] for start in range(max(1, len(marked) - 2)))


def _rarity(wanted: frozenset[str], sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each word of the question tells among these sentences: one that all of them have tells nothing."""
    most = 1 + len(sentences)
    return {stem: math.log(most / (0.5 + sum(stem in words for words in sentences))) for stem in sorted(wanted)}


def _share(weight: Mapping[str, float], words: frozenset[str]) -> float:
    total = sum(weight.values())
    return sum(value for stem, value in weight.items() if stem in words) / total if total else 0.0
