"""How well dates of calls are read from written phrases: `python -m tests.call_date_score`.

Every third phrase was set aside before the parser was written. A phrase's expectation that ends in "?" must be found
flagged; what is flagged counts neither for nor against precision, and as found for recall.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ingest.call_dates import find
from ingest.call_finding import Finding

PHRASES = Path(__file__).parent / "data" / "call_date_phrases.yaml"


@dataclass(slots=True)
class Score:
    """Counts over phrases.

    Attributes:
        right: Certain findings that were expected.
        wrong: Certain findings that were not expected, or that had to be flagged.
        missed: Expected findings that were not made, flagged or not.
        flagged: Findings that go to review.
        mistakes: What went wrong, for people.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    flagged: int = 0
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the certain findings, how many were right."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of what was expected as certain, how much was found."""
        return self.right / (self.right + self.missed)


def phrases(*, set_aside: bool, language: str | None = None) -> list[dict[str, Any]]:
    """The phrases that were tuned on, or those that were not."""
    numbered = enumerate(yaml.safe_load(PHRASES.read_text(encoding="utf-8")), start=1)
    return [one for number, one in numbered if (number % 3 == 0) is set_aside and language in (None, one["l"])]


def score(some: list[dict[str, Any]]) -> Score:
    """Reads each phrase and compares."""
    total = Score()
    for phrase in some:
        published: dt.date | None = phrase.get("pub")
        _compare(phrase, [_written(one) for one in find(phrase["t"], published=published)], total)
    return total


def _compare(phrase: dict[str, Any], found: list[tuple[str, bool]], total: Score) -> None:
    wanted = {text.removesuffix("?"): not text.endswith("?") for text in phrase["x"]}
    for text, certain in found:
        if not certain:
            total.flagged += 1
        elif wanted.get(text):
            total.right += 1
        else:
            total.wrong += 1
            total.mistakes.append(f"found {text!r} in {phrase['t']!r}")
    for text, certain in wanted.items():
        if certain and text not in dict(found):
            total.missed += 1
            total.mistakes.append(f"missed {text!r} in {phrase['t']!r}")


def _written(finding: Finding) -> tuple[str, bool]:
    value = f"{finding.before}>{finding.value}" if finding.before else finding.value
    return " ".join(filter(None, (finding.role.value, value))), finding.certain


def main() -> None:
    """Prints the figures of both parts."""
    for set_aside, name in ((False, "tuned on"), (True, "set aside")):
        for language in ("fi", "sv", "en", None):
            some = phrases(set_aside=set_aside, language=language)
            one = score(some)
            print(
                f"{name:9} {language or 'all':3} phrases {len(some):3}  right {one.right:3}  wrong {one.wrong}  "
                f"missed {one.missed}  flagged {one.flagged:2}  precision {one.precision:.3f}  recall {one.recall:.3f}"
            )


if __name__ == "__main__":
    main()
