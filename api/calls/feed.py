"""News of the funding calls as an Atom feed (RFC 4287): published, opened, changed, closing and closed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.clock import HELSINKI, instant
from assistant.calls.facts import main_facts
from assistant.calls.listing import ListedCall
from assistant.calls.notes import notes
from assistant.calls.status import CLOSING_SOON_DAYS

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 50
# Names made in it never change, whatever host the feed is served from.
NAMESPACE = uuid.UUID("7d0c9a3e-52a1-4b8e-9f0e-6b1f6a3c2d55")


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a call.

    Attributes:
        kind: new, opened, extended, cancelled, closing or closed.
        at: When.
        key: With the call's id and the kind, its name for good.
    """

    kind: str
    at: dt.datetime
    key: str = ""


def feed(listed: Iterable[ListedCall], language: str, page: str, here: str, now: dt.datetime) -> bytes:
    """The feed as a file, newest first.

    Args:
        listed: The calls that it tells of.
        language: Of its words.
        page: Address of the calls page; a call's place on it is its id.
        here: The feed's own address.
        now: Nothing is told before its time.
    """
    news = [(happening, one) for one in listed for happening in happenings(one)]
    news.sort(key=lambda pair: (-instant(pair[0].at).timestamp(), pair[1].call.id, pair[0].kind))
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    _text(root, "id", _name("feed", here.partition("?")[2]))
    _text(root, "title", say("listing_feed_title", language, project=wording.PROJECT))
    _text(root, "subtitle", say("listing_feed_subtitle", language))
    _text(root, "updated", _stamp(news[0][0].at if news else _day_start(now.date())))
    _link(root, "self", here, "application/atom+xml")
    _link(root, "alternate", page, "text/html")
    _text(etree.SubElement(root, f"{{{ATOM}}}author"), "name", wording.PROJECT)
    for happening, one in news[:MOST_ENTRIES]:
        _entry(root, happening, one, language, page)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def happenings(listed: ListedCall) -> list[Happening]:
    """What has happened to a call up to now."""
    return [one for one in _all(listed) if instant(one.at) <= instant(listed.now)]


def _all(listed: ListedCall) -> Iterator[Happening]:
    call = listed.call
    ended = _day_start(call.cancelled.date) if call.cancelled else None
    published = [found.published for found in listed.documents if found.published]
    if published and (call.opens_at is None or min(published) < call.opens_at.date()):
        yield Happening("new", _day_start(min(published)))
    if call.opens_at and _before(call.opens_at, ended):
        yield Happening("opened", call.opens_at)
    for extension in call.extensions:
        yield Happening("extended", _day_start(extension.announced), extension.to.isoformat())
    if ended:
        yield Happening("cancelled", ended)
    if call.closes_at and call.opens_at and _before(call.closes_at, ended):
        soon = _day_start(call.closes_at.date() - dt.timedelta(days=CLOSING_SOON_DAYS))
        yield Happening("closing", max(soon, call.opens_at, key=instant), call.closes_at.isoformat())
        yield Happening("closed", call.closes_at + dt.timedelta(seconds=1), call.closes_at.isoformat())


def _before(moment: dt.datetime, end: dt.datetime | None) -> bool:
    return end is None or instant(moment) < instant(end)


def _entry(root: etree._Element, happening: Happening, listed: ListedCall, language: str, page: str) -> None:
    call = listed.call
    name = wording.nearest(call.name, language).text
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", _name(call.id, happening.kind, happening.key))
    _text(entry, "title", say(f"listing_entry_{happening.kind}", language, name=name))
    _text(entry, "updated", _stamp(happening.at))
    _text(entry, "published", _stamp(happening.at))
    _link(entry, "alternate", f"{page}#{quote(listed.anchor)}", "text/html")
    etree.SubElement(entry, f"{{{ATOM}}}category", term=happening.kind)
    lines = [*map(str, main_facts(listed, language)), *map(str, notes(listed, language))]
    _text(entry, "summary", "\n".join(lines))


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = wording.printable(text)


def _link(parent: etree._Element, rel: str, href: str, media_type: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=media_type)


def _name(*parts: str) -> str:
    return uuid.uuid5(NAMESPACE, "/".join(parts)).urn


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day_start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), HELSINKI)
