"""Pictures of the chat page and the calls page for the documentation, taken from a running server.

    python -m scripts.screenshots http://127.0.0.1:8000

They are written to docs/images. Needs Playwright and a Chromium (on Debian: apt-get install chromium).
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "images"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture.

    Attributes:
        name: Of the file, without its suffix.
        language: Of the page.
        question: Asked before the picture is taken; None for the calls page, which shows the day it is taken on.
        width: Of the window, in CSS pixels.
        height: Of the window, in CSS pixels.
        scheme: The reader's preference.
        from_top: The top of the page, rather than what the reader sees when the answer has come.
    """

    name: str
    language: str
    question: str | None
    width: int = 1200
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    from_top: bool = True


SHOTS = [
    Shot("chat-fi", "fi", "Miten alkumittaus tehdään?", height=1300),
    Shot("chat-dark", "en", "How is the baseline measurement done?", height=1100, scheme="dark"),
    Shot("chat-ar", "ar", "ما هو مشروع Parempi työelämä!\u200e؟", height=1000),
    Shot("chat-phone", "sv", "Hur görs den inledande mätningen?", width=390, height=844, from_top=False),
    Shot("calls-fi", "fi", None, height=1750),
    Shot("calls-ar", "ar", None, height=1500),
    Shot("calls-phone", "sv", None, width=390, height=1500, scheme="dark"),
]


def ask(page: Page, url: str, question: str) -> None:
    """Asks on the chat page and waits for the answer."""
    page.goto(url)
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    page.locator("article [aria-busy=false]").wait_for()


def take(browser: Browser, url: str, shot: Shot) -> Path:
    """Takes one picture; where it was written."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        is_mobile=shot.width < 600,
        has_touch=shot.width < 600,
    )
    if shot.question is None:
        page.goto(f"{url}/calls?lang={shot.language}")
    else:
        ask(page, f"{url}/?lang={shot.language}", shot.question)
    if shot.from_top:
        page.evaluate("scrollTo(0, 0)")
    path = IMAGES / f"{shot.name}.png"
    page.screenshot(path=path)
    page.close()
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of the pages, written to docs/images.")
    parser.add_argument("url", help="address of a running server, e.g. http://127.0.0.1:8000")
    parser.add_argument("names", nargs="*", help="which pictures; all when none is named")
    arguments = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for shot in SHOTS:
            if not arguments.names or shot.name in arguments.names:
                path = take(browser, arguments.url.rstrip("/"), shot)
                print(f"{path.name}: {path.stat().st_size // 1024} kB")
        browser.close()


if __name__ == "__main__":
    main()
