"""Golden conversations: enough of each kind, none that contradicts itself, and a judge that sees what is wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.answering.answer import Answer, AnswerStatus
from assistant.errors import PermanentError
from evals.conversations import CONVERSATIONS as CONVERSATIONS_FILE
from evals.conversations import GoldenTurn, read_conversations, wrong
from evals.golden_set import CORPUS
from tests.answering_builders import result

CONVERSATIONS = read_conversations()
ASIDE = read_conversations(CONVERSATIONS_FILE.with_name("conversations_aside.yaml"))
EVERY = [*CONVERSATIONS, *ASIDE]
TURN = GoldenTurn("Entä Lapissa?", True, "answered", "fi", (), (("80 prosenttia", "80 %"),))


def test_there_are_enough_in_each_language() -> None:
    languages = Counter(conversation.language for conversation in CONVERSATIONS)
    assert len(CONVERSATIONS) >= 45
    assert languages["fi"] >= 20
    assert min(languages["sv"], languages["en"]) >= 8
    assert set(languages) == {"fi", "sv", "en", "et", "ru", "uk", "ar"}


def test_every_kind_of_turn_is_among_them() -> None:
    tags = Counter(tag for conversation in CONVERSATIONS for tag in conversation.tags)
    for tag in ("topic", "declined", "calls", "language", "year", "region", "pronoun", "ellipsis"):
        assert tags[tag] >= 3, tag


def test_enough_are_kept_aside() -> None:
    assert len(ASIDE) >= 12
    assert {conversation.language for conversation in ASIDE} == {"fi", "sv", "en"}


def test_ids_are_distinct_and_the_first_turn_needs_no_other() -> None:
    assert len({conversation.id for conversation in EVERY}) == len(EVERY)
    assert not [conversation.id for conversation in EVERY if conversation.turns[0].follow_up]


def test_the_documents_named_are_in_the_collection() -> None:
    named = {path for conversation in EVERY for turn in conversation.turns for path in turn.documents}
    assert [path for path in sorted(named) if not (CORPUS / path).is_file()] == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(AnswerStatus.ANSWERED, "fi", "Tuki on 80 %."), ""),
        (Answer(AnswerStatus.PARTIAL, "fi", "Tuki on 80 prosenttia."), ""),
        (Answer(AnswerStatus.ANSWERED, "fi", "Tuki on 75 %."), "does not tell 80 prosenttia"),
        (Answer(AnswerStatus.ANSWERED, "sv", "Stödet är 80 %."), "in sv instead of fi"),
        (Answer(AnswerStatus.UNANSWERABLE_NO_EVIDENCE, "fi", "80 %"), "unanswerable_no_evidence instead of answered"),
    ],
)
def test_what_is_wrong_is_told(answer: Answer, why: str) -> None:
    assert wrong(TURN, answer) == why


def test_a_document_that_is_not_cited_is_wrong() -> None:
    turn = GoldenTurn("Entä?", True, "answered", "fi", ("calls/haku-2026-lappi.yaml",), (("80",),))
    found = (result("80"),)
    assert wrong(turn, Answer(AnswerStatus.ANSWERED, "fi", "80", results=found)) == "cites nothing"


def test_a_turn_without_facts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "conversations.yaml"
    path.write_text("- {id: a, language: fi, tags: [], turns: [{ask: Kuka}, {ask: Kenen, facts: [x]}]}")
    with pytest.raises(PermanentError, match="must have facts"):
        read_conversations(path)
