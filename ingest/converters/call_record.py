"""The call record: which fields it has, and what is wrong with one that cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import PermanentError

# A mapping with two of these is meant to be a call record; errors then name its fields.
_TELLING = frozenset(("funder", "programme", "opens_at", "closes_at", "funding_rate", "eligible_applicants"))
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")
_MOST_PROBLEMS_TOLD = 3


def _moment(value: object) -> object:
    """A moment in Finland. A bare day is refused: whether it ends at its start or its end would be a guess."""
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value.strip()):
        return dt.datetime.fromisoformat(value.strip())
    raise ValueError('must be a day and a time in Finland, such as "2027-01-15T16:15"')


def _day(value: object) -> object:
    if isinstance(value, str) or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    raise ValueError('must be a day, such as "2027-01-15"')


Moment = Annotated[dt.datetime, BeforeValidator(_moment)]
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


class Cancellation(_Part):
    """When and why a call was cancelled."""

    date: Day
    reason: Texts | None = None


class Extension(_Part):
    """A closing time put off."""

    announced: Day
    before: Moment = Field(alias="from")
    to: Moment
    reason: Texts | None = None


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


class CallRecord(_Part):
    """A funding call; moments are local time in Finland, amounts euros, rates per cent of the eligible costs."""

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
    decision_expected: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | Day | None = None
    events: tuple[Event, ...] = ()
    contact: Contact | None = None
    links: tuple[Text, ...] = ()
    source_documents: tuple[Text, ...] = ()
    summary: Texts | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> CallRecord:
        """Two different closing times in one record would let a closed call be told as open."""
        if self.continuous and self.closes_at:
            raise ValueError("closes_at must be null in a continuous call")
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValueError("closes_at must be later than opens_at")
        if self.extensions and self.extensions[-1].to != self.closes_at:
            raise ValueError("closes_at must be what the last of the extensions says")
        return self


def parse(text: str, name: str) -> CallRecord:
    """Reads a record.

    Args:
        text: YAML.
        name: The file's name, for messages.

    Raises:
        PermanentError: The text is no YAML, or no call record, or a field cannot be read; the message names it.
    """
    try:
        record = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise PermanentError("bad_yaml", f"{name} is no valid YAML{where}.", "Mend it in a text editor.") from error
    except (ValueError, RecursionError) as error:  # a day like 2027-02-30; too many brackets
        raise PermanentError("bad_yaml", f"{name} is no valid YAML.", "Check its days and its brackets.") from error
    if not isinstance(record, dict) or len(_TELLING.intersection(map(str, record))) < 2:
        raise PermanentError(
            "not_a_call",
            f"{name} is no record of a funding call, and other YAML files are not read.",
            "Records are written like those in corpus/calls; save other texts as Markdown or plain text.",
        )
    try:
        return CallRecord.model_validate(record)
    except ValidationError as error:
        raise PermanentError(
            "bad_call", f"{name}: {_problems(error)}.", "Correct the field; examples are in corpus/calls."
        ) from error


def _problems(error: ValidationError) -> str:
    found: dict[str, str] = {}  # a field that may be of two types has a problem with each: one is told
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        steps = [step for step in problem["loc"] if isinstance(step, int) or re.fullmatch(r"\w+", step)]
        field = ".".join(str(step) for step in steps)
        message = problem["msg"].removeprefix("Value error, ").rstrip(".")
        found.setdefault(field, f"{field}: {message}" if field else message)
    told = list(found.values())
    rest = len(told) - _MOST_PROBLEMS_TOLD
    return "; ".join(told[:_MOST_PROBLEMS_TOLD]) + (f"; and {rest} more" if rest > 0 else "")
