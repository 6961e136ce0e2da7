"""One call on the calls page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.links import document_url
from api.pages.html import Markup, element, join
from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.facts import UNSPOKEN, Entry, Fact, further_facts, main_facts
from assistant.calls.listing import ListedCall
from assistant.calls.notes import Note, notes
from assistant.calls.sources import source_name
from assistant.calls.wording import Said
from assistant.documents import DocumentRecord


def card(listed: ListedCall, language: str) -> Markup:
    """The call as an article; its id on the page is the call's anchor."""
    call = listed.call
    name = wording.nearest(call.name, language)
    summary = wording.nearest(call.summary, language) if call.summary else None
    return element(
        "article",
        element("h3", said(name, language), id=f"name-{listed.anchor}"),
        _state(listed, language),
        element("p", summary.text, lang=_other(summary.language, language), dir="auto") if summary else Markup(),
        _facts(main_facts(listed, language), language),
        *(_note(note, name.text, language) for note in notes(listed, language)),
        _further(listed, language),
        _sources(listed.documents, name.text, language),
        id=listed.anchor,
        class_=f"call {listed.status}",
        aria_labelledby=f"name-{listed.anchor}",
    )


def _state(listed: ListedCall, language: str) -> Markup:
    days = wording.days_in_words(listed.call, listed.status, listed.now, language)
    badge = element("strong", say(f"listing_status_{listed.status}", language), class_="badge")
    return element("p", badge, *([" ", element("span", days)] if days else []), class_="state")


def _facts(facts: Iterable[Fact], language: str) -> Markup:
    rows = []
    for fact in facts:
        entries = [element("dd", _entry(entry, language)) for entry in fact.entries]
        rows.append(element("div", element("dt", fact.label), *entries))
    return element("dl", *rows)


def _entry(entry: Entry, language: str) -> Markup:
    words = join(*_with_commas(entry.parts, language))
    if entry.href is None:
        return words
    if not entry.link:
        return element("a", words, href=entry.href)
    about = element("span", f" ({', '.join(part.text for part in entry.parts)})", class_="unseen")
    return join(words, _comma(language), element("a", entry.link, about, href=entry.href, class_="outward"))


def _with_commas(parts: tuple[Said, ...], language: str) -> Iterator[str]:
    for position, part in enumerate(parts):
        if position:
            yield _comma(language)
        yield said(part, language)


def _comma(language: str) -> str:
    return "، " if language == "ar" else ", "


def said(part: Said, language: str) -> str:
    """A text, marked with its language where that is not the page's."""
    other = _other(part.language, language)
    return element("bdi", part.text, lang=None if other in (UNSPOKEN, "und") else other) if other else part.text


def _note(note: Note, about: str, language: str) -> Markup:
    words = element("p", *_with_spaces(note.parts, language))
    sides = [
        element(
            "li",
            *_with_spaces(side.parts, language),
            " ",
            _document(side.told.document, side.told.page, about, language),
        )
        for side in note.sides
    ]
    return element("div", words, element("ul", *sides) if sides else Markup(), class_=f"note {note.kind}")


def _with_spaces(parts: tuple[Said, ...], language: str) -> Iterator[str]:
    for position, part in enumerate(parts):
        if position:
            yield " "
        yield said(part, language)


def _document(found: DocumentRecord, page: int | None, about: str, language: str) -> Markup:
    """A link to a document, at its page; hidden words tell it from the links of the other calls."""
    href = document_url(found.id, found.uri, page).removeprefix("/")
    return element(
        "a", said(source_name(found, language), language), element("span", f" ({about})", class_="unseen"), href=href
    )


def _further(listed: ListedCall, language: str) -> Markup:
    facts = further_facts(listed, language)
    if not facts:
        return Markup()
    name = wording.nearest(listed.call.name, language).text
    title = element("summary", say("listing_more_facts", language), element("span", f" ({name})", class_="unseen"))
    return element("details", title, _facts(facts, language))


def _sources(documents: Iterable[DocumentRecord], about: str, language: str) -> Markup:
    links = [element("li", _document(found, None, about, language)) for found in documents]
    return element("div", element("p", say("listing_source", language)), element("ul", *links), class_="sources")


def _other(of_text: str, of_page: str) -> str | None:
    """The language of a text, None where it is the page's own."""
    return None if of_text == of_page else of_text
