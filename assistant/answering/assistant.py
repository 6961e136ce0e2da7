"""From a question to an answer: one list of steps, each timed, none of which throws at the caller."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from assistant.answering import decisions
from assistant.answering.answer import Answer, AnswerEvent, AnswerStatus, Completed, SourcesFound, TextDelta
from assistant.answering.citations import flattened, sound
from assistant.answering.composer import Composer, Draft
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.conversation.follow_up import last_with_topic
from assistant.answering.distress import answer_distress
from assistant.answering.evidence import THRESHOLDS, Evidence, Thresholds, judge
from assistant.answering.language_wish import language_wish
from assistant.answering.messages import say, spoken
from assistant.answering.question import Question, clean
from assistant.answering.routing import (
    Asked,
    Route,
    answer_empty,
    answer_language_wish,
    answer_small_talk,
    answer_too_long,
)
from assistant.answering.small_talk import recognise
from assistant.documents import Filters
from assistant.errors import AssistantError, TransientError
from assistant.language import detect
from assistant.retrieval.results import SearchResults

if TYPE_CHECKING:
    from assistant.index.library import Library

logger = logging.getLogger(__name__)

EVERYTHING = Filters()
PASSAGES = 10
"""Passages that are searched for; `Answer.results` shows them."""
DEFAULT_LANGUAGE = "fi"
"""Of the answer, until the question has told another."""
NEAREST = 3
"""Documents that are named when none answers."""


class Searcher(Protocol):
    """What the assistant asks of a retriever."""

    @property
    def library(self) -> Library:
        """Where it searches."""

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 10) -> SearchResults:
        """See `assistant.retrieval.retriever.Retriever.search`."""


@dataclass(slots=True)
class Turn:
    """One question on its way through the steps: each step reads what earlier ones wrote.

    A step that writes `answer` ends the way.
    """

    given_language: str | None
    filters: Filters
    history: tuple[Exchange, ...]
    question: Question
    understood_as: str | None = None
    found: SearchResults = field(default_factory=lambda: SearchResults((), "", 0.0))
    evidence: Evidence = Evidence.NONE
    draft: Draft = field(default_factory=lambda: Draft("", ()))
    answer: Answer | None = None
    suggestions: tuple[str, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    decisions: dict[str, Mapping[str, object]] = field(default_factory=dict)


Step = Callable[[Turn], Iterable[AnswerEvent]]

FollowUp = Callable[[str, str, Sequence[Exchange]], str | None]
"""Makes a follow-up whole, from the question, the language it is written in and the conversation so far; None when it
is no follow-up. See `assistant.answering.conversation.follow_up.resolve`."""
Suggest = Callable[[Question, Answer], tuple[str, ...]]
"""Questions to offer after an answer."""
Prefer = Callable[[Question, Filters, SearchResults], SearchResults]
"""What was found, in a better order, or without what is of no use."""
Told = Callable[[Question, SearchResults], float]
"""Share of the question's words that quotations from what was found would tell, 0 to 1."""


def no_follow_up(text: str, language: str, history: Sequence[Exchange]) -> str | None:  # noqa: ARG001
    """Takes every question for one that is whole by itself."""
    return None


def as_found(question: Question, filters: Filters, found: SearchResults) -> SearchResults:  # noqa: ARG001
    """What was found, as it is."""
    return found


def all_told(question: Question, found: SearchResults) -> float:  # noqa: ARG001
    """Takes every word for told."""
    return 1.0


def in_turn(*preferences: Prefer) -> Prefer:
    """One preference after the other."""

    def preferred(question: Question, filters: Filters, found: SearchResults) -> SearchResults:
        for prefer in preferences:
            found = prefer(question, filters, found)
        return found

    return preferred


def no_suggestions(question: Question, answer: Answer) -> tuple[str, ...]:  # noqa: ARG001
    """Offers nothing."""
    return ()


class Assistant:
    """Answers questions from the library.

    Args:
        retriever: Finds passages.
        composer: Writes answers from them.
        max_question_chars: Longest question that is answered.
        routes: Kinds of question that are answered without the documents' text, after the built-in ones.
        thresholds: How sure the retriever must be.
        follow_up: Makes follow-ups whole.
        suggest: Finds questions to offer after an answer.
        prefer: Puts what was found in a better order.
        told: Reads what would be quoted.


        prefer: Puts what was found in a better order, or leaves out what is of no use.

    Attributes:
        retriever: As given.
        library: Where it searches.
    """

    def __init__(
        self,
        retriever: Searcher,
        composer: Composer,
        *,
        max_question_chars: int = 2000,
        routes: Sequence[Route] = (),
        thresholds: Thresholds = THRESHOLDS,
        follow_up: FollowUp = no_follow_up,
        suggest: Suggest = no_suggestions,
        prefer: Prefer = as_found,
        told: Told = all_told,
    ) -> None:
        self.retriever = retriever
        self.library = retriever.library
        self._composer = composer
        # Before a follow-up is made whole: a language model may do that, and none of these is for it to read.
        self._at_once = (answer_empty, answer_too_long(max_question_chars), answer_distress, answer_small_talk)
        self._routes = (answer_language_wish, *routes)
        self._thresholds = thresholds
        self._follow_up = follow_up
        self._suggest = suggest
        self._prefer = prefer
        self._told = told
        self._steps: tuple[tuple[str, Step], ...] = (
            ("clean", self._clean),
            ("language", self._detect_language),
            ("at_once", partial(self._route, self._at_once)),
            ("follow_up", self._resolve_follow_up),
            ("route", partial(self._route, self._routes)),
            ("retrieve", self._retrieve),
            ("judge", self._judge),
            ("compose", self._compose),
            ("check", self._check),
            ("suggest", self._offer_suggestions),
        )

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        filters: Filters = EVERYTHING,
        history: Sequence[Exchange] = (),
    ) -> Answer:
        """The answer to a question; see `stream`."""
        *_, last = self.stream(question, language=language, filters=filters, history=history)
        assert isinstance(last, Completed)  # noqa: S101 - `stream` promises it
        return last.answer

    def stream(
        self,
        question: str,
        *,
        language: str | None = None,
        filters: Filters = EVERYTHING,
        history: Sequence[Exchange] = (),
    ) -> Iterator[AnswerEvent]:
        """What happens while a question is answered; the last event is `Completed` whatever goes wrong.

        Args:
            question: As typed.
            language: ISO 639-1 code of the language to answer in; the question's own when None.
            filters: What the search is narrowed to.
            history: The conversation so far, oldest first.
        """
        turn = Turn(language, filters, tuple(history), Question(question, spoken(language or DEFAULT_LANGUAGE)))
        for name, step in self._steps:
            began = perf_counter()
            try:
                yield from step(turn)
            except AssistantError as error:
                logger.exception("step %s failed: %s", name, error.code)
                turn.answer = _failed(turn, error.code, transient=isinstance(error, TransientError))
            except Exception:
                logger.exception("step %s failed", name)
                turn.answer = _failed(turn, "internal", transient=False)
            turn.timings[name] = (perf_counter() - began) * 1000
            if turn.answer:
                break
        answer = turn.answer or _answered(turn)
        yield Completed(
            replace(
                answer,
                timings=turn.timings,
                understood_as=turn.understood_as,
                suggestions=answer.suggestions or turn.suggestions,
                decisions=turn.decisions,
            )
        )

    def _clean(self, turn: Turn) -> Iterable[AnswerEvent]:
        turn.question = replace(turn.question, text=clean(turn.question.text))
        return ()

    def _detect_language(self, turn: Turn) -> Iterable[AnswerEvent]:
        text = turn.question.text
        wish = language_wish(text)
        if wish and wish.question:
            text = wish.question
        if turn.given_language:
            language = turn.question.language
        elif wish:
            language = wish.language
        else:
            small_talk = recognise(text)
            language = small_talk[1] if small_talk else detect(text, default=_last_language(turn))
        turn.question = Question(text, language)
        turn.decisions["language"] = {"language": language, "given": turn.given_language, "wished": bool(wish)}
        return ()

    def _resolve_follow_up(self, turn: Turn) -> Iterable[AnswerEvent]:
        text = turn.question.text
        if language_wish(text):
            last = last_with_topic(turn.history)
            turn.understood_as = last.question if last else None
        else:
            turn.understood_as = self._follow_up(text, detect(text, default=_last_language(turn)), turn.history)
        if turn.understood_as:
            turn.question = replace(turn.question, text=turn.understood_as)
        turn.decisions["follow_up"] = {"understood_as": turn.understood_as, "exchanges": len(turn.history)}
        return ()

    def _route(self, routes: Sequence[Route], turn: Turn) -> Iterable[AnswerEvent]:
        asked = Asked(turn.question, turn.filters, turn.history)
        answers = (route(asked) for route in routes)
        turn.answer = next((answer for answer in answers if answer), None)
        turn.decisions["route"] = {"route": turn.answer.route if turn.answer else "documents"}
        return ()

    def _retrieve(self, turn: Turn) -> Iterable[AnswerEvent]:
        found = self.retriever.search(turn.question.text, turn.filters, PASSAGES)
        turn.found = self._prefer(turn.question, turn.filters, found)
        turn.decisions["retrieve"] = decisions.retrieved(turn.found)
        return (SourcesFound(turn.found.results),)

    def _judge(self, turn: Turn) -> Iterable[AnswerEvent]:
        told = partial(self._told, turn.question, turn.found)
        turn.evidence = judge(turn.question.text, turn.found, self._thresholds, told)
        turn.decisions["judge"] = decisions.judged(turn.found, turn.evidence, self._thresholds)
        if turn.evidence is Evidence.NONE:
            turn.answer = _no_evidence(turn)
        return ()

    def _compose(self, turn: Turn) -> Iterator[AnswerEvent]:
        for piece in self._composer.compose(turn.question, turn.found.results, turn.evidence):
            if isinstance(piece, Draft):
                turn.draft = piece
            else:
                yield TextDelta(piece)
        turn.decisions["compose"] = decisions.composed(turn.draft, turn.found.results)

    def _check(self, turn: Turn) -> Iterable[AnswerEvent]:
        if not sound(turn.draft.text, turn.draft.citations, turn.found.results):
            logger.error("the composed answer failed the check of its citations")
            language = turn.question.language
            text = "\n\n".join((say("not_grounded", language), *_nearest(turn)))
            turn.answer = Answer(AnswerStatus.UNANSWERABLE_NOT_GROUNDED, language, text, results=turn.found.results)
        return ()

    def _offer_suggestions(self, turn: Turn) -> Iterable[AnswerEvent]:
        turn.suggestions = self._suggest(turn.question, _answered(turn))
        return ()


def _last_language(turn: Turn) -> str:
    """The language of the question before, for one that does not tell its own: "2025?"."""
    return turn.history[-1].language if turn.history else DEFAULT_LANGUAGE


def _answered(turn: Turn) -> Answer:
    draft = turn.draft
    whole = turn.evidence is Evidence.ENOUGH and not draft.partial
    return Answer(
        AnswerStatus.ANSWERED if whole else AnswerStatus.PARTIAL,
        turn.question.language,
        draft.text,
        draft.citations,
        turn.found.results,
        model=draft.model,
        prompt=draft.prompt,
        notice=draft.notice,
    )


def _no_evidence(turn: Turn) -> Answer:
    filtered_out = bool(turn.filters) and not turn.found.results
    message = "no_evidence_filtered" if filtered_out else "no_evidence"
    text = "\n\n".join((say(message, turn.question.language), *_nearest(turn)))
    return Answer(AnswerStatus.UNANSWERABLE_NO_EVIDENCE, turn.question.language, text, results=turn.found.results)


def _nearest(turn: Turn) -> Iterator[str]:
    """A paragraph that names the nearest documents; none when nothing was found."""
    documents = {result.document.id: result.document for result in turn.found.results}
    titles = [f"– {flattened(document.title)}" for document in list(documents.values())[:NEAREST]]
    if titles:
        yield "\n".join((say("nearest", turn.question.language), *titles))


def _failed(turn: Turn, code: str, *, transient: bool) -> Answer:
    message = "error_transient" if transient else "error_permanent"
    text = say(message, turn.question.language, code=code)
    return Answer(AnswerStatus.ERROR, turn.question.language, text, results=turn.found.results)
