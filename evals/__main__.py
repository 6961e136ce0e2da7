"""`python -m evals`: measures the assistant on data that is given on the command line."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from assistant.errors import AssistantError
from evals.ablation import ablation
from evals.abstention import abstention
from evals.answers import answers
from evals.calls import calls
from evals.conversations import conversations
from evals.everything import everything
from evals.golden import golden
from evals.records import commit
from evals.report import report
from evals.retrieval import retrieval
from evals.similar import similar

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Measures the assistant on evaluation data.")
for command in (retrieval, abstention, answers, golden, conversations, calls, similar, ablation, report):
    app.command()(command)
app.command("all")(everything)


def main() -> None:
    """Runs the command line; an error that a person can act on is one line, not a traceback."""
    commit()
    try:
        app()
    except AssistantError as error:
        Console(stderr=True).print(str(error), markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
