"""What a person reads in a terminal: tables for results, a line each for what is amiss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.links import documents_url
from api.schemas import SearchResponse, steps

if TYPE_CHECKING:
    from api.doctor import Diagnosis
    from api.ingesting import IngestReport
    from assistant.answering.answer import Answer, Citation

SNIPPET_CHARACTERS = 240


def show_search(found: SearchResponse) -> None:
    """Prints the passages as a table, best first."""
    console = Console()
    if not found.results:
        console.print("Nothing was found.")
        return
    table = _table("Score", "Document and passage", "Kind", "Date", "Page")
    for result in found.results:
        document = result.document
        published = document.published.isoformat() if document.published else ""
        page = "" if result.page is None else str(result.page)
        passage = _passage(document.title, result.text)
        table.add_row(f"{result.score:.3f}", passage, document.kind, published, page, end_section=True)
    console.print(table)
    console.print(f"Language {found.language} · answerable with probability {found.answerable:.2f}", style="dim")


def show_answer(answer: Answer, *, explain: bool) -> None:
    """Prints the text and its sources, and with `explain` what was looked at and the time each step took."""
    console = Console()
    if answer.understood_as:
        console.print(Text(f"Understood as: {answer.understood_as}", style="italic"))
    console.print(Text(answer.text))
    if answer.citations:
        console.print()
        console.print(_sources(answer.citations))
    if answer.narrowed:
        narrowed = f"{answer.narrowed.count} documents, narrowed to {answer.narrowed.words}"
        console.print(Text(f"{narrowed} · {documents_url(answer.narrowed.filters)}", style="dim"))
    for suggestion in answer.suggestions:
        console.print(Text(f"→ {suggestion}", style="dim"))
    if explain:
        console.print()
        console.print(_passages_looked_at(answer))
        console.print(_steps(answer))
        steps = " · ".join(f"{name} {milliseconds:.0f} ms" for name, milliseconds in answer.timings.items())
        console.print(f"Status {answer.status} · language {answer.language} · {steps}", style="dim", highlight=False)


def show_report(report: IngestReport, console: Console | None = None) -> None:
    """Prints what a synchronisation did: the counts, then every file that did not go in, with what to do."""
    console = console or Console()
    counts = _table("Added", "Updated", "Unchanged", "Removed", "Failed")
    rows = (report.added, report.updated, report.unchanged, report.removed, report.failed)
    counts.add_row(*(str(len(files)) for files in rows))
    console.print(counts)
    console.print(f"{report.seconds:.1f} s", style="dim", highlight=False)
    if report.failed:
        table = _table("File", "Reason", "What to do", title="Did not go in")
        for row in report.failed:
            table.add_row(Text(row.uri, overflow="fold"), Text(row.message), Text(row.hint))
        console.print(table)


def show_diagnosis(diagnosis: Diagnosis) -> None:
    """Prints whether the index is whole, and what is amiss."""
    console = Console()
    console.print(f"Index in {escape(diagnosis.data_dir)}, embedding model {escape(diagnosis.embedding_model)}")
    console.print(f"{diagnosis.documents} documents, {diagnosis.passages} passages")
    for finding in diagnosis.findings:
        console.print(Text.assemble(("✗ ", "bold red"), finding.message, (f" ({finding.code})", "dim")))
    if diagnosis.sound:
        console.print("✓ Nothing is amiss.", style="green")


def show_address(console: Console, address: str) -> None:
    """Prints where the service listens, so that it cannot be missed."""
    text = Text.assemble("Open ", (address, f"bold link {address}"), "\n", ("Ctrl-C stops the service.", "dim"))
    console.print(Panel(text, title="Knowledge assistant", expand=False, padding=(1, 3)))


def _sources(citations: tuple[Citation, ...]) -> Table:
    table = _table("", "Source", "Kind", "Date", "Page", title="Sources")
    for cited in citations:
        published = cited.published.isoformat() if cited.published else ""
        page = "" if cited.page is None else str(cited.page)
        newer = "\nThere is a newer edition." if cited.superseded_by else ""
        title = Text.assemble(cited.title, (f"\n{cited.uri}", "dim"), (newer, "yellow"))
        table.add_row(f"[{cited.marker}]", title, cited.kind, published, page)
    return table


def _passages_looked_at(answer: Answer) -> Table:
    table = _table("Score", "Made of", "Document and passage", "Page", title="Looked at")
    for result in answer.results:
        features = "\n".join(f"{name} {value:.3f}" for name, value in result.features.items())
        page = "" if result.chunk.page is None else str(result.chunk.page)
        passage = _passage(result.document.title, result.chunk.text)
        table.add_row(f"{result.score:.3f}", features, passage, page, end_section=True)
    return table


def _steps(answer: Answer) -> Table:
    table = _table("Step", "ms", "Decided", title="Steps")
    for step in steps(answer):
        table.add_row(step.step, f"{step.milliseconds:.1f}", Text("\n".join(_decided(step.decided))), end_section=True)
    return table


def _decided(decided: Mapping[str, object]) -> Iterator[str]:
    """A line for each thing decided; a list has a line for each of its rows. The passages have a table of their own."""
    for name, value in decided.items():
        if name == "top":
            continue
        if isinstance(value, list):
            yield from (", ".join(f"{key} {said}" for key, said in row.items()) for row in value)
        else:
            yield f"{name}: {value}"


def _table(*columns: str, title: str | None = None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        numeric = column in {"Score", "ms", "Page", "Added", "Updated", "Unchanged", "Removed", "Failed"}
        table.add_column(column, justify="right" if numeric else "left", no_wrap=column in {"Date", "Kind", ""})
    return table


def _passage(title: str, text: str) -> Text:
    return Text.assemble((title, "bold"), "\n", _snippet(text))


def _snippet(text: str) -> str:
    """The beginning of a passage on one line, cut after a word."""
    line = " ".join(text.split())
    if len(line) <= SNIPPET_CHARACTERS:
        return line
    return line[:SNIPPET_CHARACTERS].rpartition(" ")[0] + " …"
