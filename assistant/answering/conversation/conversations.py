"""Where conversations are kept between their turns: for some hours, under an id that nobody can guess."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol

from assistant.answering.conversation.exchange import Exchange
from assistant.answering.masking import mask

KEPT_EXCHANGES = 6
"""The last so many of a conversation; a follow-up looks no further back."""
ID_BYTES = 24
"""Of randomness in an id: it is the only key to a conversation."""
LIFETIME = timedelta(hours=24)

Mask = Callable[[str], str]
"""Takes personal data out of a question before it is kept."""


class Conversations(Protocol):
    """Keeps exchanges. Any thread may call; of two turns at the same time none is lost."""

    def history(self, conversation_id: str) -> tuple[Exchange, ...] | None:
        """The last exchanges, oldest first; None when there is no such conversation, or no longer."""

    def add(self, conversation_id: str, exchange: Exchange) -> None:
        """Keeps a further exchange, its question masked; the conversation begins with its first one."""

    def delete(self, conversation_id: str) -> bool:
        """Forgets a conversation at once; False when there was none."""


def new_id() -> str:
    """An id that cannot be guessed."""
    return secrets.token_urlsafe(ID_BYTES)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def masked(exchange: Exchange, mask: Mask) -> Exchange:
    """The exchange as it is kept."""
    return replace(exchange, question=mask(exchange.question))


class MemoryConversations:
    """Conversations of one process, gone when it ends.

    Args:
        lifetime: How long a conversation is kept after its last turn.
        mask: Takes personal data out.
        clock: The moment, in UTC.
    """

    def __init__(self, lifetime: timedelta = LIFETIME, mask: Mask = mask, clock: Callable[[], datetime] = now) -> None:
        self._lifetime = lifetime
        self._mask = mask
        self._clock = clock
        self._kept: dict[str, tuple[datetime, tuple[Exchange, ...]]] = {}
        self._lock = Lock()

    def history(self, conversation_id: str) -> tuple[Exchange, ...] | None:
        """See `Conversations`."""
        with self._lock:
            self._forget_expired()
            return self._kept[conversation_id][1] if conversation_id in self._kept else None

    def add(self, conversation_id: str, exchange: Exchange) -> None:
        """See `Conversations`."""
        with self._lock:
            self._forget_expired()
            _, before = self._kept.get(conversation_id, (None, ()))
            exchanges = (*before, masked(exchange, self._mask))[-KEPT_EXCHANGES:]
            self._kept[conversation_id] = (self._clock() + self._lifetime, exchanges)

    def delete(self, conversation_id: str) -> bool:
        """See `Conversations`."""
        with self._lock:
            self._forget_expired()
            return self._kept.pop(conversation_id, None) is not None

    def _forget_expired(self) -> None:
        moment = self._clock()
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] > moment}
