"""Is the index whole: what `assistant doctor` finds out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from api.schemas import Model
from assistant.documents import Filters
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.index.library import Library
    from assistant.settings import Settings


class Trouble(Model):
    """Something that is amiss."""

    code: str = Field(description="Short stable name, for programs.")
    message: str = Field(description="What it is and what to do.")
    count: int = Field(ge=1, description="How many rows or files it concerns.")


class Diagnosis(Model):
    """What was found."""

    sound: bool = Field(description="True when nothing is amiss.")
    data_dir: str
    documents: int = Field(ge=0)
    passages: int = Field(ge=0)
    embedding_model: str = Field(description="The model that the settings name.")
    findings: list[Trouble]


def examine(settings: Settings, *, repair: bool) -> Diagnosis:
    """Opens the index and looks for what is amiss; an index that does not open is a finding too.

    Args:
        settings: Say which index.
        repair: Put right what can be put right, then look again.
    """
    from assistant.bootstrap import build_library  # noqa: PLC0415

    try:
        library = build_library(settings)
        if repair:
            library.repair()
    except AssistantError as error:
        trouble = Trouble(code=error.code, message=f"{error.message} {error.hint}".strip(), count=1)
        return _diagnosis(settings, [], [trouble])
    troubles = [Trouble(code=found.code, message=found.message, count=found.count) for found in library.check()]
    records = library.documents(Filters(), limit=library.count(Filters()))
    diagnosis = _diagnosis(settings, [record.chunk_count for record in records], troubles + _missing(library))
    library.close()
    return diagnosis


def _missing(library: Library) -> list[Trouble]:
    """Documents whose original is gone: they are found and quoted, but their links lead nowhere."""
    records = library.documents(Filters(), limit=library.count(Filters()))
    missing = [record.uri for record in records if library.original_path(record.id) is None]
    if not missing:
        return []
    message = (
        f"{len(missing)} originals cannot be opened, {missing[0]} for one. The next ingest of their folder mends this."
    )
    return [Trouble(code="missing_originals", message=message, count=len(missing))]


def _diagnosis(settings: Settings, chunk_counts: list[int], findings: list[Trouble]) -> Diagnosis:
    return Diagnosis(
        sound=not findings,
        data_dir=str(settings.data_dir.resolve()),
        documents=len(chunk_counts),
        passages=sum(chunk_counts),
        embedding_model=settings.embedding_model,
        findings=findings,
    )
