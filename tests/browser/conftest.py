"""A real Chromium, and a page that tells on every request and every script error."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.scripted_service import ScriptedService, scripted_service

# No feature of the browser itself may talk to the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SLOW_MACHINE_MS = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


# Of the package and not of the session: Playwright's event loop must have ended before other tests start theirs.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium found: install one, on Debian with `apt-get install chromium`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=SLOW_MACHINE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def service() -> Iterator[ScriptedService]:
    with scripted_service() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A blank page; at its end no request has left this machine and no script has failed."""
    context = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SLOW_MACHINE_MS)
    hosts: set[str | None] = set()
    errors: list[str] = []
    context.on("request", lambda request: hosts.update(web_hosts(request.url)))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert hosts <= {"127.0.0.1"}, f"requests to third parties: {hosts}"
    assert errors == []


def web_hosts(url: str) -> set[str | None]:
    """The host of an address on the web; none for `data:` and for the browser's own parts, as its PDF viewer."""
    parts = urlsplit(url)
    return {parts.hostname} if parts.scheme in {"http", "https"} else set()
