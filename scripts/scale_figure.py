"""The plot of `docs/scale.md`: time of a search and its filters against the size of the index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

BARS = {"median": 150, "95th percentile": 400}
"""Milliseconds that a search over 100,000 chunks may take."""
COLOURS = ("#1a4f8b", "#b3541e")


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
