"""Evaluation data: passages with ids and questions about them, one JSON object a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.documents import Document, DocumentKind, Metadata, Section, document_id
from assistant.errors import PermanentError


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of a corpus file."""

    context_id: str
    language: str
    title: str
    text: str

    def as_document(self) -> Document:
        """The passage as a document of one section, for the path that every document takes."""
        return Document(
            id=document_id(self.context_id),
            uri=self.context_id,
            title=self.title,
            kind=DocumentKind.OTHER,
            language=self.language,
            published=None,
            metadata=Metadata(),
            digest=hashlib.sha256(f"{self.title}\0{self.text}".encode()).hexdigest(),
            media_type="text/plain",
            sections=(Section((), None, self.text),),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A row of a query file; any of `context_ids` answers it."""

    id: str
    language: str
    text: str
    context_ids: tuple[str, ...]

    @property
    def context_id(self) -> str:
        """The first passage that answers it."""
        return self.context_ids[0]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A row of a query file that says whether the question has an answer.

    Attributes:
        id: Of the row.
        text: As asked.
        answerable: Whether any passage that may be found answers it.
        candidate_ids: The passages that may be found; all when empty.
    """

    id: str
    text: str
    answerable: bool
    candidate_ids: tuple[str, ...]


def read_corpus(path: Path) -> Iterator[Passage]:
    """Passages of a file with `context_id`, `lang`, `title` and `text` in each row.

    Raises:
        PermanentError: The file cannot be read, or a row lacks one of them.
    """
    for row in _rows(path, "context_id", "lang", "title", "text"):
        yield Passage(row["context_id"], row["lang"], row["title"] or row["context_id"], row["text"])


def read_questions(path: Path) -> Iterator[Question]:
    """Questions of a file with `id`, `lang`, `question` and `context_id`, or several `context_ids`, in each row.

    Raises:
        PermanentError: As for `read_corpus`.
    """
    for row in _rows(path, "id", "lang", "question"):
        gold = row.get("context_ids") or [row.get("context_id")]
        if None in gold:
            raise PermanentError("data_incomplete", f"{path}: question {row['id']} has no context_id.")
        yield Question(row["id"], row["lang"], row["question"], tuple(gold))


def read_judged(path: Path) -> Iterator[JudgedQuestion]:
    """Questions of a file with `id`, `question` and `answerable`, perhaps `candidate_ids`, in each row.

    Raises:
        PermanentError: As for `read_corpus`.
    """
    for row in _rows(path, "id", "question", "answerable"):
        yield JudgedQuestion(row["id"], row["question"], bool(row["answerable"]), tuple(row.get("candidate_ids") or ()))


def check_known(wanted: Iterable[str], passages: Collection[Passage], what: str) -> None:
    """Refuses ids that no passage has: a figure over them would be too low without a word.

    Raises:
        PermanentError: Some are not there ("data_incomplete").
    """
    known = {passage.context_id for passage in passages}
    unknown = list(dict.fromkeys(one for one in wanted if one not in known))
    if unknown:
        shown = ", ".join(unknown[:3]) + (" …" if len(unknown) > 3 else "")
        raise PermanentError(
            "data_incomplete",
            f"{len(unknown)} {what} of the questions stand in no corpus file: {shown}.",
            "Give the file that holds them with --corpus or --distractors.",
        )


def _rows(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise PermanentError("data_unreadable", f"{path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise PermanentError("data_broken", f"{path} is not UTF-8 text.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise PermanentError("data_broken", f"{path}, line {number}, is not JSON.") from error
        if not isinstance(row, dict):
            raise PermanentError("data_broken", f"{path}, line {number}, is no JSON object.")
        missing = [field for field in fields if field not in row]
        if missing:
            raise PermanentError("data_incomplete", f"{path}, line {number}, has no {', '.join(missing)}.")
        yield row
