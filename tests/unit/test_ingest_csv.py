"""CSV: which separator, which encoding, which rows."""

from __future__ import annotations

import pytest

from assistant.errors import PermanentError
from ingest.converters.csv import read


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_each_row_is_a_line_with_its_column_names(separator: str) -> None:
    rows = (("Alue", "Vuosi", "Vastaajia"), ("Lappi", "2025", "20"), ("Uusimaa", "2026", "310"))
    data = "\r\n".join(separator.join(row) for row in rows).encode()
    (section,) = read(data, "a.csv").sections
    assert section.text.split("\n") == [
        "Alue: Lappi; Vuosi: 2025; Vastaajia: 20",
        "Alue: Uusimaa; Vuosi: 2026; Vastaajia: 310",
    ]


def test_decimal_commas_do_not_part_cells() -> None:
    (section,) = read(b"Alue;Keskiarvo\nLappi;3,7\nUusimaa;4,1\n", "a.csv").sections
    assert section.text == "Alue: Lappi; Keskiarvo: 3,7\nAlue: Uusimaa; Keskiarvo: 4,1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_and_the_first_column_survive_each_encoding(encoding: str) -> None:
    (section,) = read("Väite;Määrä\nTyö on mielekästä;5\n".encode(encoding), "a.csv").sections
    assert section.text == "Väite: Työ on mielekästä; Määrä: 5"


def test_a_quoted_cell_may_hold_separators_and_line_breaks() -> None:
    (section,) = read(b'Nimi;Vastaus\nA;"eka; toka\nkolmas"\n', "a.csv").sections
    assert section.text == "Nimi: A; Vastaus: eka; toka kolmas"


@pytest.mark.parametrize("text", ["Alue;Vuosi\n", "Alue;Vuosi\n;\n\n"])
def test_a_header_alone_is_refused(text: str) -> None:
    with pytest.raises(PermanentError) as caught:
        read(text.encode(), "kysely.csv")
    assert caught.value.code == "no_rows"
    assert "kysely.csv" in caught.value.message and caught.value.hint
