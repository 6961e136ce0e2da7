"""What a conversation leaves behind for its next turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.question import clean

STEP = "step"
"""Key in `Exchange.carried` of a dialogue's open question: what comes next is an answer to it, and no follow-up."""
CALLS = "calls"
"""Key in `Exchange.carried` of the ids of the calls that were told of, with a blank between; none after a list."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what became of it. No word of an answer is kept: a follow-up builds on questions alone.

    Attributes:
        question: As it was searched with: whole by itself, also when it was asked as a follow-up.
        language: ISO 639-1 code that it was answered in.
        answer_status: How it ended.
        route: Which step answered it, see `Answer.route`.
        document_ids: Documents that the answer cites, in the order of their markers.
        carried: What the step that answered leaves for the next turn, see `Answer.carried`.
    """

    question: str
    language: str
    answer_status: AnswerStatus
    route: str = "documents"
    document_ids: tuple[str, ...] = ()
    carried: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, question: str, answer: Answer) -> Exchange:
        """What `answer` to `question`, as typed, leaves behind."""
        return cls(
            question=answer.understood_as or clean(question),
            language=answer.language,
            answer_status=answer.status,
            route=answer.route,
            document_ids=tuple(dict.fromkeys(cited.document_id for cited in answer.citations)),
            carried=dict(answer.carried),
        )
