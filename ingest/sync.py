"""Makes the library hold what the sources hold: new files go in, changed ones are replaced, what is gone goes out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assistant.documents import Chunk, Document, DocumentRecord, Filters, document_id
from assistant.errors import PermanentError
from ingest.converters import MAX_BYTES
from ingest.digest import edition
from ingest.sources import Source, SourceFile
from ingest.worker import Converted, Worker

logger = logging.getLogger(__name__)

Reader = Callable[[SourceFile], Converted]
ALL = 10**9


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not go in, and why.

    Attributes:
        uri: Of the file.
        code: Short stable name of the reason.
        message: What happened.
        hint: What to do next.
    """

    uri: str
    code: str
    message: str
    hint: str


@dataclass(slots=True)
class Report:
    """What a run did; every discovered file is in exactly one of the first four lists or failed."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come.

    Attributes:
        done: Files finished.
        total: Files discovered.
        uri: The file that is next, or "" at the end.
    """

    done: int
    total: int
    uri: str


class Destination(Protocol):
    """The part of `assistant.index.library.Library` that is written to."""

    def documents(self, filters: Filters = ..., *, limit: int = ..., offset: int = ...) -> list[DocumentRecord]:
        """Records in the library."""

    def put(self, document: Document, chunks: Sequence[Chunk], original: Path | None = None) -> None:
        """Adds or replaces a document."""

    def remove(self, document_id: str) -> None:
        """Takes a document out."""


def sync(
    library: Destination,
    sources: Sequence[Source],
    *,
    on_progress: Callable[[Progress], None] | None = None,
    remove_missing: bool = True,
    worker: Worker | None = None,
    max_bytes: int = MAX_BYTES,
) -> Report:
    """Synchronises the library with the sources, one file at a time; one broken file never stops a run.

    A file that has become unreadable leaves the library: the source no longer holds what was searched.

    Args:
        library: Where documents go.
        sources: Where they come from.
        on_progress: Told before each file and at the end.
        remove_missing: Take out documents that their source no longer holds.
        worker: Reads the files; one is made and stopped when None.
        max_bytes: Larger files are refused.

    Raises:
        PermanentError: A source can't be read as a whole, or none holds a file any more ("source_empty"); nothing is
            changed then.
        TransientError: The library is being written by another run.
    """
    files = _discover(sources)
    known = {record.uri: record for record in library.documents(limit=ALL)}
    report = Report()
    if remove_missing:
        _remove_missing(library, sources, files, known, report)
    own_worker = worker is None
    reading = worker or Worker()

    def read(file: SourceFile) -> Converted:
        return reading.read(file.path, file.uri, max_bytes)

    try:
        for done, file in enumerate(files):
            if on_progress:
                on_progress(Progress(done, len(files), file.uri))
            _one(library, file, known.get(file.uri), read, report)
    finally:
        if own_worker:
            reading.stop()
    if on_progress:
        on_progress(Progress(len(files), len(files), ""))
    return report


def _remove_missing(
    library: Destination,
    sources: Sequence[Source],
    files: Sequence[SourceFile],
    known: Mapping[str, DocumentRecord],
    report: Report,
) -> None:
    """Takes out what the sources held once and hold no more; see `sync` for what is refused."""
    owned = [uri for uri in sorted(known) if any(source.owns(uri) for source in sources)]
    if owned and not files:
        raise PermanentError(
            "source_empty",
            f"There is no file any more, and {len(owned)} documents from here are in the index: nothing was changed.",
            "Check that the disk is mounted and the path is right. To empty the index, delete the data folder.",
        )
    present = {file.uri for file in files}
    # What an unreadable folder holds can't be told, so nothing in it counts as gone.
    unreadable = tuple(f"{file.uri}/" for file in files if file.path.is_dir())
    for uri in owned:
        if uri not in present and not uri.startswith(unreadable):
            library.remove(known[uri].id)
            report.removed.append(uri)


def _discover(sources: Sequence[Source]) -> list[SourceFile]:
    """Every file once, small ones first across all sources."""
    files = {file.uri: file for source in sources for file in source.discover()}
    return sorted(files.values(), key=lambda file: (file.size, file.uri))


def _one(library: Destination, file: SourceFile, known: DocumentRecord | None, read: Reader, report: Report) -> None:
    """Brings one file up to date and notes what was done."""
    try:
        if known is not None and known.digest == edition(file.path):
            report.unchanged.append(file.uri)
            return
        converted = read(file)
    except PermanentError as error:
        logger.info("failed %s: %s", file.uri, error.code)
        report.failed.append(Failure(file.uri, error.code, error.message, error.hint))
        library.remove(document_id(file.uri))
        return
    library.put(converted.document, converted.chunks, original=file.path)
    (report.updated if known else report.added).append(file.uri)
