"""The measuring commands on tiny files, through the product's own path, with a small model in place of the real one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import evals.options
from assistant.errors import PermanentError
from evals.__main__ import app
from evals.ablation import BEGIN, END
from evals.report import read
from evals.variations import variations
from tests.index_fakes import FakeEmbedder

CORPUS = (
    {"context_id": "a", "lang": "fi", "title": "Lasi", "text": "Lasia on valmistettu jo kauan hiekasta."},
    {"context_id": "b", "lang": "fi", "title": "Puu", "text": "Mänty kasvaa korkeaksi havupuuksi."},
    {"context_id": "c", "lang": "fi", "title": "Rauta", "text": "Rauta ruostuu kosteassa ilmassa."},
)
QUESTIONS = (
    {"id": "1", "lang": "fi", "question": "Mistä lasia on valmistettu?", "context_id": "a"},
    {"id": "2", "lang": "fi", "question": "Miksi rauta ruostuu ilmassa?", "context_ids": ["c"]},
)
JUDGED = (
    {"id": "1", "question": "Mistä lasia on valmistettu?", "answerable": True, "candidate_ids": ["a", "b"]},
    {"id": "2", "question": "Mistä lasia on valmistettu?", "answerable": False, "candidate_ids": ["b", "c"]},
)


@pytest.fixture(autouse=True)
def small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evals.options, "make_embedder", lambda _name: FakeEmbedder())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus.jsonl", *CORPUS)


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def run(tmp_path: Path, *arguments: str | Path) -> str:
    shown = CliRunner().invoke(app, [*map(str, arguments), "--cache", str(tmp_path / "cache.sqlite3")])
    if shown.exception is not None:
        raise shown.exception
    return shown.stdout


def test_retrieval_prints_one_json_object_with_flat_keys(tmp_path: Path, corpus: Path) -> None:
    queries = write(tmp_path / "queries.jsonl", *QUESTIONS)
    saved = tmp_path / "new" / "result.json"
    figures = json.loads(
        run(tmp_path, "retrieval", "--corpus", corpus, "--queries", queries, "--json", "--save", saved)
    )
    keys = ("ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@20", "latency_ms.p50", "latency_ms.p95", "queries")
    assert tuple(figures) == keys
    assert (figures["ndcg@10"], figures["queries"]) == (1.0, 2)
    assert 0 < figures["latency_ms.p50"] <= figures["latency_ms.p95"]
    record = json.loads(saved.read_text())
    assert record["command"] == "retrieval"
    assert record["corpus"] == f"{tmp_path.name}/corpus.jsonl"
    assert record["intervals"]["ndcg@10"] == [1.0, 1.0]
    assert record["date"] and record["machine"]


def test_a_right_passage_that_is_not_there_is_told(tmp_path: Path, corpus: Path) -> None:
    queries = write(tmp_path / "queries.jsonl", {**QUESTIONS[0], "context_id": "zz"})
    with pytest.raises(PermanentError, match="zz"):
        run(tmp_path, "retrieval", "--corpus", corpus, "--queries", queries)


def test_abstention_looks_among_the_candidates_alone(tmp_path: Path, corpus: Path) -> None:
    queries = write(tmp_path / "queries.jsonl", *JUDGED)
    figures: dict[str, Any] = json.loads(
        run(tmp_path, "abstention", "--corpus", corpus, "--queries", queries, "--json")
    )
    assert {"auroc", "hallucination_rate", "miss_rate", "queries"} <= figures.keys()
    assert (figures["auroc"], figures["queries"], figures["answerable"]) == (1.0, 2, 1)


def test_abstention_off_the_collection_asks_twice(tmp_path: Path, corpus: Path) -> None:
    queries = write(tmp_path / "queries.jsonl", *QUESTIONS)
    figures: dict[str, Any] = json.loads(
        run(tmp_path, "abstention", "--corpus", corpus, "--queries", queries, "--off-collection", "--json")
    )
    assert (figures["auroc"], figures["queries"], figures["answerable"]) == (1.0, 4, 2)


def test_people_get_tables(tmp_path: Path, corpus: Path) -> None:
    queries = write(tmp_path / "queries.jsonl", *JUDGED)
    shown = run(tmp_path, "abstention", "--corpus", corpus, "--queries", queries)
    assert all(
        title in shown for title in ("auroc", "partial", "Is the probability true?", "Risk when only the surest")
    )


def test_the_ablation_asks_every_row(tmp_path: Path) -> None:
    (tmp_path / "tydiqa").mkdir()
    write(tmp_path / "tydiqa" / "corpus_en.jsonl", *CORPUS)
    write(tmp_path / "tydiqa" / "queries_en.jsonl", *QUESTIONS)
    page = tmp_path / "retrieval.md"
    page.write_text(BEGIN + END)
    arguments = ("ablation", "--data", tmp_path, "--set", "tydiqa en", "--limit", "1", "--write", page)
    figures = json.loads(run(tmp_path, *arguments, "--save", tmp_path / "result.json", "--json"))
    assert list(figures["tydiqa en"]) == [row.name for row in variations()]
    assert figures["tydiqa en"]["full system"] == 1.0
    assert "| full system | 1.000 [1.000, 1.000] |" in page.read_text()
    saved = json.loads((tmp_path / "result.json").read_text())
    assert saved["head"] == ["what is changed", "tydiqa en"]


def test_one_command_measures_every_set_and_saves_each(tmp_path: Path) -> None:
    (tmp_path / "tydiqa").mkdir()
    write(tmp_path / "tydiqa" / "corpus_ru.jsonl", *CORPUS)
    write(tmp_path / "tydiqa" / "queries_ru.jsonl", *QUESTIONS)
    run(tmp_path, "all", "--data", tmp_path, "--set", "tydiqa ru", "--out", tmp_path / "out")
    (saved,) = (tmp_path / "out").glob("*.json")
    assert saved.name.endswith("-retrieval-tydiqa-ru.json")


def test_saved_measurements_become_a_page_that_needs_nothing_else(tmp_path: Path, corpus: Path) -> None:
    results = tmp_path / "results"
    asked = write(tmp_path / "queries_fi.jsonl", *QUESTIONS)
    run(tmp_path, "retrieval", "--corpus", corpus, "--queries", asked, "--save", results / "1.json")
    run(
        tmp_path, "abstention", "--corpus", corpus, "--queries", asked, "--off-collection", "--save", results / "2.json"
    )
    shown = CliRunner().invoke(app, ["report", "--results", str(results), "--out", str(tmp_path / "page")])
    assert shown.exception is None
    page = (tmp_path / "page" / "report.html").read_text(encoding="utf-8")
    assert all(f">{title}</h2>" in page for title in ("Retrieval", "Latency", "Abstention"))
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("<svg") == page.count("<title>") - 1 == 5
    markdown = (tmp_path / "page" / "report.md").read_text(encoding="utf-8")
    assert "1.000 (1.000–1.000)" in markdown


def test_a_folder_without_measurements_is_told(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    with pytest.raises(PermanentError, match="holds no measurements"):
        read(tmp_path / "results")
    write(tmp_path / "results" / "a.json", {"a": 1})
    with pytest.raises(PermanentError, match="no saved measurement"):
        read(tmp_path / "results")
