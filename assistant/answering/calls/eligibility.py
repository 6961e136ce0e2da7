"""Is there a call for us? A short dialogue on who, where, what and how much; then the calls with reasons.

What has been told is carried from turn to turn with the conversation; nothing is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.analysis import Analyser
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.calls.amounts import amount_in
from assistant.answering.calls.mentioned import CallNames, applicants_in, is_restart, is_skip, may_apply
from assistant.answering.calls.questions import asks_what_suits
from assistant.answering.calls.sources import Heading, Library, Line, Sources, put_together
from assistant.answering.calls.statements import headline
from assistant.answering.conversation.exchange import STEP
from assistant.answering.messages import say
from assistant.answering.routing import Asked, Route
from assistant.calls import wording
from assistant.calls.areas import WHOLE_COUNTRY, concerns
from assistant.calls.clock import Clock, in_helsinki
from assistant.calls.facts import further_facts, main_facts
from assistant.calls.listing import ListedCall, listing
from assistant.calls.names import Kind, keys, named
from assistant.calls.status import CallStatus
from assistant.language import detect

ROUTE = "eligibility"
STEPS = ("applicant", "region", "theme", "size")
ENOUGH = 2
"""Things told at once that make further questions needless."""
MOST_CHOICES = 8
LONGEST_REPLY = 5
"""Words; what is longer, or a question, and tells nothing that was asked for is no reply but a new question."""
SIZES = (20_000, 100_000, 250_000, 500_000)
"""Offered as buttons, euros."""

Told = Mapping[str, str]
"""Step → what was told: an applicant, a region or a theme as records name them, euros, or "" when it was skipped."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was told, held against a call.

    Attributes:
        fact: Key of the fact that decides.
        holds: Whether the call allows it.
    """

    fact: str
    holds: bool


def answer_eligibility(library: Library, clock: Clock, analyser: Analyser) -> Route:
    """A route that leads through the dialogue.

    Args:
        library: Where the calls stand.
        clock: Tells which are open.
        analyser: Knows Finnish words.
    """
    names = CallNames(analyser)

    def route(asked: Asked) -> Answer | None:
        if asked.filters:
            return None
        begun = _next_told(asked, names)
        if begun is None:
            return None
        told, step, language = begun
        calls = [
            listed
            for listed in listing(library, in_helsinki(clock()))
            if listed.is_open or listed.status is CallStatus.UPCOMING
        ]
        if step:
            return _ask(step, told, calls, language)
        return _advise(told, calls, Sources(library), language) if calls else None

    return route


def _next_told(asked: Asked, names: CallNames) -> tuple[Told, str, str] | None:
    """What has been told so far, the step to ask next ("" when it is enough) and the language; None outside."""
    text = asked.question.text
    last = asked.history[-1] if asked.history and asked.history[-1].route == ROUTE else None
    if last and is_restart(text):
        return {}, STEPS[0], last.language
    if last and (step := last.carried.get(STEP)):
        before = {key: last.carried[key] for key in STEPS if key in last.carried}
        if is_skip(text):
            return _with_next({**before, step: ""}, last.language)
        now = _read(text, last.language, names, asked_for=step)
        if step in now:
            return _with_next({**before, **now}, last.language)
        if "?" not in text and len(text.split()) <= LONGEST_REPLY:
            return {**before, "again": "yes"}, step, last.language
    written_in = detect(text, default=asked.question.language)
    if not asks_what_suits(text, written_in):
        return None
    told = _read(text, written_in, names)
    step = "" if len(told) >= ENOUGH else next(step for step in STEPS if step not in told)
    return told, step, asked.question.language


def _with_next(told: Told, language: str) -> tuple[Told, str, str]:
    return told, next((step for step in STEPS if step not in told), ""), language


def _read(text: str, language: str, names: CallNames, asked_for: str = "") -> dict[str, str]:
    """What a text tells of the steps; of a name alone, only what was asked for."""
    found = {
        "applicant": next(iter(applicants_in(text, language)), None) or _exactly("applicant", text, language),
        "region": names.region(text, language) or _exactly("region", text, language),
        "theme": names.theme(text, language) or _exactly("theme", text, language),
    }
    size = amount_in(text, bare=asked_for == "size")
    found["size"] = str(size) if size else None
    return {step: value for step, value in found.items() if value}


def _exactly(kind: Kind, text: str, language: str) -> str | None:
    said = text.strip(" .!").casefold()
    return next((key for key in keys(kind) if (named(kind, key, language) or "").casefold() == said), None)


def _ask(step: str, told: Told, calls: Sequence[ListedCall], language: str) -> Answer:
    """The question of a step, with choices."""
    paragraphs = [say(f"eligible_ask_{step}", language)]
    if "again" in told:
        paragraphs.insert(0, say("eligible_not_understood", language))
    elif not told:
        paragraphs.insert(0, say("eligible_start", language))
    choices = [*_choices(step, calls, language), say("eligible_skip", language)]
    if told:
        choices.append(say("eligible_restart", language))
    carried = {STEP: step, **{key: told[key] for key in STEPS if key in told}}
    return Answer(
        AnswerStatus.CLARIFICATION,
        language,
        "\n\n".join(paragraphs),
        suggestions=tuple(choices),
        route=ROUTE,
        carried=carried,
    )


def _choices(step: str, calls: Sequence[ListedCall], language: str) -> list[str]:
    """What the calls that can be applied to now or later name."""
    if step == "size":
        return [wording.euros(size, None, language) for size in SIZES]
    kinds: dict[str, Kind] = {"applicant": "applicant", "region": "region", "theme": "theme"}
    lists = {
        "applicant": [listed.call.eligible_applicants for listed in calls],
        "region": [(WHOLE_COUNTRY,), *(listed.call.regions for listed in calls)],
        "theme": [listed.call.themes for listed in calls],
    }[step]
    found = dict.fromkeys(one.casefold() for names in lists for one in names)
    return [wording.name_of(kinds[step], one, language).text for one in found][:MOST_CHOICES]


def _advise(told: Told, calls: Sequence[ListedCall], sources: Sources, language: str) -> Answer:
    """The calls with reasons for and against."""
    fitting = [listed for listed in calls if all(check.holds for check in checks(listed, told))]
    others = [listed for listed in calls if listed.is_open and listed not in fitting]
    lines: list[Line] = [] if fitting else [say("eligible_none_fits", language)]
    for heading, group in (("eligible_fits", fitting), ("eligible_fits_not", others)):
        for place, listed in enumerate(group):
            if place == 0:
                lines.append(Heading(say(heading, language)))
            lines.extend(_reasons(listed, told, sources, language, fits=group is fitting))
    lines.append(say("eligible_funder_decides", language))
    answer = put_together(lines, language, ROUTE, {})
    return replace(answer, suggestions=(say("eligible_restart", language),))


def _reasons(listed: ListedCall, told: Told, sources: Sources, language: str, *, fits: bool) -> Iterator[Line]:
    facts = {fact.key: fact for fact in (*main_facts(listed, language), *further_facts(listed, language))}
    yield headline(listed, sources, language)
    for check in sorted(checks(listed, told), key=lambda check: not check.holds):
        key = "eligible_for" if check.holds else "eligible_against"
        yield sources.state(say(key, language, fact=str(facts[check.fact])), listed, check.fact)
    if fits and "own_contribution" in facts:
        yield sources.state(str(facts["own_contribution"]), listed, "own_contribution")


def checks(listed: ListedCall, told: Told) -> list[Check]:
    """What was told, held against what the call's record says; what the record does not say decides nothing.

    Args:
        listed: The call.
        told: By step.
    """
    call = listed.call
    found = []
    if (applicant := told.get("applicant")) and (allowed := may_apply(applicant, call)) is not None:
        found.append(Check("applicants", allowed))
    if (region := told.get("region")) and call.regions:
        found.append(Check("regions", concerns(call.regions, region)))
    if (theme := told.get("theme")) and call.themes:
        found.append(Check("themes", theme in call.themes))
    if (size := told.get("size")) and (amount := call.amount_per_project):
        found.append(Check("per_project", amount.min <= int(size) <= amount.max))
    return found
