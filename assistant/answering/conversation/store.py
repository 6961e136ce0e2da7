"""Conversations in an SQLite file: they outlive the process, and several processes share them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, Connection, Float, Index, MetaData, String, Table, delete, insert, select

from assistant.answering.answer import AnswerStatus
from assistant.answering.conversation.conversations import KEPT_EXCHANGES, LIFETIME, Mask, masked, now
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.masking import mask
from assistant.errors import PermanentError
from assistant.index.tables import open_engine, writing

FILE = "conversations.sqlite3"

_METADATA = MetaData()
_CONVERSATIONS = Table(
    "conversations",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("expires", Float, nullable=False),
    Column("exchanges", String, nullable=False),
    Index("conversations_expires", "expires"),
)
"""`expires` is in seconds since 1970, `exchanges` a JSON list, oldest first."""


class StoredConversations:
    """Conversations in `data_dir`, see `Conversations`. What has expired is deleted from the file at the next turn.

    Args:
        data_dir: The folder of the file; made when absent.
        lifetime: How long a conversation is kept after its last turn.
        mask: Takes personal data out.
        clock: The moment, in UTC.

    Raises:
        PermanentError: The folder cannot be made.
    """

    def __init__(
        self,
        data_dir: Path,
        lifetime: timedelta = LIFETIME,
        mask: Mask = mask,
        clock: Callable[[], datetime] = now,
    ) -> None:
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PermanentError(
                "data_dir_unwritable",
                f"The data folder {data_dir} cannot be made ({error.strerror}).",
                "Choose another with --data-dir or ASSISTANT_DATA_DIR.",
            ) from error
        self._engine = open_engine(data_dir / FILE)
        self._lifetime = lifetime
        self._mask = mask
        self._clock = clock
        with writing(self._engine).begin() as connection:
            _METADATA.create_all(connection)

    def history(self, conversation_id: str) -> tuple[Exchange, ...] | None:
        """See `Conversations`."""
        with self._engine.connect() as connection:
            return self._read(connection, conversation_id)

    def add(self, conversation_id: str, exchange: Exchange) -> None:
        """See `Conversations`."""
        with writing(self._engine).begin() as connection:
            before = self._read(connection, conversation_id) or ()
            exchanges = (*before, masked(exchange, self._mask))[-KEPT_EXCHANGES:]
            self._forget(connection, conversation_id)
            connection.execute(
                insert(_CONVERSATIONS).values(
                    id=conversation_id,
                    expires=(self._clock() + self._lifetime).timestamp(),
                    exchanges=json.dumps([asdict(kept) for kept in exchanges], ensure_ascii=False),
                )
            )

    def delete(self, conversation_id: str) -> bool:
        """See `Conversations`."""
        with writing(self._engine).begin() as connection:
            existed = self._read(connection, conversation_id) is not None
            self._forget(connection, conversation_id)
        return existed

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def _read(self, connection: Connection, conversation_id: str) -> tuple[Exchange, ...] | None:
        alive = _CONVERSATIONS.c.expires > self._clock().timestamp()
        kept = connection.scalar(
            select(_CONVERSATIONS.c.exchanges).where(_CONVERSATIONS.c.id == conversation_id, alive)
        )
        return None if kept is None else tuple(_exchange(row) for row in json.loads(kept))

    def _forget(self, connection: Connection, conversation_id: str) -> None:
        """Deletes one conversation, and all that have expired."""
        expired = _CONVERSATIONS.c.expires <= self._clock().timestamp()
        connection.execute(delete(_CONVERSATIONS).where((_CONVERSATIONS.c.id == conversation_id) | expired))


def _exchange(row: dict[str, object]) -> Exchange:
    """An exchange as `json.dumps` wrote it."""
    ids, carried = row["document_ids"], row["carried"]
    assert isinstance(ids, list)  # noqa: S101 - written by `add`
    assert isinstance(carried, dict)  # noqa: S101
    return Exchange(
        question=str(row["question"]),
        language=str(row["language"]),
        answer_status=AnswerStatus(str(row["answer_status"])),
        route=str(row["route"]),
        document_ids=tuple(ids),
        carried=carried,
    )
