"""Makes `assistant/language_trigrams.tsv`: how much each triple of letters speaks for each Latin-script language.

Usage: python -m scripts.language_trigrams fi=TEXT sv=TEXT en=TEXT et=TEXT > assistant/language_trigrams.tsv

Each TEXT is a plain text file of some tens of thousands of characters or more. The committed table was made from
Finnish, Swedish and English Wikipedia passages and statutes and, for all four languages, the translated messages of
Django, Wagtail and django-allauth.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from math import log, log1p
from pathlib import Path

KEPT = 1500  # triples; fewer cost accuracy on bare search words, more bring in the subjects of the texts
PER = 100_000  # frequencies are counted per this many triples
SMOOTHING = 0.5  # added to each frequency
STEPS = 2  # weights are rounded to halves


def trigram_counts(text: str) -> dict[str, float]:
    """Triples of letters, "^" and "$" being the ends of a word; a word counts by the logarithm of its frequency."""
    counts: defaultdict[str, float] = defaultdict(float)
    for word, count in Counter(re.findall(r"[^\W\d_]+", text.lower())).items():
        letters = f"^{word}$"
        for start in range(len(letters) - 2):
            counts[letters[start : start + 3]] += log1p(count)
    return counts


def weights(texts: dict[str, str]) -> list[tuple[str, list[float]]]:
    """The triples that tell most, and for each language the logarithm of their frequency less its mean."""
    frequencies = []
    for text in texts.values():
        counts = trigram_counts(text)
        total = sum(counts.values())
        frequencies.append({three: PER * count / total for three, count in counts.items()})
    table = []
    for three in sorted(set().union(*frequencies)):
        own = [frequency.get(three, 0.0) for frequency in frequencies]
        logarithms = [log(frequency + SMOOTHING) for frequency in own]
        mean = sum(logarithms) / len(logarithms)
        spread = [logarithm - mean for logarithm in logarithms]
        table.append((sum(own) * max(map(abs, spread)), three, [round(STEPS * value) / STEPS for value in spread]))
    telling = sorted(table, key=lambda row: (-row[0], row[1]))[:KEPT]
    return [(three, spread) for _, three, spread in sorted(telling, key=lambda row: row[1])]


def main(arguments: list[str]) -> None:
    texts = {code: Path(name).read_text(encoding="utf-8") for code, name in (a.split("=", 1) for a in arguments)}
    print("# Made by scripts/language_trigrams.py; ^ and $ are the ends of a word.")
    print("\t".join(["trigram", *texts]))
    for three, spread in weights(texts):
        print("\t".join([three, *(f"{value:g}" for value in spread)]))


if __name__ == "__main__":
    main(sys.argv[1:])
