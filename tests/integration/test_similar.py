"""The overlap finder on real files and a real index: a plan as text, DOCX or PDF, from a terminal and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.ingesting import ingest_paths
from api.similar.plan import read_plan
from assistant.bootstrap import build_assistant
from assistant.settings import Settings, load_settings
from ingest.worker import Worker

CORPUS = Path(__file__).parents[2] / "corpus"
PRACTICES = ("turvavartti.docx", "pelisaantokortti.md", "tyohonvalmentajan-kolmikanta.md", "arrival-buddy.md")
PLAN = (
    "Rakennustyömailla sattuu tapaturmia. Hankkeessa koko työmaan väki puhuu joka maanantai lyhyesti viikon riskeistä.",
    "Pienet rakennusliikkeet saavat kortit, joiden avulla esihenkilö vie keskustelun läpi.",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index of four practices."""
    made = load_settings(data_dir=tmp_path_factory.mktemp("similar"))
    ingest_paths(made, [CORPUS / "practices" / name for name in PRACTICES], rebuild=False)
    return made


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan as people write it."""
    document = Document()
    document.add_heading("Hankesuunnitelma", 1)
    for paragraph in PLAN:
        document.add_paragraph(paragraph)
    path = tmp_path_factory.mktemp("plan") / "suunnitelma.docx"
    document.save(str(path))
    return path


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    assistant = build_assistant(settings)
    yield TestClient(create_app(assistant, settings))
    assistant.library.close()


def test_a_word_file_gives_its_paragraphs_without_the_headings(plan: Path) -> None:
    with Worker() as worker:
        text = read_plan(plan, worker)
    assert text.split("\n\n") == list(PLAN)


def test_a_pdf_gives_its_text() -> None:
    with Worker() as worker:
        assert "hanke" in read_plan(CORPUS / "reports" / "hankekysely-2025.pdf", worker).lower()


def test_a_plan_meets_its_project_over_http(client: TestClient, plan: Path) -> None:
    body = client.post("/api/v1/similar", files={"file": (plan.name, plan.read_bytes())}).json()
    assert body["projects"][0]["name"] == "Turvallinen Työmaa"
    chunk = next(one for one in body["projects"][0]["shared"])
    document = client.get(f"/api/v1/documents/{chunk['document_id']}").json()
    text = next(one["text"] for one in document["chunks"] if one["id"] == chunk["chunk_id"])
    assert chunk["quote"].removesuffix(" …") in text


def test_a_broken_file_is_a_problem(client: TestClient) -> None:
    response = client.post("/api/v1/similar", files={"file": ("plan.docx", b"PK\x03\x04 cut short")})
    assert (response.status_code, response.json()["code"]) == (422, "plan_unreadable")


def test_a_plan_meets_its_project_in_a_terminal(
    settings: Settings, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["similar", str(plan), "--data-dir", str(settings.data_dir)]
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--json"])
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)["projects"][0]["name"] == "Turvallinen Työmaa"
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "Turvallinen Työmaa" in shown
    assert "The funder decides" in shown


@pytest.mark.parametrize("name", ["missing.txt", "table.xlsx"])
def test_an_unreadable_file_is_one_line(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if name != "missing.txt":
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(SystemExit) as ended:
        main(["similar", str(tmp_path / name)])
    assert ended.value.code == 1
    error = capsys.readouterr().err
    assert error.startswith(f"Error: {name} ")
    assert len(error.splitlines()) == 1
