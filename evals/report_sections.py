"""What the report tells: saved measurements as tables and plots, a section for each command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.golden_outcomes import EVERY, FIGURES
from evals.plots import Axis, Point, bars, line, span

Record = dict[str, Any]
"""A file of evals/results, as `evals.records.save` writes it."""

RANKING = ("ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@20")
ABSTENTION = ("auroc", "hallucination_rate", "miss_rate", "aurc", "brier")
ANSWERS = (
    "gold_in_answer",
    "gold_in_answered",
    "answered",
    "median_words",
    "citation_precision",
    "citation_recall",
    "verbatim",
    "right_language",
)
GOLDEN_PLOTS = ("passage_3", "facts", "declined", "wrongly_declined")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report.

    Attributes:
        title: Its heading.
        about: What the figures are, in a sentence or two.
        head: Names of the table's columns; the first column names the row.
        rows: The table.
        plots: SVG, each with its caption.
    """

    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plots: tuple[tuple[str, str], ...] = ()


def sections(records: Sequence[Record]) -> list[Section]:
    """The report on these measurements.

    Args:
        records: In the order of their dates.
    """
    written = (_retrieval, _latency, _scale, _abstention, _answers, _golden, _ablation)
    return [section for write in written if (section := write(records)) is not None]


def set_name(record: Record) -> str:
    """The data of a measurement in a few words: `finlex_work sv → fi`."""
    folder, _, queries = record["queries_file"].partition("/")
    asked, written = _language(queries), _language(record.get("corpus", queries))
    name = f"{folder} {asked}" if asked == written else f"{folder} {asked} → {written}"
    others = [one.partition("/")[0] for one in record.get("distractors", ())]
    return " + ".join((name, *others)) + (", off the collection" if record.get("off_collection") else "")


def latest(records: Sequence[Record], command: str) -> dict[str, Record]:
    """The last measurement of each set by a command, by the set's name."""
    return {set_name(record): record for record in records if record["command"] == command}


def _retrieval(records: Sequence[Record]) -> Section | None:
    found = latest(records, "retrieval")
    if not found:
        return None
    rows = tuple(
        (name, *(_with_interval(record, figure) for figure in RANKING), str(int(record["queries"])), *_when(record))
        for name, record in found.items()
    )
    about = "How well passages are found: means over the questions with 95 % bootstrap intervals."
    plots = tuple((f"{name}: nDCG@10 over time", _over_time(name, records)) for name in found)
    return Section("Retrieval", about, ("set", *RANKING, "questions", "commit", "date"), rows, plots)


def _over_time(name: str, records: Sequence[Record]) -> str:
    runs = [record for record in records if record["command"] == "retrieval" and set_name(record) == name]
    points = [
        Point(place, run["ndcg@10"], *_interval(run, "ndcg@10"), name=run["commit"]) for place, run in enumerate(runs)
    ]
    told = ", ".join(f"{point.name} {point.y:.3f}" for point in points)
    across = Axis("commit", 0, len(points) - 1) if len(points) > 1 else Axis("commit", -1, 1)
    title = f"{name}, nDCG@10 by commit: {told}"
    return line(title, points, across, Axis("nDCG@10", *span(points, top=1)))


def _latency(records: Sequence[Record]) -> Section | None:
    found = latest(records, "retrieval")
    if not found:
        return None
    keys = {"latency_ms.p50": "median", "latency_ms.p95": "95th percentile"}
    rows = tuple((name, *(f"{record[key]:.0f}" for key in keys), record["machine"]) for name, record in found.items())
    highest = max(record[key] for record in found.values() for key in keys)
    plots = tuple(
        (f"{called}, ms", bars(f"Search, {called} in ms: " + _told(points), points, Axis("ms", 0, highest)))
        for key, called in keys.items()
        for points in [[Point(0, round(record[key]), name=_short(name)) for name, record in found.items()]]
    )
    about = "Time of one search in milliseconds, the embedding of the question included."
    return Section("Latency", about, ("set", *keys.values(), "machine"), rows, plots)


def _scale(records: Sequence[Record]) -> Section | None:
    runs = [record for record in records if record["command"] == "scale"]
    if not runs:
        return None
    run = runs[-1]
    sizes = run["sizes"]
    rows = tuple(
        (f"{size['chunks']:,}, {name}", f"{cost['p50']:.0f}", f"{cost['p95']:.0f}", _fixed(cost.get("ndcg")))
        for size in sizes
        for name, cost in size["costs"].items()
    )
    plots = []
    for key, called in (("p50", "median"), ("p95", "95th percentile")):
        slowest = [Point(size["chunks"], max(cost[key] for cost in size["costs"].values())) for size in sizes]
        told = ", ".join(f"{point.y:.0f} at {point.x:,.0f}" for point in slowest)
        x, y = Axis("chunks", 0, slowest[-1].x), Axis("ms", 0, max(point.y for point in slowest))
        plots.append(
            (
                f"slowest filter, {called}",
                line(f"Search with the slowest filter, {called} in ms: {told}", slowest, x, y),
            )
        )
    about = (
        "Time of one search in milliseconds as the collection grows, with and without filters. "
        f"{run['machine']}, commit {run['commit']}, {run['date'][:10]}."
    )
    return Section("Size", about, ("chunks, filter", "median", "95th percentile", "ndcg@10"), rows, tuple(plots))


def _abstention(records: Sequence[Record]) -> Section | None:
    found = latest(records, "abstention")
    if not found:
        return None
    rows = tuple(
        (name, *(_with_interval(record, figure) for figure in ABSTENTION), str(record["queries"]), *_when(record))
        for name, record in found.items()
    )
    plots = []
    for name, record in found.items():
        curve = [Point(coverage, risk) for coverage, risk in record["curve"]]
        told = ", ".join(f"{point.y:.0%} at {point.x:.0%}" for point in curve[:: max(len(curve) // 5, 1)])
        x, y = (
            Axis("share answered", 0, 1, percent=True),
            Axis("wrong of these", 0, span(curve, top=1)[1], percent=True),
        )
        plots.append(
            (
                f"{name}: risk and coverage",
                line(f"{name}, share of wrong answers by share answered: {told}", curve, x, y),
            )
        )
        bins = [Point(row["probability"], row["answerable"]) for row in record["reliability"]]
        told = ", ".join(f"{point.y:.0%} at {point.x:.0%}" for point in bins)
        x, y = Axis("probability given", 0, 1, percent=True), Axis("answerable", 0, 1, percent=True)
        title = f"{name}, share of answerable questions by the probability given: {told}"
        plots.append((f"{name}: is the probability true?", line(title, bins, x, y, diagonal=True)))
    about = (
        "How well it is known when there is no answer. Hallucination: answered without a caveat though there is none; "
        "miss: not answered, or only with a caveat, though there is one; both at the shipped threshold."
    )
    return Section("Abstention", about, ("set", *ABSTENTION, "questions", "commit", "date"), rows, tuple(plots))


def _answers(records: Sequence[Record]) -> Section | None:
    found = latest(records, "answers")
    if not found:
        return None
    rows, plots = [], []
    for name, record in found.items():
        budgets = sorted(int(key.partition("@")[2]) for key in record if key.startswith("gold_in_answer@"))
        for budget in budgets:
            values = (record.get(f"{figure}@{budget}") for figure in ANSWERS)
            figures = ("–" if value is None else f"{value:.3g}" for value in values)
            rows.append((f"{name}, {budget} words", *figures, *_when(record)))
        points = [Point(budget, record[f"gold_in_answer@{budget}"]) for budget in budgets]
        told = ", ".join(f"{point.y:.3f} in {point.x:g} words" for point in points)
        x, y = Axis("words at most", budgets[0], budgets[-1]), Axis("gold answer inside", *span(points, top=1))
        plots.append((f"{name}: gold answer inside", line(f"{name}, gold answer inside: {told}", points, x, y)))
    about = "How often the answer, composed of quotations within so many words, holds the gold answer."
    return Section("Answers", about, ("set", *ANSWERS, "commit", "date"), tuple(rows), tuple(plots))


def _golden(records: Sequence[Record]) -> Section | None:
    runs = [record for record in records if record["command"] == "golden"]
    if not runs:
        return None
    run = runs[-1]
    groups = [key.partition("@")[2] for key in run if key.startswith("questions@")] + [EVERY]
    rows = tuple(
        (
            group,
            str(int(_golden_figure(run, "questions", group) or 0)),
            *(_percent(_golden_figure(run, figure, group)) for figure in FIGURES),
        )
        for group in groups
    )
    plots = []
    for figure in GOLDEN_PLOTS:
        points = [
            Point(0, value, *_interval(run, _golden_key(figure, group)), name=group)
            for group in groups
            if (value := _golden_figure(run, figure, group)) is not None
        ]
        title = f"Golden set, {FIGURES[figure]}: {_told(points, percent=True)}"
        plots.append((FIGURES[figure], bars(title, points, Axis(figure, 0, 1, percent=True))))
    about = (
        "Users' questions about the example collection, by language. The questions are parted into two halves: what is "
        f"tuned on the first must hold in the second. Commit {run['commit']}, {run['date'][:10]}."
    )
    return Section("Golden set", about, ("questions in", "asked", *FIGURES.values()), rows, tuple(plots))


def _ablation(records: Sequence[Record]) -> Section | None:
    runs = [record for record in records if record["command"] == "ablation"]
    if not runs:
        return None
    run = runs[-1]
    rows = tuple(tuple(row) for row in run["table"])
    about = (
        "nDCG@10 of the full system, then what each change of one part does to it, with the 95 % interval of the "
        f"paired bootstrap. Commit {run['commit']}, {run['date'][:10]}."
    )
    return Section("Ablation", about, tuple(run["head"]), rows)


def _golden_key(figure: str, group: str) -> str:
    return figure if group == EVERY else f"{figure}@{group}"


def _golden_figure(run: Record, figure: str, group: str) -> float | None:
    value: float | None = run.get(_golden_key(figure, group))
    return value


def _with_interval(record: Record, figure: str) -> str:
    low, high = _interval(record, figure)
    value = _fixed(record.get(figure))
    return value if low is None else f"{value} ({low:.3f}–{high:.3f})"


def _fixed(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(record: Record, figure: str) -> tuple[float | None, float | None]:
    low, high = record.get("intervals", {}).get(figure, (None, None))
    return low, high


def _when(record: Record) -> tuple[str, str]:
    return record["commit"], record["date"][:10]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _told(points: Sequence[Point], *, percent: bool = False) -> str:
    return ", ".join(f"{point.name} {point.y:.0%}" if percent else f"{point.name} {point.y:g}" for point in points)


def _short(name: str) -> str:
    return name.replace("finlex_work", "finlex").partition(" +")[0]


def _language(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".jsonl").rpartition("_")[2]
