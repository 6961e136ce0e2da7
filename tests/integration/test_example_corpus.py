"""What stands in a table of the example collection's sources is read back whole from the PDF made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.converters import convert
from scripts.example_corpus.source import Source, Table, load

ROOT = Path(__file__).parents[2]
SOURCES = {
    source.output: source
    for path in sorted((ROOT / "scripts" / "example_corpus" / "sources").rglob("*.md"))
    if (source := load(path)).output.endswith(".pdf")
}


def words_in_tables(source: Source) -> set[str]:
    cells = [
        cell
        for block in source.blocks
        if isinstance(block, Table)
        for row in (block.header, *block.rows)
        for cell in row
    ]
    return {bare(word) for cell in cells for word in cell.split()} - {""}


def bare(word: str) -> str:
    return word.strip(".,:;()")


@pytest.mark.parametrize("output", sorted(SOURCES))
def test_no_word_or_figure_of_a_table_is_cut_or_lost(output: str) -> None:
    document = convert(ROOT / "corpus" / output, f"corpus/{output}")
    read = {bare(word) for section in document.sections for word in section.text.split()}
    assert words_in_tables(SOURCES[output]) <= read
