"""Plain text: encodings and paragraphs."""

from __future__ import annotations

import pytest

from assistant.errors import PermanentError
from ingest.converters.text import read
from ingest.encoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_survives_each_encoding(encoding: str) -> None:
    (section,) = read("Työhyvinvointi säilyy – yhä.".encode(encoding), "a.txt").sections
    assert section.text == "Työhyvinvointi säilyy – yhä."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_part_paragraphs(end: str) -> None:
    (section,) = read(f"Ensimmäinen kappale.{end} {end}Toinen kappale.{end}".encode(), "a.txt").sections
    assert section.text == "Ensimmäinen kappale.\n\nToinen kappale."


def test_list_items_stay_lines() -> None:
    (section,) = read(b"- yksi\n- kaksi\n- kolme\n", "a.txt").sections
    assert section.text.split("\n") == ["- yksi", "- kaksi", "- kolme"]


def test_a_short_line_in_small_letters_is_no_heading() -> None:
    (section,) = read(b"Yhteenveto tuloksista\n\nTulokset paranivat.", "a.txt").sections
    assert (section.headings, section.text) == ((), "Yhteenveto tuloksista\n\nTulokset paranivat.")


def test_random_bytes_are_no_text() -> None:
    data = bytes(range(256)) * 8
    with pytest.raises(PermanentError, match="no text"):
        decode(data)
