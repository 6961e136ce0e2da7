"""Saved measurements as one web page that needs nothing else, and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import PermanentError
from evals.records import RESULTS
from evals.report_sections import Record, Section, sections

TITLE = "How well the assistant does"
STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --faint: #d5d5d5; --mark: #00629b }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eee; --paper: #161616; --faint: #484848; --mark: #6cb8ec }
}
body { margin: 0 auto; padding: 1rem; max-width: 76rem; font: 1rem/1.5 system-ui, sans-serif;
       color: var(--ink); background: var(--paper) }
h1, h2 { line-height: 1.2 }
p { max-width: 42rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0 }
caption { text-align: start; font-weight: bold; padding-bottom: .3rem }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--faint); text-align: end; white-space: nowrap }
th:first-child { text-align: start }
.plots { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: 0; padding: 0 }
figure { margin: 0; width: 21rem; max-width: 100% }
figcaption { font-weight: bold }
svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif }
svg text { fill: var(--ink) }
.line { fill: none; stroke: var(--mark); stroke-width: 2 }
.dot, .bar { fill: var(--mark) }
.grid { stroke: var(--faint) }
.dashed { stroke: var(--ink); stroke-dasharray: 4 4 }
.interval { stroke: var(--mark); stroke-width: 1.5 }
.over { stroke: var(--ink) }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px }
@media print { body { max-width: none } .wide { overflow: visible } }
"""


def report(
    *,
    results: Annotated[Path, typer.Option(help="Folder of saved measurements.")] = RESULTS,
    out: Annotated[Path, typer.Option(help="Folder that report.html and report.md are written to.")] = Path(
        "build/report"
    ),
) -> None:
    """Saved measurements as a page with tables and plots, and as Markdown."""
    written = sections(read(results))
    out.mkdir(parents=True, exist_ok=True)
    for name, text in (("report.html", to_html(written)), ("report.md", to_markdown(written))):
        (out / name).write_text(text, encoding="utf-8")
        print(out / name)


def read(folder: Path) -> list[Record]:
    """The measurements of a folder, oldest first.

    Raises:
        PermanentError: There are none ("data_unreadable"), or one cannot be read ("data_broken").
    """
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise PermanentError("data_broken", f"{path} is not JSON.") from error
        if isinstance(record, dict) and "sizes" in record:
            record = {"command": "scale", **record}  # as `python -m scripts.bench_scale` writes it
        if not isinstance(record, dict) or not {"command", "date", "commit"} <= record.keys():
            raise PermanentError("data_broken", f"{path} is no saved measurement.", "They are written by --save.")
        found.append(record)
    if not found:
        raise PermanentError("data_unreadable", f"{folder} holds no measurements.", "Save some with --save.")
    return sorted(found, key=lambda record: str(record["date"]))


def to_html(written: Sequence[Section]) -> str:
    """The page."""
    links = "".join(f'<li><a href="#{_anchor(section)}">{escape(section.title)}</a></li>' for section in written)
    body = "".join(_html(section) for section in written)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>\n'
        f'<body><header><h1>{TITLE}</h1><nav aria-label="Sections"><ul>{links}</ul></nav></header>\n'
        f"<main>{body}</main></body></html>\n"
    )


def to_markdown(written: Sequence[Section]) -> str:
    """The same without the plots."""
    return f"# {TITLE}\n\n" + "\n".join(
        f"## {section.title}\n\n{section.about}\n\n{table(section.head, section.rows)}" for section in written
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose first column names the rows."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def _html(section: Section) -> str:
    title, anchor = escape(section.title), _anchor(section)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in section.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in section.rows
    )
    plots = "".join(
        f"<figure><figcaption>{escape(caption)}</figcaption>{svg}</figure>" for caption, svg in section.plots
    )
    scrolled = f'class="wide" tabindex="0" role="region" aria-label="{title}, table"'
    return (
        f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{title}</h2><p>{escape(section.about)}</p>'
        f"<div {scrolled}><table><thead><tr>{head}</tr></thead>"
        f'<tbody>{rows}</tbody></table></div><div class="plots">{plots}</div></section>\n'
    )


def _anchor(section: Section) -> str:
    return section.title.lower().replace(" ", "-")
