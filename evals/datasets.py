"""Evaluation data: passages with ids and questions about them, one JSON object a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
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
    """A row of a query file; `context_id` is the passage that answers it."""

    id: str
    language: str
    text: str
    context_id: str


def read_corpus(path: Path) -> Iterator[Passage]:
    """Passages of a file with `context_id`, `lang`, `title` and `text` in each row.

    Raises:
        PermanentError: The file cannot be read, or a row lacks one of them.
    """
    for row in _rows(path, "context_id", "lang", "title", "text"):
        yield Passage(row["context_id"], row["lang"], row["title"] or row["context_id"], row["text"])


def read_questions(path: Path) -> Iterator[Question]:
    """Questions of a file with `id`, `lang`, `question` and `context_id` in each row.

    Raises:
        PermanentError: As for `read_corpus`.
    """
    for row in _rows(path, "id", "lang", "question", "context_id"):
        yield Question(row["id"], row["lang"], row["question"], row["context_id"])


def _rows(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise PermanentError("data_unreadable", f"{path} cannot be read ({error.strerror}).") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise PermanentError("data_broken", f"{path}, line {number}, is not JSON.") from error
        missing = [field for field in fields if field not in row]
        if missing:
            raise PermanentError("data_incomplete", f"{path}, line {number}, has no {', '.join(missing)}.")
        yield row
