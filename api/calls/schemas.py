"""The JSON of funding calls."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from api.calls import examples
from api.links import document_url
from api.schemas import DocumentReference, LanguageCode, Model, example
from assistant.answering.messages import say
from assistant.calls import record, wording
from assistant.calls.conflicts import Told
from assistant.calls.facts import Entry, further_facts, main_facts
from assistant.calls.listing import ListedCall
from assistant.calls.notes import notes
from assistant.calls.status import CallStatus
from assistant.documents import DocumentRecord


class Words(Model):
    """A text and the language that it is in: records have Finnish, Swedish and English only."""

    text: str
    language: str


class SaidValue(Model):
    """A thing said under a label, and where it leads."""

    text: str
    link: str | None = Field(description="What to call the link, such as “Sign up”; null when the text is its name.")
    url: str | None = Field(description="Where it leads: a web address, a `mailto:`, or null.")


class SaidFact(Model):
    """A label and what is said under it."""

    key: str = Field(description="Stable name of the label, for programs.")
    label: str
    values: list[SaidValue]


class InWords(Model):
    """The call as it can be shown to people, in the language that was asked for."""

    language: LanguageCode
    name: Words
    status: str
    days: str | None = Field(description="Days left while it is open, days until it opens while it is not.")
    facts: list[SaidFact] = Field(description="What an applicant looks at first, and then the rest.")
    notes: list[str] = Field(description="Cancelled, extended, corrected; what is not reviewed; may be empty.")


class CallSource(DocumentReference):
    """A document that tells of the call."""

    model_config = example(examples.SOURCE)

    url: str = Field(description="Where a person can read it.")

    @classmethod
    def at(cls, found: DocumentRecord, page: int | None = None) -> CallSource:
        """Made from the catalogue's record; the address leads to `page` where it is given."""
        return cls(**DocumentReference.of(found).model_dump(), url=document_url(found.id, found.uri, page))


class Unreviewed(Model):
    """A field that was read from prose, and that no one has looked at yet."""

    field: str
    quote: str | None = Field(description="The words it was read from, as they stand in the document.")


class ToldSide(Model):
    """What one source says."""

    value: str = Field(description="In the notation of records: `2027-01-15T16:15`, `80.0`.")
    quote: str = Field(description="The words, as they stand in the document; may be empty.")
    page: int | None = Field(description="Page on which the words stand, from 1.")
    source: CallSource


class Disagreement(Model):
    """A field of which two sources tell different things; which is right is for a person to say."""

    field: str
    sides: list[ToldSide] = Field(description="The record first.")


class FundingCall(record.Call):
    """A funding call and how it stands now. Moments are in Helsinki time, amounts euros, rates per cent of the costs.

    `closes_at` is the closing time after all extensions; it is null when it is not known or the call is continuous.
    """

    model_config = ConfigDict(**example(examples.FUNDING_CALL))

    status: CallStatus = Field(description="At the moment of the answer.")
    days_left: int | None = Field(description="Calendar days to the closing day while the call is open and has one.")
    next_event: record.Event | None = Field(description="The next session that has not ended.")
    official: bool = Field(description="From a record; otherwise read from the prose of an announcement.")
    unreviewed: list[Unreviewed]
    conflicts: list[Disagreement] = Field(description="Where sources disagree; may be empty.")
    sources: list[CallSource] = Field(description="Announcements that the record names, then the record itself.")
    in_words: InWords

    @classmethod
    def of(cls, listed: ListedCall, language: LanguageCode) -> FundingCall:
        """Made from a call at one moment; its words are in `language`."""
        stored = listed.stored
        fields = {name: getattr(stored.call, name) for name in record.Call.model_fields}
        return cls(
            **fields,
            status=listed.status,
            days_left=listed.days_left,
            next_event=listed.next_event,
            official=stored.official,
            unreviewed=[Unreviewed(field=name, quote=stored.quotes.get(name)) for name in sorted(stored.unreviewed)],
            conflicts=[
                Disagreement(field=one.field, sides=[_side(one.record), _side(one.other)]) for one in listed.conflicts
            ],
            sources=[CallSource.at(found) for found in listed.documents],
            in_words=_in_words(listed, language),
        )


class CallList(Model):
    """Funding calls at one moment."""

    model_config = example(examples.CALL_LIST)

    now: datetime = Field(description="The moment that the statuses hold for.")
    time_zone: Literal["Europe/Helsinki"] = "Europe/Helsinki"
    total: int = Field(ge=0)
    calls: list[FundingCall] = Field(description="Open by closing time, upcoming by opening, undated, then the rest.")


def _in_words(listed: ListedCall, language: LanguageCode) -> InWords:
    name = wording.nearest(listed.call.name, language)
    facts = [*main_facts(listed, language), *further_facts(listed, language)]
    return InWords(
        language=language,
        name=Words(text=name.text, language=name.language),
        status=say(f"listing_status_{listed.status}", language),
        days=wording.days_in_words(listed.call, listed.status, listed.now, language),
        facts=[SaidFact(key=fact.key, label=fact.label, values=list(map(_value, fact.entries))) for fact in facts],
        notes=[str(note) for note in notes(listed, language)],
    )


def _value(entry: Entry) -> SaidValue:
    return SaidValue(text=entry.text, link=entry.link if entry.href and entry.link else None, url=entry.href)


def _side(told: Told) -> ToldSide:
    return ToldSide(value=told.value, quote=told.quote, page=told.page, source=CallSource.at(told.document, told.page))
