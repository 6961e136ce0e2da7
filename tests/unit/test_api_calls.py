"""Funding calls over HTTP: as JSON, as a calendar, as a feed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.calls.schemas import CallList, FundingCall
from assistant.calls.record import Call
from tests.call_builders import (
    CANCELLED,
    CLOSED,
    CONTINUOUS,
    EXTENDED,
    INFO,
    LAPLAND,
    NOW,
    UNDATED,
    UPCOMING,
    call,
    conflict,
    moment,
    service,
    stored,
)

ALL = (CLOSED, UNDATED, UPCOMING, CANCELLED, CONTINUOUS, EXTENDED, LAPLAND)


def api(*calls: Call, **known: object) -> TestClient:
    return TestClient(service(*calls, **known), raise_server_exceptions=False)  # type: ignore[arg-type]


def test_the_list_says_how_each_call_stands_now() -> None:
    found = CallList.model_validate(api(*ALL).get("/api/v1/calls").json())
    assert (found.now, found.time_zone, found.total) == (NOW, "Europe/Helsinki", 7)
    assert {one.id: (one.status, one.days_left) for one in found.calls} == {
        "jatkettu": ("open", 52),
        "lappi": ("open", 52),
        "jatkuva": ("continuous", None),
        "tuleva": ("upcoming", None),
        "avoin-aika": ("unknown", None),
        "peruttu": ("cancelled", None),
        "mennyt": ("closed", None),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=open&status=upcoming", ["jatkettu", "lappi", "tuleva"]),
        ("region=Lappi&status=open", ["jatkettu", "lappi"]),
        ("theme=johtaminen", ["lappi"]),
        ("applicant=yritykset", ["lappi"]),
        ("region=&theme=&applicant=&status=continuous", ["jatkuva"]),
        ("theme=mit%C3%A4%20vain", []),
    ],
)
def test_the_list_is_narrowed(query: str, expected: list[str]) -> None:
    assert [one["id"] for one in api(*ALL).get(f"/api/v1/calls?{query}").json()["calls"]] == expected


def test_a_call_comes_with_its_next_event_its_sources_and_words() -> None:
    one = FundingCall.model_validate(api(*ALL).get("/api/v1/calls/tuleva", params={"lang": "en"}).json())
    assert one.next_event is not None
    assert one.next_event.starts_at == moment("2026-12-09T13:00")
    assert [source.url for source in one.sources] == [f"/documents/{stored(UPCOMING).document.id}"]
    assert one.in_words.name.text == "Call tuleva"
    assert one.in_words.days == "opens in 7 days"
    facts = {fact.key: [value.text for value in fact.values] for fact in one.in_words.facts}
    assert facts["period"] == ["1 December 2026 at 9.00 – 26 February 2027 at 16.15 (Finnish time)"]
    assert facts["own_contribution"] == ["at least 20%"]
    [event] = next(fact.values for fact in one.in_words.facts if fact.key == "next_event")
    assert (event.link, event.url) == ("Sign up", "https://hakemukset.example.fi/info")


def test_texts_that_records_do_not_have_come_in_the_nearest_language() -> None:
    client = api(call(name={"fi": "Haku", "sv": "Utlysning"}))
    names = {
        lang: client.get("/api/v1/calls/haku-1", params={"lang": lang}).json()["in_words"]["name"]
        for lang in ("sv", "ru")
    }
    assert names == {"sv": {"text": "Utlysning", "language": "sv"}, "ru": {"text": "Haku", "language": "fi"}}


def test_what_is_not_reviewed_is_said_with_the_words_it_was_read_from() -> None:
    quote = "Haku päättyy perjantaina 15.1."
    read = stored(call(), unreviewed=frozenset({"closes_at"}), quotes={"closes_at": quote}, official=False)
    one = TestClient(service(read)).get("/api/v1/calls/haku-1").json()
    assert (one["official"], one["unreviewed"]) == (False, [{"field": "closes_at", "quote": quote}])
    period = one["in_words"]["facts"][0]["values"][0]["text"]
    assert period.endswith("(Suomen aikaa; ei vielä tarkistettu)")
    assert any(quote in note for note in one["in_words"]["notes"])


def test_both_sides_of_a_disagreement_are_told() -> None:
    one = stored(call())
    [told] = TestClient(service(one, conflicts=(conflict(one),))).get("/api/v1/calls/haku-1").json()["conflicts"]
    assert told["field"] == "closes_at"
    assert [(side["value"], side["quote"], side["page"]) for side in told["sides"]] == [
        ("2027-01-15T16:15", "", None),
        ("2027-01-22", "Haku päättyy 22.1.2027.", 2),
    ]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("closes_at", "2027-01-15T16:15", "15.1.2027 klo 16.15"),
        ("funding_rate", "77.5", "77,5\u00a0%"),
        ("amount_per_project", "min=150000 max=600000", "150\u00a0000–600\u00a0000 €"),
        ("total_amount", "900000", "900\u00a0000 €"),
        ("cancelled", "yes", "Peruttu"),
        ("closes_at", "–", "ei vielä tiedossa"),
    ],
)
def test_a_side_is_said_as_people_write_it(field: str, value: str, shown: str) -> None:
    one = stored(call())
    told = conflict(one)
    told = replace(told, field=field, other=replace(told.other, value=value))
    [note] = TestClient(service(one, conflicts=(told,))).get("/api/v1/calls/haku-1").json()["in_words"]["notes"]
    assert f"; {shown} ”Haku päättyy 22.1.2027.” (Uutiskirje, 20.11.2025)" in note


def test_history_stays_in_the_json() -> None:
    one = api(EXTENDED).get("/api/v1/calls/jatkettu").json()
    assert one["extensions"][0]["from"] == "2026-12-18T16:15:00+02:00"
    assert one["in_words"]["notes"][0].startswith("Hakuaikaa jatkettiin 10.11.2026.")


@pytest.mark.parametrize(
    ("closes", "days"),
    [("2026-11-24T16:15", "päättyy tänään klo 16.15"), ("2026-11-25T16:15", "1 päivä jäljellä")],
)
def test_the_last_days_are_said_with_care(closes: str, days: str) -> None:
    one = api(call(closes_at=closes)).get("/api/v1/calls/haku-1").json()
    assert (one["status"], one["in_words"]["days"]) == ("closing_soon", days)


def test_an_unknown_call_is_a_problem() -> None:
    response = api().get("/api/v1/calls/olematon", headers={"Accept-Language": "sv"})
    assert (response.status_code, response.json()["message"]) == (404, "Utlysningen finns inte.")


@pytest.mark.parametrize("path", ["/api/v1/calls", "/calls.ics", "/calls.atom", "/calls"])
@pytest.mark.parametrize("query", ["status=novel", "lang=de", f"region={'a' * 101}"])
def test_a_bad_filter_is_a_problem(path: str, query: str) -> None:
    # A page comes in the browser's language when the one asked for is unknown.
    expected = 200 if (path, query) == ("/calls", "lang=de") else 422
    assert api(*ALL).get(f"{path}?{query}").status_code == expected


@pytest.mark.parametrize("path", ["/api/v1/calls", "/calls.ics", "/calls.atom", "/calls"])
def test_an_empty_library_has_no_calls_and_no_errors(path: str) -> None:
    assert api().get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "media_type"), [("/calls.ics", "text/calendar"), ("/calls.atom", "application/atom+xml")]
)
def test_a_feed_is_sent_again_only_when_it_has_changed(path: str, media_type: str) -> None:
    client = api(*ALL)
    first = client.get(path)
    assert first.headers["content-type"] == f"{media_type}; charset=utf-8"
    again = client.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, params={"lang": "sv"}, headers={"If-None-Match": first.headers["etag"]}).status_code == 200
    assert client.head(path).status_code == 200


def test_feeds_are_narrowed_and_lead_to_the_page() -> None:
    client = api(*ALL, call("muu", events=[INFO]))
    body = client.get("/calls.ics", params={"theme": "johtaminen"}).text.replace("\r\n ", "")
    assert body.count("BEGIN:VEVENT") == 2
    assert "http://testserver/calls#lappi" in body
    feed = client.get("/calls.atom", params={"theme": "johtaminen"}).text
    assert feed.count("<entry>") == 1
    assert 'href="http://testserver/calls.atom?theme=johtaminen"' in feed
