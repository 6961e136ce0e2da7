"""Lines and questions that are made to keep a pattern busy: each is done with at once, or this file never ends."""

from __future__ import annotations

import pytest

from assistant.retrieval.definitions import definition_of
from assistant.sentences import split
from ingest.call_cues import LABEL
from ingest.call_dates import find
from ingest.pdf_layout import LEADERS, PAGE_NUMBER
from ingest.tables import row_lines

LONG = 20_000
RUNS = [" ", "\n", "\t", ".", ". ", "…", "-", "1", "1 ", "1.", "(", "»\n", "a-", "a.", "Aa ", "[1]", "\u00a0"]


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("end", ["", "x", "\x00"])
def test_a_long_line_is_done_with(run: str, end: str) -> None:
    text = (run * LONG)[:LONG]
    for line in (text + end, f"1.1.2027{text}2.2.2027{end}", f"sivu{text}5{text}{end}"):
        assert "".join("".join(split(line)).split()) == "".join(line.split())
        assert not PAGE_NUMBER.fullmatch(f"{line}y")
        LEADERS.search(line)
        LABEL.search(line)
        assert list(row_lines([["a", "b"], ["c", line]]))
        find(f"Haku on auki {line}", about_call=True)


@pytest.mark.parametrize("run", [" ", "mitä ", "mitä on ", "\n", "on "])
@pytest.mark.parametrize("opening", ["", "mitä", "what is", "vad är", "mikä on"])
def test_a_long_question_has_no_definition(run: str, opening: str) -> None:
    assert definition_of(f"{opening}{(run * 2000)[:2000]}x y z å ä") is None
