"""What a reader must know beside a call's facts: cancelled, extended, corrected, not reviewed, told differently."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answering.messages import quoted, say
from assistant.calls import wording
from assistant.calls.conflicts import Told
from assistant.calls.listing import ListedCall
from assistant.calls.record import Texts
from assistant.calls.sources import source_name
from assistant.calls.wording import Said
from assistant.documents import DocumentRecord

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_LABELS = {
    "eligible_applicants": "applicants",
    "amount_per_project": "per_project",
    "decision_expected": "decisions",
    "links": "how_to_apply",
    "continuous": "status_continuous",
    "cancelled": "status_cancelled",
    "extensions": "period",
    "corrections": "period",
    "summary": "more_facts",
    "source_documents": "source",
    "id": "name",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says.

    Attributes:
        parts: The value as people write it, and the words quoted, when there are any.
        source: What the document is called.
        told: The same as it was found, with its document and page.
    """

    parts: tuple[Said, ...]
    source: Said
    told: Told

    def __str__(self) -> str:
        """As plain text."""
        return f"{' '.join(part.text for part in self.parts)} ({self.source.text})"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark.

    Attributes:
        kind: "change" is a fact of the call's history, "doubt" a warning.
        parts: Read one after the other.
        sides: What each source says, where they disagree.
    """

    kind: Literal["change", "doubt"]
    parts: tuple[Said, ...]
    sides: tuple[Side, ...] = ()

    def __str__(self) -> str:
        """As plain text."""
        return " ".join([*(part.text for part in self.parts), "; ".join(map(str, self.sides))]).rstrip()


def notes(listed: ListedCall, language: str) -> list[Note]:
    """The remarks, changes before doubts."""
    return [*_changes(listed, language), *_doubts(listed, language), *_disagreements(listed, language)]


def field_label(field: str, language: str) -> str:
    """What a field of the record is called."""
    return say(f"listing_{_LABELS.get(field, field)}", language)


def _changes(listed: ListedCall, language: str) -> Iterator[Note]:
    call = listed.call
    if cancelled := call.cancelled:
        told = say("listing_cancelled_on", language, day=wording.day(cancelled.date, language))
        yield Note("change", _because(told, cancelled.reason, language))
    for extension in call.extensions:
        day, before = wording.day(extension.announced, language), wording.moment(extension.before, language)
        told = say("listing_extended", language, day=day, moment=before)
        yield Note("change", _because(told, extension.reason, language))
    for correction in call.corrections:
        told = say("listing_corrected", language, day=wording.day(correction.announced, language))
        yield Note("change", _because(told, correction.text, language))


def _doubts(listed: ListedCall, language: str) -> Iterator[Note]:
    stored = listed.stored
    fields = sorted(stored.unreviewed | stored.proposals.keys())
    if fields:
        labels = dict.fromkeys(field_label(field, language) for field in fields)
        yield Note("doubt", (Said(say("listing_unreviewed", language, fields=", ".join(labels)), language),))
        for field in filter(stored.quotes.__contains__, fields):
            label = Said(f"{field_label(field, language)}:", language)
            yield Note(
                "doubt", (label, Said(quoted(stored.quotes[field], stored.document.language), stored.document.language))
            )


def _disagreements(listed: ListedCall, language: str) -> Iterator[Note]:
    for one in listed.conflicts:
        said = say("listing_conflict", language, field=field_label(one.field, language))
        sides = (_side(one.field, one.record, language), _side(one.field, one.other, language))
        yield Note("doubt", (Said(said, language),), sides)


def _side(field: str, told: Told, language: str) -> Side:
    value = Said(_value(field, told.value, language), language)
    words = (_quoted(told.quote, told.document),) if told.quote else ()
    return Side((value, *words), source_name(told.document, language), told)


def _quoted(words: str, document: DocumentRecord) -> Said:
    return Said(quoted(words, document.language), document.language)


def _value(field: str, value: str, language: str) -> str:
    """A value in the notation of records, as people write it."""
    if _MOMENT.fullmatch(value):
        return wording.moment(dt.datetime.fromisoformat(value), language)
    if _DAY.fullmatch(value):
        return wording.day(dt.date.fromisoformat(value), language)
    figures = [float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", value)]
    if figures and field in ("funding_rate", "own_contribution"):
        return wording.percent(figures[0], language)
    if figures and field in ("total_amount", "amount_per_project"):
        return wording.euros(int(figures[0]), int(figures[1]) if len(figures) > 1 else None, language)
    if value == "yes":
        return field_label(field, language)
    return say("listing_not_known", language) if value == "–" else value


def _because(text: str, reason: Texts | None, language: str) -> tuple[Said, ...]:
    return (Said(text, language), wording.nearest(reason, language)) if reason else (Said(text, language),)
