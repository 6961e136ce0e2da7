"""`assistant serve` as a process: it listens at once, answers while it indexes, and goes when it is told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from api.cli import main
from api.schemas import Answer
from api.serving import listen

COMMAND = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
PATIENCE_SECONDS = 60

PAGE = """<!doctype html><html lang="fi"><head><title>{title}</title></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body></html>"""
QUESTION = "Milloin alkumittaus tehdään?"


class Server:
    """A running service."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def wait_until_ready(self) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while httpx.get(f"{self.address}/readyz").status_code != 200:
            assert self.process.poll() is None, "the server has ended"
            assert time.monotonic() < end, "the server was never ready"
            time.sleep(0.1)

    def stop(self, number: signal.Signals) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, out, err


@contextmanager
def served(data_dir: Path, *arguments: str) -> Iterator[Server]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "--port", "0", "--json", "--data-dir", str(data_dir), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        try:
            yield Server(process, json.loads(process.stdout.readline())["address"])
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "aineisto"
    folder.mkdir()
    text = "Alkumittaus tehdään kuukauden kuluessa hankkeen aloituksesta."
    (folder / "mittaus.html").write_text(PAGE.format(title="Alkumittaus", text=text))
    (folder / "etatyo.html").write_text(PAGE.format(title="Etätyö", text="Etätyön pelisäännöt sovitaan yhdessä."))
    return folder


def test_it_indexes_answers_and_goes(documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with served(tmp_path / "data", "--sync", str(documents)) as server:
        assert httpx.get(f"{server.address}/healthz").status_code == 200
        server.wait_until_ready()
        status = httpx.get(f"{server.address}/api/v1/status").json()
        assert status == {"ready": True, "documents": 2, "indexing": None}
        response = httpx.post(f"{server.address}/api/v1/chat", json={"question": QUESTION}, timeout=PATIENCE_SECONDS)
        answer = Answer.model_validate(response.json())
        assert httpx.get(server.address + answer.results[0].url.partition("#")[0]).status_code == 200
        code, out, err = server.stop(signal.SIGTERM)
    assert code == 0
    assert json.loads(out)["added"] == ["aineisto/etatyo.html", "aineisto/mittaus.html"]
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert [line["answer_status"] for line in lines if "answer_status" in line] == [answer.status]
    assert "127.0.0.1" not in err
    assert "Milloin" not in err
    assert "Traceback" not in err

    with pytest.raises(SystemExit):
        main(["ask", QUESTION, "--json", "--data-dir", str(tmp_path / "data")])
    asked = Answer.model_validate_json(capsys.readouterr().out)
    apart: dict[str, object] = {"timings": {}, "conversation_id": None}  # the command keeps no conversation
    assert asked.model_copy(update=apart) == answer.model_copy(update=apart)


def test_it_goes_in_the_middle_of_indexing(documents: Path, tmp_path: Path) -> None:
    for copy in range(200):
        text = " ".join(f"Lause {copy} {sentence} kertoo työelämän kehittämisestä." for sentence in range(20))
        (documents / f"{copy}.html").write_text(PAGE.format(title=f"Sivu {copy}", text=text))
    with served(tmp_path / "data", "--sync", str(documents)) as server:
        end = time.monotonic() + PATIENCE_SECONDS
        while not httpx.get(f"{server.address}/api/v1/status").json()["documents"]:
            assert time.monotonic() < end, "nothing was indexed"
            time.sleep(0.1)
        code, out, err = server.stop(signal.SIGINT)
    assert (code, out) == (0, "")
    assert "Traceback" not in err
    with served(tmp_path / "data") as server:
        server.wait_until_ready()
        assert 0 < httpx.get(f"{server.address}/api/v1/status").json()["documents"] < 200


@pytest.mark.parametrize("reason", ["port", "path", "index"])
def test_what_keeps_it_from_serving_is_one_line(documents: Path, tmp_path: Path, reason: str) -> None:
    with listen("127.0.0.1", 0) as taken:
        (tmp_path / "file").write_text("in the way of the data folder")
        arguments = {
            "port": ["--port", str(taken.getsockname()[1])],
            "path": ["--port", "0", "--sync", str(documents / "none")],
            "index": ["--port", "0", "--data-dir", str(tmp_path / "file")],
        }[reason]
        done = subprocess.run(  # noqa: S603 - our own command
            [*COMMAND, "--json", "--data-dir", str(tmp_path / "data"), *arguments],
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
