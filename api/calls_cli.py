"""`assistant calls …`: the calls as they stand now, what needs a person's eye, and whether files and sources agree."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.calls.clock import helsinki_now
from assistant.calls.status import CallStatus

if TYPE_CHECKING:
    from pydantic import BaseModel

    from assistant.calls.conflicts import Conflict
    from assistant.index.library import Library
    from assistant.settings import Settings

SOME_FAILED = 3
_NOTHING = ("", "")

app = typer.Typer(
    name="calls",
    help="Funding calls: list them, review what was read from prose, check files and sources.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
DataDir = Annotated[Path | None, typer.Option(help="Folder of the index; by default ASSISTANT_DATA_DIR or data.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")]


@app.command("list")
def list_calls(
    *,
    status: Annotated[list[CallStatus], typer.Option(help="Status at this moment; may be repeated.")] = [],  # noqa: B006
    json: Json = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Show the calls as they stand at this moment, in Helsinki time."""
    from assistant.calls.listing import CallFilters, listing  # noqa: PLC0415

    now = helsinki_now()
    found = listing(_library(data_dir), now, CallFilters(tuple(status)))
    if json:
        from api.calls.schemas import CallList, FundingCall  # noqa: PLC0415

        _print(CallList(now=now, total=len(found), calls=[FundingCall.of(one, "fi") for one in found]))
    else:
        from api.calls_terminal import show_calls  # noqa: PLC0415

        show_calls(found)


@app.command()
def review(
    *,
    accept: Annotated[tuple[str, str], typer.Option(metavar="ID FIELD", help="What was read is right.")] = _NOTHING,
    reject: Annotated[tuple[str, str], typer.Option(metavar="ID FIELD", help="The field is not known.")] = _NOTHING,
    set_: Annotated[tuple[str, str, str], typer.Option("--set", metavar="ID FIELD VALUE", help="The right value.")] = (
        *_NOTHING,
        "",
    ),
    json: Json = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Look at what was read from prose, with its source beside it, and accept, correct or reject it."""
    from assistant.calls.questions import answer, question, questions  # noqa: PLC0415
    from assistant.calls.reviews import Reviews, Verdict  # noqa: PLC0415

    settings = _settings(data_dir)
    reviews, calls = Reviews(settings.data_dir), _library(data_dir).calls()
    given = ((Verdict.ACCEPTED, (*accept, "")), (Verdict.REJECTED, (*reject, "")), (Verdict.CORRECTED, set_))
    decisions = [(verdict, parts) for verdict, parts in given if parts[0]]
    for verdict, (call_id, field, value) in decisions:
        answer(reviews, question(calls, call_id, field), verdict, value)
        typer.echo(f"{call_id}: {field} {verdict.value}.", err=True)
    if decisions:
        return
    asked = list(questions(calls))
    if json:
        from api.calls_reports import Asked  # noqa: PLC0415

        _print_all([Asked.of(one) for one in asked])
        return
    from rich.console import Console  # noqa: PLC0415

    from api import calls_terminal as terminal  # noqa: PLC0415

    if asked and sys.stdin.isatty():
        terminal.review(asked, lambda one, verdict, value: answer(reviews, one, verdict, value), input, Console())
    else:
        terminal.show_questions(asked)


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Folders or files with records: YAML, CSV, XLSX.")],
    *,
    json: Json = False,
    _debug: Debug = False,
) -> None:
    """Read files with records and say what is wrong with them, without touching the index."""
    from api.calls_checking import check_files  # noqa: PLC0415

    checked = check_files(paths)
    if json:
        _print(checked)
    else:
        from api.calls_terminal import show_checked  # noqa: PLC0415

        show_checked(checked)
    if checked.problems:
        raise typer.Exit(SOME_FAILED)


@app.command()
def conflicts(
    *,
    dismiss: Annotated[
        tuple[str, str, str],
        typer.Option(metavar="ID FIELD DOCUMENT", help="Seen and set aside, until one of the sides changes."),
    ] = (*_NOTHING, ""),
    restore: Annotated[
        tuple[str, str, str], typer.Option(metavar="ID FIELD DOCUMENT", help="Bring one that was set aside back.")
    ] = (*_NOTHING, ""),
    everything: Annotated[bool, typer.Option("--all", help="Also those that were set aside.")] = False,
    json: Json = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Show where documents say something else of a call than its record, both in their own words."""
    from assistant.calls.dismissals import Dismissals  # noqa: PLC0415

    library, dismissals = _library(data_dir), Dismissals(_settings(data_dir).data_dir)
    for note, chosen, done in ((dismissals.dismiss, dismiss, "set aside"), (dismissals.restore, restore, "restored")):
        if chosen[0]:
            note(_chosen(library.all_call_conflicts(), chosen))
            typer.echo(f"{' · '.join(chosen)}: {done}.", err=True)
    if dismiss[0] or restore[0]:
        return
    found = library.all_call_conflicts() if everything else library.call_conflicts()
    if json:
        from api.calls_reports import Disagreement  # noqa: PLC0415

        _print_all([Disagreement.of(one) for one in found])
    else:
        from api.calls_terminal import show_conflicts  # noqa: PLC0415

        show_conflicts(found)


def _chosen(found: Sequence[Conflict], chosen: tuple[str, str, str]) -> list[Conflict]:
    """The disagreements of a call, a field and a document.

    Raises:
        PermanentError: There is none ("no_conflict").
    """
    from assistant.errors import PermanentError  # noqa: PLC0415

    same = [one for one in found if (one.call_id, one.field, one.other.document.uri) == chosen]
    if not same:
        message = f"{' · '.join(chosen)}: there is no such disagreement."
        raise PermanentError("no_conflict", message, "See `assistant calls conflicts --all`.")
    return same


def _library(data_dir: Path | None) -> Library:
    from assistant import bootstrap  # noqa: PLC0415

    return bootstrap.build_library(_settings(data_dir))


def _settings(data_dir: Path | None) -> Settings:
    from assistant.settings import load_settings  # noqa: PLC0415

    return load_settings(data_dir=data_dir)


def _print(one: BaseModel) -> None:
    sys.stdout.write(f"{one.model_dump_json(indent=2)}\n")


def _print_all(some: Sequence[BaseModel]) -> None:
    import json  # noqa: PLC0415 - the name is an option's above

    sys.stdout.write(json.dumps([one.model_dump(mode="json") for one in some], ensure_ascii=False, indent=2) + "\n")
