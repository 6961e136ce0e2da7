"""Names that call records write in Finnish (applicants, themes, regions, roles) and months, in seven languages."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from typing import Literal

Kind = Literal["applicant", "theme", "region", "role", "month", "short_month"]


@lru_cache(maxsize=1)
def table() -> dict[tuple[str, str], dict[str, str]]:
    """All of names.csv: (kind, key in lower case) → language → name."""
    text = resources.files(__package__).joinpath("names.csv").read_text(encoding="utf-8")
    return {(row.pop("kind"), row.pop("key")): row for row in csv.DictReader(text.splitlines(), delimiter=";")}


def named(kind: Kind, key: str, language: str) -> str | None:
    """A name in a language; None when the table does not have it.

    Args:
        kind: What sort of name.
        key: As records write it, in any case: a theme's slug, a region's or an applicant's Finnish name, a month's
            number.
        language: One of the seven of the house.
    """
    row = table().get((kind, key.casefold()))
    return None if row is None else row[language]


def keys(kind: Kind) -> list[str]:
    """The keys of one kind, in the order of the table."""
    return [key for known, key in table() if known == kind]
