"""Funding calls in a terminal: the list, questions with source and quote side by side, and what sources disagree on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.calls.questions import Question, written
from assistant.calls.reviews import Verdict
from assistant.errors import PermanentError

if TYPE_CHECKING:
    from api.calls_checking import Checked
    from assistant.calls.conflicts import Conflict, Told
    from assistant.calls.listing import ListedCall

Decide = Callable[[Question, Verdict, str], None]
"""Notes a decision; may refuse it with a `PermanentError`."""

_KEYS = {"a": Verdict.ACCEPTED, "c": Verdict.CORRECTED, "r": Verdict.REJECTED}


def show_calls(calls: Sequence[ListedCall], console: Console | None = None) -> None:
    """Prints the calls as a table."""
    console = console or Console()
    if not calls:
        console.print("There is no such call.")
        return
    table = Table("Status", "Call", "Opens", "Closes", "Days left", "Source", box=box.SIMPLE_HEAD)
    for one in calls:
        unreviewed = one.stored.unreviewed
        left = "" if one.days_left is None else str(one.days_left)
        opens, closes = (
            (written(getattr(one.call, field)) or "–").replace("T", " ") + (" ?" if field in unreviewed else "")
            for field in ("opens_at", "closes_at")
        )
        name = f"{one.call.id}\n{one.call.name.fi}"
        table.add_row(one.status.value, escape(name), opens, closes, left, escape(one.stored.document.uri))
    console.print(table)
    if any(one.stored.unreviewed for one in calls):
        console.print("? read from prose and not reviewed: assistant calls review", style="dim")


def show_questions(asked: Sequence[Question], console: Console | None = None) -> None:
    """Prints every question with its quote."""
    console = console or Console()
    if not asked:
        console.print("Nothing needs a review.")
    for place, one in enumerate(asked, start=1):
        console.print(_side_by_side(one, f"{place}/{len(asked)}"))


def review(asked: Sequence[Question], decide: Decide, read: Callable[[str], str], console: Console) -> int:
    """Asks a person question by question.

    Args:
        asked: The questions.
        decide: Notes a decision.
        read: Shows a prompt and reads a line; `EOFError` ends the review.
        console: Where to print.

    Returns:
        How many decisions were made.
    """
    done = 0
    for place, one in enumerate(asked, start=1):
        console.print(_side_by_side(one, f"{place}/{len(asked)}"))
        while True:
            try:
                key = read("[a]ccept, [c]orrect, [r]eject, [s]kip, [q]uit: ").strip().lower()[:1]
                if key in ("q", "s"):
                    break
                if verdict := _KEYS.get(key):
                    decide(one, verdict, read("Right value: ") if verdict is Verdict.CORRECTED else "")
                    done += 1
                    break
            except EOFError:
                return done
            except PermanentError as error:
                console.print(Text(f"{error.message} {error.hint}", style="red"))
        if key == "q":
            break
    console.print(f"{done} of {len(asked)} reviewed.")
    return done


def show_checked(checked: Checked, console: Console | None = None) -> None:
    """Prints how many calls were read, and every problem."""
    console = console or Console()
    console.print(f"{checked.calls} calls in {checked.files} files, {len(checked.problems)} problems.")
    for problem in checked.problems:
        console.print(Text(problem.message, style="red"))
        console.print(Text(f"  {problem.hint}", style="dim"))


def show_conflicts(found: Sequence[Conflict], console: Console | None = None) -> None:
    """Prints both sides of every disagreement."""
    console = console or Console()
    if not found:
        console.print("The sources agree.")
    for one in found:
        by = one.superseded_by
        why = f"superseded by the extension announced on {by.announced}" if by else "conflict"
        console.print(Text(f"{one.call_id} · {one.field} · {why}", style="bold"))
        console.print(_beside(_side("Record", one.record), _side("Other source", one.other)))


def _side(title: str, told: Told) -> Panel:
    page = f", page {told.page}" if told.page else ""
    published = f" ({told.document.published})" if told.document.published else ""
    body = Text.assemble((f"{told.value}\n", "bold"), f"“{told.quote}”\n" if told.quote else "")
    body.append(f"{told.document.uri}{page}{published}", style="dim")
    return Panel(body, title=title, title_align="left")


def _side_by_side(one: Question, count: str) -> Table:
    value = one.value or "could not be read"
    note = "\nThe words can be read in more than one way; the value is not in use." if one.proposed else ""
    read = Text.assemble((f"{one.field}: ", "dim"), (value, "bold"), note)
    read.append(f"\n{one.stored.call.id} · {one.stored.call.name.fi}", style="dim")
    quote = Text(f"“{one.quote}”")
    quote.append(f"\n{one.stored.document.uri}", style="dim")
    return _beside(
        Panel(read, title=f"Read {count}", title_align="left"), Panel(quote, title="Source", title_align="left")
    )


def _beside(left: Panel, right: Panel) -> Table:
    both = Table.grid(expand=True)
    both.add_column(ratio=1)
    both.add_column(ratio=1)
    both.add_row(left, right)
    return both
