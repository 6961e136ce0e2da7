"""Files that hold call records, tried without an index: what `assistant calls check` finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import Field

from api.schemas import Model
from assistant.documents import Document
from assistant.errors import PermanentError
from ingest.converters import convert
from ingest.sources import SourceFile, source_of

_SUFFIXES = frozenset((".yaml", ".yml", ".csv", ".tsv", ".xlsx"))


class Problem(Model):
    """A file that cannot be read, or a call that stands twice."""

    file: str
    message: str = Field(description="What is wrong and where: the field, and the row of a table.")
    hint: str


class Checked(Model):
    """What was found."""

    files: int = Field(ge=0, description="Files that hold calls.")
    calls: int = Field(ge=0)
    problems: list[Problem]


def check_files(paths: Sequence[Path]) -> Checked:
    """Reads the YAML, CSV and XLSX files at some paths; tables that hold something else are passed over.

    Raises:
        PermanentError: A path cannot be read as a whole.
    """
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    files = 0
    for file in _files(paths):
        try:
            document = convert(file.path, file.uri)
        except PermanentError as error:
            problems.append(Problem(file=file.uri, message=error.message, hint=error.hint))
            continue
        files += bool(document.calls)
        problems += _twice(document, seen)
    return Checked(files=files, calls=len(seen), problems=problems)


def _files(paths: Sequence[Path]) -> Iterator[SourceFile]:
    for path in paths:
        for file in source_of(path).discover():
            if file.path.suffix.lower() in _SUFFIXES:
                yield file


def _twice(document: Document, seen: dict[str, str]) -> Iterator[Problem]:
    for stated in document.calls:
        before = seen.setdefault(stated.call.id, document.uri)
        if before != document.uri:
            message = f"{document.uri}: id: {stated.call.id} stands in {before} too."
            yield Problem(file=document.uri, message=message, hint="Keep one of them.")
