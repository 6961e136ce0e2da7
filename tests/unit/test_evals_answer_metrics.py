"""Figures of composed answers, checked by hand on two questions."""

from __future__ import annotations

import pytest

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.citations import cite, marker_text
from evals.answer_metrics import holds, measure, normalised
from evals.answers import flat
from evals.datasets import Question
from tests.answering_builders import result

TEXTS = {"a": "Haku päättyy 15.9.2026. Muuta.", "b": "Haku on auki.", "c": "Se päättyi 15.9.2026."}
QUESTIONS = [Question("1", "fi", "Milloin haku päättyy?", ("a",)), Question("2", "fi", "Mikä?", ("b",))]
GOLD = {"1": ["15.9.2026"], "2": ["auki"]}


def answer(*sources: tuple[str, str], status: AnswerStatus = AnswerStatus.ANSWERED, language: str = "fi") -> Answer:
    """An answer that quotes the given words of the given passages."""
    citations = tuple(
        cite(result(TEXTS[uri], uri=uri), number, quote) for number, (uri, quote) in enumerate(sources, 1)
    )
    text = " ".join(f"”{quote}”{marker_text(number)}" for number, (_, quote) in enumerate(sources, 1))
    return Answer(status, language, text, citations)


DECLINED = Answer(AnswerStatus.UNANSWERABLE_NO_EVIDENCE, "fi", "Ei löytynyt.")


def test_a_right_answer_and_a_declined_one() -> None:
    figures = measure(QUESTIONS, [answer(("a", "Haku päättyy 15.9.2026.")), DECLINED], GOLD, TEXTS).flat()
    assert figures["gold_in_answer"] == 0.5
    assert figures["gold_in_answered"] == 1.0
    assert figures["answered"] == 0.5
    assert figures["median_words"] == 3
    assert figures["citation_precision"] == 1.0
    assert figures["citation_recall"] == 0.5
    assert figures["verbatim"] == 1.0
    assert figures["right_status"] == 0.5
    assert figures["right_language"] == 1.0


def test_a_second_source_that_holds_the_answer_supports_without_being_gold() -> None:
    first = answer(("a", "Haku päättyy 15.9.2026."), ("c", "Se päättyi 15.9.2026."), ("b", "Haku on auki."))
    figures = measure(QUESTIONS[:1], [first], GOLD, TEXTS).flat()
    assert figures["citation_precision"] == pytest.approx(1 / 3)
    assert figures["citation_support"] == pytest.approx(2 / 3)
    assert figures["citations_per_answer"] == 3


def test_words_that_do_not_stand_in_the_passage_are_not_verbatim() -> None:
    wrong = answer(("a", "Haku päättyy huomenna."), status=AnswerStatus.PARTIAL, language="sv")
    figures = measure(QUESTIONS[:1], [wrong], GOLD, TEXTS).flat()
    assert figures["verbatim"] == figures["gold_in_answer"] == figures["right_status"] == figures["right_language"] == 0


def test_figures_come_for_the_first_budget_and_for_each() -> None:
    report = measure(QUESTIONS, [DECLINED, DECLINED], GOLD, TEXTS)
    figures = flat({60: report, 30: report})
    assert {"gold_in_answer", "gold_in_answer@60", "gold_in_answer@30", "verbatim@30"} <= figures.keys()


def test_answers_are_compared_without_capitals_punctuation_and_markers() -> None:
    assert normalised("  Vuon\u00adna 1975, (Oulu). ") == "vuonna 1975 oulu"
    assert holds(f"Se oli vuonna{marker_text(1)} 1975.", "vuonna 1975")
    assert not holds("Se oli.", "...")
