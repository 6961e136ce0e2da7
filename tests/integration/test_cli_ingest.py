"""`assistant ingest`, `search` and `doctor` on real files, a real index and the real model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from assistant.analysis import Analyser

PAGE = """<!doctype html><html lang="fi"><head><title>{title}</title></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body></html>"""


class OtherAnalyser(Analyser):
    """One that makes other terms."""

    def __init__(self) -> None:
        super().__init__()
        self.identity = "other"


class Desk:
    """A folder of documents, an index, and the commands over them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.documents = folder / "aineisto"
        self.documents.mkdir()
        self._data_dir = folder / "data"
        self._capsys = capsys

    def write(self, name: str, title: str, text: str) -> Path:
        path = self.documents / name
        path.write_text(PAGE.format(title=title, text=text))
        return path

    def run(self, *arguments: str) -> tuple[int, Any]:
        """The exit code, and what was printed as JSON."""
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--json", "--data-dir", str(self._data_dir)])
        out = self._capsys.readouterr().out
        return int(ended.value.code or 0), json.loads(out) if out else None

    def ingest(self) -> tuple[int, dict[str, Any]]:
        code, report = self.run("ingest", str(self.documents))
        assert report.pop("seconds") >= 0
        return code, {name: files for name, files in report.items() if files}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_the_index_follows_the_folder(desk: Desk) -> None:
    measuring = desk.write("mittaus.html", "Alkumittaus", "Alkumittaus tehdään ennen hankkeen alkua kyselyllä.")
    desk.write("etatyo.html", "Etätyö", "Etätyön johtaminen vaatii yhteisiä pelisääntöjä.")
    uris = ["aineisto/etatyo.html", "aineisto/mittaus.html"]

    code, report = desk.ingest()
    assert (code, sorted(report.pop("added")), report) == (0, uris, {})
    code, report = desk.ingest()
    assert (code, sorted(report["unchanged"])) == (0, uris)

    code, found = desk.run("search", "Miten alkumittaus tehdään?")
    assert (code, found["language"], found["results"][0]["document"]["uri"]) == (0, "fi", "aineisto/mittaus.html")

    measuring.unlink()
    desk.write("etatyo.html", "Etätyö", "Etätyöstä sovitaan kirjallisesti.")
    assert desk.ingest() == (0, {"updated": ["aineisto/etatyo.html"], "removed": ["aineisto/mittaus.html"]})
    _, found = desk.run("search", "Miten alkumittaus tehdään?")
    assert {result["text"] for result in found["results"]} == {"Etätyöstä sovitaan kirjallisesti."}


def test_a_broken_file_is_reported_and_the_rest_goes_in(desk: Desk) -> None:
    desk.write("hyva.html", "Hyvä", "Tämä tiedosto on kunnossa.")
    (desk.documents / "rikki.pdf").write_bytes(b"%PDF-1.7 broken")
    code, report = desk.ingest()
    assert code == 3
    assert report["added"] == ["aineisto/hyva.html"]
    (failed,) = report["failed"]
    assert failed["uri"] == "aineisto/rikki.pdf"
    assert failed["code"]
    assert failed["message"]
    assert failed["hint"]


def test_a_rebuild_keeps_the_documents(desk: Desk) -> None:
    desk.write("hyva.html", "Hyvä", "Tämä tiedosto on kunnossa.")
    desk.ingest()
    code, report = desk.run("ingest", str(desk.documents), "--rebuild")
    assert (code, report["unchanged"]) == (0, ["aineisto/hyva.html"])
    assert desk.run("doctor")[1]["passages"] == 1


def test_the_doctor_misses_an_original(desk: Desk) -> None:
    page = desk.write("hyva.html", "Hyvä", "Tämä tiedosto on kunnossa.")
    desk.ingest()
    code, diagnosis = desk.run("doctor")
    assert (code, diagnosis["sound"], diagnosis["documents"], diagnosis["findings"]) == (0, True, 1, [])
    page.unlink()
    code, diagnosis = desk.run("doctor")
    assert (code, diagnosis["sound"]) == (1, False)
    assert [finding["code"] for finding in diagnosis["findings"]] == ["missing_originals"]


def test_the_doctor_tells_an_index_that_does_not_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("hyva.html", "Hyvä", "Tämä tiedosto on kunnossa.")
    desk.ingest()
    monkeypatch.setattr("assistant.bootstrap.Analyser", OtherAnalyser)
    code, diagnosis = desk.run("doctor")
    assert code == 1
    assert [finding["code"] for finding in diagnosis["findings"]] == ["index_mismatch"]
    assert "--rebuild" in diagnosis["findings"][0]["message"]


def test_a_path_that_is_not_there_changes_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(desk.documents / "none"), "--data-dir", str(desk.documents / "data")])
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (1, "")
    assert err.startswith("Error: There is no file or folder")
    assert not (desk.documents / "data").exists()


def test_a_path_that_the_system_refuses_is_told_plainly(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(desk.documents / ("x" * 300)), "--data-dir", str(desk.documents / "data")])
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (1, "")
    assert "cannot be read (File name too long). Check the path" in err
    assert "Unexpected" not in err
