"""Every public set measured with one command, and the figures saved side by side."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evals.abstention import abstention
from evals.answers import answers
from evals.golden import golden
from evals.options import CACHE, CacheFile, DataFolder, Limit, SetNames
from evals.public_sets import ABSTENTION, ANSWERS, OFF_COLLECTION, RETRIEVAL
from evals.records import RESULTS, commit
from evals.retrieval import retrieval


def everything(
    *,
    data: DataFolder,
    out: Annotated[Path, typer.Option(help="Folder that the figures are saved in, one file a run.")] = RESULTS,
    sets: SetNames = None,
    limit: Limit = None,
    cache: CacheFile = CACHE,
) -> None:
    """Every public set and the golden set: each run prints its table and saves its figures."""
    stamp = f"{datetime.now(UTC).date().isoformat()}-{(commit() or 'no-commit').replace('+', '-changed')}"
    runs = (
        ("retrieval", retrieval, RETRIEVAL),
        ("abstention", abstention, ABSTENTION),
        ("off-collection", partial(abstention, off_collection=True), OFF_COLLECTION),
        ("answers", answers, ANSWERS),
    )
    for name, run, group in runs:
        for one in group:
            if sets and not any(part in one.name for part in sets):
                continue
            Console(stderr=True).print(f"{name}: {one.name}")
            run(
                corpus=data / one.corpus,
                queries=data / one.queries,
                distractors=[data / distractor for distractor in one.distractors],
                limit=limit,
                cache=cache,
                save=out / f"{stamp}-{name}-{one.slug}.json",
            )
    if not sets:
        golden(cache=cache, save=out / f"{stamp}-golden.json")
