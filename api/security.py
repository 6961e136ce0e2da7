"""What protects the service and those who use it: headers, and a limit on how often one client may ask."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 128 * 1024
"""Largest request body: the longest question that settings allow, in four-byte characters, with room for JSON."""


class SecurityHeaders:
    """Gives every response the headers that keep a browser from doing more than our pages need.

    A response that sets a content security policy of its own (originals do) keeps it; who may embed it is added.

    Args:
        app: The application.
        origins: Web sites that may show our pages in a frame; "*" for all.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        ancestors = "*" if "*" in origins else " ".join(("'self'", *origins))
        self._ancestors = f"frame-ancestors {ancestors}"
        self._policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and the response back with its headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = headers.get("content-security-policy", self._policy)
                headers["Content-Security-Policy"] = f"{policy}; {self._ancestors}"
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
                # Files are asked for again at every use and mostly answered "not modified"; answers are never kept.
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """Ends a request as "too large" as soon as more than `MAX_BODY_BYTES` of its body have come.

    Args:
        app: The application.
        larger: Paths that take more, with the bytes they take.
    """

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, counting."""
        taken = 0
        most = self._larger.get(scope.get("path", ""), MAX_BODY_BYTES)

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_counted if scope["type"] == "http" else receive, send)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How often one client may ask.

    Attributes:
        burst: Questions at once. Wide, because a whole office may share one address.
        per_second: Questions a second that are given back.
    """

    burst: int
    per_second: float


USUAL_LIMIT = RateLimit(burst=60, per_second=1.0)
PLAN_LIMIT = RateLimit(burst=10, per_second=0.1)
"""For plans: comparing one is as much work as two dozen searches."""


class RateLimiter:
    """A token bucket a client, in memory alone.

    Clients are told apart by a hash of their address, salted with bytes that are made at start and kept nowhere
    else: no address can be read from memory, and after a restart nobody is known.

    Args:
        limit: How often.
        clock: Seconds that only go forward.
    """

    def __init__(self, limit: RateLimit, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._salt = secrets.token_bytes(16)
        self._buckets: dict[bytes, tuple[float, float]] = {}
        self._swept = clock()

    def wait(self, address: str) -> int:
        """Takes a token for the client at `address`; returns 0, or the whole seconds to wait when there is none."""
        now = self._clock()
        self._sweep(now)
        key = hashlib.blake2b(_network(address).encode(), key=self._salt, digest_size=16).digest()
        tokens = self._tokens(key, now)
        if tokens < 1:
            return math.ceil((1 - tokens) / self._limit.per_second)
        self._buckets[key] = (tokens - 1, now)
        return 0

    def __len__(self) -> int:
        """How many clients are remembered."""
        return len(self._buckets)

    def _tokens(self, key: bytes, now: float) -> float:
        tokens, then = self._buckets.get(key, (float(self._limit.burst), now))
        return min(float(self._limit.burst), tokens + (now - then) * self._limit.per_second)

    def _sweep(self, now: float) -> None:
        """Forgets, once a minute, the clients whose bucket is full again."""
        if now - self._swept < 60:
            return
        self._swept = now
        self._buckets = {key: kept for key, kept in self._buckets.items() if self._tokens(key, now) < self._limit.burst}


def _network(address: str) -> str:
    """The address, or for IPv6 its /64: one household holds that many addresses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
