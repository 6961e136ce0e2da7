"""Where in a conversation a question stands: what was said before, and where the answer is kept."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.conversation.conversations import Conversations, new_id
from assistant.answering.conversation.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Place:
    """A question's place.

    Attributes:
        id: Of the conversation, known or new; None where conversations are not kept.
        history: What was said before, oldest first.
        restarted: Whether a conversation was asked for that is gone.
        conversations: Where the conversation is kept.
    """

    id: str | None
    history: tuple[Exchange, ...] = ()
    restarted: bool = False
    conversations: Conversations | None = None

    def keep(self, question: str, answer: Answer) -> None:
        """Adds an exchange; an answer that broke off is none.

        Args:
            question: As typed.
            answer: What was said to it.
        """
        if self.conversations is not None and self.id is not None and answer.status is not AnswerStatus.ERROR:
            self.conversations.add(self.id, Exchange.of(question, answer))


def find_place(conversations: Conversations | None, conversation_id: str | None) -> Place:
    """The place of a question that came with an id, or with none; an id that is not known begins a new conversation."""
    if conversations is None:
        return Place(None)
    history = conversations.history(conversation_id) if conversation_id else None
    if history is None:
        return Place(new_id(), restarted=bool(conversation_id), conversations=conversations)
    return Place(conversation_id, history, conversations=conversations)
