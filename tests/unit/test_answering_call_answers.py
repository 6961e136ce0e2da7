"""Answers on funding calls: what is told at which moment, with which citations."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.calls.answers import answer_calls
from assistant.answering.calls.eligibility import answer_eligibility
from assistant.answering.calls.questions import asks_what_suits
from assistant.answering.citations import sound
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.messages import say
from assistant.answering.question import Question
from assistant.answering.routing import Asked, Route
from assistant.calls.record import Call
from assistant.calls.status import OPEN_STATUSES, CallStatus, status_at
from assistant.calls.stored import StoredCall
from assistant.documents import Filters
from assistant.language import SUPPORTED
from ingest.content import SectionWriter
from ingest.converters.call import stated, write
from tests.call_builders import EXTENSION, INFO, NOW, call, conflict, moment, stored
from tests.fakes import FakeLibrary
from tests.index_fakes import FakeAnalyser

CLINIC = INFO | {"kind": "clinic", "name": {"fi": "Hakuklinikka"}, "starts_at": "2026-12-01T09:00", "ends_at": None}
OPEN = call("haku-2026-3", name={"fi": "Työkyvyn tuki", "en": "Work ability"}, extensions=[EXTENSION], events=[CLINIC])
COMING = call(
    "haku-2026-4",
    name={"fi": "Tuottavuutta yhdessä", "en": "Productivity together"},
    opens_at="2026-12-01T09:00",
    closes_at="2027-02-26T16:15",
    funding_rate=75,
    own_contribution=25,
    eligible_applicants=["yritykset"],
    events=[INFO],
)
CLOSED = call("haku-2026-2", name={"fi": "Turvallinen työ"}, opens_at="2026-08-24T09:00", closes_at="2026-10-25T23:59")
CONTINUOUS = call(
    "haku-jatkuva", name={"fi": "Pienhankkeet"}, opens_at="2025-01-07T09:00", closes_at=None, continuous=True
)
CANCELLED = call(
    "haku-2024-3", name={"fi": "Etätyö"}, cancelled={"date": "2026-11-20", "reason": {"fi": "Raha loppui."}}
)
UNDATED = call("haku-2029-9", name={"fi": "Joskus"}, opens_at=None, closes_at=None)
LAPLAND = call(
    "haku-2026-lappi",
    name={"fi": "Lapin vetovoima", "en": "Attractive Lapland"},
    regions=["Lappi"],
    closes_at="2027-02-12T16:15",
    amount_per_project={"min": 60_000, "max": 300_000},
)
ALL = (OPEN, COMING, CLOSED, CONTINUOUS, CANCELLED, UNDATED, LAPLAND)


def library(*calls: Call | StoredCall) -> FakeLibrary:
    """A library whose calls have the text that is indexed of them."""
    made = FakeLibrary()
    for one in calls:
        kept = one if isinstance(one, StoredCall) else stored(one, quotes=stated(one).quotes)
        writer = SectionWriter()
        write(writer, kept.call)
        made.add(kept.document, [(section.headings, section.page, section.text) for section in writer.sections()])
        made.tell(kept)
    return made


def route(*calls: Call | StoredCall, now: dt.datetime = NOW) -> Route:
    return answer_calls(library(*(calls or ALL)), lambda: now, FakeAnalyser())


def answer_to(text: str, language: str = "fi", *, now: dt.datetime = NOW, history: tuple[Exchange, ...] = ()) -> Answer:
    found = route(now=now)(Asked(Question(text, language), Filters(), history))
    assert found is not None
    assert sound(found.text, found.citations, found.results)
    return found


def test_open_calls_are_listed_with_the_days_that_are_left() -> None:
    answer = answer_to("Mitkä haut ovat auki?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "Työkyvyn tuki: auki" in answer.text
    assert "52 päivää jäljellä" in answer.text
    assert "Pienhankkeet: jatkuva haku" in answer.text
    assert "Turvallinen työ" not in answer.text
    assert "Etätyö" not in answer.text


def test_calls_for_someone_leave_out_those_that_list_others() -> None:
    text = answer_to("Onko yrityksille tulossa hakuja?").text
    assert "Tuottavuutta yhdessä: tulossa" in text
    assert say("call_none_such", "fi") in answer_to("Onko yrityksille avoimia hakuja?").text


def test_when_none_is_open_the_next_one_is_told() -> None:
    found = route(COMING, CLOSED)(Asked(Question("Mitkä haut ovat auki?", "fi"), Filters()))
    assert found is not None
    assert say("listing_none_open", "fi") in found.text
    assert "1.12.2026 klo 9.00" in found.text


@pytest.mark.parametrize(
    ("now", "status"),
    [("2027-01-15T16:15", "päättyy pian"), ("2027-01-15T16:16", "päättynyt"), ("2026-09-30T12:00", "tulossa")],
)
def test_the_status_is_that_of_the_minute(now: str, status: str) -> None:
    answer = answer_to("Onko haku-2026-3 vielä auki?", now=moment(now))
    assert answer.text.startswith(f"Työkyvyn tuki: {status}")


def test_a_closed_call_leads_to_those_that_can_be_applied_to() -> None:
    answer = answer_to("Milloin haku-2026-2 päättyy?")
    assert "päättynyt" in answer.text
    assert "25.10.2026 klo 23.59" in answer.text
    assert answer.text.index(say("call_instead", "fi")) < answer.text.index("Työkyvyn tuki: auki")


def test_a_cancelled_call_is_said_to_be_first_of_all() -> None:
    assert answer_to("Milloin haku-2024-3 päättyy?").text.startswith("Etätyö: peruttu")


def test_an_extension_is_told_with_the_time_before_it() -> None:
    answer = answer_to("Milloin haku-2026-3 päättyy?")
    assert "15.1.2027 klo 16.15" in answer.text
    assert "18.12.2026 klo 16.15" in answer.text


def test_a_day_that_no_one_has_reviewed_and_a_source_that_disagrees_are_marked() -> None:
    kept = stored(LAPLAND, quotes=stated(LAPLAND).quotes, unreviewed=frozenset(["closes_at"]))
    made = library(kept)
    made.conflicts.append(conflict(kept))
    found = answer_calls(made, lambda: NOW, FakeAnalyser())(
        Asked(Question("Milloin haku-2026-lappi päättyy?", "fi"), Filters())
    )
    assert found is not None
    assert say("listing_unreviewed_short", "fi") in found.text
    assert "22.1.2027" in found.text


@pytest.mark.parametrize(
    ("text", "language", "beginning"),
    [
        ("Voiko yhdistys hakea haussa haku-2026-3?", "fi", "Kyllä"),
        ("Voiko yritys hakea haussa haku-2026-3?", "fi", "Ei"),
        ("Kan ett företag söka i utlysningen haku-2026-3?", "sv", "Nej"),
        ("Can a municipality apply to the call haku-2026-3?", "en", "Yes"),
        ("Может ли предприятие подать заявку на конкурс haku-2026-3?", "ru", "Нет"),
    ],
)
def test_whether_someone_may_apply_is_answered_with_yes_or_no(text: str, language: str, beginning: str) -> None:
    assert answer_to(text, language).text.split("\n")[1].startswith(f"{beginning}:")


def test_no_one_is_told_that_they_may_apply_to_a_closed_call() -> None:
    assert "Kyllä" not in answer_to("Voiko yhdistys hakea haussa haku-2026-2?").text


def test_a_fact_that_the_record_does_not_have_is_said_to_be_missing() -> None:
    answer = answer_to("Paljonko rahaa on jaossa haussa haku-2026-3?")
    assert say("call_not_stated", "fi", fact=say("listing_total_amount", "fi")) in answer.text


def test_the_next_session_is_the_next_of_its_kind() -> None:
    assert "1.12.2026" in answer_to("Milloin on seuraava hakuklinikka?").text
    info = answer_to("Milloin on seuraava hakuinfo?").text
    assert "9.12.2026 klo 13.00–14.30" in info
    assert "1.12.2026" not in info


def test_what_a_call_of_a_region_is_about_is_its_summary() -> None:
    summary = {"fi": "Haku on matkailun työpaikoille.", "en": "The call is for workplaces in tourism."}
    lapland = call("haku-2026-lappi", name={"fi": "Vetovoima"}, regions=["Lappi"], summary=summary)
    answer = answer_calls(library(OPEN, lapland), lambda: NOW, Analyser())(
        Asked(Question("What is the Lapland call about?", "en"), Filters(), ())
    )
    assert answer is not None
    assert sound(answer.text, answer.citations, answer.results)
    assert "workplaces in tourism" in answer.text
    assert "Työkyvyn tuki" not in answer.text


def test_a_region_without_a_call_of_its_own_is_told_so_and_what_it_can_apply_to() -> None:
    answer = answer_calls(library(*ALL), lambda: NOW, Analyser())(
        Asked(Question("Mistä Kainuun haku kertoo?", "fi"), Filters(), ())
    )
    assert answer is not None
    assert answer.text.startswith("Kainuu: alueella ei ole omaa hakua.")
    assert "Työkyvyn tuki: auki" in answer.text
    assert "Lapin vetovoima" not in answer.text


def test_whom_to_ask_about_the_call_is_told_of_every_open_one() -> None:
    contact = {"role": "rahoitusasiantuntija", "email": "kysy@example.fi"}
    asked_of = call("haku-2026-5", name={"fi": "Uusi"}, contact=contact)
    answer = answer_calls(library(asked_of, CLOSED), lambda: NOW, Analyser())(
        Asked(Question("Mihin sähköpostiin voin lähettää kysymyksiä hausta?", "fi"), Filters(), ())
    )
    assert answer is not None
    assert "kysy@example.fi" in answer.text
    assert "Turvallinen työ" not in answer.text


def test_two_calls_are_compared_fact_by_fact() -> None:
    text = answer_to("Vertaa hakuja haku-2026-3 ja haku-2026-4").text
    shares = next(part for part in text.split("\n\n") if part.startswith(say("listing_funding_rate", "fi")))
    assert "Työkyvyn tuki: enintään 80" in shares
    assert "Tuottavuutta yhdessä: enintään 75" in shares


def test_a_short_question_goes_on_from_the_call_before() -> None:
    before = Exchange.of("Milloin haku-2026-4 avautuu?", answer_to("Milloin haku-2026-4 avautuu?"))
    assert "25\u00a0%" in answer_to("Paljonko omarahoitus on?", history=(before,)).text


@pytest.mark.parametrize(
    "text",
    [
        "Paljonko omarahoitus on?",
        "Montako hakemusta tuli hakuun haku-2026-3?",
        "Miksi haun haku-2026-3 aikaa jatkettiin?",
        "Milloin haku-2031-7 avautuu?",
        "Mikä on hakuklinikka?",
        "Miten hankkeesta viestitään?",
    ],
)
def test_what_the_records_do_not_hold_is_left_to_the_documents(text: str) -> None:
    assert route()(Asked(Question(text, "fi"), Filters())) is None


def test_filters_are_a_search_and_an_empty_library_has_nothing_to_tell() -> None:
    asked = Question("Mitkä haut ovat auki?", "fi")
    assert route()(Asked(asked, Filters(languages=("fi",)))) is None
    assert answer_calls(FakeLibrary(), lambda: NOW, FakeAnalyser())(Asked(asked, Filters())) is None


QUESTIONS = (
    ("fi", "Mitkä haut ovat auki?"),
    ("fi", "Mitä hakuja on tulossa?"),
    ("fi", "Onko Lapissa hakuja auki?"),
    ("fi", "Onko haku-2026-3 vielä auki?"),
    ("fi", "Voiko yhdistys hakea haussa haku-2026-2?"),
    ("fi", "Vertaa hakuja haku-2026-2 ja haku-2026-4"),
    ("sv", "Vilka utlysningar är öppna just nu?"),
    ("en", "Which calls are open now?"),
    ("et", "Millised taotlusvoorud on praegu avatud?"),
    ("ru", "Какие конкурсы сейчас открыты?"),
    ("uk", "Які конкурси зараз відкриті?"),
    ("ar", "ما الدعوات المفتوحة الآن؟"),
    ("fi", "Olen yhdistyksestä Lapista. Sopisiko meille jokin haku?"),
)
LIBRARY = library(*ALL)
MOMENTS = st.datetimes(dt.datetime(2024, 12, 1), dt.datetime(2027, 6, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
EDGES = st.sampled_from(
    [
        at + dt.timedelta(seconds=step)
        for one in ALL
        for at in (one.opens_at, one.closes_at)
        if at
        for step in (-1, 0, 1)
    ]
)


@settings(deadline=None, max_examples=60)
@given(MOMENTS | EDGES, st.sampled_from(QUESTIONS))
def test_no_call_is_told_as_open_at_a_moment_when_it_is_not(now: dt.datetime, asked: tuple[str, str]) -> None:
    language, text = asked
    routes = (
        answer_eligibility(LIBRARY, lambda: now, FakeAnalyser()),
        answer_calls(LIBRARY, lambda: now, FakeAnalyser()),
    )
    turn = Asked(Question(text, language), Filters())
    answer = next((found for one in routes if (found := one(turn))), None)
    assert answer is not None
    assert not answer.citations or sound(answer.text, answer.citations, answer.results)
    words = {status: say(f"listing_status_{status}", language).lower() for status in CallStatus}
    for one in ALL:
        names = {one.name.fi, one.name.to("sv"), one.name.to("en")}
        told = [line for line in answer.text.split("\n") if any(line.startswith(f"{name}: ") for name in names)]
        for line in told:
            for status in OPEN_STATUSES - {status_at(one, now)}:
                assert f": {words[status]}. " not in line


@pytest.mark.parametrize("language", [one.code for one in SUPPORTED])
def test_the_question_that_is_offered_begins_the_dialogue(language: str) -> None:
    assert asks_what_suits(say("call_suits_us", language), language)
