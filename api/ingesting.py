"""Documents into the index, for `assistant ingest` and `assistant serve --sync` alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.schemas import Model
from assistant.errors import PermanentError

if TYPE_CHECKING:
    from assistant.index.library import Library
    from assistant.settings import Settings
    from ingest import sync as ingest

QUIET_SECONDS = 10.0
"""Where nobody watches a bar (a log file), a line comes this often at most."""

NAME_WIDTH = 40


class FailedFile(Model):
    """A file that did not go in."""

    uri: str
    code: str
    message: str
    hint: str


class IngestReport(Model):
    """What a run did with each file; `assistant ingest --json` prints it."""

    added: list[str]
    updated: list[str]
    unchanged: list[str]
    removed: list[str]
    failed: list[FailedFile]
    seconds: float


def ingest_paths(settings: Settings, paths: Sequence[Path], *, rebuild: bool) -> IngestReport:
    """Opens the index, or makes it anew, and brings it up to date with folders and files.

    Args:
        settings: Which index, which model, how large a file may be.
        paths: Folders and files.
        rebuild: Make all vectors and terms anew first.

    Raises:
        PermanentError: A path does not exist, or the index cannot be opened.
        TransientError: Another run is writing to the index.
    """
    check_paths(paths)
    from assistant.bootstrap import build_library, rebuild_library  # noqa: PLC0415 - after the cheap check

    console = Console(stderr=True)
    with console.status("Making the index anew …" if rebuild else "Opening the index …"):
        library = rebuild_library(settings) if rebuild else build_library(settings)
    try:
        return sync_paths(library, settings, paths, console)
    finally:
        library.close()


def sync_paths(
    library: Library,
    settings: Settings,
    paths: Sequence[Path],
    console: Console,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> IngestReport:
    """Brings the index up to date, with progress on `console`.

    Args:
        library: The index. What a crash left behind in it is mended first.
        settings: Say how large a file may be.
        paths: Folders and files.
        console: Where the bar is drawn.
        on_progress: Called before each file and at the end with the files done and found; what it raises ends the run.
    """
    from ingest.sources import source_of  # noqa: PLC0415 - only those who ingest need it
    from ingest.sync import Progress as Step  # noqa: PLC0415
    from ingest.sync import sync  # noqa: PLC0415

    start = time.perf_counter()
    with library.writing(), shown_progress(console) as show:

        def advance(step: Step) -> None:
            on_progress(step.done, step.total)
            show(step)

        if library.check():
            library.repair()
        sources = [source_of(path) for path in paths]
        report = sync(library, sources, on_progress=advance, max_bytes=settings.max_file_mb * 1024 * 1024)
    return IngestReport(
        added=report.added,
        updated=report.updated,
        unchanged=report.unchanged,
        removed=report.removed,
        failed=[FailedFile(uri=row.uri, code=row.code, message=row.message, hint=row.hint) for row in report.failed],
        seconds=round(time.perf_counter() - start, 1),
    )


def check_paths(paths: Sequence[Path]) -> None:
    """Makes sure that every path exists.

    Raises:
        PermanentError: One does not ("no_such_path"), or it cannot be told ("path_unreadable").
    """
    for path in paths:
        try:
            exists = path.exists()
        except OSError as error:
            raise PermanentError(
                "path_unreadable",
                f"{path} cannot be read ({error.strerror}).",
                "Check the path, and that this account may read it.",
            ) from error
        if not exists:
            raise PermanentError("no_such_path", f"There is no file or folder {path}.", "Check the path.")


@contextmanager
def shown_progress(console: Console) -> Iterator[Callable[[ingest.Progress], None]]:
    """A bar with the file in hand and the time left; where no terminal shows bars, a line now and then."""
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (
        TextColumn("{task.description}", table_column=None),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Looking for files", total=None)
        yield lambda step: bar.update(
            task, completed=step.done, total=step.total, description=_short(step.uri) or "Done"
        )


def _lines(console: Console) -> Callable[[ingest.Progress], None]:
    last = time.monotonic()

    def show(step: ingest.Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= QUIET_SECONDS:
            last = time.monotonic()
            console.print(f"{step.done}/{step.total} {step.uri}", highlight=False, markup=False)

    return show


def _short(uri: str) -> str:
    """The end of a file's name, in a width that stays the same so that the bar does not jump."""
    if not uri:
        return ""
    shown = uri if len(uri) <= NAME_WIDTH else "…" + uri[-(NAME_WIDTH - 1) :]
    return f"{shown:<{NAME_WIDTH}}".replace("[", r"\[")
