"""The worker process: what hangs, crashes or eats memory takes only that process down."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import PermanentError
from ingest.worker import Converted, Worker, read

PATIENCE = 60.0
"""Seconds that a healthy file may take on a busy machine."""


def unruly(path: Path, uri: str, max_bytes: int) -> Converted:
    """Does what the file's name says; reads others as they are."""
    match path.stem:
        case "hangs":
            signal.pause()
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raises":
            raise RecursionError
        case "hungry":
            bytearray(2**42)
    return read(path, uri, max_bytes)


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(seconds=PATIENCE, reader=unruly) as worker:
        yield worker


def write(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}.txt"
    path.write_text("Alkumittaus tehdään ennen hankkeen alkua.")
    return path


def code_of(worker: Worker, path: Path) -> str:
    with pytest.raises(PermanentError) as caught:
        worker.read(path, path.name, 1000)
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value.code


def test_a_file_comes_back_as_a_document_and_its_chunks(worker: Worker, tmp_path: Path) -> None:
    converted = worker.read(write(tmp_path, "hyva"), "root/hyva.txt", 1000)
    assert converted == read(tmp_path / "hyva.txt", "root/hyva.txt", 1000)
    assert [chunk.text for chunk in converted.chunks] == ["Alkumittaus tehdään ennen hankkeen alkua."]


def test_what_is_wrong_with_a_file_comes_back_as_it_was_raised(worker: Worker, tmp_path: Path) -> None:
    empty = tmp_path / "tyhja.txt"
    empty.touch()
    assert code_of(worker, empty) == "empty_file"


@pytest.mark.parametrize(("stem", "code"), [("dies", "crashed"), ("raises", "crashed"), ("hungry", "too_complex")])
def test_after_a_failure_the_next_file_is_read(worker: Worker, tmp_path: Path, stem: str, code: str) -> None:
    assert code_of(worker, write(tmp_path, stem)) == code
    assert worker.read(write(tmp_path, "hyva"), "root/hyva.txt", 1000).chunks


def test_a_file_that_hangs_is_given_up(tmp_path: Path) -> None:
    with Worker(seconds=0.5, reader=unruly) as worker:
        assert code_of(worker, write(tmp_path, "hangs")) == "timeout"
