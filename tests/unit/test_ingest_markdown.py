"""Markdown: front matter, headings, tables and footnotes."""

from __future__ import annotations

import pytest

from ingest.content import Content
from ingest.converters.markdown import read


def text_of(content: Content) -> str:
    return "\n\n".join(section.text for section in content.sections)


def test_front_matter_is_the_record_and_no_text() -> None:
    content = read("---\ntitle: Tauko\nthemes: [työkyky]\n---\n\n## Tarve\n\nKuormitus kasvoi.\n".encode(), "a.md")
    assert content.record["title"] == "Tauko"
    assert content.record["themes"] == ["työkyky"]
    assert [(section.headings, section.text) for section in content.sections] == [(("Tarve",), "Kuormitus kasvoi.")]


@pytest.mark.parametrize("matter", ['title: "auki', "title: [a", "a: b: c", "published: 2026-13-45"])
def test_broken_front_matter_hides_nothing(matter: str) -> None:
    content = read(f"---\n{matter}\n---\n\nLeipäteksti pysyy.\n".encode(), "a.md")
    assert "Leipäteksti pysyy." in text_of(content)
    headings = [heading for section in content.sections for heading in section.headings]
    assert matter in "\n".join((*headings, text_of(content)))


def test_front_matter_that_never_ends_is_text() -> None:
    assert "Leipäteksti pysyy." in text_of(read("---\ntitle: x\n\nLeipäteksti pysyy.\n".encode(), "a.md"))


def test_headings_nest_and_tables_become_lines() -> None:
    source = "# A\n\n## B\n\n| Alue | Vuosi | Määrä |\n|---|---|---|\n| Lappi | 2025 | 3 |\n\n## C\n\n- yksi\n- kaksi\n"
    table, items = read(source.encode(), "a.md").sections
    assert (table.headings, table.text) == (("A", "B"), "Alue: Lappi; Vuosi: 2025; Määrä: 3")
    assert (items.headings, items.text) == (("A", "C"), "- yksi\n- kaksi")


def test_footnotes_are_kept_with_their_marks() -> None:
    content = read(b"Osuus oli 74 prosenttia.[^1]\n\n[^1]: Linja-autovarikko puuttuu.\n", "a.md")
    assert "74 prosenttia.[1]" in text_of(content)
    assert "[1] Linja-autovarikko puuttuu." in text_of(content)


@pytest.mark.parametrize("source", ["", "---\n---\n", "\n\n"])
def test_nothing_written_is_no_section(source: str) -> None:
    assert read(source.encode(), "a.md").sections == ()
