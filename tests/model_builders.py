"""A composer with a scripted model, over the small stand-ins of analysis and embedding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from langchain_core.language_models import BaseChatModel

from assistant.answering.assistant import Assistant
from assistant.answering.prose.budget import Allowance, Budget, Spent
from assistant.answering.prose.generative import GenerativeComposer, Model
from assistant.answering.prose.grounding import Grounding, Limits
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.documents import SearchResult
from tests.answering_builders import ScriptedRetriever, found, result
from tests.index_fakes import FakeAnalyser, FakeEmbedder

LIMITS = Limits(far=0.2, near=0.9, support=0.4, translated=0.1, reach=0.3, tie=0.05)
"""For `FakeEmbedder`, whose vectors are further apart than those of a real model."""
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)

SUPPORT = result(
    "Tuki on enintään 80 prosenttia kustannuksista. Haku päättyy 15.1.2027 kello 16.15.", title="Hakuohje", page=3
)
MEASURE = result(
    "Alkumittaus tehdään kuukauden kuluessa hankkeen aloituksesta.", uri="opas.pdf", title="Mittausopas", page=5
)


class OpenBudget(Budget):
    """Keeps count in memory."""

    def __init__(self, *, allows: bool = True) -> None:
        self.allows = allows
        self.used: list[Spent] = []

    def reserve(self, read: int, written: int) -> bool:  # noqa: ARG002
        return self.allows

    def settle(self, reserved: Spent, used: Spent) -> None:  # noqa: ARG002
        self.used.append(used)


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def grounding() -> Grounding:
    return Grounding(FakeAnalyser(), FakeEmbedder(), LIMITS)


def composer(
    model: BaseChatModel,
    *,
    budget: Budget | None = None,
    clock: Callable[[], float] | None = None,
    mask: Callable[[str], str] = str,
    timeout_seconds: float = 5.0,
    max_tokens: int = 200,
) -> GenerativeComposer:
    return GenerativeComposer(
        Model(model, "scripted-1", timeout_seconds, max_tokens),
        grounding(),
        budget or OpenBudget(),
        ExtractiveComposer(),
        mask=mask,
        clock=clock or Clock(),
    )


def assistant(model: BaseChatModel, *passages: SearchResult, answerable: float = 0.9, **options: object) -> Assistant:
    """Answers from `passages`, `SUPPORT` and `MEASURE` when none are given."""
    retriever = ScriptedRetriever(found(*(passages or (SUPPORT, MEASURE)), answerable=answerable))
    return Assistant(retriever, composer(model, **options))  # type: ignore[arg-type]


def budget_in(folder: Path, tokens: int | None, moment: Callable[[], dt.datetime] = lambda: NOON) -> Budget:
    return Budget(folder, Allowance(tokens), moment)
