"""Answers in a language model's words, sentence by sentence checked against the passages that it was given.

No sentence is shown unchecked. When the model fails, or too little of what it wrote is borne out, the quotations of
the extractive composer are given within the same request, and the reader is told.
"""

from __future__ import annotations

import logging
import secrets
import unicodedata
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from assistant.answering.composer import Composer, Draft
from assistant.answering.evidence import Evidence
from assistant.answering.masking import mask
from assistant.answering.messages import say
from assistant.answering.prose.budget import Budget, Spent
from assistant.answering.prose.chat_model import DOWN_SECONDS, Failure, failure_of
from assistant.answering.prose.checked_prose import Prose
from assistant.answering.prose.grounding import Grounding
from assistant.answering.prose.instructions import speaks_to_assistant
from assistant.answering.prose.model_output import NotProseError, OutputReader
from assistant.answering.prose.model_stream import ModelStream, Patience, ToolCallError, TooSlowError, estimated
from assistant.answering.prose.prompts import ANSWER, prompt
from assistant.answering.question import Question
from assistant.documents import SearchResult
from assistant.language import SUPPORTED

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

logger = logging.getLogger(__name__)

PASSAGES = 6
"""Passages that the model is given, of those found."""
PASSAGE_CHARACTERS = 2_500
"""Most that it is given of one."""
CHARACTERS_A_TOKEN = 8
"""More than any language has: a stream of more than so many characters a token is without end."""

LANGUAGE_NAMES = {language.code: language.name for language in SUPPORTED}


@dataclass(frozen=True, slots=True)
class Model:
    """A language model and what it may take.

    Attributes:
        chat: LangChain's model.
        name: As the reader is shown it.
        timeout_seconds: Longest wait for the whole answer; half of it for its first word.
        max_tokens: Longest answer.
    """

    chat: BaseChatModel
    name: str
    timeout_seconds: float = 60.0
    max_tokens: int = 700

    @property
    def patience(self) -> Patience:
        """The same for a stream."""
        return Patience(self.timeout_seconds / 2, self.timeout_seconds, self.max_tokens * CHARACTERS_A_TOKEN)


class GenerativeComposer:
    """Has a language model write the answer.

    Args:
        model: The model.
        grounding: Checks its sentences.
        budget: What may be used in a day.
        fallback: Answers in the model's stead.
        mask: Takes personal data out of a question before the model sees it.
        clock: Seconds that only go forward.
    """

    def __init__(
        self,
        model: Model,
        grounding: Grounding,
        budget: Budget,
        fallback: Composer,
        *,
        mask: Callable[[str], str] = mask,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._model = model
        self._grounding = grounding
        self._budget = budget
        self._fallback = fallback
        self._mask = mask
        self._clock = clock
        self._rest = Failure("")
        self._rests_until = 0.0

    def compose(self, question: Question, results: Sequence[SearchResult], evidence: Evidence) -> Iterator[str | Draft]:
        """See `Composer.compose`.

        With weak evidence the model is not asked: quotations claim less than prose. Passages that speak to it are
        kept from it.
        """
        if evidence is Evidence.WEAK or all(speaks_to_assistant(result.chunk.text) for result in results[:PASSAGES]):
            yield from self._fallback.compose(question, results, evidence)
            return
        given = [result for result in results[:PASSAGES] if not speaks_to_assistant(result.chunk.text)]
        prose = Prose(self._grounding, given, question.language)
        notice = self._rest.notice if self._clock() < self._rests_until else (yield from self._write(question, prose))
        if notice in ("", "model_shortened", "model_cut"):
            closing_words = prose.superseded() + (f"\n\n{say(notice, question.language)}" if notice else "")
            if closing_words:
                yield closing_words
            text = prose.text + closing_words
            yield Draft(text, prose.citations(), self._model.name, ANSWER, notice, partial=bool(notice))
        else:
            logger.warning("the language model's answer is not used: %s", notice)
            yield from self._quote(question, results, evidence, notice, shown=bool(prose.text))

    def _quote(
        self, question: Question, results: Sequence[SearchResult], evidence: Evidence, notice: str, *, shown: bool
    ) -> Iterator[str | Draft]:
        """The quotations. When sentences of the model have been shown, the whole is only given at the end."""
        closing_words = f"\n\n{say(notice, question.language)}"
        for piece in self._fallback.compose(question, results, evidence):
            if isinstance(piece, Draft):
                if not shown:
                    yield closing_words
                partial = notice == "model_found_nothing"
                yield replace(piece, text=piece.text + closing_words, notice=notice, partial=partial)
            elif not shown:
                yield piece

    def _write(self, question: Question, prose: Prose) -> Generator[str, None, str]:
        """The checked sentences as they come; returns the notice, empty when all went well."""
        messages = prompt(ANSWER).messages(
            language=LANGUAGE_NAMES[question.language], **_fenced(self._mask(question.text), prose.sources)
        )
        reserved = Spent(estimated(sum(len(message.text) for message in messages)), self._model.max_tokens)
        if not self._budget.reserve(reserved.read, reserved.written):
            return "model_budget"
        stream = ModelStream(self._model.chat, messages, self._model.patience, self._clock)
        reader = OutputReader()
        try:
            with closing(stream.pieces()) as pieces:
                for piece in pieces:
                    for sentence in reader.feed(piece):
                        if grown := prose.add(sentence):
                            yield grown
            for sentence in reader.finish(cut=stream.usage.cut):
                if grown := prose.add(sentence):
                    yield grown
        except (NotProseError, ToolCallError):
            return "model_unusable"
        except TooSlowError:
            return self._failed(Failure("model_unavailable", DOWN_SECONDS))
        except Exception as error:
            logger.warning("the language model failed: %s", type(error).__name__)
            if not stream.usage.written:
                stream.usage.read = 0  # it was not even begun
            return self._failed(failure_of(error))
        finally:
            self._budget.settle(reserved, Spent(stream.usage.read, stream.usage.written))
        return _notice(prose, no_answer=reader.no_answer, cut=stream.usage.cut)

    def _failed(self, failure: Failure) -> str:
        if failure.rest_seconds:
            self._rest, self._rests_until = failure, self._clock() + failure.rest_seconds
        return failure.notice


def _notice(prose: Prose, *, no_answer: bool, cut: bool) -> str:
    """What the reader is told of an answer that came to its end."""
    if prose.enough:
        return "model_cut" if cut else "model_shortened" if prose.dropped + prose.foreign else ""
    if no_answer:
        return "model_found_nothing"
    return "model_not_supported" if prose.dropped else "model_unusable"


def _fenced(question: str, sources: Sequence[SearchResult]) -> dict[str, str]:
    """Sources and question as data, between marks that no document can know: their code is made for this call."""
    fence = secrets.token_hex(8)
    blocks = [
        f"<source {number} {fence}>\n{_described(result)}\n</source {number} {fence}>"
        for number, result in enumerate(sources, start=1)
    ]
    return {"fence": fence, "sources": "\n\n".join(blocks), "question": question}


def _described(result: SearchResult) -> str:
    document, chunk = result.document, result.chunk
    lines = [f"Title: {document.title}"]
    if chunk.headings:
        lines.append(f"Under: {' > '.join(chunk.headings)}")
    if document.published:
        lines.append(f"Published: {document.published.isoformat()}")
    lines.append(f"Text: {chunk.text[:PASSAGE_CHARACTERS]}")
    return _visible("\n".join(lines))


def _visible(text: str) -> str:
    """`text` without characters that a reader of the page does not see, in which orders to a model can hide."""
    return "".join(
        letter
        for letter in text
        if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
