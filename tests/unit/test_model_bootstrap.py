"""Who writes: our own code unless the settings name a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.answering.conversation.exchange import Exchange
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.bootstrap import build_writer
from assistant.index.library import Library
from assistant.settings import Settings
from tests.index_fakes import FakeAnalyser, FakeEmbedder

LIBRARY = cast(Library, SimpleNamespace(analyser=FakeAnalyser(), embedder=FakeEmbedder()))


def rules(text: str, language: str, history: Sequence[Exchange]) -> str | None:  # noqa: ARG001
    return None


def test_without_a_model_answers_are_quotations_and_rules_read_follow_ups() -> None:
    composer, follow_up = build_writer(Settings(), LIBRARY, rules)
    assert isinstance(composer, ExtractiveComposer)
    assert follow_up is rules


def test_an_address_alone_sets_no_model() -> None:
    composer, _ = build_writer(Settings(llm_base_url="http://127.0.0.1:1/v1", llm_api_key="x"), LIBRARY, rules)  # type: ignore[arg-type]
    assert isinstance(composer, ExtractiveComposer)


def test_a_model_writes_and_rewrites(tmp_path: Path) -> None:
    pytest.importorskip("langchain_openai", reason="the [llm] extra is not installed")
    from assistant.answering.prose.generative import GenerativeComposer
    from assistant.answering.prose.rewriting import Rewriter

    settings = Settings(data_dir=tmp_path, llm_model="mistral", llm_base_url="http://127.0.0.1:1/v1")
    composer, follow_up = build_writer(settings, LIBRARY, rules)
    assert isinstance(composer, GenerativeComposer)
    assert isinstance(follow_up, Rewriter)
    mask: Any = composer._mask
    assert "131052-308T" not in mask("Tuki henkilölle 131052-308T")
    assert list(tmp_path.iterdir()) == []
