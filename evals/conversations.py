"""Golden conversations: turns that build on each other, asked in order with the history that the web service keeps."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.table import Table

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.assistant import Assistant
from assistant.answering.conversation.conversations import KEPT_EXCHANGES
from assistant.answering.conversation.exchange import Exchange
from assistant.errors import PermanentError
from evals.golden import opened_assistant
from evals.golden_set import CORPUS, tells
from evals.options import CACHE, CacheFile, SaveFile, shown_progress
from evals.records import save as save_record

CONVERSATIONS = Path(__file__).parent / "golden" / "conversations.yaml"

STATUSES = {
    "answered": (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL),
    "declined": (
        AnswerStatus.UNANSWERABLE_NO_EVIDENCE,
        AnswerStatus.UNANSWERABLE_NOT_GROUNDED,
        AnswerStatus.REFUSED,
    ),
    "asked_back": (AnswerStatus.CLARIFICATION,),
}
"""What the YAML calls a status → the answer's."""


@dataclass(frozen=True, slots=True)
class GoldenTurn:
    """What a user types, and what is right to say to it.

    Attributes:
        ask: As typed.
        follow_up: Whether it needs the turns before it.
        status: A key of `STATUSES`.
        language: Of the answer's own words.
        documents: Paths in the collection, one of which must be cited; any will do when empty.
        facts: What the answer must tell: all of them, each in any one of its wordings.
    """

    ask: str
    follow_up: bool
    status: str
    language: str
    documents: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class GoldenConversation:
    """Turns in order.

    Attributes:
        id: Language and running number.
        language: ISO 639-1.
        tags: What is special in it.
        turns: Two to five.
    """

    id: str
    language: str
    tags: tuple[str, ...]
    turns: tuple[GoldenTurn, ...]


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """What became of one turn.

    Attributes:
        conversation: Where it stands.
        number: From 1.
        turn: What was right.
        answer: What was said.
        why: What is wrong, empty when nothing is.
    """

    conversation: GoldenConversation
    number: int
    turn: GoldenTurn
    answer: Answer
    why: str

    @property
    def told_apart(self) -> bool:
        """Whether it was taken for a follow-up exactly when it is one."""
        return (self.answer.understood_as is not None) is self.turn.follow_up


def conversations(
    *,
    data_dir: Annotated[
        Path | None, typer.Option(help="An index of corpus/; without it one is made for the occasion.")
    ] = None,
    conversations_file: Annotated[
        Path, typer.Option("--conversations", help="Another set, e.g. the one kept aside.")
    ] = CONVERSATIONS,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON with flat keys, and the misses.")] = False,
    cache: CacheFile = CACHE,
    save: SaveFile = None,
) -> None:
    """How well conversations about the example collection go."""
    golden = read_conversations(conversations_file)
    with shown_progress() as on_progress, opened_assistant(data_dir, cache, on_progress) as assistant:
        outcomes: list[TurnOutcome] = []
        for done, conversation in enumerate(golden, start=1):
            outcomes += hold(assistant, conversation)
            on_progress("asking", done, len(golden))
    missed = [_row(outcome) for outcome in outcomes if outcome.why]
    if save is not None:
        save_record(
            save, "conversations", {"conversations_file": conversations_file}, {**figures(outcomes), "misses": missed}
        )
    if as_json:
        print(json.dumps({**figures(outcomes), "misses": missed}, indent=2, ensure_ascii=False))
    else:
        Console().print(_figures_table(outcomes), _misses_table(missed))


def read_conversations(path: Path = CONVERSATIONS) -> list[GoldenConversation]:
    """The conversations of a file.

    Raises:
        PermanentError: It cannot be read, or something in it is missing or unknown ("data_incomplete").
    """
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [_conversation(row) for row in rows]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise PermanentError("data_incomplete", f"{path.name} cannot be read: {error!r}") from error


def hold(assistant: Assistant, conversation: GoldenConversation) -> Iterator[TurnOutcome]:
    """Asks the turns of a conversation in order."""
    history: list[Exchange] = []
    for number, turn in enumerate(conversation.turns, start=1):
        answer = assistant.ask(turn.ask, history=history[-KEPT_EXCHANGES:])
        history.append(Exchange.of(turn.ask, answer))
        yield TurnOutcome(conversation, number, turn, answer, wrong(turn, answer))


def wrong(turn: GoldenTurn, answer: Answer) -> str:
    """What is wrong with an answer; empty when nothing is."""
    if answer.status not in STATUSES[turn.status]:
        return f"{answer.status.value} instead of {turn.status}"
    if answer.language != turn.language:
        return f"in {answer.language} instead of {turn.language}"
    cited = [citation.uri.removeprefix(f"{CORPUS.name}/") for citation in answer.citations]
    if turn.documents and not set(turn.documents) & set(cited):
        return f"cites {', '.join(cited) or 'nothing'}"
    missing = [wordings[0] for wordings in turn.facts if not any(tells(answer.text, fact) for fact in wordings)]
    return f"does not tell {', '.join(missing)}" if missing else ""


def figures(outcomes: Sequence[TurnOutcome]) -> dict[str, float]:
    """Shares, 0 to 1, flat: of turns that are right, by language and by tag, and of follow-ups that were told apart."""
    groups = {"": list(outcomes)}
    for outcome in outcomes:
        for name in (outcome.conversation.language, *outcome.conversation.tags):
            groups.setdefault(f"@{name}", []).append(outcome)
    shares = {f"right{name}": _share(not outcome.why for outcome in group) for name, group in groups.items()}
    follow_ups = [outcome for outcome in outcomes if outcome.turn.follow_up]
    others = [outcome for outcome in outcomes if not outcome.turn.follow_up]
    return {
        "conversations": len({outcome.conversation.id for outcome in outcomes}),
        "turns": len(outcomes),
        **shares,
        "follow_ups_resolved": _share(outcome.told_apart for outcome in follow_ups),
        "follow_ups_right": _share(not outcome.why for outcome in follow_ups),
        "whole_questions_left_alone": _share(outcome.told_apart for outcome in others),
        "milliseconds": round(statistics.median(sum(outcome.answer.timings.values()) for outcome in outcomes), 1),
    }


def _share(hits: Iterator[bool]) -> float:
    values = [float(hit) for hit in hits]
    return round(statistics.fmean(values), 4) if values else 0.0


def _conversation(row: dict[str, Any]) -> GoldenConversation:
    turns = tuple(_turn(turn, row["language"]) for turn in row["turns"])
    if not 2 <= len(turns) <= 5:
        raise ValueError(f"{row['id']} has {len(turns)} turns")
    return GoldenConversation(row["id"], row["language"], tuple(row["tags"]), turns)


def _turn(row: dict[str, Any], language: str) -> GoldenTurn:
    facts = tuple((fact,) if isinstance(fact, str) else tuple(map(str, fact)) for fact in row.get("facts", ()))
    status = row.get("status", "answered")
    if (status == "answered") is not bool(facts) or status not in STATUSES:
        raise ValueError(f"{row['ask']!r} must have facts if it is answered, else none")
    documents = tuple(row.get("documents", ()))
    return GoldenTurn(row["ask"], row.get("follow_up", False), status, row.get("language", language), documents, facts)


def _row(outcome: TurnOutcome) -> dict[str, str]:
    first = next(iter(outcome.answer.results), None)
    return {
        "turn": f"{outcome.conversation.id}.{outcome.number}",
        "asked": outcome.turn.ask,
        "understood_as": outcome.answer.understood_as or "",
        "first": first.document.uri if first else "",
        "why": outcome.why,
    }


def _figures_table(outcomes: Sequence[TurnOutcome]) -> Table:
    found = figures(outcomes)
    table = Table(title=f"Conversations, {found['conversations']} with {found['turns']} turns")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in found.items():
        if name not in {"conversations", "turns"}:
            table.add_row(name, f"{value:.0f} ms" if name == "milliseconds" else f"{value:.1%}")
    return table


def _misses_table(missed: Sequence[dict[str, str]]) -> Table:
    table = Table(title=f"Misses, {len(missed)}", show_lines=True)
    for title in ("turn", "asked", "understood as", "came first", "why"):
        table.add_column(title, overflow="fold")
    for row in missed:
        table.add_row(*row.values())
    return table
