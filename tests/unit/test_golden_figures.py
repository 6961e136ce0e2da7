"""What the golden set's figures count, on answers made by hand."""

from __future__ import annotations

import pytest

from assistant.answering.answer import Answer, AnswerStatus, Citation
from assistant.documents import DocumentKind
from evals.golden_outcomes import Outcome, figures, flat_figures, groups, half, intervals, misses
from evals.golden_set import Gold, GoldenQuestion

ASKED = GoldenQuestion("fi-001", "fi", "Milloin?", (Gold("a.md", ("15.1.",)),), (("15.1.2027", "15 January 2027"),), ())
UNKNOWN = GoldenQuestion("sv-001", "sv", "Vem?", (), (), ())
CITATION = Citation(1, "c", "d", "Haku", DocumentKind.CALL, "fi", None, "corpus/a.md", None, (), "15.1.2027")


def outcome(
    question: GoldenQuestion, text: str, rank: int | None, status: AnswerStatus = AnswerStatus.ANSWERED
) -> Outcome:
    citations = () if status is AnswerStatus.UNANSWERABLE_NO_EVIDENCE else (CITATION,)
    answer = Answer(status, question.language, text, citations)
    return Outcome(question, answer, rank, tuple(question.missing(text)))


RIGHT = outcome(ASKED, "Closes on 15 January 2027.", 1)
UNTOLD = outcome(ASKED, "Haku jatkuu 15.1.2028 asti.", 3)
LOW = outcome(ASKED, "15.1.2027", 4)
DECLINED = outcome(ASKED, "Lähimpänä: haku 15.1.2027", 2, AnswerStatus.UNANSWERABLE_NO_EVIDENCE)
SURE = outcome(UNKNOWN, "Projektledaren", None)
CAVEAT = outcome(UNKNOWN, "Projektledaren", None, AnswerStatus.PARTIAL)
HONEST = outcome(UNKNOWN, "Jag hittade inget svar.", None, AnswerStatus.UNANSWERABLE_NO_EVIDENCE)


def test_passages_facts_and_refusals_are_shares_of_the_questions_they_concern() -> None:
    assert figures([RIGHT, UNTOLD, LOW, DECLINED, SURE, CAVEAT, HONEST]) == {
        "passage_1": 0.25,
        "passage_3": 0.75,
        "facts": 0.5,
        "declined": pytest.approx(1 / 3),
        "wrongly_sure": pytest.approx(1 / 3),
        "wrongly_declined": 0.25,
    }


def test_a_language_without_a_kind_of_question_has_no_figure_for_it() -> None:
    flat = flat_figures([RIGHT, HONEST])
    assert flat["passage_1@fi"] == flat["declined@sv"] == flat["passage_1"] == 1.0
    assert "declined@fi" not in flat
    assert flat["questions"] == 2


def test_the_halves_part_the_questions_by_their_ids() -> None:
    ids = [f"fi-{number:03}" for number in range(200)]
    tuned = [one for one in ids if half(one) == "tune"]
    assert 80 <= len(tuned) <= 120
    assert {half(one) for one in ids if one not in tuned} == {"check"}
    assert half("fi-001") == half("fi-001")


def test_languages_halves_and_all_are_told_apart() -> None:
    found = groups([RIGHT, DECLINED, HONEST])
    assert (found["fi"], found["sv"], found["not fi"]) == ([RIGHT, DECLINED], [HONEST], [HONEST])
    assert found["all"] == [RIGHT, DECLINED, HONEST]
    assert sorted(len(found.get(name, [])) for name in ("tune", "check")) in ([0, 3], [1, 2])


def test_every_figure_has_its_interval() -> None:
    outcomes = [RIGHT, UNTOLD, LOW, DECLINED, SURE, CAVEAT, HONEST]
    spans = intervals(outcomes)
    flat = flat_figures(outcomes)
    assert spans.keys() == {key for key in flat if not key.startswith("questions")}
    assert all(low <= flat[key] <= high for key, (low, high) in spans.items())


def test_a_miss_says_which_step_went_wrong() -> None:
    assert [miss.why for miss in misses([RIGHT, UNTOLD, LOW, DECLINED, SURE, CAVEAT, HONEST])] == [
        "not told: 15.1.2027; right passage at 3",
        "right passage at 4",
        "declined (unanswerable_no_evidence); right passage at 2",
        "answered (answered) though the collection holds no answer",
        "answered (partial) though the collection holds no answer",
    ]
