"""The golden set: questions as users put them, with the passages and facts that answer them; data in YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import PermanentError
from evals.answer_metrics import normalised

QUESTIONS = Path(__file__).parent / "golden" / "questions.yaml"
CORPUS = Path(__file__).parents[1] / "corpus"


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage that answers a question.

    Attributes:
        document: Path below the collection's folder.
        contains: Strings that all stand in the passage as they are; white space does not matter.
    """

    document: str
    contains: tuple[str, ...]

    def is_in(self, document: str, text: str) -> bool:
        """Whether `text`, of the document at this path, is the passage."""
        return document == self.document and all(_stands_in(words, text) for words in self.contains)


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question and what is right to say to it.

    Attributes:
        id: Language and running number.
        language: ISO 639-1.
        text: As typed.
        gold: Passages that answer it, any one of them; empty when nothing does.
        facts: What an answer must tell: all of them, each in any one of its wordings.
        tags: What is special in it.
    """

    id: str
    language: str
    text: str
    gold: tuple[Gold, ...]
    facts: tuple[tuple[str, ...], ...]
    tags: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether the collection holds an answer."""
        return bool(self.gold)

    def missing(self, text: str) -> list[str]:
        """The facts that `text` does not tell, each in its first wording."""
        return [wordings[0] for wordings in self.facts if not any(tells(text, wording) for wording in wordings)]


def read_golden(path: Path = QUESTIONS) -> list[GoldenQuestion]:
    """The questions of a file.

    Raises:
        PermanentError: It cannot be read, or a question lacks something, contradicts itself or has another's id
            ("data_incomplete").
    """
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise PermanentError("data_incomplete", f"{path.name} cannot be read: {error}") from error
    questions = [_question(row, path) for row in rows]
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise PermanentError("data_incomplete", f"{path.name}: two questions have the id {question.id}.")
        seen.add(question.id)
    return questions


def tells(text: str, fact: str) -> bool:
    """Whether `fact` stands in `text`, capitals and punctuation aside: a number whole, words from their beginning."""
    wanted = normalised(fact)
    end = r"\b" if wanted[-1:].isdigit() else ""
    return bool(wanted) and re.search(rf"\b{re.escape(wanted)}{end}", normalised(text)) is not None


def _stands_in(words: str, text: str) -> bool:
    """Whether `words` stand in `text`, whole."""
    return re.search(rf"(?<!\w){re.escape(_flat(words))}(?!\w)", _flat(text)) is not None


def _flat(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _question(row: dict[str, Any], path: Path) -> GoldenQuestion:
    try:
        question = GoldenQuestion(
            id=row["id"],
            language=row["language"],
            text=row["question"],
            gold=tuple(Gold(gold["document"], _strings(gold["contains"])) for gold in row.get("gold", ())),
            facts=tuple(_strings(fact) for fact in row.get("facts", ())),
            tags=tuple(row["tags"]),
        )
        consistent = row["answerable"] == bool(question.gold) == bool(question.facts)
    except (KeyError, TypeError) as error:
        raise PermanentError("data_incomplete", f"{path.name}: {row!r} lacks {error}.") from error
    if not consistent:
        raise PermanentError(
            "data_incomplete", f"{path.name}: {question.id} must have gold and facts if it is answerable, else neither."
        )
    return question


def _strings(one_or_more: str | Sequence[str]) -> tuple[str, ...]:
    return (one_or_more,) if isinstance(one_or_more, str) else tuple(one_or_more)
