"""What a reader must know beside a call's facts: that it was cancelled, extended or corrected, and what is not sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from api.calls import wording
from api.calls.listing import ListedCall
from api.calls.wording import Said
from assistant.answering.messages import quoted, say
from assistant.calls.record import Texts

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
class Note:
    """A remark.

    Attributes:
        kind: "change" is a fact of the call's history, "doubt" a warning.
        parts: Read one after the other.
    """

    kind: Literal["change", "doubt"]
    parts: tuple[Said, ...]

    def __str__(self) -> str:
        """As plain text."""
        return " ".join(part.text for part in self.parts)


def notes(listed: ListedCall, language: str) -> list[Note]:
    """The remarks, changes before doubts."""
    return [*_changes(listed, language), *_doubts(listed, language)]


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
            yield Note("doubt", (label, Said(quoted(stored.quotes[field], "fi"), stored.document.language)))


def _because(text: str, reason: Texts | None, language: str) -> tuple[Said, ...]:
    return (Said(text, language), wording.nearest(reason, language)) if reason else (Said(text, language),)
