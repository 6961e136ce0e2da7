"""The plot and the tables of `docs/scale.md`, from the figures that `scripts.bench_scale` saves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

BARS = {"median": 150, "95th percentile": 400}
"""Milliseconds that a search over 100,000 chunks may take."""
COLOURS = ("#1a4f8b", "#b3541e")

SIZE_COLUMNS = (
    "chunks",
    "documents",
    "search, median / p95",
    "slowest filter, median / p95",
    "catalogue",
    "vectors",
    "memory",
    "a document in",
)
FILTER_COLUMNS = (
    "filter",
    "passes",
    "processor, median / p95",
    "clock, median / p95",
    "nDCG@10",
    "exhaustive",
    "agreement@10",
)


def draw(figures: Mapping[str, Any], path: Path) -> None:
    """Writes the plot.

    Args:
        figures: As `scripts.bench_scale` saves them.
        path: Of the SVG file.
    """
    import matplotlib as mpl  # noqa: PLC0415 - slow to import

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "scale"  # equal figures make equal files
    from matplotlib import pyplot as plt  # noqa: PLC0415

    sizes = figures["sizes"]
    chunks = [size["chunks"] for size in sizes]
    figure, (whole, searches) = plt.subplots(1, 2, figsize=(11, 4.2), sharey=True, layout="constrained")
    for (name, bar), colour in zip(BARS.items(), COLOURS, strict=True):
        key = "cpu_p50" if name == "median" else "cpu_p95"
        worst = [max(cost[key] for cost in size["costs"].values()) for size in sizes]
        plain = [size["costs"]["none"][key] for size in sizes]
        whole.plot(chunks, plain, color=colour, marker="o", label=f"no filter, {name}")
        whole.plot(chunks, worst, color=colour, marker="s", linestyle="--", label=f"slowest filter, {name}")
        whole.axhline(bar, color=colour, linewidth=0.8, linestyle=":")
    whole.set(title="A search, by size of the index", xlabel="chunks", ylabel="milliseconds of the processor")
    whole.set(xscale="log", yscale="log")
    for name in sizes[-1]["costs"]:
        searches.plot(chunks, [size["costs"][name]["cpu_p50"] for size in sizes], marker=".", label=name)
    searches.set(title="Median, by filter", xlabel="chunks", xscale="log")
    for axes, columns in ((whole, 1), (searches, 2)):
        axes.legend(fontsize=7, ncols=columns, frameon=False)
        axes.grid(alpha=0.3)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def write_tables(figures: Mapping[str, Any], path: Path) -> None:
    """Puts the tables between the marks `<!-- tables -->` and `<!-- end -->` of a Markdown file."""
    tables = "\n".join(_lines(figures))
    page = path.read_text(encoding="utf-8")
    new = re.sub(r"(?s)(?<=<!-- tables -->\n).*(?=<!-- end -->)", lambda _: f"{tables}\n", page)
    path.write_text(new, encoding="utf-8")


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    sizes = figures["sizes"]
    taken = f"Measured on {figures['date']} at commit {figures['commit']}"
    yield f"{taken}, {figures['machine']}, load {figures['load']:.0f}."
    yield ""
    yield from _head(SIZE_COLUMNS)
    for size in sizes:
        plain = size["costs"]["none"]
        slowest = max(size["costs"].values(), key=lambda cost: float(cost["cpu_p50"]))
        yield from _row(
            (
                f"{size['chunks']:,}",
                f"{size['documents']:,}",
                *(f"{cost['cpu_p50']:.0f} / {cost['cpu_p95']:.0f} ms" for cost in (plain, slowest)),
                *(f"{size[name]:.0f} MB" for name in ("catalogue_mb", "vectors_mb", "memory_mb")),
                f"{size['put_cpu_ms']:.0f} ms",
            )
        )
    yield ""
    yield from _head(FILTER_COLUMNS)
    for name, cost in sizes[-1]["costs"].items():
        yield from _row(
            (
                name,
                f"{cost['share']:.0%}",
                f"{cost['cpu_p50']:.0f} / {cost['cpu_p95']:.0f} ms",
                f"{cost['p50']:.0f} / {cost['p95']:.0f} ms",
                *("-" if cost[key] is None else f"{cost[key]:.3f}" for key in ("ndcg", "ndcg_exact")),
                f"{cost['agreement']:.3f}",
            )
        )


def _head(columns: Sequence[str]) -> Iterator[str]:
    yield from _row(columns)
    yield from _row(["---"] * len(columns))


def _row(cells: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"
