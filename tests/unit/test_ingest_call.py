"""Call records: what can be asked of a call, and files that are none."""

from __future__ import annotations

import pytest

from assistant.errors import PermanentError
from ingest.converters.call import read

RECORD = """
id: haku-1
name: {fi: Turvallinen työ, sv: Tryggt arbete, en: Safe work}
funder: Lapin elinvoimakeskus
programme: Ohjelma
specific_objective: 4.2 Osaaminen
regions: [Lappi]
eligible_applicants: [kunnat, yritykset]
funding_rate: 80
own_contribution: 20
total_amount: 1200000
amount_per_project: {min: 60000, max: 300000}
opens_at: "2026-11-02T09:00"
closes_at: "2027-01-15T16:15"
cancelled: {date: "2026-12-01", reason: {fi: Määräraha siirtyi.}}
events:
- {name: {fi: Hakuinfo}, starts_at: "2026-11-17T13:00", ends_at: "2026-11-17T14:30", place: Teams}
contact: {role: rahoitusasiantuntija, email: haku@example.fi}
summary: {fi: Suomeksi., sv: På svenska., en: In English.}
"""


@pytest.mark.parametrize(
    "fact",
    [
        "Turvallinen työ",
        "Tryggt arbete",
        "Safe work",
        "Lapin elinvoimakeskus",
        "2.11.2026 klo 9.00",
        "15.1.2027 klo 16.15",
        "1 200 000 euroa",
        "kunnat, yritykset",
        "1.12.2026",
        "Hakuinfo: 17.11.2026 klo 13.00–14.30",
        "haku@example.fi",
        "Suomeksi.",
        "På svenska.",
        "In English.",
    ],
)
def test_each_fact_stands_in_the_text(fact: str) -> None:
    assert fact in "\n".join(section.text for section in read(RECORD.encode(), "a.yaml").sections)


def test_the_record_says_that_it_is_a_call() -> None:
    record = read(RECORD.encode(), "a.yaml").record
    assert (record["title"], record["kind"], record["language"]) == ("Turvallinen työ", "call", "fi")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [", "bad_yaml"),
        ("- a\n- b", "not_a_call"),
        ("title: x", "not_a_call"),
        ("opens_at: 2027-02-30", "bad_yaml"),
    ],
)
def test_other_files_are_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(PermanentError) as caught:
        read(text.encode(), "muu.yaml")
    assert caught.value.code == code
    assert "muu.yaml" in caught.value.message and caught.value.hint
