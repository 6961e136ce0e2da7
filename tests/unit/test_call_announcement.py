"""An announcement as a call: labelled lines, sentences, what is uncertain, and what is no call."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.calls.stated import StatedCall
from assistant.documents import Metadata, Section
from ingest.call_announcement import read_call
from ingest.call_facts import facts

LABELLED = """Rahoittaja: Lapin elinvoimakeskus
Hakuaika: 1.10.2026 klo 9.00 – 15.1.2027 klo 16.15
Tukiosuus: enintään 80 %
Omarahoitus: vähintään 20 %
Haettavana yhteensä: 1 200 000 euroa
Tuki hanketta kohti: 60 000–300 000 euroa
Hakijat: kunnat, yhdistykset ja yritykset
Päätökset: arviolta huhtikuussa 2027
Lisätietoja: haku@example.fi, https://example.fi/haku-9"""
SWEDISH = """Ansökningstid: 1.10.2026 kl. 9.00 – 15.1.2027 kl. 16.15
Stödet är högst 80 procent av de stödberättigande kostnaderna. Egenfinansieringen ska vara minst 20 procent.
Sammanlagt 1 200 000 euro kan beviljas. Kommuner, föreningar och företag kan söka."""
ENGLISH = """The call opens on 1 October 2026 at 9.00 and closes on 15 January 2027 at 16.15.
Support covers at most 80 per cent of eligible costs, so the applicant's own contribution must be at least 20 per cent.
The total amount available is EUR 1,200,000. Municipalities, associations and companies can apply."""


def _read(text: str, published: date | None = date(2026, 9, 15)) -> StatedCall:
    found = read_call([Section((), 1, text)], "Turvallinen työ", "tiedotteet/a.pdf", published, Metadata())
    assert found is not None
    return found


@pytest.mark.parametrize("text", [LABELLED, SWEDISH, ENGLISH])
def test_the_same_facts_are_read_in_each_language(text: str) -> None:
    found = _read(text)
    call = found.call
    assert (f"{call.opens_at:%Y-%m-%dT%H:%M}", f"{call.closes_at:%Y-%m-%dT%H:%M}") == (
        "2026-10-01T09:00", "2027-01-15T16:15",
    )  # fmt: skip
    assert (call.funding_rate, call.own_contribution, call.total_amount) == (80, 20, 1_200_000)
    assert call.eligible_applicants == ("kunnat", "yhdistykset", "yritykset")
    assert not found.official
    assert {"opens_at", "closes_at", "funding_rate", "own_contribution", "total_amount"} <= found.unreviewed
    assert all(quote in text for field, quote in found.quotes.items() if field != "events")


def test_labels_tell_the_rest() -> None:
    call = _read(LABELLED).call
    assert (call.id, call.funder, call.decision_expected) == ("haku-9", "Lapin elinvoimakeskus", "2027-04")
    assert call.amount_per_project is not None
    assert (call.amount_per_project.min, call.amount_per_project.max) == (60_000, 300_000)
    assert call.contact is not None
    assert (call.contact.email, call.links) == ("haku@example.fi", ("https://example.fi/haku-9",))


def test_a_bare_closing_day_ends_when_the_office_closes() -> None:
    call = _read("Hakuaika 15.9.–31.10.2026").call
    assert f"{call.opens_at:%d.%m. %H:%M} {call.closes_at:%d.%m. %H:%M}" == "15.09. 08:00 31.10. 16:15"


def test_an_extension_decides_over_the_old_closing_time() -> None:
    text = "Hakuaikaa jatketaan: uusi määräaika on 15.1.2027 klo 16.15 (aiemmin 18.12.2026 klo 16.15)."
    found = _read(
        f"Haku avautui 1.10.2026 klo 9.00. {text} Esitteessä haku päättyy 18.12.2026 klo 16.15.", date(2026, 11, 10)
    )
    (extension,) = found.call.extensions
    assert f"{found.call.closes_at:%Y-%m-%dT%H:%M}" == "2027-01-15T16:15"
    assert (extension.announced, f"{extension.before:%Y-%m-%dT%H:%M}") == (date(2026, 11, 10), "2026-12-18T16:15")


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Haku avautui 1.10.2026. Haku päättyy torstaina 30.10.2026 klo 16.15.", "2026-10-30T16:15"),
        ("Haku avautui 1.10.2026. Haku päättyy 15.12.2026. Määräaika hakemuksille on 18.12.2026.", ""),
    ],
)
def test_what_can_be_read_in_two_ways_is_only_proposed(text: str, proposal: str) -> None:
    found = _read(text)
    assert found.call.closes_at is None
    assert found.proposals == {"closes_at": proposal}
    assert "closes_at" in found.unreviewed
    assert found.quotes["closes_at"] in text


def test_times_that_contradict_each_other_are_only_proposed() -> None:
    found = _read("Haku avautuu 1.10.2026 klo 9.00. Haku päättyy 15.1.2026 klo 16.15.")
    assert (found.call.opens_at, found.call.closes_at) == (None, None)
    assert found.proposals == {"opens_at": "2026-10-01T09:00", "closes_at": "2026-01-15T16:15"}


def test_a_continuous_and_a_cancelled_call() -> None:
    assert _read("Haku on jatkuva, eikä sillä ole päättymispäivää.").call.continuous
    cancelled = _read("Haku on peruttu 10.10.2024. Se avautui 2.9.2024 klo 9.00.").call.cancelled
    assert cancelled is not None and cancelled.date == date(2024, 10, 10)


def test_sessions_and_clinics_are_told_apart() -> None:
    clinics = "hakuklinikat 20.2.2024 ja 9.4.2024 klo 9.00–11.00 Teamsissa"
    events = _read(f"Haku alkaa 1.1.2024. Hakuinfo pidetään 24.1.2024 klo 13.00–14.30 ja {clinics}.").call.events
    assert [(one.kind, f"{one.starts_at:%d.%m. %H:%M}", one.place) for one in events] == [
        ("info", "24.01. 13:00", "Teams"), ("clinic", "20.02. 09:00", "Teams"), ("clinic", "09.04. 09:00", "Teams"),
    ]  # fmt: skip


def test_news_without_an_application_period_is_no_call() -> None:
    text = "Hakuinfo pidetään 24.1.2024 klo 13.00. Hanke alkaa 1.3.2024. Päätökset tehdään elokuussa 2024."
    assert read_call([Section((), None, text)], "Uutinen", "a.html", None, Metadata()) is None


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("Tuki on vähintään 200 000 ja enintään 800 000 euroa.", "amount_per_project", {"min": 200000, "max": 800000}),
        ("Hanke saa enintään 80 prosenttia hyväksyttävistä kustannuksista.", "funding_rate", 80.0),
        ("Loput vähintään 20 prosenttia katetaan omarahoituksella.", "own_contribution", 20.0),
        ("Haussa on jaettavana 2,5 miljoonaa euroa.", "total_amount", 2_500_000),
        ("Yhdistykset ja säätiöt eivät voi hakea tässä haussa.", "eligible_applicants", None),
        ("Vähintään 20 prosentin omarahoitus on oltava.", "own_contribution", 20.0),
        ("Laitteisiin saa käyttää 10 prosenttia budjetista.", "funding_rate", None),
    ],
)
def test_money_and_applicants(sentence: str, field: str, value: object) -> None:
    found = facts([Section((), None, sentence)]).get(field)
    assert (found.value if found else None) == value
