"""The record of a funding call: which fields it has, and what each may hold."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.calls.clock import from_clock_face, in_helsinki, instant

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_FINNISH = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})[ ,]+(?:klo|kl\.?)? ?(\d\d?)[.:](\d\d)")


def _moment(value: object) -> object:
    """A moment in Finland. A bare day is refused: whether it ends at its start or its end would be a guess."""
    if isinstance(value, str):
        value = _read(value.strip())
    if isinstance(value, dt.datetime):
        return from_clock_face(value) if value.tzinfo is None else in_helsinki(value)
    raise ValueError('must be a day and a time in Finland, such as "2027-01-15T16:15"')


def _read(text: str) -> dt.datetime | None:
    if match := _FINNISH.fullmatch(text):
        day, month, year, hour, minute = map(int, match.groups())
        return dt.datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the zone is set by the caller
    return dt.datetime.fromisoformat(text) if _ISO.fullmatch(text) else None


def _day(value: object) -> object:
    if isinstance(value, str) or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    raise ValueError('must be a day, such as "2027-01-15"')


Moment = Annotated[dt.datetime, BeforeValidator(_moment)]
"""With the zone Europe/Helsinki; in files "2027-01-15T16:15" or "15.1.2027 klo 16.15", as clocks in Finland show it."""
Day = Annotated[dt.date, BeforeValidator(_day)]
Text = Annotated[str, Field(min_length=1)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Euros = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    """A mistyped key is an error, so that no fact gets lost in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, validate_by_name=True)


class Texts(_Part):
    """A text in Finnish, and as far as there are any, its translations."""

    fi: Text
    sv: Text | None = None
    en: Text | None = None

    def to(self, language: Literal["fi", "sv", "en"]) -> str:
        """The text in a language, in Finnish if it has not been translated."""
        translations = {"fi": self.fi, "sv": self.sv, "en": self.en}
        return translations[language] or self.fi


class Range(_Part):
    """Least and most, in euros."""

    min: Euros
    max: Euros

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.max < self.min:
            raise ValueError("max must not be less than min")
        return self


class Cancellation(_Part):
    """When and why a call was cancelled."""

    date: Day
    reason: Texts | None = None


class Extension(_Part):
    """A closing time moved: later as a rule, earlier when it had been wrong."""

    announced: Day
    before: Moment = Field(alias="from")
    to: Moment
    reason: Texts | None = None


class Correction(_Part):
    """Something else that was put right after publication."""

    announced: Day
    text: Texts


class Event(_Part):
    """An information session or an application clinic."""

    kind: Text | None = None
    name: Texts
    starts_at: Moment
    ends_at: Moment | None = None
    place: Text | None = None
    sign_up: Text | None = None


class Contact(_Part):
    """Whom applicants may ask."""

    name: Text | None = None
    role: Text | None = None
    email: Text | None = None
    phone: Text | None = None


class Call(_Part):
    """A funding call; moments are in Helsinki time, amounts euros, rates per cent of the eligible costs.

    Attributes:
        closes_at: As it stands now, after all extensions; None when not known, or when the call is continuous.
        extensions: Oldest first; each begins where the one before it ended.
        decision_expected: A month (YYYY-MM) or a day.
    """

    id: Text
    name: Texts
    funder: Text
    programme: Text
    specific_objective: Text | None = None
    themes: tuple[Text, ...] = ()
    regions: tuple[Text, ...] = ()
    eligible_applicants: tuple[Text, ...] = ()
    funding_rate: Percent | None = None
    own_contribution: Percent | None = None
    total_amount: Euros | None = None
    amount_per_project: Range | None = None
    opens_at: Moment | None
    closes_at: Moment | None
    continuous: bool = False
    cancelled: Cancellation | None = None
    extensions: tuple[Extension, ...] = ()
    corrections: tuple[Correction, ...] = ()
    decision_expected: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | Day | None = None
    events: tuple[Event, ...] = ()
    contact: Contact | None = None
    links: tuple[Text, ...] = ()
    source_documents: tuple[Text, ...] = ()
    summary: Texts | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Call:
        """Two different closing times in one record would let a closed call be told as open."""
        if self.continuous and self.closes_at:
            raise ValueError("closes_at must be null in a continuous call")
        if self.opens_at and self.closes_at and instant(self.closes_at) <= instant(self.opens_at):
            raise ValueError("closes_at must be later than opens_at")
        if self.extensions and self.extensions[-1].to != self.closes_at:
            raise ValueError("closes_at must be what the last of the extensions says")
        for earlier, later in zip(self.extensions, self.extensions[1:], strict=False):
            if later.before != earlier.to or later.announced < earlier.announced:
                raise ValueError("extensions must follow one another, each from where the one before it ended")
        return self
