"""`assistant similar FILE`: has something like this been done before?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

STANDARD_INPUT = "-"


def similar(
    file: Annotated[str, typer.Argument(help="The idea or plan: text, Markdown, DOCX or PDF; - for standard input.")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=20, help="How many projects at most.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON (docs/api.md).")] = False,
    data_dir: Annotated[
        Path | None, typer.Option(help="Folder of the index; by default ASSISTANT_DATA_DIR or data.")
    ] = None,
    _debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
) -> None:
    """Find projects, practices and reports that overlap with a project idea. The idea is not stored."""
    from api.similar.schemas import SimilarProjects  # noqa: PLC0415 - nothing heavy before a command needs it
    from assistant.bootstrap import build_library, build_retriever  # noqa: PLC0415
    from assistant.settings import load_settings  # noqa: PLC0415
    from assistant.similar.finder import find_similar  # noqa: PLC0415

    text = plan_text(file)
    library = build_library(load_settings(data_dir=data_dir))
    if not library.count():
        typer.echo("The index is empty. Fill it with: assistant ingest PATH", err=True)
    found = SimilarProjects.of(find_similar(text, build_retriever(library), limit))
    if json:
        sys.stdout.write(f"{found.model_dump_json(indent=2)}\n")
    else:
        from api.similar.terminal import show_similar  # noqa: PLC0415

        show_similar(found)


def plan_text(file: str) -> str:
    """The text of a file, or of standard input.

    Raises:
        PermanentError: It cannot be read, or is too short or too long; the message says why and what to do.
    """
    from api.similar.plan import checked, read_plan  # noqa: PLC0415
    from ingest.converters import MAX_BYTES  # noqa: PLC0415
    from ingest.worker import Worker  # noqa: PLC0415

    if file == STANDARD_INPUT:
        return checked(sys.stdin.buffer.read().decode("utf-8", errors="replace"))
    with Worker() as worker:
        return read_plan(Path(file), worker, MAX_BYTES)
