"""What goes on beside the server: loading, filling, stopping, and what is said of each."""

from __future__ import annotations

import io
import json
import logging
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from rich.console import Console

from api import serving
from api.ingesting import FailedFile, IngestReport
from api.service import Progress, Service
from assistant.errors import PermanentError, TransientError
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, record

REPORT = IngestReport(
    added=["a.md"],
    updated=[],
    unchanged=[],
    removed=[],
    failed=[FailedFile(uri="b.pdf", code="pdf_password", message="b.pdf has a password.", hint="Save it without.")],
    seconds=1.0,
)


class Beside:
    """Work beside a server that never runs, with a fake assistant and a scripted synchronisation."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.library = FakeLibrary()
        self.service = Service()
        self.server = uvicorn.Server(uvicorn.Config("none"))
        self.console = Console(file=io.StringIO(), width=200)
        self.loads(lambda _settings: FakeAssistant(self.library))

    def loads(self, build: Callable[[Settings], FakeAssistant]) -> None:
        self._monkeypatch.setattr("assistant.bootstrap.build_assistant", build, raising=False)

    def syncs(self, run: Callable[[Callable[[int, int], None]], IngestReport]) -> None:
        def sync_paths(*arguments: Any) -> IngestReport:
            return run(arguments[-1])

        self._monkeypatch.setattr(serving, "sync_paths", sync_paths)

    def work(self, *paths: Path, json: bool = False) -> serving.Work:
        return serving.Work(self.service, self.server, Settings(), paths, self.console, json=json)

    @property
    def shown(self) -> str:
        assert isinstance(self.console.file, io.StringIO)
        return self.console.file.getvalue()


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Beside:
    return Beside(monkeypatch)


def test_without_a_sync_it_only_loads(beside: Beside) -> None:
    beside.work().run()
    assert (beside.service.ready, beside.service.progress, beside.server.should_exit) == (True, None, False)


def test_an_index_that_does_not_open_stops_the_server(beside: Beside) -> None:
    def fail(_settings: Settings) -> FakeAssistant:
        raise PermanentError("index_mismatch", "Another model.", "Run --rebuild.")

    beside.loads(fail)
    work = beside.work(Path("corpus"))
    work.run()
    assert beside.server.should_exit
    assert isinstance(work.failure, PermanentError)
    assert not beside.service.ready


def test_answers_are_given_while_the_index_is_filled(beside: Beside) -> None:
    seen = []

    def run(advance: Callable[[int, int], None]) -> IngestReport:
        for done in range(3):
            advance(done, 2)
            seen.append((beside.service.progress, beside.service.ready, beside.service.documents))
            beside.library.add(record(f"{done}.md"))
        return REPORT

    beside.syncs(run)
    beside.work(Path("corpus")).run()
    assert seen == [(Progress(done, 2), False, done) for done in range(3)]
    assert (beside.service.ready, beside.service.progress) == (True, None)
    assert "b.pdf has a password." in beside.shown
    assert "Save it without." in beside.shown


def test_programs_get_the_report_as_a_line(beside: Beside, capsys: pytest.CaptureFixture[str]) -> None:
    beside.syncs(lambda _advance: REPORT)
    beside.work(Path("corpus"), json=True).run()
    line = json.loads(capsys.readouterr().out)
    assert line.pop("event") == "synced"
    assert IngestReport.model_validate(line) == REPORT
    assert beside.shown == ""


@pytest.mark.parametrize("failure", [TransientError("library_busy", "Another run writes.", "Wait."), ValueError("odd")])
def test_a_failed_sync_leaves_the_service_answering(
    beside: Beside, failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def run(_advance: Callable[[int, int], None]) -> IngestReport:
        raise failure

    beside.syncs(run)
    work = beside.work(Path("corpus"))
    with caplog.at_level(logging.ERROR):
        work.run()
    assert beside.service.ready
    assert not beside.server.should_exit
    assert work.failure is None
    assert len(caplog.records) == 1


def test_stopping_ends_the_sync_after_the_file_in_hand(beside: Beside) -> None:
    between, stopped = threading.Event(), threading.Event()

    def run(advance: Callable[[int, int], None]) -> IngestReport:
        advance(0, 2)
        between.set()
        stopped.wait(5)
        advance(1, 2)
        raise AssertionError("went on after it was told to stop")

    beside.syncs(run)
    work = beside.work(Path("corpus"))
    work.start()
    between.wait(5)
    work.stop(0)
    stopped.set()
    work.join(5)
    assert not work.is_alive()
    assert beside.service.progress is None
    assert beside.shown == ""


def test_a_port_in_use_is_said_plainly() -> None:
    with serving.listen("127.0.0.1", 0) as taken, pytest.raises(PermanentError) as raised:
        serving.listen("127.0.0.1", taken.getsockname()[1])
    assert raised.value.code == "port_in_use"
    assert "--port" in raised.value.hint


def test_an_address_of_another_machine_is_said_plainly() -> None:
    with pytest.raises(PermanentError) as raised:
        serving.listen("192.0.2.1", 0)
    assert raised.value.code == "bad_host"


def test_a_free_port_is_picked_and_announced(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(file=io.StringIO(), width=200)
    with serving.listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        serving._announce(listener, console, json=True)
        serving._announce(listener, console, json=False)
        assert listener.family is socket.AF_INET
    address = f"http://127.0.0.1:{port}"
    assert json.loads(capsys.readouterr().out) == {"event": "listening", "address": address}
    assert isinstance(console.file, io.StringIO)
    assert address in console.file.getvalue()
