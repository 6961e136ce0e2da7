"""Synchronising: the library holds what the sources hold, and a report says what was done with each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.errors import PermanentError
from ingest.sources import FileSource, FolderSource, SourceFile
from ingest.sync import Progress, Report, sync
from ingest.worker import Worker
from tests.ingest_helpers import MemoryLibrary


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


class Desk:
    """A folder, a library, and runs that bring the one into the other."""

    def __init__(self, root: Path, worker: Worker) -> None:
        self.root = root
        self.library = MemoryLibrary()
        self._worker = worker

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def sync(self, *, remove_missing: bool = True) -> Report:
        return sync(self.library, [FolderSource(self.root)], worker=self._worker, remove_missing=remove_missing)


@pytest.fixture
def desk(tmp_path: Path, worker: Worker) -> Desk:
    desk = Desk(tmp_path / "aineisto", worker)
    desk.write("a.txt", "Alkumittaus tehdään ensin.")
    desk.write("b/c.txt", "Loppumittaus tehdään lopuksi, kun hanke päättyy.")
    return desk


def test_a_second_run_over_the_same_files_writes_nothing(desk: Desk) -> None:
    assert desk.sync() == Report(added=["aineisto/a.txt", "aineisto/b/c.txt"])
    assert desk.sync() == Report(unchanged=["aineisto/a.txt", "aineisto/b/c.txt"])
    assert desk.library.puts == ["aineisto/a.txt", "aineisto/b/c.txt"]


def test_a_changed_file_is_replaced_and_keeps_its_id(desk: Desk) -> None:
    desk.sync()
    ids = set(desk.library.held)
    desk.write("a.txt", "Alkumittaus tehdään kolmen kuukauden kuluessa.")
    assert desk.sync() == Report(updated=["aineisto/a.txt"], unchanged=["aineisto/b/c.txt"])
    assert set(desk.library.held) == ids


@pytest.mark.parametrize("change", ["added", "changed", "removed"])
def test_a_sidecar_is_part_of_the_edition(desk: Desk, change: str) -> None:
    if change != "added":
        desk.write("a.txt.meta.yaml", "title: Vanha")
    desk.sync()
    if change == "removed":
        (desk.root / "a.txt.meta.yaml").unlink()
    else:
        desk.write("a.txt.meta.yaml", "title: Uusi")
    assert desk.sync().updated == ["aineisto/a.txt"]


def test_a_deleted_file_leaves_and_a_moved_one_goes_with_its_new_place(desk: Desk) -> None:
    desk.sync()
    (desk.root / "b" / "c.txt").rename(desk.root / "d.txt")
    assert desk.sync() == Report(added=["aineisto/d.txt"], unchanged=["aineisto/a.txt"], removed=["aineisto/b/c.txt"])
    assert desk.library.uris() == ["aineisto/a.txt", "aineisto/d.txt"]


def test_removal_can_be_left_out(desk: Desk) -> None:
    desk.sync()
    (desk.root / "a.txt").unlink()
    assert desk.sync(remove_missing=False) == Report(unchanged=["aineisto/b/c.txt"])
    assert "aineisto/a.txt" in desk.library.uris()


def test_removal_concerns_the_source_that_was_synchronised_alone(desk: Desk, tmp_path: Path, worker: Worker) -> None:
    desk.sync()
    other = tmp_path / "muu"
    other.mkdir()
    (other / "x.txt").write_text("Toinen kokoelma.")
    assert sync(desk.library, [FolderSource(other)], worker=worker) == Report(added=["muu/x.txt"])
    single = FileSource(desk.root / "a.txt")
    assert sync(desk.library, [single], worker=worker) == Report(unchanged=["aineisto/a.txt"])
    assert desk.library.uris() == ["aineisto/a.txt", "aineisto/b/c.txt", "muu/x.txt"]


def test_a_root_that_has_vanished_removes_nothing(desk: Desk) -> None:
    desk.sync()
    desk.root.rename(desk.root.with_name("siirretty"))
    with pytest.raises(PermanentError):
        desk.sync()
    assert len(desk.library.held) == 2


class UnreadableFolder:
    """A source of which one folder may not be read (the account that runs the tests may read everything)."""

    def __init__(self, root: Path) -> None:
        self._inner = FolderSource(root)
        self._folder = root / "b"

    def discover(self) -> Sequence[SourceFile]:
        files = [file for file in self._inner.discover() if self._folder not in file.path.parents]
        return [*files, SourceFile("aineisto/b", self._folder, 0)]

    def owns(self, uri: str) -> bool:
        return self._inner.owns(uri)


def test_an_unreadable_folder_is_reported_and_what_it_held_stays(desk: Desk, worker: Worker) -> None:
    desk.sync()
    report = sync(desk.library, [UnreadableFolder(desk.root)], worker=worker)
    assert [(failure.uri, failure.code) for failure in report.failed] == [("aineisto/b", "folder_unreadable")]
    assert report.removed == []
    assert "aineisto/b/c.txt" in desk.library.uris()


def test_a_broken_file_is_reported_and_stops_nothing(desk: Desk) -> None:
    (desk.root / "rikki.pdf").write_bytes(b"%PDF-1.7 nothing more")
    report = desk.sync()
    assert report.added == ["aineisto/a.txt", "aineisto/b/c.txt"]
    (failure,) = report.failed
    assert (failure.uri, failure.code) == ("aineisto/rikki.pdf", "damaged")
    assert failure.message
    assert failure.hint


def test_a_file_that_has_become_unreadable_is_found_no_more(desk: Desk) -> None:
    desk.sync()
    desk.write("a.txt", "")
    report = desk.sync()
    assert [failure.code for failure in report.failed] == ["empty_file"]
    assert desk.library.uris() == ["aineisto/b/c.txt"]
    desk.write("a.txt", "Alkumittaus palasi.")
    assert desk.sync().added == ["aineisto/a.txt"]


def test_progress_counts_up_to_the_number_of_files(desk: Desk, worker: Worker) -> None:
    steps: list[Progress] = []
    sync(desk.library, [FolderSource(desk.root)], worker=worker, on_progress=steps.append)
    assert [(step.done, step.total, step.uri) for step in steps] == [
        (0, 2, "aineisto/a.txt"),
        (1, 2, "aineisto/b/c.txt"),
        (2, 2, ""),
    ]


def test_a_folder_that_is_empty_all_at_once_takes_nothing_out(desk: Desk) -> None:
    desk.sync()
    (desk.root / "a.txt").unlink()
    (desk.root / "b" / "c.txt").unlink()
    with pytest.raises(PermanentError, match="2 documents from here"):
        desk.sync()
    assert len(desk.library.held) == 2
