"""Where the public evaluation data stands; it is not part of the project, so tests that need it skip without it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def shared(*parts: str) -> Path:
    """A path in the shared data; skips the calling test, saying which file is missing, when it is not there."""
    path = SHARED_DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"public evaluation data absent: {Path(*parts)}")
    return path
