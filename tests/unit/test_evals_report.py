"""Saved measurements as sections, tables and plots."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree

from evals.plots import Axis, Point, bars, line, span
from evals.report import table, to_html, to_markdown
from evals.report_sections import sections, set_name

RETRIEVAL: dict[str, Any] = {
    "command": "retrieval",
    "date": "2026-11-01T10:00:00+00:00",
    "commit": "aaaaaaa",
    "machine": "2 cores",
    "corpus": "finlex_work/corpus_fi.jsonl",
    "queries_file": "finlex_work/queries_sv.jsonl",
    "distractors": [],
    "ndcg@10": 0.3,
    "mrr@10": 0.25,
    "recall@1": 0.2,
    "recall@5": 0.4,
    "recall@20": 0.5,
    "latency_ms.p50": 40.4,
    "latency_ms.p95": 80.0,
    "queries": 100,
    "intervals": {"ndcg@10": [0.25, 0.35]},
}
LATER = {**RETRIEVAL, "date": "2026-11-02T10:00:00+00:00", "commit": "bbbbbbb", "ndcg@10": 0.4}
GOLDEN: dict[str, Any] = {
    "command": "golden",
    "date": "2026-11-02T11:00:00+00:00",
    "commit": "bbbbbbb",
    "queries_file": "golden/questions.yaml",
    "passage_3@fi": 0.9,
    "questions@fi": 20.0,
    "passage_3": 0.9,
    "questions": 20.0,
    "intervals": {"passage_3": [0.8, 1.0]},
}
ANSWERS = {
    **{key: RETRIEVAL[key] for key in ("date", "commit", "corpus", "queries_file", "distractors")},
    "command": "answers",
    **{
        f"{figure}@{budget}": 0.5
        for figure in ("gold_in_answer", "median_words", "citation_precision", "verbatim", "answered")
        for budget in (60, 30)
    },
}


def test_a_set_is_named_by_its_languages_and_distractors() -> None:
    assert set_name(RETRIEVAL) == "finlex_work sv → fi"
    tydiqa = {"queries_file": "tydiqa/queries_fi.jsonl", "corpus": "tydiqa/corpus_fi.jsonl"}
    assert set_name({**tydiqa, "distractors": ["nomiracl/corpus_fi.jsonl"]}) == "tydiqa fi + nomiracl"
    assert set_name({**tydiqa, "off_collection": True}) == "tydiqa fi, off the collection"


def test_the_table_tells_the_last_run_and_the_plot_all_of_them() -> None:
    retrieval, latency = sections([RETRIEVAL, LATER])
    assert [row[:2] for row in retrieval.rows] == [("finlex_work sv → fi", "0.400 (0.250–0.350)")]
    assert "aaaaaaa 0.300, bbbbbbb 0.400" in retrieval.plots[0][1]
    assert latency.rows[0][:3] == ("finlex_work sv → fi", "40", "80")


def test_answers_have_a_row_a_budget() -> None:
    (answers,) = sections([ANSWERS])
    assert [row[0] for row in answers.rows] == ["finlex_work sv → fi, 30 words", "finlex_work sv → fi, 60 words"]


def test_growth_is_told_by_size_and_filter() -> None:
    costs = {"everything": {"p50": 20.0, "p95": 40.0, "ndcg": 0.9}, "year": {"p50": 30.0, "p95": 35.0, "ndcg": None}}
    run = {key: RETRIEVAL[key] for key in ("date", "commit", "machine")}
    (size,) = sections([{"command": "scale", **run, "sizes": [{"chunks": 1000, "costs": costs}]}])
    assert size.rows == (("1,000, everything", "20", "40", "0.900"), ("1,000, year", "30", "35", "–"))
    assert "30 at 1,000" in size.plots[0][1]
    assert "40 at 1,000" in size.plots[1][1]


def test_golden_figures_stand_by_language() -> None:
    (golden,) = sections([GOLDEN])
    assert [row[0] for row in golden.rows] == ["fi", "all"]
    assert dict(zip(golden.head, golden.rows[0], strict=True))["right in 3"] == "90%"
    assert dict(zip(golden.head, golden.rows[0], strict=True))["facts told"] == "–"


def test_the_page_is_well_formed_and_every_plot_is_told_in_words() -> None:
    page = to_html(sections([RETRIEVAL, LATER, ANSWERS, GOLDEN]))
    root = etree.fromstring(re.sub(r"<meta ([^>]*)>", r"<meta \1/>", page.removeprefix("<!doctype html>\n")))
    plots = list(root.iter("svg"))
    assert len(plots) >= 5
    assert all(plot.get("role") == "img" and plot.get("aria-label") for plot in plots)
    assert all(not element.get("src") for element in root.iter())
    assert [link.get("href", "")[0] for link in root.iter("a")] == ["#"] * 4


def test_markdown_has_the_same_tables() -> None:
    assert "| finlex_work sv → fi | 0.400 (0.250–0.350) |" in to_markdown(sections([LATER]))
    assert table(("a", "b"), [("x", "1")]) == "| a | b |\n| --- | ---: |\n| x | 1 |\n"


def test_a_higher_value_stands_higher() -> None:
    drawn = line("t", [Point(0, 0.2), Point(1, 0.8)], Axis("x", 0, 1), Axis("y", 0, 1))
    first, second = (float(height) for height in re.findall(r'<circle class="dot" cx="[\d.]+" cy="([\d.]+)"', drawn))
    assert first > second


def test_a_bar_is_as_long_as_its_value() -> None:
    drawn = bars("t", [Point(0, 0.25, name="a"), Point(0, 0.5, name="b")], Axis("y", 0, 1))
    short, long = (float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', drawn))
    assert long == pytest.approx(2 * short)


def test_names_cannot_break_the_page() -> None:
    drawn = bars("<&>", [Point(0, 0.25, name="<b>")], Axis("y", 0, 1))
    etree.fromstring(drawn)
    assert "<b>" not in drawn


def test_an_axis_holds_every_interval() -> None:
    low, high = span([Point(0, 0.83, 0.79, 0.88), Point(1, 0.97, 0.95, 0.99)], top=1)
    assert low == pytest.approx(0.7)
    assert high == 1
