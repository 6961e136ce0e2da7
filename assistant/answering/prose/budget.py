"""How much a language model may be used in one day. Kept in a file, so that a restart does not give it anew."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.calls.clock import Clock, helsinki_now

logger = logging.getLogger(__name__)

FILE = "language_model.sqlite3"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be used in one day, Helsinki time; None for as much as one likes.

    Attributes:
        tokens: Read and written together.
        cost: In the currency of the prices.
        prices: Of a million tokens read and of a million written.
    """

    tokens: int | None = None
    cost: float | None = None
    prices: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of one day.

    Attributes:
        read: By the model.
        written: By the model.
    """

    read: int
    written: int


class Budget:
    """Keeps count of tokens by day. Threads and processes may share one file.

    Args:
        folder: Where the file is; made when absent.
        allowance: What may be used.
        clock: Tells the day.
    """

    def __init__(self, folder: Path, allowance: Allowance, clock: Clock = helsinki_now) -> None:
        self._path = folder / FILE
        self._allowance = allowance
        self._clock = clock

    def reserve(self, read: int, written: int) -> bool:
        """Takes tokens before a call, as many as it may need, so that calls side by side stay within the day's.

        Returns:
            False, and nothing is taken, when they are not left or the count cannot be kept.
        """
        try:
            with self._database() as database:
                spent = self._spent(database)
                allowed = self._allows(Spent(spent.read + read, spent.written + written))
                if allowed:
                    self._add(database, read, written)
                return allowed
        except sqlite3.Error:
            logger.exception("the day's count of tokens cannot be kept")
            return False

    def settle(self, reserved: Spent, used: Spent) -> None:
        """After the call: gives back what was reserved and not used."""
        try:
            with self._database() as database:
                self._add(database, used.read - reserved.read, used.written - reserved.written)
        except sqlite3.Error:
            logger.exception("the day's count of tokens cannot be kept")  # what was reserved stays taken

    def spent_today(self) -> Spent:
        """Tokens of this day so far."""
        with self._database() as database:
            return self._spent(database)

    def _allows(self, spent: Spent) -> bool:
        limit, prices = self._allowance, self._allowance.prices
        cost = (spent.read * prices[0] + spent.written * prices[1]) / MILLION
        within_tokens = limit.tokens is None or spent.read + spent.written <= limit.tokens
        return within_tokens and (limit.cost is None or cost <= limit.cost)

    def _spent(self, database: sqlite3.Connection) -> Spent:
        row = database.execute("SELECT read, written FROM spent WHERE day = ?", (self._day(),)).fetchone()
        return Spent(*row) if row else Spent(0, 0)

    def _add(self, database: sqlite3.Connection, read: int, written: int) -> None:
        database.execute(
            "INSERT INTO spent VALUES (?, ?, ?) "
            "ON CONFLICT (day) DO UPDATE SET read = read + excluded.read, written = written + excluded.written",
            (self._day(), read, written),
        )

    def _day(self) -> str:
        return self._clock().date().isoformat()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """The file, locked for one change."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        try:
            database.execute("CREATE TABLE IF NOT EXISTS spent (day TEXT PRIMARY KEY, read INTEGER, written INTEGER)")
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")
        finally:
            database.close()
