"""The example collection's calls end to end: records, announcements, stale deadlines, reviews, command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from api.calls_terminal import review
from api.cli import main
from assistant.calls.conflicts import Outcome, conflicts
from assistant.calls.questions import Question, answer, questions
from assistant.calls.record import Call
from assistant.calls.reviews import Reviews, Verdict
from assistant.index.library import Library
from assistant.index.rebuild import rebuild
from assistant.settings import Settings
from ingest.converters.call_record import parse
from ingest.sources import FolderSource
from ingest.sync import sync
from tests.index_fakes import FakeAnalyser, FakeEmbedder

CORPUS = Path(__file__).parents[2] / "corpus"
TRAPS = ("newsletters/uutiskirje-5-2026.html", "slides/hakuinfo-2026-3.pptx")
TIMES = ("opens_at", "closes_at", "continuous")
FIGURES = ("funding_rate", "own_contribution", "total_amount", "amount_per_project", "decision_expected")
PROSE = """<html><head><title>Hyvä työ</title></head><body><main><h1>Hyvä työ</h1>
<p>Haku avautuu 1.2.2027 klo 9.00. Haku päättyy torstaina 26.3.2027 klo 16.15. Tuki on enintään 80 prosenttia.</p>
</main></body></html>"""


def _open(data_dir: Path) -> Library:
    return Library.open(Settings(data_dir=data_dir), FakeEmbedder(), FakeAnalyser())


def _filled(data_dir: Path, *folders: Path) -> Library:
    library = _open(data_dir)
    assert sync(library, [FolderSource(folder) for folder in folders]).failed == []
    return library


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("collection") / "corpus"
    for folder in ("announcements", "calls"):
        shutil.copytree(CORPUS / folder, root / folder)
    for trap in TRAPS:
        (root / trap).parent.mkdir()
        shutil.copy(CORPUS / trap, root / trap)
    library = _filled(root.parent / "data", root)
    yield library
    library.close()


@pytest.fixture
def announced(tmp_path: Path) -> Iterator[tuple[Library, Path]]:
    """A library with one announcement in prose, whose weekday does not fit its closing day, and the announcement."""
    folder = tmp_path / "announcements"
    folder.mkdir()
    (folder / "hyva-tyo.html").write_text(PROSE, encoding="utf-8")
    library = _filled(tmp_path / "data", folder)
    yield library, folder / "hyva-tyo.html"
    library.close()


def _records() -> dict[str, Call]:
    return {path.stem: parse(path.read_text(encoding="utf-8"), path.name) for path in (CORPUS / "calls").glob("*.yaml")}


def test_announcements_of_known_calls_add_none(collection: Library) -> None:
    assert {stored.call.id: stored.call for stored in collection.calls()} == _records()
    assert all(stored.official and not stored.unreviewed for stored in collection.calls())


def test_announcements_alone_tell_the_times_of_every_call(collection: Library) -> None:
    records = _records()
    read = {stored.call.id: stored for stored in collection.told_calls() if not stored.official}
    assert sorted(read) == sorted(records)
    for call_id, stored in read.items():
        for field in TIMES:
            assert getattr(stored.call, field) == getattr(records[call_id], field), (call_id, field)
        assert bool(stored.call.cancelled) == bool(records[call_id].cancelled), call_id
        ends = [(one.before, one.to) for one in stored.call.extensions]
        assert ends == [(one.before, one.to) for one in records[call_id].extensions], call_id


def test_figures_of_announcements_are_right_or_absent(collection: Library) -> None:
    records = _records()
    right = absent = 0
    for stored in collection.told_calls():
        for field in () if stored.official else FIGURES:
            read, known = getattr(stored.call, field), getattr(records[stored.call.id], field)
            assert read in (None, known), (stored.call.id, field, read)
            right += read is not None
            absent += read is None and known is not None
    assert right >= 70
    assert absent <= 5


def test_quotes_stand_in_the_passages(collection: Library) -> None:
    for stored in collection.told_calls():
        text = "\n".join(chunk.text for chunk in collection.chunks(stored.document.id))
        for field, quote in stored.quotes.items():
            assert all(line in text for line in quote.splitlines()), (stored.document.uri, field, quote)


def test_the_stale_deadlines_are_explained_by_the_extension(collection: Library) -> None:
    found = conflicts(collection.calls(), collection.told_calls(), collection.call_statements())
    assert [(one.call_id, one.field, one.outcome, one.other.document.uri) for one in found] == [
        ("haku-2026-3", "closes_at", Outcome.SUPERSEDED, f"corpus/{trap}") for trap in TRAPS
    ]
    for one in found:
        assert one.other.value == "2026-12-18T16:15"
        assert one.superseded_by is not None
        assert str(one.superseded_by.announced) == "2026-11-10"
        assert "15.1.2027 klo 16.15" in one.record.quote
        assert "18.12.2026 klo 16.15" in one.other.quote


def _asked(library: Library) -> dict[str, Question]:
    return {one.field: one for one in questions(library.calls())}


def test_a_doubtful_closing_time_is_not_in_use_until_it_is_reviewed(announced: tuple[Library, Path]) -> None:
    library, _ = announced
    (stored,) = library.calls()
    assert (stored.call.id, stored.call.closes_at) == ("hyva-tyo", None)
    asked = _asked(library)["closes_at"]
    assert (asked.value, asked.proposed) == ("2027-03-26T16:15", True)
    assert asked.quote == "Haku päättyy torstaina 26.3.2027 klo 16.15."


def test_reviews_outlive_a_rebuild_and_a_changed_text_asks_again(
    announced: tuple[Library, Path], tmp_path: Path
) -> None:
    library, path = announced
    reviews, asked = Reviews(tmp_path / "data"), _asked(library)
    answer(reviews, asked["closes_at"], Verdict.ACCEPTED)
    answer(reviews, asked["opens_at"], Verdict.CORRECTED, "2.2.2027 klo 8.00")
    answer(reviews, asked["funding_rate"], Verdict.REJECTED)
    rebuilt = rebuild(Settings(data_dir=tmp_path / "data"), FakeEmbedder("fake-2"), FakeAnalyser())
    (stored,) = rebuilt.calls()
    assert f"{stored.call.opens_at:%d.%m. %H:%M} {stored.call.closes_at:%d.%m. %H:%M}" == "02.02. 08:00 26.03. 16:15"
    assert stored.call.funding_rate is None
    assert stored.unreviewed == frozenset()
    path.write_text(PROSE.replace("torstaina 26.3.2027", "perjantaina 9.4.2027"), encoding="utf-8")
    sync(rebuilt, [FolderSource(path.parent)])
    (changed,) = rebuilt.calls()
    assert changed.unreviewed == {"closes_at"}
    assert f"{changed.call.closes_at:%d.%m.}" == "09.04."
    rebuilt.close()


def test_the_command_line_reviews_without_questions(
    announced: tuple[Library, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library, _ = announced
    monkeypatch.setattr("assistant.bootstrap.build_library", lambda _settings: library)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["calls", *arguments, "--data-dir", str(tmp_path / "data")])
        return (int(ended.value.code or 0), *capsys.readouterr())

    _, out, _ = run("review", "--json")
    assert {one["field"] for one in json.loads(out)} == {"opens_at", "closes_at", "funding_rate"}
    assert run("review", "--set", "hyva-tyo", "closes_at", "eilen")[0] == 1
    assert run("review", "--set", "hyva-tyo", "closes_at", "2027-01-01T16:15")[0] == 1  # before it opens
    assert run("review", "--accept", "hyva-tyo", "summary")[0] == 1
    assert run("review", "--accept", "haku-0", "opens_at")[0] == 1
    assert run("review", "--set", "hyva-tyo", "closes_at", "2027-03-25T16:15")[0] == 0
    assert run("review", "--accept", "hyva-tyo", "opens_at")[0] == 0
    assert run("review", "--reject", "hyva-tyo", "funding_rate")[0] == 0
    assert "Nothing needs a review" in run("review")[1]
    _, out, _ = run("list", "--json")
    (one,) = json.loads(out)["calls"]
    assert (one["closes_at"][:16], one["unreviewed"]) == ("2027-03-25T16:15", [])
    assert "hyva-tyo" in run("list")[1]
    assert "agree" in run("conflicts")[1]


RECORD = """
id: haku-9
name: {fi: Melu ja työ}
funder: Rahoittaja
programme: Ohjelma
opens_at: 2026-10-01T09:00
closes_at: 2027-01-15T16:15
"""
NEWS = """---
title: Uutiskirje
kind: newsletter
published: 2026-11-02
---

# Melu ja työ

Haku haku-9 päättyy 18.12.2026 klo 16.15.
"""


def test_a_disagreement_is_set_aside_until_a_source_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "haku-9.yaml").write_text(RECORD, encoding="utf-8")
    (files / "uutiskirje.md").write_text(NEWS, encoding="utf-8")
    library = Library.open(Settings(data_dir=tmp_path / "data"), FakeEmbedder(), FakeAnalyser())
    sync(library, [FolderSource(files)])
    monkeypatch.setattr("assistant.bootstrap.build_library", lambda _settings: library)

    def run(*arguments: str) -> tuple[int, list[str]]:
        with pytest.raises(SystemExit) as ended:
            main(["calls", "conflicts", *arguments, "--data-dir", str(tmp_path / "data")])
        out = capsys.readouterr().out
        return int(ended.value.code or 0), [one["other"]["document"] for one in json.loads(out)] if out else []

    _, found = run("--json")
    assert len(found) == 1
    chosen = ("haku-9", "closes_at", found[0])
    assert run("--dismiss", "haku-9", "opens_at", found[0])[0] == 1
    assert run("--dismiss", *chosen) == (0, [])
    assert run("--json") == (0, [])
    assert library.call_conflicts() == []
    assert run("--all", "--json") == (0, found)
    (files / "uutiskirje.md").write_text(NEWS.replace("18.12.", "19.12."), encoding="utf-8")
    sync(library, [FolderSource(files)])
    assert run("--json") == (0, found)
    assert run("--dismiss", *chosen) == (0, [])
    (files / "haku-9.yaml").write_text(RECORD.replace("16:15", "16:00"), encoding="utf-8")
    sync(library, [FolderSource(files)])
    assert run("--json") == (0, found)
    (files / "haku-9.yaml").write_text(RECORD, encoding="utf-8")
    sync(library, [FolderSource(files)])
    assert run("--json") == (0, [])
    assert run("--restore", *chosen) == (0, [])
    assert run("--json") == (0, found)
    library.close()


def test_a_person_reviews_in_a_terminal(announced: tuple[Library, Path], tmp_path: Path) -> None:
    library, _ = announced
    reviews, console = Reviews(tmp_path / "data"), Console(record=True, width=120)
    keys = iter(["s", "x", "c", "eilen", "c", "2027-03-25T16:15", "a"])
    asked = list(questions(library.calls()))
    assert [one.field for one in asked] == ["opens_at", "closes_at", "funding_rate"]

    def decide(one: Question, verdict: Verdict, value: str) -> None:
        answer(reviews, one, verdict, value)

    done = review(asked, decide, lambda _prompt: next(keys), console)
    shown = console.export_text()
    assert done == 2
    assert "Haku päättyy torstaina 26.3.2027 klo 16.15." in shown
    assert "must be a day and a time" in shown
    assert {one.field for one in questions(library.calls())} == {"opens_at"}


def test_check_names_file_and_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "calls"
    shutil.copytree(CORPUS / "calls", folder)
    sound = (folder / "haku-2028-1.yaml").read_text(encoding="utf-8")
    (folder / "rikki.yaml").write_text(sound.replace('"2028-03-31T16:15"', '"2028-03-31"'), encoding="utf-8")
    (folder / "kahdesti.yaml").write_text(sound, encoding="utf-8")
    (folder / "luvut.csv").write_text("Maakunta;Hankkeita\nLappi;3\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["calls", "check", str(folder), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == 3
    assert told["calls"] == 16
    messages = sorted(problem["message"] for problem in told["problems"])
    assert len(messages) == 2
    assert "haku-2028-1 stands in calls/" in messages[0]
    assert messages[1].startswith("rikki.yaml: closes_at: must be a day and a time")
