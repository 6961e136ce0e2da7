"""Amounts of money in a text: 30 000 €, 0,5 milj. euroa, 200k, kolmekymmentätuhatta."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+(?:[.,]\d+)?)(?!\d)"
    r"\s*(milj\w*|mn|million\w*|miljon\w*|млн|мільйон\w*|миллион\w*|مليون|"
    r"tuhat\w*|tuhan\w*|t(?=\s*€)|k\b|tusen|thousand|тыс\w*|тис\w*|ألف)?",
    re.IGNORECASE,
)
_MILLIONS = ("milj", "mn", "mill", "млн", "мільйон", "миллион", "مليون")
_EUROS = re.compile(r"€|\beuro\w*|\be\b|\beur\b|\bевро\b|\bєвро\b|يورو", re.IGNORECASE)
_LEAST = 1000
"""Bare numbers below it are years, people or workplaces rather than the size of a project in euros."""

_ONES_IN_ORDER = ("yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän")
_ONES = {word: value for value, word in enumerate(_ONES_IN_ORDER, start=1)}
_IN_WORDS = re.compile(rf"\b({'|'.join(_ONES)})?(kymmentä|kymmenen|sataa|sata)?tuhatta\b")


def amount_in(text: str, *, bare: bool = False) -> int | None:
    """The first amount of euros in a text; None when there is none.

    Args:
        text: In any of the seven languages.
        bare: Take a number without euros beside it, too: the text answers a question for an amount.
    """
    lower = text.lower()
    for found in _NUMBER.finditer(lower):
        value = _value(found[1], found[2] or "")
        beside = lower[max(0, found.start() - len("eur ")) : found.end() + len(" euro")]
        if value >= _LEAST and (bare or _EUROS.search(beside)):
            return value
    words = _IN_WORDS.search(lower)
    if words and (words[1] or words[2]):
        tens = {"kymmen": 10, "sata": 100}
        times = next((value for start, value in tens.items() if (words[2] or "").startswith(start[:4])), 1)
        return _ONES.get(words[1] or "yksi", 1) * times * 1000
    return None


def _value(digits: str, unit: str) -> int:
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+", digits)
    number = float(re.sub(r"\D", "", digits)) if grouped else float(digits.replace(",", "."))
    if not unit:
        return int(number)
    return int(number * (1_000_000 if unit.startswith(_MILLIONS) else 1000))
