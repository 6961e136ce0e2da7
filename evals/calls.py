"""Golden questions on funding calls, each asked at a frozen moment: exact facts, exactly the right calls."""

from __future__ import annotations

import datetime as dt
import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.table import Table

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.assistant import Assistant
from assistant.answering.citations import sound
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.messages import say
from assistant.bootstrap import build_assistant, build_library
from assistant.calls.clock import from_clock_face
from assistant.calls.record import Call
from assistant.calls.wording import nearest
from assistant.errors import PermanentError
from assistant.index.library import Library
from assistant.settings import load_settings
from evals.answer_metrics import normalised
from evals.golden_set import tells
from evals.options import SaveFile, shown_progress
from evals.records import save as save_record

QUESTIONS = Path(__file__).parent / "golden" / "calls.yaml"
OWN_ROUTES = ("calls", "eligibility")
SET_ASIDE = 3
"""Every so manieth question is set aside."""


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """What is asked at which moment, and what is right; the fields are explained at the top of golden/calls.yaml."""

    id: str
    at: dt.datetime
    turns: tuple[str, ...]
    route: str
    calls: frozenset[str] | None
    says: Mapping[str, str]
    tells: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]
    language: str
    set_aside: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said to a question.

    Attributes:
        question: What was asked.
        answer: To its last turn.
        why: What is wrong, empty when nothing is.
    """

    question: CallQuestion
    answer: Answer
    why: str


def calls(
    *,
    data_dir: Annotated[Path, typer.Option(help="An index of corpus/.")],
    only: Annotated[str, typer.Option(help="Ask the questions whose id begins with this.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON with flat keys, and the misses.")] = False,
    set_aside: Annotated[bool, typer.Option(help="Show the misses of those set aside, too.")] = False,
    save: SaveFile = None,
) -> None:
    """How exactly questions on funding calls are answered, before, while and after the calls are open."""
    questions = [question for question in read_questions() if question.id.startswith(only)]
    library = build_library(load_settings().model_copy(update={"data_dir": data_dir}))
    try:
        with shown_progress() as on_progress:
            outcomes = []
            for done, outcome in enumerate(ask_all(library, questions), start=1):
                outcomes.append(outcome)
                on_progress("asking", done, len(questions))
    finally:
        library.close()
    found = figures(outcomes)
    missed = [_row(one) for one in outcomes if one.why and (set_aside or not one.question.set_aside)]
    if save is not None:
        save_record(save, "calls", {"calls_file": QUESTIONS}, found)
    if as_json:
        print(json.dumps({**found, "misses": missed}, indent=2, ensure_ascii=False))
    else:
        Console().print(_figures_table(found), _misses_table(missed))


def read_questions(path: Path = QUESTIONS) -> list[CallQuestion]:
    """The questions of a file.

    Raises:
        PermanentError: It cannot be read, or something in it is missing ("data_incomplete").
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        moments = {name: from_clock_face(dt.datetime.fromisoformat(moment)) for name, moment in data["moments"].items()}
        return [_question(row, moments, place) for place, row in enumerate(data["questions"], start=1)]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise PermanentError("data_incomplete", f"{path.name} cannot be read: {error!r}") from error


def ask_all(library: Library, questions: Sequence[CallQuestion]) -> Iterator[Outcome]:
    """Asks each question at its moment."""
    assistants: dict[dt.datetime, Assistant] = {}
    names = {stored.call.id.removeprefix("haku-"): stored.call for stored in library.calls()}
    for question in questions:
        at = question.at
        if at not in assistants:
            assistants[at] = build_assistant(load_settings(), library=library, clock=lambda at=at: at)  # type: ignore[misc]
        answer = _last_answer(assistants[at], question)
        yield Outcome(question, answer, wrong(question, answer, names))


def wrong(question: CallQuestion, answer: Answer, named: Mapping[str, Call]) -> str:
    """What is wrong with an answer; empty when nothing is.

    Args:
        question: What was asked.
        answer: What was said.
        named: The calls by their id, without "haku-".
    """
    if question.route == "elsewhere":
        return f"taken by {answer.route}" if answer.route in OWN_ROUTES else ""
    if question.route == "asked_back":
        return "" if answer.status is AnswerStatus.CLARIFICATION and answer.suggestions else "does not ask back"
    return next(_complaints(question, answer, named), "")


def _complaints(question: CallQuestion, answer: Answer, named: Mapping[str, Call]) -> Iterator[str]:
    if answer.route != question.route or answer.status is not AnswerStatus.ANSWERED:
        yield f"{answer.status.value} by {answer.route}"
    if not sound(answer.text, answer.citations, answer.results):
        yield "citations do not hold"
    if answer.language != question.language:
        yield f"in {answer.language} instead of {question.language}"
    cited = {PurePosixPath(citation.uri).stem.removeprefix("haku-") for citation in answer.citations}
    if question.calls is not None and cited != question.calls:
        yield f"tells of {', '.join(sorted(cited))}"
    for call_id, status in question.says.items():
        if not _says(answer, nearest(named[call_id].name, answer.language).text, status):
            yield f"does not say that {call_id} is {status}"
    if missing := [wordings[0] for wordings in question.tells if not any(tells(answer.text, one) for one in wordings)]:
        yield f"does not tell {', '.join(missing)}"
    if told := [words for words in question.never if tells(answer.text, words)]:
        yield f"tells {', '.join(told)}"


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares of right answers, 0 to 1: of all, those set aside, by language, by what should answer; and the time."""
    groups: dict[str, list[Outcome]] = {"": list(outcomes)}
    for outcome in outcomes:
        aside = "set_aside" if outcome.question.set_aside else "tuned_on"
        for name in (aside, outcome.question.language, outcome.question.route):
            groups.setdefault(f"@{name}", []).append(outcome)
    shares = {f"exact{name}": _share(group) for name, group in groups.items()}
    routed = [one.answer.timings["route"] for one in outcomes if "route" in one.answer.timings]
    return {"questions": len(outcomes), **shares, "route_milliseconds": round(statistics.median(routed), 1)}


def _says(answer: Answer, name: str, status: str) -> bool:
    wanted = normalised(say(f"listing_status_{status}", answer.language))
    lines = [normalised(line) for line in answer.text.split("\n")]
    return any(line.startswith(normalised(name)) and wanted in line for line in lines)


def _last_answer(assistant: Assistant, question: CallQuestion) -> Answer:
    history: list[Exchange] = []
    for turn in question.turns:
        answer = assistant.ask(turn, history=history)
        history.append(Exchange.of(turn, answer))
    return answer


def _share(group: Sequence[Outcome]) -> float:
    return round(statistics.fmean(not outcome.why for outcome in group), 4)


def _question(row: dict[str, Any], moments: Mapping[str, dt.datetime], place: int) -> CallQuestion:
    known = {"id", "at", "ask", "route", "calls", "says", "tells", "never", "language"}
    if unknown := row.keys() - known:
        raise ValueError(f"{row['id']}: {', '.join(sorted(unknown))}")
    turns = (row["ask"],) if isinstance(row["ask"], str) else tuple(row["ask"])
    facts = tuple((fact,) if isinstance(fact, str) else tuple(fact) for fact in row.get("tells", ()))
    named = frozenset(map(str, row["calls"])) if "calls" in row else None
    says = {str(call): status for call, status in row.get("says", {}).items()}
    language = row.get("language", row["id"][:2])
    route = row.get("route", "calls")
    never = tuple(row.get("never", ()))
    return CallQuestion(
        row["id"], moments[row["at"]], turns, route, named, says, facts, never, language, place % SET_ASIDE == 0
    )


def _row(outcome: Outcome) -> dict[str, str]:
    return {
        "question": outcome.question.id,
        "asked": " / ".join(outcome.question.turns),
        "at": f"{outcome.question.at:%Y-%m-%d %H:%M}",
        "why": outcome.why,
        "said": outcome.answer.text[:300],
    }


def _figures_table(found: Mapping[str, float]) -> Table:
    table = Table(title=f"Questions on calls, {found['questions']}")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in found.items():
        if name != "questions":
            table.add_row(name, f"{value:.1f} ms" if name.endswith("milliseconds") else f"{value:.1%}")
    return table


def _misses_table(missed: Sequence[dict[str, str]]) -> Table:
    table = Table(title=f"Misses, {len(missed)}", show_lines=True)
    for title in ("question", "asked", "at", "why", "said"):
        table.add_column(title, overflow="fold")
    for row in missed:
        table.add_row(*row.values())
    return table
