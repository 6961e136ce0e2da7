"""Which calls a question means: those it names, or the one of the answer before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.calls.mentioned import CallNames, applicants_in, without_applicants, without_ids
from assistant.answering.calls.questions import CallQuestion, matches, without_fields
from assistant.answering.calls.sources import Library
from assistant.answering.conversation.exchange import CALLS
from assistant.answering.routing import Asked
from assistant.calls.listing import ListedCall

NOTHING_MEANT = 6
"""Words in a question at most that is taken to be on the call before when it names none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer is made from.

    Attributes:
        question: What is asked.
        text: As asked.
        written_in: Language of the text.
        language: To answer in.
        calls: All, as they stand now.
        meant: Those that are named.
        sure: They are named by id or by their whole name, or were told of just before.
        region: Finnish name of a region that is named, in lower case.
        theme: Slug of a theme that is named.
        applicant: Kind of applicant that is named, as records write it.
    """

    question: CallQuestion
    text: str
    written_in: str
    language: str
    calls: Sequence[ListedCall]
    meant: Sequence[ListedCall]
    sure: bool
    region: str | None
    theme: str | None
    applicant: str | None


def on_a_call(question: CallQuestion, asked: Asked, library: Library, names: CallNames) -> bool:
    """Whether a question that does not say "call" is on one: it goes on from one, or has the whole name of one.

    Args:
        question: As it was recognised.
        asked: The turn.
        library: Where the calls stand.
        names: Knows them by what they are called.
    """
    if _follows(question, asked):
        return True
    return bool(question.fields) and any(
        names.whole_name_in(asked.question.text, stored.call) for stored in library.calls()
    )


def _follows(question: CallQuestion, asked: Asked) -> bool:
    """Whether a short question may be on the one call of the answer before: "Paljonko omarahoitus on?"."""
    if not asked.history or not question.fields or len(asked.question.text.split()) > NOTHING_MEANT:
        return False
    return len(asked.history[-1].carried.get(CALLS, "").split()) == 1


def wanted_of(
    question: CallQuestion, asked: Asked, written_in: str, calls: Sequence[ListedCall], names: CallNames
) -> Wanted | None:
    """What is meant; None when the question is on no call that there is.

    Args:
        question: As it was recognised.
        asked: The turn.
        written_in: Language of its text.
        calls: All, as they stand now.
        names: Knows them by what they are called.
    """
    text = asked.question.text
    named = names.by_id(text, calls)
    if named is not None and not named:
        return None
    if named and _named_again(asked, named) and "compare" not in question.manner:
        rest = _naming_words(without_ids(text), written_in, question)
        others = names.by_words(rest, written_in, calls) if matches("call", written_in, rest) else []
        named = others if len(others) == 1 else named
    meant: Sequence[ListedCall] = named or names.by_whole_name(text, calls)
    sure = bool(meant)
    if not sure and question.names_calls:
        meant = names.by_words(_naming_words(text, written_in, question), written_in, calls)
    elif not sure:
        meant = _told_before(asked, question, calls)
        sure = bool(meant)
        if not meant:
            return None
    region, theme = names.region(text, written_in), names.theme(text, written_in)
    applicant = next(iter(applicants_in(text, written_in)), None)
    return Wanted(question, text, written_in, asked.question.language, calls, meant, sure, region, theme, applicant)


def _named_again(asked: Asked, named: Sequence[ListedCall]) -> bool:
    """Whether a text has the ids of the calls told of just before: "Entä Lapin haku?", made whole, has the old one."""
    before = asked.history[-1].carried.get(CALLS, "").split() if asked.history else []
    return bool(before) and [listed.call.id for listed in named] == before


def _naming_words(text: str, language: str, question: CallQuestion) -> str:
    """The text without what asks rather than names."""
    said = without_fields(text, language)
    return without_applicants(said, language) if "eligible_applicants" in question.asked else said


def _told_before(asked: Asked, question: CallQuestion, calls: Sequence[ListedCall]) -> list[ListedCall]:
    """The call of the answer before."""
    if not _follows(question, asked):
        return []
    return [listed for listed in calls if listed.call.id == asked.history[-1].carried[CALLS]]
