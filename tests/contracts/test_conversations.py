"""Conversations are kept, cut, expire and are deleted: one suite over the memory and the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.answering.answer import AnswerStatus
from assistant.answering.conversation.conversations import KEPT_EXCHANGES, Conversations, MemoryConversations, new_id
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.conversation.store import FILE, StoredConversations

BEGINNING = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIFETIME = timedelta(hours=2)


class Watch:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.moment = BEGINNING

    def __call__(self) -> datetime:
        return self.moment


def exchange(question: str = "Milloin Lapin haku päättyy?") -> Exchange:
    return Exchange(question, "fi", AnswerStatus.ANSWERED, "calls", ("a1", "b2"), {"topic": "Lapin haku"})


def without_digits(question: str) -> str:
    return "".join("*" if letter.isdigit() else letter for letter in question)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(params=["memory", "file"])
def conversations(request: pytest.FixtureRequest, watch: Watch, tmp_path: Path) -> Iterator[Conversations]:
    if request.param == "memory":
        yield MemoryConversations(LIFETIME, without_digits, watch)
        return
    stored = StoredConversations(tmp_path / "data", LIFETIME, without_digits, watch)
    yield stored
    stored.close()


def test_what_was_said_is_there_in_order(conversations: Conversations) -> None:
    conversations.add("one", exchange("Ensin?"))
    conversations.add("one", exchange("Sitten?"))
    conversations.add("two", exchange("Muuta?"))
    assert conversations.history("one") == (exchange("Ensin?"), exchange("Sitten?"))


def test_an_unknown_conversation_has_no_history(conversations: Conversations) -> None:
    assert conversations.history("nobody") is None
    assert not conversations.delete("nobody")


def test_only_the_last_exchanges_are_kept(conversations: Conversations) -> None:
    for letter in "abcdefghij":
        conversations.add("one", exchange(letter))
    history = conversations.history("one")
    assert history is not None
    assert [kept.question for kept in history] == list("abcdefghij")[-KEPT_EXCHANGES:]


def test_a_question_is_masked_before_it_is_kept(conversations: Conversations) -> None:
    conversations.add("one", exchange("Soita 0401234567"))
    history = conversations.history("one")
    assert history is not None
    assert history[0].question == "Soita **********"


def test_a_conversation_ends_some_time_after_its_last_turn(conversations: Conversations, watch: Watch) -> None:
    conversations.add("one", exchange("Ensin?"))
    watch.moment += LIFETIME - timedelta(seconds=1)
    conversations.add("one", exchange("Sitten?"))
    watch.moment += LIFETIME - timedelta(seconds=1)
    assert conversations.history("one")
    watch.moment += timedelta(seconds=1)
    assert conversations.history("one") is None
    assert not conversations.delete("one")


def test_what_has_expired_does_not_come_back(conversations: Conversations, watch: Watch) -> None:
    conversations.add("one", exchange("Ensin?"))
    watch.moment += LIFETIME
    conversations.add("one", exchange("Sitten?"))
    assert conversations.history("one") == (exchange("Sitten?"),)


def test_a_deleted_conversation_is_gone(conversations: Conversations) -> None:
    conversations.add("one", exchange())
    assert conversations.delete("one")
    assert conversations.history("one") is None
    assert not conversations.delete("one")


def test_turns_at_the_same_time_are_all_kept(conversations: Conversations) -> None:
    with ThreadPoolExecutor(KEPT_EXCHANGES) as pool:
        list(pool.map(lambda number: conversations.add("one", exchange("abcdef"[number])), range(KEPT_EXCHANGES)))
    history = conversations.history("one")
    assert history is not None
    assert sorted(kept.question for kept in history) == list("abcdef")


def test_the_file_outlives_the_process_and_forgets_what_is_deleted(tmp_path: Path) -> None:
    def opened(act: Callable[[StoredConversations], object]) -> object:
        stored = StoredConversations(tmp_path)
        try:
            return act(stored)
        finally:
            stored.close()

    opened(lambda stored: stored.add("one", exchange("Kuka olen?")))
    assert opened(lambda stored: stored.history("one")) == (exchange("Kuka olen?"),)
    opened(lambda stored: stored.delete("one"))
    assert b"Kuka olen?" not in (tmp_path / FILE).read_bytes()


def test_ids_are_long_and_never_the_same() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert min(len(one) for one in ids) >= 32
