"""The command line, `assistant`: ingest, search, ask, similar, serve, doctor, calls.

Results go to standard output, everything else to standard error. Exit codes: 0 all went well, 1 it failed,
2 the command was written wrongly, 3 it finished but some files did not go in, 130 it was stopped.
Nothing heavy is imported before a command needs it, so that `assistant --help` answers at once.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import calls_cli
from api.similar.command import similar
from assistant.documents import DocumentKind, Filters
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.settings import Settings

SOME_FILES_FAILED = 3
STOPPED = 130

app = typer.Typer(
    name="assistant",
    help="Answers from a collection of documents, cited to the page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(calls_cli.app)
app.command()(similar)

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON (docs/api.md).")]
DataDir = Annotated[Path | None, typer.Option(help="Folder of the index; by default ASSISTANT_DATA_DIR or data.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")]
Paths = Annotated[list[Path], typer.Argument(help="Folders or files.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command and ends the process with its exit code; an error is one line on standard error.

    Args:
        arguments: What follows `assistant`; the process's own arguments when None.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    if "--debug" not in given:  # otherwise what is logged with a traceback goes to standard error by itself
        logging.getLogger("assistant").addHandler(logging.NullHandler())
    try:
        app(args=given, prog_name="assistant")
    except AssistantError as error:
        if "--debug" in given:
            raise
        _fail(error.message, error.hint)
    except Exception as error:
        if "--debug" in given:
            raise
        _fail(f"Unexpected {type(error).__name__}: {error}", "Run the command again with --debug to see where.")


@app.command()
def ingest(
    paths: Paths,
    *,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew, for another model.")] = False,
    json: Json = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Read documents into the index. What has not changed is left alone; what is gone is taken out."""
    from api.ingesting import ingest_paths  # noqa: PLC0415

    try:
        report = ingest_paths(_settings(data_dir), paths, rebuild=rebuild)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was indexed stays; the same command goes on from here.", err=True)
        raise typer.Exit(STOPPED) from None
    if json:
        _print_json(report.model_dump_json(indent=2))
    else:
        from api.terminal import show_report  # noqa: PLC0415

        show_report(report)
    if report.failed:
        raise typer.Exit(SOME_FILES_FAILED)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words or a question.")],
    *,
    kind: Annotated[list[DocumentKind], typer.Option(help="Kind of document; may be repeated.")] = [],  # noqa: B006
    language: Annotated[list[str], typer.Option(help="ISO 639-1 code of the document; may be repeated.")] = [],  # noqa: B006
    year: Annotated[list[int], typer.Option(help="Year of publication; may be repeated.")] = [],  # noqa: B006
    theme: Annotated[list[str], typer.Option(help="Theme slug; may be repeated.")] = [],  # noqa: B006
    region: Annotated[list[str], typer.Option(help="Region; may be repeated.")] = [],  # noqa: B006
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many passages at most.")] = 10,
    json: Json = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Find passages."""
    from api.schemas import SearchResponse  # noqa: PLC0415
    from assistant.bootstrap import build_library, build_retriever  # noqa: PLC0415

    settings = _settings(data_dir)
    words = _question(query, settings)
    filters = Filters(tuple(kind), tuple(language), tuple(year), tuple(theme), tuple(region))
    library = build_library(settings)
    _warn_if_empty(library.count())
    found = SearchResponse.of(words, build_retriever(library).search(words, filters, limit))
    if json:
        _print_json(found.model_dump_json(indent=2))
    else:
        from api.terminal import show_search  # noqa: PLC0415

        show_search(found)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question.")],
    *,
    language: Annotated[str | None, typer.Option(help="Language of the answer; the question's by default.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show each step, what it decided and its time.")] = False,
    json: Json = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Answer a question from the documents."""
    from api.schemas import Answer  # noqa: PLC0415
    from assistant.answering.answer import AnswerStatus  # noqa: PLC0415
    from assistant.bootstrap import build_assistant  # noqa: PLC0415

    settings = _settings(data_dir)
    words, spoken = _question(question, settings), _language(language)
    assistant = build_assistant(settings)
    _warn_if_empty(assistant.library.count())
    answer = assistant.ask(words, language=spoken)
    if json:
        _print_json(Answer.of(answer, explain=explain).model_dump_json(indent=2))
    else:
        from api.terminal import show_answer  # noqa: PLC0415

        show_answer(answer, explain=explain)
    if answer.status is AnswerStatus.ERROR:
        raise typer.Exit(1)


@app.command()
def serve(
    *,
    sync: Annotated[list[Path], typer.Option(help="Folder or file to index while serving; may be repeated.")] = [],  # noqa: B006
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; by default ASSISTANT_HOST or 127.0.0.1.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; by default ASSISTANT_PORT or 8000.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the address and the report as JSON lines.")] = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Serve the chat page and the HTTP interface."""
    from api.serving import serve_forever  # noqa: PLC0415

    serve_forever(_settings(data_dir, host=host, port=port), sync, json=json)


@app.command()
def mcp(*, data_dir: DataDir = None, _debug: Debug = False) -> None:
    """Serve search, reading, calls and answers to another assistant over MCP, on standard input and output."""
    from api.mcp_server import Tools, make_server  # noqa: PLC0415
    from assistant.bootstrap import build_assistant  # noqa: PLC0415

    settings = _settings(data_dir)
    make_server(Tools(build_assistant(settings), max_question_chars=settings.max_question_chars)).run("stdio")


@app.command()
def doctor(
    *,
    repair: Annotated[bool, typer.Option("--repair", help="Put right what can be put right.")] = False,
    json: Json = False,
    data_dir: DataDir = None,
    _debug: Debug = False,
) -> None:
    """Check that the index is whole."""
    from api.doctor import examine  # noqa: PLC0415

    diagnosis = examine(_settings(data_dir), repair=repair)
    if json:
        _print_json(diagnosis.model_dump_json(indent=2))
    else:
        from api.terminal import show_diagnosis  # noqa: PLC0415

        show_diagnosis(diagnosis)
    if not diagnosis.sound:
        raise typer.Exit(1)


def _settings(data_dir: Path | None, **overrides: object) -> Settings:
    from assistant.settings import load_settings  # noqa: PLC0415

    return load_settings(data_dir=data_dir, **overrides)


def _question(text: str, settings: Settings) -> str:
    """The text without the white space around it; the rules are those of the HTTP service."""
    question = text.strip()
    if not question:
        raise typer.BadParameter("it is empty.")
    if len(question) > settings.max_question_chars:
        raise typer.BadParameter(f"it is longer than {settings.max_question_chars} characters.")
    return question


def _language(code: str | None) -> str | None:
    from assistant.language import SUPPORTED  # noqa: PLC0415

    known = [language.code for language in SUPPORTED]
    if code is not None and code not in known:
        raise typer.BadParameter(f"{code!r} is not one of {', '.join(known)}.")
    return code


def _warn_if_empty(documents: int) -> None:
    if not documents:
        typer.echo("The index is empty. Fill it with: assistant ingest PATH", err=True)


def _print_json(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _fail(message: str, hint: str) -> None:
    typer.echo(" ".join(f"Error: {message} {hint}".split()), err=True)
    sys.exit(1)
