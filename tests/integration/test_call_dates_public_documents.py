"""Public grant documents and other public files: not one of them announces an application period.

Looked through by hand: the grant conditions and appeal instructions name days of law, of validity and of reporting
(1.3.2024, 12.2.2021, 1.1.–31.6.), the agreements days of decisions, the calculator's test cases some 380 days of
subsidy periods. None is a day on which a call opens, closes, is extended or cancelled.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.dates.points import points
from ingest.call_dates import find
from ingest.call_finding import Role
from ingest.converters import convert
from tests.shared_data import shared

NO_TEXT = frozenset(("kerrokantasi__helsinki_reports_template.pptx", "kerrokantasi__turku_reports_template.pptx",
                     "kerrokantasi__whitelabel_reports_template.pptx"))  # fmt: skip
OF_A_CALL = frozenset((Role.OPENS, Role.CLOSES, Role.PREVIOUS, Role.EXTENSION, Role.CANCELLED, Role.CONTINUOUS))


def _files() -> list[Path]:
    manifest = shared("fi_public_docs", "manifest.jsonl")
    names = [json.loads(line)["file"] for line in manifest.read_text().splitlines()]
    return [manifest.parent / name for name in names if Path(name).name not in NO_TEXT]


def test_no_application_period_is_read_from_public_documents_without_one() -> None:
    days, told = 0, []
    for path in _files():
        document = convert(path, path.name)
        for section in document.sections:
            days += len(points(section.text))
            findings = find(section.text, published=document.published)
            told += [(path.name, one.role, one.quote) for one in findings if one.role in OF_A_CALL]
    assert days > 500
    assert told == []


@pytest.mark.parametrize("name", ["valtionavustus__jotpa_vakioehdot_2024-03-01_fi.pdf"])
def test_grant_conditions_are_no_call_even_where_a_call_is_meant(name: str) -> None:
    document = convert(shared("fi_public_docs", "files", "pdf", name), name)
    findings = [one for section in document.sections for one in find(section.text, about_call=True)]
    assert [one for one in findings if one.role in OF_A_CALL and one.certain] == []
