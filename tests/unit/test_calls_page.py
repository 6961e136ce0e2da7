"""The calls page: what stands where, in which language, and that it needs nothing from elsewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from assistant.calls.conflicts import Outcome
from assistant.calls.record import Call
from assistant.calls.stored import StoredCall
from assistant.language import SUPPORTED
from tests.call_builders import (
    CANCELLED,
    CLOSED,
    CONTINUOUS,
    EXTENDED,
    INFO,
    LAPLAND,
    UNDATED,
    UPCOMING,
    call,
    conflict,
    service,
    stored,
)

ALL = (CLOSED, UNDATED, UPCOMING, CANCELLED, CONTINUOUS, EXTENDED, LAPLAND)
LATER = call("kaukana", opens_at="2028-01-17T09:00", closes_at="2028-03-31T16:15")
NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)"> & \''


def page(*calls: Call | StoredCall, query: str = "lang=fi", accept: str = "") -> BeautifulSoup:
    response = TestClient(service(*calls)).get(f"/calls?{query}", headers={"Accept-Language": accept})
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def found(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    one = soup.select_one(selector)
    assert one is not None, selector
    return one


def below(soup: BeautifulSoup, heading: str) -> list[Any]:
    """The calls in the section under a heading."""
    title = soup.find("h2", string=heading)
    assert title is not None
    section = title.find_parent(["section", "details"])
    assert isinstance(section, Tag)
    return [article["id"] for article in section.find_all("article")]


def test_each_call_stands_in_the_section_of_its_status() -> None:
    soup = page(*ALL)
    assert below(soup, "Haettavana nyt") == ["jatkettu", "lappi", "jatkuva"]
    assert below(soup, "Tulossa") == ["tuleva"]
    assert below(soup, "Aikataulu ei ole tiedossa") == ["avoin-aika"]
    assert below(soup, "Perutut haut") == ["peruttu"]
    assert below(soup, "Päättyneet ja perutut haut (1)") == ["mennyt"]
    assert not found(soup, "details.past").has_attr("open")


def test_a_card_holds_what_an_applicant_asks_for() -> None:
    text = found(page(UPCOMING), "#tuleva").get_text(" ", strip=True)
    for words in (
        "Tulossa aukeaa 7 päivän päästä",
        "1.12.2026 klo 9.00 – 26.2.2027 klo 16.15 (Suomen aikaa)",
        "Hakuinfo, 9.12.2026 klo 13.00–14.30, Teams",
        "enintään 80\u00a0%",
        "vähintään 20\u00a0%",
        "kunnat, yhdistykset",
        "koko Suomi",
        "Lähteet Haun tiedot",
    ):
        assert words in text


def test_when_nothing_is_open_the_next_one_is_named() -> None:
    section = page(CLOSED, UPCOMING).find("section", attrs={"aria-labelledby": "open"})
    assert isinstance(section, Tag)
    assert "Mikään haku ei ole nyt auki. Seuraava haku aukeaa 1.12.2026 klo 9.00: Haku tuleva" in section.get_text()


def test_an_empty_library_and_empty_results_say_so() -> None:
    assert "Aineistossa ei ole vielä yhtään hakua." in page().get_text()
    assert "Rajauksiin sopivia hakuja ei ole." in page(EXTENDED, query="lang=fi&theme=olematon").get_text()


def test_filters_are_a_form_that_keeps_what_was_chosen() -> None:
    soup = page(*ALL, query="lang=sv&region=Lappi&status=closed")
    form = found(soup, "form")
    assert (form["method"], form["action"], found(form, "input[name=lang]")["value"]) == ("get", "calls", "sv")
    assert found(form, "#region option[selected]").get_text() == "Lappland"
    assert found(form, "#status option[selected]")["value"] == "closed"
    assert below(soup, "Avslutade och indragna utlysningar (1)") == ["mennyt"]
    assert found(soup, "details.past").has_attr("open")
    assert found(soup, "a[href^='calls.ics']")["href"] == "calls.ics?lang=sv&region=Lappi&status=closed"
    assert found(soup, "nav a[lang=en]")["href"] == "calls?lang=en&region=Lappi&status=closed"


def test_the_timeline_has_bars_for_the_year_ahead_and_words_for_the_rest() -> None:
    soup = page(*ALL, LATER)
    rows = soup.select(".timeline li")
    assert [found(row, "a")["href"] for row in rows] == ["#jatkettu", "#lappi", "#jatkuva", "#tuleva"]
    assert all(row.select("rect.bar") for row in rows)
    assert rows[2].select("rect.endless")
    assert all(svg["aria-hidden"] == "true" for svg in soup.select("svg"))
    assert "Haku kaukana" in found(soup, ".later").get_text()


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_bars_stand_where_their_dates_are(language: str) -> None:
    [bar] = page(UPCOMING, query=f"lang={language}").select("rect.bar")
    x, width = (float(str(bar[name]).removesuffix("%")) for name in ("x", "width"))
    opens, closes = (30.375 / 365 * 100, 117.677 / 365 * 100)  # days since 1.11.2026 of 365
    start = 100 - closes if language == "ar" else opens
    assert x == pytest.approx(start, abs=0.02)
    assert width == pytest.approx(closes - opens, abs=0.02)


@pytest.mark.parametrize("language", [known.code for known in SUPPORTED])
def test_it_is_in_every_language(language: str) -> None:
    soup = page(*ALL, query=f"lang={language}")
    html = found(soup, "html")
    assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    name = found(soup, "#jatkettu h3")
    nearest = language if language in ("fi", "sv") else "en"
    if nearest == language:
        assert not name.select("[lang]")
    else:
        assert found(name, "bdi")["lang"] == nearest


@pytest.mark.parametrize(("accept", "language"), [("uk,en;q=0.5", "uk"), ("de", "en"), ("", "en"), ("sv-FI", "sv")])
def test_it_speaks_the_readers_language(accept: str, language: str) -> None:
    assert found(page(EXTENDED, query="", accept=accept), "html")["lang"] == language


def test_doubts_are_shown() -> None:
    quote = "Haku päättyy 15.1."
    read = stored(call(), unreviewed=frozenset({"closes_at"}), quotes={"closes_at": quote}, official=False)
    soup = page(read)
    card = found(soup, "#haku-1")
    assert "klo 16.15 (ei vielä tarkistettu)" in found(soup, ".timeline .when").get_text()
    assert "ei vielä tarkistettu: Haku päättyy. Varmista tieto lähteestä." in card.get_text()
    assert f"”{quote}”" in card.get_text()


def test_disagreements_are_shown_from_both_sides() -> None:
    one = stored(call())
    old = call("vanha")
    conflicts = (conflict(one), conflict(stored(old), Outcome.SUPERSEDED))
    html = TestClient(service(one, old, conflicts=conflicts)).get("/calls?lang=fi").text
    soup = BeautifulSoup(html, "lxml")
    note = found(soup, "#haku-1 .doubt")
    assert "Lähteet ovat eri mieltä: Haku päättyy." in note.get_text()
    ours, theirs = (side.get_text() for side in note.select("li"))
    assert ours == "15.1.2027 klo 16.15 Haun tiedot (Haku haku-1)"
    assert theirs == "22.1.2027 ”Haku päättyy 22.1.2027.” Uutiskirje, 20.11.2025 (Haku haku-1)"
    assert str(note.select("a")[1]["href"]).endswith("/file#page=2")
    assert not soup.select("#vanha .doubt")  # an extension explains it


def test_changes_are_shown() -> None:
    assert "Aiempi päättymisaika oli 18.12.2026 klo 16.15. Aikataulu." in found(page(EXTENDED), "#jatkettu").get_text()
    assert "Haku peruttiin 20.11.2026. Raha loppui." in found(page(CANCELLED), "#peruttu").get_text()


def test_nothing_from_a_record_becomes_markup() -> None:
    text = {"fi": NASTY}
    nasty = call(
        name=text,
        summary=text,
        funder=NASTY,
        regions=[NASTY],
        themes=[NASTY],
        eligible_applicants=[NASTY],
        links=["javascript:alert(1)"],
        contact={"name": NASTY, "email": 'x"@y.fi?bcc=z'},
        events=[INFO | {"name": text, "place": NASTY, "sign_up": "javascript:alert(1)"}],
    )
    soup = page(nasty)
    assert not soup.select("script, img, [onerror], [style]")
    assert not [a for a in soup.select("a") if str(a["href"]).startswith(("javascript:", "mailto:x"))]
    assert found(soup, "#haku-1 h3").get_text() == NASTY


def test_it_loads_our_own_style_and_nothing_else() -> None:
    soup = page(*ALL)
    assert not soup.select("script, style, [style], img, iframe")
    loaded = [str(link["href"]) for link in soup.select("link")]
    assert not [href for href in loaded if re.match(r"\w+:|//", href)]
    client = TestClient(service())
    assert client.get("/calls.css").headers["content-type"].startswith("text/css")


def test_a_file_name_as_id_makes_an_anchor() -> None:
    soup = page(call("Hyvä työ 2026"))
    assert found(soup, ".timeline a")["href"] == "#Hyvä-työ-2026"
    assert found(soup, "article")["id"] == "Hyvä-työ-2026"


def test_every_id_stands_once_and_every_anchor_leads_somewhere() -> None:
    soup = page(*ALL, LATER)
    ids = [str(one["id"]) for one in soup.select("[id]")]
    assert len(set(ids)) == len(ids)
    anchors = {str(a["href"])[1:] for a in soup.select("a[href^='#']")}
    named = {str(one["aria-labelledby"]) for one in soup.select("[aria-labelledby]")}
    labels = {str(label["for"]) for label in soup.select("label")}
    assert anchors | named | labels <= set(ids)
