"""`assistant search` and `assistant ask`: what is printed where, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from fastapi.testclient import TestClient

from api import schemas
from api.app import create_app
from api.cli import main
from assistant.errors import PermanentError
from assistant.settings import Settings
from tests.fakes import FakeAssistant, FakeLibrary, FakeRetriever, record

QUESTION = "teki alkumittauksen"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    library = FakeLibrary()
    monkeypatch.setattr("assistant.bootstrap.build_library", lambda _settings: library)
    monkeypatch.setattr("assistant.bootstrap.build_retriever", FakeRetriever)
    monkeypatch.setattr("assistant.bootstrap.build_assistant", lambda _settings: FakeAssistant(library), raising=False)
    return library


@pytest.fixture
def filled(library: FakeLibrary) -> FakeLibrary:
    library.add(record(), [(("Tulokset",), 4, "Hankkeista 80 prosenttia teki alkumittauksen [b].")])
    library.add(record("a.md", title="Toinen", published=None), [((), None, "Lyhyt alkumittauksen kuvaus.")])
    return library


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.mark.usefixtures("filled")
def test_search_prints_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", QUESTION) == 0
    out, err = capsys.readouterr()
    assert "2025-11-20" in out
    assert "Hankekysely" in out
    assert "[b]" in out
    assert err == ""


@pytest.mark.usefixtures("filled")
def test_search_prints_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", QUESTION, "--limit", "1", "--kind", "report", "--year", "2025", "--json") == 0
    found = schemas.SearchResponse.model_validate_json(capsys.readouterr().out)
    assert [result.document.uri for result in found.results] == ["reports/hankekysely-2025.pdf"]


def test_ask_prints_what_chat_answers(filled: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", QUESTION, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    api = TestClient(create_app(FakeAssistant(filled), Settings(conversation_hours=0)))
    assert printed == api.post("/api/v1/chat", json={"question": QUESTION}).json()


def test_search_prints_what_the_service_answers(filled: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", QUESTION, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    api = TestClient(create_app(FakeAssistant(filled), Settings()))
    assert printed == api.get("/api/v1/search", params={"q": QUESTION}).json()


@pytest.mark.usefixtures("filled")
def test_ask_shows_the_answer_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", QUESTION, "--language", "sv") == 0
    out, _ = capsys.readouterr()
    assert "Asiakirjassa sanotaan: ”Hankkeista 80 prosenttia teki alkumittauksen [b].” [1]" in " ".join(out.split())
    assert "reports/hankekysely-2025.pdf" in out
    assert "retrieve" not in out


@pytest.mark.usefixtures("filled")
def test_explain_shows_what_was_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", QUESTION, "--explain") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Looked at" in out
    assert "Step ms Decided" in out
    assert "Status answered · language fi · retrieve 2 ms" in out


@pytest.mark.usefixtures("filled")
def test_explain_is_in_the_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", QUESTION, "--explain", "--json") == 0
    answer = schemas.Answer.model_validate_json(capsys.readouterr().out)
    assert answer.explain is not None
    assert [(step.step, step.milliseconds) for step in answer.explain] == [("retrieve", 1.5)]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("command", ["search", "ask"])
def test_an_empty_index_says_how_to_fill_it(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, QUESTION, "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["results"] == []
    assert "assistant ingest" in err


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "  "],
        ["ask", "x" * 2001],
        ["ask", "x", "--language", "xx"],
        ["search", "x", "--kind", "novel"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--year", "soon"],
        ["nonsense"],
        ["ask", "x", "--nonsense"],
    ],
)
def test_a_wrongly_written_command_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (PermanentError("index_mismatch", "Other model.", "Run --rebuild."), "Error: Other model. Run --rebuild.\n"),
        (
            ValueError("odd\nthing"),
            "Error: Unexpected ValueError: odd thing Run the command again with --debug to see where.\n",
        ),
    ],
)
def test_a_failure_is_one_line(
    failure: Exception, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_settings: Settings) -> None:
        raise failure

    monkeypatch.setattr("assistant.bootstrap.build_library", fail)
    assert run("search", "x") == 1
    assert capsys.readouterr() == ("", line)
    with pytest.raises(type(failure)):
        main(["search", "x", "--debug"])


def test_a_setting_that_does_not_exist_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATADIR", "x")
    assert run("search", "x") == 1
    assert capsys.readouterr().err == "Error: There is no setting ASSISTANT_DATADIR. Did you mean ASSISTANT_DATA_DIR?\n"


def test_help_loads_nothing_heavy() -> None:
    check = "import sys; import api.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    heavy = ["fastapi", "uvicorn", "chromadb", "numpy", "sqlalchemy", "pydantic", "langchain_core", "rich.table"]
    done = subprocess.run([sys.executable, "-c", check, *heavy], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


BROKEN = """
from types import SimpleNamespace
from api.cli import main
from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.answering.quotations.extractive import ExtractiveComposer

class Broken:
    library = SimpleNamespace(count=lambda: 1)

    def search(self, *_):
        raise OSError("the vector store is gone")

bootstrap.build_assistant = lambda _settings: Assistant(Broken(), ExtractiveComposer())
main()
"""


@pytest.mark.parametrize(("flags", "traced"), [((), False), (("--debug",), True)])
def test_an_answer_that_failed_is_a_failure_and_traced_on_demand(flags: tuple[str, ...], traced: bool) -> None:
    # A process of its own: pytest catches what is logged.
    ended = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", BROKEN, "ask", QUESTION, *flags], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stdout.strip()
    assert ("Traceback" in ended.stderr) == traced
