"""Renders every source of the example collection into corpus/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rich.progress import track

from scripts.example_corpus import html, office, pdf
from scripts.example_corpus.source import Source, load

SOURCES = Path(__file__).parent / "sources"
CORPUS = Path(__file__).parents[2] / "corpus"

RENDERERS = {
    ".pdf": pdf.render,
    ".html": html.render,
    ".docx": office.render_docx,
    ".pptx": office.render_pptx,
    ".xlsx": office.render_xlsx,
    ".csv": office.render_csv,
}
# What a format can't say of itself goes into a sidecar.
IN_SIDECAR = {
    ".pdf": ("kind", "published", "regions", "project", "publisher", "supersedes"),
    ".docx": ("regions", "project", "publisher", "supersedes"),
    ".pptx": ("regions", "project", "publisher", "supersedes"),
}
FRONT_MATTER = (
    "title kind language published themes regions project creator publisher description supersedes call".split()
)


def render(source: Source) -> None:
    """Writes one document, and the sidecar it needs, into corpus/."""
    path = CORPUS / source.output
    path.parent.mkdir(parents=True, exist_ok=True)
    meta = {key: source.meta[key] for key in FRONT_MATTER if source.meta.get(key)}
    if path.suffix == ".md":
        path.write_text(f"---\n{_yaml(meta)}---\n\n{source.markdown}", encoding="utf-8")
        return
    RENDERERS[path.suffix](source, path)
    if path.suffix == ".html":
        return
    keys = IN_SIDECAR.get(path.suffix, FRONT_MATTER)
    sidecar = {key: meta[key] for key in keys if key in meta}
    path.with_name(path.name + ".meta.yaml").write_text(_yaml(sidecar), encoding="utf-8")


def _yaml(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


if __name__ == "__main__":
    for file in track(sorted(SOURCES.rglob("*.*")), "Rendering the example collection"):
        render(load(file))
