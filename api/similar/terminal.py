"""What overlaps with an idea, for a person at a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.similar.schemas import SharedPart, SimilarProject, SimilarProjects

FUNDER_DECIDES = "This compares texts of this collection. The funder decides what is new enough."


def show_similar(found: SimilarProjects, console: Console | None = None) -> None:
    """Prints the projects that are close; when none is, says so and names the nearest as not close."""
    console = console or Console()
    if not found.projects:
        console.print("Nothing close: the collection holds nothing to compare with.")
        return
    close = [one for one in found.projects if one.close]
    for project in close:
        console.print(_project(project))
    far = ", ".join(f"{one.name} ({one.likeness:.2f})" for one in found.projects if not one.close)
    if not close:
        console.print("Nothing close was found in the collection.", style="bold")
    if far:
        console.print(Text(f"Nearest, but not close: {far}"))
    console.print(FUNDER_DECIDES, style="dim")


def likeness_in_words(project: SimilarProject) -> str:
    """How much of the idea has something like it there."""
    if not project.close:
        return "not close"
    return "close in some parts" if project.apart else "close in every part"


def _project(project: SimilarProject) -> Panel:
    body = Table.grid(padding=(0, 0, 1, 0))
    shared = Table("Your idea", "Told there", box=box.SIMPLE_HEAD, show_lines=True, expand=True)
    for part in project.shared:
        shared.add_row(Text(part.idea), _source(part))
    body.add_row(Text("What is shared", style="bold"))
    body.add_row(shared)
    if project.apart:
        body.add_row(Text("What differs: nothing there is like", style="bold"))
        body.add_row(Text("\n".join(f"– {part}" for part in project.apart)))
    body.add_row(Text("\n".join(f"{one.title} ({one.uri})" for one in project.documents), style="dim"))
    title = Text.assemble((project.name, "bold"), f" · {likeness_in_words(project)} ({project.likeness:.2f})")
    return Panel(body, title=title, title_align="left")


def _source(part: SharedPart) -> Text:
    page = f", page {part.page}" if part.page else ""
    return Text.assemble(f"“{part.quote}”\n", (f"{part.title}{page}", "dim"))
