"""The PDFs of the example collection are read back whole: their tables, and the titles that they were given."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

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


@pytest.mark.parametrize("output", sorted(SOURCES))
def test_a_pdf_bears_the_title_that_it_was_given(output: str) -> None:
    """Also where the title stands nowhere but in the running header."""
    path = ROOT / "corpus" / output
    given = PdfReader(path).metadata
    assert given is not None
    assert convert(path, f"corpus/{output}").title == given.title
