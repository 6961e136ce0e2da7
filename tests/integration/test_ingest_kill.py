"""Ingestion killed at ten moments and run again gives the index that an undisturbed run gives."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.index.library import Library
from assistant.index.snapshot import Snapshot
from assistant.settings import Settings
from tests.index_fakes import FakeAnalyser, FakeEmbedder

FILES = 40
KILLS = 10
LONGEST_DELAY = 0.05
"""Seconds after a line of progress at which a run is killed at the latest; a file takes about as long."""

# What `assistant ingest` does, with a small model.
RUN = """
import sys
from pathlib import Path
from assistant.index.library import Library
from assistant.settings import Settings
from ingest.sources import FolderSource
from ingest.sync import sync
from tests.index_fakes import FakeAnalyser, FakeEmbedder

library = Library.open(Settings(data_dir=Path(sys.argv[1])), FakeEmbedder(), FakeAnalyser())
with library.writing():
    if library.check():
        library.repair()
    sync(library, [FolderSource(Path(sys.argv[2]))], on_progress=lambda step: print(step.done, flush=True))
library.close()
"""


class Run:
    """One ingestion in a process of its own."""

    def __init__(self, data_dir: Path, documents: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", RUN, str(data_dir), str(documents)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill_after(self, lines: int, delay: float) -> bool:
        """Kills the run so many lines of progress and seconds later; False when it had ended by then."""
        out = self._lines()
        for _ in range(lines):
            if next(out, None) is None:
                break
        try:
            self._process.wait(timeout=delay)
            killed = False
        except subprocess.TimeoutExpired:
            self._process.kill()
            killed = True
        self._process.communicate()
        return killed

    def finish(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0

    def _lines(self) -> Iterator[str]:
        assert self._process.stdout is not None
        yield from self._process.stdout


def write(documents: Path, number: int, edition: int) -> None:
    lines = [f"Hankkeen {number} havainto {line} painoksessa {edition} koskee työkykyä." for line in range(90)]
    (documents / f"{number:02}.txt").write_text("\n\n".join(lines))


def change(documents: Path, edition: int) -> None:
    """A new edition of every third file; another file goes or comes back."""
    for number in range(edition % 3, FILES, 3):
        write(documents, number, edition)
    (documents / f"{edition:02}.txt").unlink(missing_ok=True)
    write(documents, (edition * 7) % FILES, edition)


def texts(snapshot: Snapshot, keys: Iterable[int]) -> list[str]:
    return sorted(candidate.chunk.text for candidate in snapshot.candidates(keys))


def state(data_dir: Path) -> dict[str, Any]:
    """All that an index answers from: records, chunks, and what is found by words and by vectors."""
    library = Library.open(Settings(data_dir=data_dir), FakeEmbedder(), FakeAnalyser())
    try:
        assert library.check() == []
        records = sorted(library.documents(limit=1000), key=lambda record: record.uri)
        with library.snapshot() as snapshot:
            near = [
                [text for key in keys for text in texts(snapshot, [key])]
                for number in range(0, FILES, 4)
                for keys in [snapshot.nearest(library.embedder.query(f"hankkeen {number} havainto 5"), 5)]
            ]
            words = {word: texts(snapshot, snapshot.match([word]).keys(word)) for word in ("havainto", "9", "33")}
        return {
            "records": records,
            "chunks": {record.uri: library.chunks(record.id) for record in records},
            "near": near,
            "words": words,
        }
    finally:
        library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_runs_leave_nothing_behind(tmp_path: Path) -> None:
    documents = tmp_path / "aineisto"
    documents.mkdir()
    for number in range(FILES):
        write(documents, number, 0)
    chance = random.Random(20261124)  # noqa: S311
    killed = 0
    for edition in range(1, KILLS + 1):
        killed += Run(tmp_path / "killed", documents).kill_after(
            chance.randrange(FILES // 2), chance.uniform(0, LONGEST_DELAY)
        )
        change(documents, edition)
    assert killed >= KILLS - 2  # or the test would show nothing
    Run(tmp_path / "killed", documents).finish()
    Run(tmp_path / "whole", documents).finish()
    assert state(tmp_path / "killed") == state(tmp_path / "whole")
