"""Golden project ideas: is the known overlap among the first three, and is "nothing close" said where nothing is."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.table import Table

from assistant.bootstrap import build_library, build_retriever
from assistant.errors import PermanentError
from assistant.settings import load_settings
from assistant.similar.finder import Searcher, Similar, find_similar
from evals.options import AsJson, SaveFile, shown_progress
from evals.records import save as save_record

IDEAS = Path(__file__).parent / "golden" / "ideas.yaml"
LOOKED_AT = 3
"""The known overlap has to be among so many."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A project idea and what it overlaps with; the fields are explained at the top of golden/ideas.yaml."""

    id: str
    text: str
    overlaps: frozenset[str]
    set_aside: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found for an idea.

    Attributes:
        idea: What was looked for.
        found: The nearest first.
        seconds: How long it took.
    """

    idea: Idea
    found: tuple[Similar, ...]
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the overlap is among the first, or, where there is none, nothing is called close."""
        if not self.idea.overlaps:
            return not self.close
        return any(_names(one) & self.idea.overlaps for one in self.found[:LOOKED_AT])

    @property
    def close(self) -> bool:
        """Whether anything is called close."""
        return any(one.close for one in self.found)


def similar(
    *,
    data_dir: Annotated[Path, typer.Option(help="An index of corpus/.")],
    as_json: AsJson = False,
    save: SaveFile = None,
) -> None:
    """How often the known overlap of a project idea is found, and "nothing close" said where there is none."""
    ideas = read_ideas()
    library = build_library(load_settings().model_copy(update={"data_dir": data_dir}))
    try:
        with shown_progress() as on_progress:
            outcomes = []
            for done, outcome in enumerate(look_for_all(build_retriever(library), ideas), start=1):
                outcomes.append(outcome)
                on_progress("looking", done, len(ideas))
    finally:
        library.close()
    found = figures(outcomes)
    missed = [_row(one) for one in outcomes if not one.right]
    if save is not None:
        save_record(save, "similar", {"ideas_file": IDEAS}, found)
    if as_json:
        print(json.dumps({**found, "misses": missed}, indent=2, ensure_ascii=False))
    else:
        Console().print(_figures_table(found), _misses_table(missed))


def read_ideas(path: Path = IDEAS) -> list[Idea]:
    """The ideas of a file.

    Raises:
        PermanentError: It cannot be read, or something in it is missing ("data_incomplete").
    """
    try:
        return [_idea(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise PermanentError("data_incomplete", f"{path.name} cannot be read: {error!r}") from error


def look_for_all(searcher: Searcher, ideas: Sequence[Idea]) -> Iterator[Outcome]:
    """Looks for what overlaps with each idea."""
    for idea in ideas:
        begun = perf_counter()
        found = find_similar(idea.text, searcher)
        yield Outcome(idea, found, perf_counter() - begun)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares, 0 to 1, on the ideas that were tuned on and on those set aside, and the time an idea takes.

    `first_three` and `nothing_close` are what the product promises. `first` tells how often the overlap comes first,
    `called_close` how often anything is said to be close where an overlap is, `close_each` how many are for an idea.
    """
    found: dict[str, float] = {"ideas": len(outcomes)}
    for group, aside in (("tuned_on", False), ("set_aside", True)):
        among = [one for one in outcomes if one.idea.set_aside is aside]
        known = [one for one in among if one.idea.overlaps]
        none = [one for one in among if not one.idea.overlaps]
        found |= {
            f"first_three@{group}": _share([one.right for one in known]),
            f"first@{group}": _share([bool(_names(one.found[0]) & one.idea.overlaps) for one in known if one.found]),
            f"called_close@{group}": _share([one.close for one in known]),
            f"close_each@{group}": _mean([sum(project.close for project in one.found) for one in known]),
            f"nothing_close@{group}": _share([one.right for one in none]),
            f"known@{group}": len(known),
            f"none@{group}": len(none),
        }
    found["median_seconds"] = round(statistics.median(one.seconds for one in outcomes), 2) if outcomes else 0.0
    return found


def _names(one: Similar) -> frozenset[str]:
    return frozenset({one.name, *(document.title for document in one.documents)})


def _share(right: Sequence[bool]) -> float:
    return _mean(right)


def _mean(values: Sequence[float]) -> float:
    return round(statistics.fmean(values), 4) if values else 0.0


def _idea(row: dict[str, Any]) -> Idea:
    if unknown := row.keys() - {"id", "text", "overlaps", "language", "set_aside"}:
        raise ValueError(f"{row['id']}: {', '.join(sorted(unknown))}")
    return Idea(row["id"], row["text"], frozenset(row["overlaps"]), bool(row.get("set_aside", False)))


def _row(outcome: Outcome) -> dict[str, str]:
    return {
        "idea": outcome.idea.id,
        "text": outcome.idea.text[:160],
        "wanted": ", ".join(sorted(outcome.idea.overlaps)) or "nothing close",
        "found": "\n".join(f"{one.likeness:.3f} {one.name}" for one in outcome.found[:LOOKED_AT]),
    }


def _figures_table(found: Mapping[str, float]) -> Table:
    table = Table(title=f"Project ideas, {found['ideas']}")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in found.items():
        share = name.startswith(("first", "called_close", "nothing_close"))
        table.add_row(name, f"{value:.1%}" if share else f"{value}")
    return table


def _misses_table(missed: Sequence[dict[str, str]]) -> Table:
    table = Table(title=f"Misses, {len(missed)}", show_lines=True)
    for title in ("idea", "text", "wanted", "found"):
        table.add_column(title, overflow="fold")
    for row in missed:
        table.add_row(*row.values())
    return table
