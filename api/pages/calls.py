"""The calls page: the year ahead, then every call with its status, for anyone, without scripts, and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from api.pages.calls_card import card
from api.pages.calls_filter import filter_form, query
from api.pages.calls_timeline import timeline
from api.pages.frame import framed, header
from api.pages.html import Markup, element, join, void
from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.listing import CallFilters, ListedCall
from assistant.calls.status import CallStatus
from assistant.calls.wording import PROJECT


def calls_page(everything: Sequence[ListedCall], filters: CallFilters, language: str, now: dt.datetime) -> str:
    """The page.

    Args:
        everything: All calls of the collection at this moment, in their order.
        filters: Which of them are shown.
        language: One of the seven of the house.
        now: The moment, in Helsinki time.
    """
    shown = [listed for listed in everything if filters.passes(listed.call, listed.status)]
    body = element(
        "main",
        element("p", say("listing_lead", language), class_="lead"),
        element("p", say("listing_as_of", language, moment=wording.moment(now, language)), class_="as-of"),
        element("p", element("a", say("listing_ask", language), href=f"./?lang={language}"), class_="ask"),
        element("p", element("a", say("similar_link", language), href=f"similar?lang={language}"), class_="ask"),
        filter_form(everything, filters, language) if everything else Markup(),
        element("div", *(_calls(shown, everything, filters, language, now)), id="calls", tabindex="-1"),
    )
    return _document(join(_header(filters, language), body, _footer(filters, language)), filters, language)


def _calls(
    shown: Sequence[ListedCall],
    everything: Sequence[ListedCall],
    filters: CallFilters,
    language: str,
    now: dt.datetime,
) -> Iterator[Markup]:
    if not shown:
        yield element("p", say("listing_none_match" if everything else "listing_none", language), class_="message")
        return
    yield timeline(shown, language, now)
    yield from _open(shown, filters, language)
    yield _section("coming", "listing_coming", _with(shown, CallStatus.UPCOMING), language)
    yield _section("undated", "listing_undated", _with(shown, CallStatus.UNKNOWN), language)
    withdrawn = [listed for listed in _with(shown, CallStatus.CANCELLED) if not listed.is_over]
    yield _section("withdrawn", "listing_withdrawn", withdrawn, language)
    yield _past([listed for listed in shown if listed.is_over], filters, language)


def _open(shown: Sequence[ListedCall], filters: CallFilters, language: str) -> Iterator[Markup]:
    """What is open; when nothing is, when the next one opens."""
    found = [listed for listed in shown if listed.is_open]
    if found:
        yield _section("open", "listing_now", found, language)
    elif not filters.statuses:
        yield element(
            "section",
            element("h2", say("listing_now", language), id="open"),
            element("p", say("listing_none_open", language), *_next(shown, language), class_="message"),
            aria_labelledby="open",
        )


def _next(shown: Sequence[ListedCall], language: str) -> Iterator[str]:
    for listed in shown:
        if listed.status is CallStatus.UPCOMING and listed.call.opens_at:
            opens = wording.moment(listed.call.opens_at, language)
            name = wording.nearest(listed.call.name, language)
            yield f" {say('listing_next_opens', language, moment=opens)} "
            yield element("a", name.text, href=f"#{listed.anchor}", lang=name.language)
            return


def _section(key: str, title: str, listed: Sequence[ListedCall], language: str) -> Markup:
    if not listed:
        return Markup()
    heading = element("h2", say(title, language), id=key)
    return element("section", heading, *(card(one, language) for one in listed), aria_labelledby=key)


def _past(over: Sequence[ListedCall], filters: CallFilters, language: str) -> Markup:
    if not over:
        return Markup()
    title = element("h2", say("listing_past", language, count=len(over)))
    wanted = bool({CallStatus.CLOSED, CallStatus.CANCELLED} & set(filters.statuses))
    cards = (card(one, language) for one in over)
    return element("details", element("summary", title), *cards, class_="past", open="" if wanted else None)


def _with(listed: Sequence[ListedCall], status: CallStatus) -> list[ListedCall]:
    return [one for one in listed if one.status is status]


def _header(filters: CallFilters, language: str) -> Markup:
    skip = element("a", say("listing_skip", language), class_="skip", href="#calls")
    title = say("listing_title", language)
    return header(title, skip, language, lambda code: f"calls?{urlencode(query(filters, code))}")


def _footer(filters: CallFilters, language: str) -> Markup:
    chosen = urlencode(query(filters, language))
    follow = [
        element("a", say("listing_calendar", language, format="iCalendar"), href=f"calls.ics?{chosen}"),
        element("a", say("listing_feed", language, format="Atom"), href=f"calls.atom?{chosen}"),
    ]
    return element(
        "footer",
        element(
            "section",
            element("h2", say("listing_keep_up", language), id="keep-up"),
            element("ul", *(element("li", link) for link in follow)),
            element("p", say("listing_calendar_hint", language)),
            aria_labelledby="keep-up",
        ),
        element("p", say("listing_funder_decides", language)),
    )


def _document(body: Markup, filters: CallFilters, language: str) -> str:
    title = say("listing_feed_title", language, project=PROJECT)
    chosen = urlencode(query(filters, language))
    return framed(
        title,
        language,
        body,
        "calls.css",
        _alternate(f"calls.atom?{chosen}", "application/atom+xml", title),
        _alternate(f"calls.ics?{chosen}", "text/calendar", title),
    )


def _alternate(href: str, media_type: str, title: str) -> Markup:
    return void("link", rel="alternate", type=media_type, title=title, href=href)
