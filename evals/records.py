"""What a saved measurement holds: its figures, and what one must know to get them again."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import PermanentError
from evals.metrics import rounded

RESULTS = Path(__file__).parent / "results"
"""Where measurements are committed."""


def save(path: Path, command: str, files: Mapping[str, Path | Sequence[Path]], figures: Mapping[str, Any]) -> None:
    """Writes a measurement.

    Args:
        path: The file; its folder is made.
        command: What was run, e.g. "retrieval".
        files: The data by the name of its option; written as folder and name, wherever the folder stands.
        figures: What was measured.

    Raises:
        PermanentError: The file cannot be written.
    """
    record = {
        "command": command,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        **{
            name: _name(value) if isinstance(value, Path) else [_name(one) for one in value]
            for name, value in files.items()
        },
        **rounded(dict(figures)),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise PermanentError("result_unwritable", f"{path} cannot be written ({error.strerror}).") from error


@cache
def commit() -> str:
    """The commit that is checked out, with "+" when files of the program differ from it; "" outside a repository.

    Remembered from the first time on: `python -m evals` asks when it starts, since a commit may come while it measures.
    """
    short = _git("rev-parse", "--short", "HEAD")
    return short + "+" if short and _git("status", "--porcelain", "--", "assistant", "ingest", "evals/*.py") else short


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", *arguments],  # noqa: S607 - whichever git the person has
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[1],
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def _name(path: Path) -> str:
    """A data file by its folder and name."""
    return f"{path.resolve().parent.name}/{path.name}"
