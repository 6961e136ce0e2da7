"""What `assistant calls review` and `conflicts` print as JSON."""

from __future__ import annotations

from pydantic import Field

from api.schemas import Model
from assistant.calls import conflicts, questions


class Asked(Model):
    """A fact that was read from prose and that no one has looked at yet."""

    call_id: str
    name: str
    field: str
    value: str = Field(description="What was read; empty when nothing sure could be read.")
    proposed: bool = Field(description="The words can be read in more than one way; the value is not in use.")
    quote: str
    document: str = Field(description="Where the words stand.")

    @classmethod
    def of(cls, one: questions.Question) -> Asked:
        """Made from a question."""
        call = one.stored.call
        return cls(
            call_id=call.id,
            name=call.name.fi,
            field=one.field,
            value=one.value,
            proposed=one.proposed,
            quote=one.quote,
            document=one.stored.document.uri,
        )


class Side(Model):
    """What one source says."""

    value: str
    quote: str
    document: str
    published: str | None
    page: int | None

    @classmethod
    def of(cls, told: conflicts.Told) -> Side:
        """Made from one side of a conflict."""
        day = told.document.published
        return cls(
            value=told.value,
            quote=told.quote,
            document=told.document.uri,
            published=day.isoformat() if day else None,
            page=told.page,
        )


class Disagreement(Model):
    """Two sources that say different things of one field."""

    call_id: str
    field: str
    outcome: conflicts.Outcome
    record: Side
    other: Side
    superseded_on: str | None = Field(description="The day on which the extension was announced that explains it.")

    @classmethod
    def of(cls, one: conflicts.Conflict) -> Disagreement:
        """Made from a conflict."""
        by = one.superseded_by
        return cls(
            call_id=one.call_id,
            field=one.field,
            outcome=one.outcome,
            record=Side.of(one.record),
            other=Side.of(one.other),
            superseded_on=by.announced.isoformat() if by else None,
        )
