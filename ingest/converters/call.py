"""Call records as text: labelled lines in Finnish, and the same facts once in Swedish and once in English.

Answers quote lines, so each can be read alone; the line of the application period itself says when a call is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.calls.record import Call, Event, Extension, Texts
from assistant.calls.stated import StatedCall
from ingest.content import Content, SectionWriter
from ingest.converters import call_words as words
from ingest.converters.call_record import parse
from ingest.converters.call_words import Language
from ingest.encoding import decode


def read(data: bytes, name: str) -> Content:
    """The sections of a call record.

    Raises:
        PermanentError: The file is no YAML, or no call record, or a field of the record cannot be read.
    """
    call = parse(decode(data), name)
    writer = SectionWriter()
    write(writer, call)
    return Content(writer.sections(), catalogue_record([call]), calls=(stated(call),))


def stated(call: Call) -> StatedCall:
    """The call of a record, with the line of its text that tells each field."""
    lines = [line for part in _PARTS for line in part(call, "fi")]
    quotes: dict[str, str] = {}
    for key, fields in _FIELDS_OF_LINES.items():
        label = words.term(key, "fi")
        if line := next((line for line in lines if line.startswith((f"{label}:", f"{label} "))), None):
            quotes |= dict.fromkeys(fields, line)
    return StatedCall(call, quotes=quotes)


def write(writer: SectionWriter, call: Call) -> None:
    """Writes a call as sections below a heading with its name, in Finnish, then in brief in the other languages."""
    writer.heading(1, call.name.fi)
    _section(writer, "about", "fi", [*_about(call, "fi")], call.summary.fi if call.summary else None)
    _section(writer, "period", "fi", [*_period(call, "fi")])
    _section(writer, "funding", "fi", [*_funding(call, "fi")])
    _section(writer, "applicants_and_regions", "fi", [*_scope(call, "fi")])
    _section(writer, "events", "fi", [*_events(call, "fi")])
    _section(writer, "decisions_and_contact", "fi", [*_decisions(call, "fi")])
    translations: tuple[Language, ...] = ("sv", "en")
    for language in translations:
        writer.heading(1, call.name.to(language))
        lines = [line for part in _PARTS for line in part(call, language)]
        _section(writer, "in_brief", language, lines, call.summary.to(language) if call.summary else None)


def catalogue_record(calls: Sequence[Call]) -> dict[str, object]:
    """What a file with these calls says of itself in the catalogue; the title is a lone call's name."""
    first, alone = calls[0], len(calls) == 1
    return {
        "title": first.name.fi if alone else None,
        "kind": "call",
        "language": "fi",
        "themes": tuple(dict.fromkeys(theme for call in calls for theme in call.themes)),
        "regions": tuple(dict.fromkeys(region for call in calls for region in call.regions)),
        "publisher": first.funder if len({call.funder for call in calls}) == 1 else None,
        "description": first.summary.fi if alone and first.summary else None,
    }


def _section(
    writer: SectionWriter, heading: str, language: Language, lines: list[str], summary: str | None = None
) -> None:
    if lines or summary:
        writer.heading(2, words.term(heading, language))
        writer.lines(lines)
        writer.paragraph(summary or "")


def _about(call: Call, language: Language) -> Iterator[str]:
    yield _line("name", call.name.to(language), language)
    yield _line("id", call.id, language)
    yield _line("funder", call.funder, language)
    yield _line("programme", call.programme, language)
    if call.specific_objective:
        yield _line("specific_objective", call.specific_objective, language)


def _period(call: Call, language: Language) -> Iterator[str]:
    period = _from_until(call, language)
    if call.cancelled:
        period += f" ({words.term('was_cancelled', language)} {words.day(call.cancelled.date, language)})"
    yield _line("period", period, language)
    if call.cancelled:
        reason = _reason(call.cancelled.reason, language)
        yield _line("cancelled", words.day(call.cancelled.date, language) + reason, language)
    for extension in call.extensions:
        yield _extension(extension, language)
    for correction in call.corrections:
        corrected = f"{words.term('corrected', language)} {words.day(correction.announced, language)}"
        yield f"{corrected}: {correction.text.to(language)}"


def _from_until(call: Call, language: Language) -> str:
    opens = words.moment(call.opens_at, language) if call.opens_at else None
    if call.continuous:
        since = f", {words.term('since', language)} {opens}" if opens else ""
        return f"{words.term('continuous', language)}{since}, {words.term('no_end', language)}"
    if opens and call.closes_at:
        return f"{opens} – {words.moment(call.closes_at, language)}"
    if opens:
        return f"{words.term('since', language)} {opens}, {words.term('end_unknown', language)}"
    return words.term("not_known", language)


def _extension(extension: Extension, language: Language) -> str:
    before, now = words.moment(extension.before, language), words.moment(extension.to, language)
    text = f"{words.term('new_end', language)} {now}, {words.term('old_end', language)} {before}"
    reason = _reason(extension.reason, language)
    return f"{words.term('extended', language)} {words.day(extension.announced, language)}: {text}{reason}"


def _reason(reason: Texts | None, language: Language) -> str:
    text = reason.to(language) if reason else None
    return f"; {words.term('reason', language)}: {text}" if text else ""


def _funding(call: Call, language: Language) -> Iterator[str]:
    at_most, at_least = words.term("at_most", language), words.term("at_least", language)
    if call.funding_rate is not None:
        yield _line("funding_rate", f"{at_most} {words.percent(call.funding_rate, language)}", language)
    if call.own_contribution is not None:
        yield _line("own_contribution", f"{at_least} {words.percent(call.own_contribution, language)}", language)
    if call.total_amount is not None:
        yield _line("total_amount", words.euros(call.total_amount, language), language)
    if amount := call.amount_per_project:
        least, most = words.euros(amount.min, language), words.euros(amount.max, language)
        yield _line("per_project", f"{at_least} {least}, {at_most} {most}", language)


def _scope(call: Call, language: Language) -> Iterator[str]:
    for key, names in (("applicants", call.eligible_applicants), ("regions", call.regions)):
        if names:
            yield _line(key, ", ".join(words.translated(name, language) for name in names), language)


def _events(call: Call, language: Language) -> Iterator[str]:
    for event in call.events:
        parts = [_when(event, language), event.place]
        if event.sign_up:
            parts.append(f"{words.term('sign_up', language)}: {event.sign_up}")
        yield f"{event.name.to(language)}: {', '.join(part for part in parts if part)}"


def _when(event: Event, language: Language) -> str:
    starts = words.moment(event.starts_at, language)
    if event.ends_at is None:
        return starts
    if event.ends_at.date() == event.starts_at.date():
        return f"{starts}–{words.clock(event.ends_at)}"
    return f"{starts} – {words.moment(event.ends_at, language)}"


def _decisions(call: Call, language: Language) -> Iterator[str]:
    if call.decision_expected:
        yield _line("decisions", words.expected(call.decision_expected, language), language)
    if contact := call.contact:
        parts = (contact.name, contact.role and words.translated(contact.role, language), contact.email, contact.phone)
        yield _line("contact", ", ".join(part for part in parts if part), language)
    for link in call.links:
        yield _line("more", link, language)


def _line(key: str, text: str, language: Language) -> str:
    return f"{words.term(key, language)}: {text}"


_FIELDS_OF_LINES = {
    "funder": ("funder",),
    "programme": ("programme",),
    "specific_objective": ("specific_objective",),
    "period": ("opens_at", "closes_at", "continuous"),
    "cancelled": ("cancelled",),
    "extended": ("extensions",),
    "funding_rate": ("funding_rate",),
    "own_contribution": ("own_contribution",),
    "total_amount": ("total_amount",),
    "per_project": ("amount_per_project",),
    "applicants": ("eligible_applicants",),
    "regions": ("regions",),
    "decisions": ("decision_expected",),
    "contact": ("contact",),
    "more": ("links",),
}
_PARTS = (_about, _period, _funding, _scope, _events, _decisions)
