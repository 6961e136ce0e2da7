"""Where the index lives: numbered generations in one folder, a pointer to the current one, and the writers' lock."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import PermanentError, TransientError

PATIENCE = 10.0
"""Seconds that a writer waits for another to finish."""


class Home:
    """`<data_dir>/index/`: `1/`, `2/`, … (each a catalogue and its vectors), `current`, `lock`.

    A rebuild fills the next generation and then moves the pointer in one step, so that search works throughout.
    The generation before stays, for processes that still read it, until the rebuild after that.

    Args:
        data_dir: The operator's data folder; made when absent.

    Raises:
        PermanentError: The folder cannot be written.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._folder = data_dir / "index"
        self._pointer = self._folder / "current"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PermanentError(
                "data_dir_unwritable",
                f"The data folder {data_dir} cannot be made ({error.strerror}).",
                "Choose another with --data-dir or ASSISTANT_DATA_DIR.",
            ) from error
        self._lock = FileLock(self._folder / "lock")

    def current(self) -> Path | None:
        """The folder of the current generation; None before the first."""
        try:
            name = self._pointer.read_text().strip()
        except FileNotFoundError:
            return None
        return self._folder / name

    def next(self) -> Path:
        """An empty folder for the generation after the current one."""
        current = self.current()
        folder = self._folder / str(1 if current is None else int(current.name) + 1)
        shutil.rmtree(folder, ignore_errors=True)  # what a rebuild left that did not finish
        folder.mkdir()
        return folder

    def switch(self, generation: Path) -> None:
        """Makes `generation` the current one, in one step, and drops those before the last."""
        draft = self._pointer.with_suffix(".new")
        draft.write_text(generation.name)
        draft.replace(self._pointer)
        for folder in self._folder.iterdir():
            if folder.name.isdigit() and int(folder.name) < int(generation.name) - 1:
                shutil.rmtree(folder, ignore_errors=True)

    def is_past(self, generation: Path) -> bool:
        """Whether a later generation has taken the place of this one."""
        current = self.current()
        return current is not None and int(current.name) > int(generation.name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the writers' lock; the thread that has it may take it again.

        Raises:
            TransientError: Another process or thread has held it for longer than `PATIENCE`.
        """
        try:
            self._lock.acquire(timeout=PATIENCE)
        except Timeout as error:
            raise TransientError(
                "library_busy",
                "Another run is writing to the index.",
                "Wait until it has finished and try again.",
            ) from error
        try:
            yield
        finally:
            self._lock.release()
