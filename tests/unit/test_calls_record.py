"""Call records in YAML, CSV and XLSX: the same facts, the same checks, and messages that name the field."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest

from assistant.calls.record import Call
from assistant.errors import PermanentError
from ingest.converters import call as call_yaml
from ingest.converters import csv as csv_converter
from ingest.converters import xlsx as xlsx_converter
from ingest.converters.call_table import is_call_header

YAML = """
id: haku-1
name: {fi: Turvallinen työ, sv: Tryggt arbete}
funder: Lapin elinvoimakeskus
programme: Ohjelma
regions: [Lappi, Kainuu]
eligible_applicants: [kunnat, yritykset]
funding_rate: 82.5
total_amount: 1200000
amount_per_project: {min: 60000, max: 300000}
opens_at: "2026-11-02T09:00"
closes_at: "2027-01-15T16:15"
extensions:
- {announced: "2026-11-20", from: "2026-12-18T16:15", to: "2027-01-15T16:15", reason: {fi: Huoltokatko}}
events:
- {name: {fi: Hakuinfo}, starts_at: "2026-11-17T13:00", sign_up: "https://example.fi"}
contact: {email: haku@example.fi}
"""
ROW = {
    "id": "haku-1",
    "name.fi": "Turvallinen työ",
    "name.sv": "Tryggt arbete",
    "funder": "Lapin elinvoimakeskus",
    "programme": "Ohjelma",
    "regions": "Lappi; Kainuu",
    "eligible_applicants": "kunnat; yritykset",
    "funding_rate": "82,5 %",
    "total_amount": "1 200 000 €",
    "amount_per_project.min": "60000",
    "amount_per_project.max": "300 000",
    "opens_at": "2.11.2026 klo 9.00",
    "closes_at": "2027-01-15T16:15",
    "extensions.1.announced": "20.11.2026",
    "extensions.1.from": "18.12.2026 16:15",
    "extensions.1.to": "2027-01-15 16:15",
    "extensions.1.reason.fi": "Huoltokatko",
    "events.1.name.fi": "Hakuinfo",
    "events.1.starts_at": "2026-11-17T13:00",
    "events.1.sign_up": "https://example.fi",
    "contact.email": "haku@example.fi",
    "continuous": "ei",
    "cancelled.date": "",
}


def _csv(*rows: dict[str, str], separator: str = ";") -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def _xlsx(header: list[str], *rows: list[Any]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("Haut", 0)
    for row in (header, *rows):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _yaml_call() -> Call:
    (stated,) = call_yaml.read(YAML.encode(), "haku-1.yaml").calls
    assert stated.official
    return stated.call


def test_a_row_says_the_same_as_a_record() -> None:
    content = csv_converter.read(_csv(ROW), "haut.csv")
    assert [stated.call for stated in content.calls] == [_yaml_call()]
    assert content.record["kind"] == "call"


def test_a_sheet_says_the_same_as_a_record() -> None:
    values: dict[str, Any] = {
        **ROW,
        "funding_rate": 82.5,
        "total_amount": 1200000,
        "opens_at": dt.datetime(2026, 11, 2, 9),  # noqa: DTZ001 - as a spreadsheet holds it
        "extensions.1.announced": dt.datetime(2026, 11, 20),  # noqa: DTZ001
        "continuous": False,
    }
    content = xlsx_converter.read(_xlsx(list(values), list(values.values())), "haut.xlsx")
    assert [stated.call for stated in content.calls] == [_yaml_call()]


def test_a_rate_that_a_sheet_shows_in_per_cent_is_per_cent() -> None:
    from openpyxl import load_workbook

    row: dict[str, Any] = {**ROW, "funding_rate": 0.825}
    book = load_workbook(io.BytesIO(_xlsx(list(row), list(row.values()))))
    book["Haut"].cell(2, list(row).index("funding_rate") + 1).number_format = "0.0 %"
    written = io.BytesIO()
    book.save(written)
    (stated,) = xlsx_converter.read(written.getvalue(), "haut.xlsx").calls
    assert stated.call.funding_rate == 82.5


def test_each_call_of_a_table_stands_below_its_name() -> None:
    second = {**ROW, "id": "haku-2", "name.fi": "Toinen haku"}
    content = csv_converter.read(_csv(ROW, second, separator=","), "haut.csv")
    assert [stated.call.id for stated in content.calls] == ["haku-1", "haku-2"]
    assert {section.headings[0] for section in content.sections} >= {"Turvallinen työ", "Toinen haku"}


@pytest.mark.parametrize(
    ("header", "is_calls"),
    [
        (["id", "name.fi", "opens_at"], True),
        ([" ID ", "Name.fi", None, "closes_at"], True),
        (["id", "name", "opens_at"], False),
        (["Maakunta", "Hankkeita", "Rahoitus"], False),
        (["id", "name.fi", "value"], False),
    ],
)
def test_a_table_of_calls_is_told_by_its_header(header: list[str | None], is_calls: bool) -> None:
    assert is_call_header(header) is is_calls


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"closes_at": "2027-01-15"}, "haut.csv, row 3: closes_at: must be a day and a time"),
        ({"opens_at": "2027-03-28T03:30"}, "row 3: opens_at: is skipped that night"),
        ({"events.1.starts_at": "2026-10-25T03:30"}, "row 3: events.0.starts_at: comes twice"),
        ({"funding_rate": "120 %"}, "row 3: funding_rate"),
        ({"amount_per_project.max": "10"}, "row 3: amount_per_project: max must not be less"),
        ({"name.fi": ""}, "row 3: name.fi"),
        ({"extensions.1.to": "2027-01-16T16:15"}, "row 3: closes_at must be what the last of the extensions says"),
        ({"id": "haku-1"}, "row 3: id: haku-1 stands in an earlier row"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(changed: dict[str, str], told: str) -> None:
    with pytest.raises(PermanentError) as caught:
        csv_converter.read(_csv(ROW, {**ROW, "id": "haku-2", **changed}), "haut.csv")
    assert told in caught.value.message
    assert caught.value.hint


def test_a_column_that_is_no_field_is_named() -> None:
    with pytest.raises(PermanentError, match=r"haut\.csv, row 2: colour: there is no such field"):
        csv_converter.read(_csv({**ROW, "colour": "red"}), "haut.csv")


def test_a_bare_day_in_a_sheet_is_no_closing_time() -> None:
    row = {**ROW, "closes_at": dt.datetime(2027, 1, 15)}  # noqa: DTZ001 - as a spreadsheet holds it
    with pytest.raises(PermanentError, match="closes_at: must be a day and a time"):
        xlsx_converter.read(_xlsx(list(row), list(row.values())), "haut.xlsx")


def test_extensions_follow_one_another() -> None:
    broken = YAML.replace(
        "extensions:\n", 'extensions:\n- {announced: "2026-11-10", from: "2026-12-01T16:15", to: "2026-12-02T16:15"}\n'
    )
    with pytest.raises(PermanentError, match="follow one another"):
        call_yaml.read(broken.encode(), "haku-1.yaml")


def test_a_correction_stands_in_the_text() -> None:
    record = YAML + "corrections:\n- {announced: '2026-11-05', text: {fi: Omarahoitus on 20 prosenttia.}}\n"
    text = "\n".join(section.text for section in call_yaml.read(record.encode(), "haku-1.yaml").sections)
    assert "Korjattu 5.11.2026: Omarahoitus on 20 prosenttia." in text
