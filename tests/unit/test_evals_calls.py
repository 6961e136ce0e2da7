"""The golden questions on calls, and the judge that tells whether an answer is exact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.answer import Answer, AnswerStatus
from assistant.language import SUPPORTED
from evals.calls import CallQuestion, read_questions, wrong
from tests.unit.test_answering_call_answers import ALL, answer_to

NAMED = {one.id.removeprefix("haku-"): one for one in ALL}


def test_the_golden_questions_are_enough_in_every_language() -> None:
    questions = read_questions()
    assert len({question.id for question in questions}) == len(questions) >= 90
    assert {question.language for question in questions} == {language.code for language in SUPPORTED}
    assert len({question.at for question in questions}) >= 3
    assert 0.3 < sum(question.set_aside for question in questions) / len(questions) < 0.36


def golden(**expected: object) -> CallQuestion:
    question = CallQuestion(
        "fi-1",
        read_questions()[0].at,
        ("Milloin haku-2026-3 päättyy?",),
        "calls",
        frozenset(["2026-3"]),
        {"2026-3": "open"},
        (("15.1.2027 klo 16.15",),),
        ("päättynyt",),
        "fi",
        False,
    )
    return replace(question, **expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expected", "why"),
    [
        ({}, ""),
        ({"calls": frozenset(["2026-4"])}, "tells of 2026-3"),
        ({"says": {"2026-3": "closed"}}, "does not say that 2026-3 is closed"),
        ({"tells": (("16.1.2027",),)}, "does not tell 16.1.2027"),
        ({"never": ("auki",)}, "tells auki"),
        ({"language": "sv"}, "in fi instead of sv"),
        ({"route": "elsewhere"}, "taken by calls"),
        ({"route": "asked_back"}, "does not ask back"),
        ({"route": "eligibility"}, "answered by calls"),
    ],
)
def test_what_is_not_exact_is_told(expected: dict[str, object], why: str) -> None:
    cited = answer_to("Milloin haku-2026-3 päättyy?")
    citations = tuple(replace(one, uri="corpus/calls/haku-2026-3.yaml") for one in cited.citations)
    assert wrong(golden(**expected), replace(cited, citations=citations), NAMED) == why


def test_citations_must_hold() -> None:
    bare = Answer(AnswerStatus.ANSWERED, "fi", "Haku on auki.", route="calls")
    assert wrong(golden(), bare, NAMED) == "citations do not hold"
