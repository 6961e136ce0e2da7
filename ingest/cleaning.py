"""Text as a reader sees it: no control characters, no invisible marks, ordinary spaces, composed letters."""

from __future__ import annotations

import re
import unicodedata

# Presentation ligatures, and the bullets of the Symbol and Wingdings fonts, which PDF and Office files use.
_READ_AS = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "ft",
        "\ufb06": "st",
        "\u2010": "-",
        "\u2011": "-",
        **dict.fromkeys("\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf02d\uf06c\uf06e\uf076\uf0e0", "•"),
        **dict.fromkeys("\x0b\x0c\x85\u2028\u2029\r", "\n"),
    }
)
# Control characters, soft hyphens, zero-width and direction marks, tags, variation selectors, lone surrogates, and
# what is left of the private use area: a reader does not see them, but they can hide text or break words.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_EDGES = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """The text with its line breaks, and at most one blank line in a row."""
    text = text.replace("\r\n", "\n").translate(_READ_AS)
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    text = _LINE_EDGES.sub("\n", _SPACES.sub(" ", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(clean(text).split())
