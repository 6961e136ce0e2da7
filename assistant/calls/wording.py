"""Facts of a call as people write them in each of the seven languages: moments, money, rates, periods, days left."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

from assistant.answering.messages import number, say
from assistant.calls.clock import in_helsinki
from assistant.calls.names import Kind, named
from assistant.calls.record import Call, Texts
from assistant.calls.status import OPEN_STATUSES, CallStatus

PROJECT = "Parempi työelämä!"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_EUROS = {"fi": "{} €", "sv": "{} euro", "en": "€{}", "et": "{} €", "ru": "{} €", "uk": "{} €", "ar": "{} يورو"}
_DOTTED_HOURS = ("fi", "sv", "en")
_NAMED_MONTHS = ("en", "ar")


class Said(NamedTuple):
    """A text and the language that it is in."""

    text: str
    language: str


def nearest(texts: Texts, language: str) -> Said:
    """A record's text in a language; records have Finnish, Swedish and English, and Finnish always.

    Args:
        texts: As far as it has been translated.
        language: One of the seven of the house. Those that records never have get English, the one that most
            of their readers know, and Finnish where there is no English.
    """
    wanted: Literal["fi", "sv", "en"] = "fi" if language == "fi" else "sv" if language == "sv" else "en"
    translated = {"fi": texts.fi, "sv": texts.sv, "en": texts.en}[wanted]
    return Said(translated, wanted) if translated else Said(texts.fi, "fi")


def name_of(kind: Kind, key: str, language: str) -> Said:
    """An applicant, a region, a theme or a role in a language; in Finnish, as it is written, when not in the table."""
    found = named(kind, key, language)
    return Said(found, language) if found else Said(key, "fi")


def day(value: dt.date, language: str) -> str:
    """15.1.2027; 15.01.2027 in Russian and Ukrainian, 15 January 2027 in English and so in Arabic."""
    if language in _NAMED_MONTHS:
        return f"{value.day} {named('month', str(value.month), language)} {value.year}"
    if language in ("ru", "uk"):
        return f"{value.day:02}.{value.month:02}.{value.year}"
    return f"{value.day}.{value.month}.{value.year}"


def clock(value: dt.datetime, language: str) -> str:
    """16.15 in Finnish, Swedish and English, as hours are written in Finland; 16:15 in the others."""
    return f"{value.hour}{'.' if language in _DOTTED_HOURS else ':'}{value.minute:02}"


def moment(value: dt.datetime, language: str) -> str:
    """15.1.2027 klo 16.15."""
    return say("listing_moment", language, day=day(value, language), clock=clock(value, language))


def span(starts: dt.datetime, ends: dt.datetime | None, language: str) -> str:
    """14.10.2026 klo 13.00–14.30, or both days where there are two."""
    if ends is None:
        return moment(starts, language)
    if ends.date() == starts.date():
        between = " إلى " if language == "ar" else "–"
        return f"{moment(starts, language)}{between}{clock(ends, language)}"
    return say("listing_from_to", language, opens=moment(starts, language), closes=moment(ends, language))


def expected(value: str | dt.date, language: str) -> str:
    """A month (YYYY-MM) or a day: "huhtikuu 2027"."""
    if isinstance(value, dt.date):
        return day(value, language)
    year, month = value.split("-")
    return f"{named('month', str(int(month)), language)} {year}"


def percent(rate: float, language: str) -> str:
    """80 % or 77,5 %; 80% in English, Estonian and Arabic."""
    figure = f"{rate:.2f}".rstrip("0").rstrip(".")
    if language in ("en", "ar"):
        return f"{figure}%"
    return f"{figure}%".replace(".", ",") if language == "et" else f"{figure}\u00a0%".replace(".", ",")


def euros(least: int, most: int | None, language: str) -> str:
    """150 000–600 000 €, or one amount when `most` is None."""
    amounts = [number(amount, language) for amount in (least, most) if amount is not None]
    return _EUROS[language].format("–".join(amounts))


def period(call: Call, language: str) -> str:
    """The application period in words, with what is not known of it."""
    opens = moment(call.opens_at, language) if call.opens_at else None
    closes = moment(call.closes_at, language) if call.closes_at else None
    if call.continuous:
        if opens is None:
            return say("listing_continuous", language)
        return say("listing_continuous_from", language, opens=opens)
    if opens and closes:
        return say("listing_from_to", language, opens=opens, closes=closes)
    if opens:
        return say("listing_from", language, opens=opens)
    return say("listing_until", language, closes=closes) if closes else say("listing_not_known", language)


def days_in_words(call: Call, status: CallStatus, now: dt.datetime, language: str) -> str | None:
    """Days left while a call is open, days until it opens while it is not; None where neither is known."""
    if status in OPEN_STATUSES and call.closes_at:
        return days_left(call.closes_at, now, language)
    if status is CallStatus.UPCOMING and call.opens_at:
        return opens_in(call.opens_at, now, language)
    return None


def days_left(closes_at: dt.datetime, now: dt.datetime, language: str) -> str:
    """How long a call is still open: 52 päivää jäljellä, and on the last day its hour."""
    days = days_between(now, closes_at)
    if days == 0:
        return say("listing_closes_today", language, clock=clock(closes_at, language))
    return say("listing_days_left", language, count=days)


def opens_in(opens_at: dt.datetime, now: dt.datetime, language: str) -> str:
    """How soon a call opens: aukeaa 7 päivän päästä, and on the day itself its hour."""
    days = days_between(now, opens_at)
    if days == 0:
        return say("listing_opens_today", language, clock=clock(opens_at, language))
    return say("listing_opens_in", language, count=days)


def days_between(now: dt.datetime, then: dt.datetime) -> int:
    """Calendar days in Finland from one moment to another."""
    return (in_helsinki(then).date() - in_helsinki(now).date()).days


def web(address: str | None) -> str | None:
    """An address that a browser may follow; None for anything else, which is shown as text."""
    if address is None:
        return None
    if address.startswith(("https://", "http://")):
        return address
    return f"mailto:{address}" if "@" in address and not any(c.isspace() or c in "?&:" for c in address) else None


def printable(text: str) -> str:
    """Without the control characters that neither XML nor a calendar may hold."""
    return _CONTROL.sub("", text)
