"""What shows that a passage answers, however alike all passages are: then it is shown, though no certain answer.

How sure the retriever is rests on how near the passages are. A question of two words, or one in everyday words, is near
to none; that the documents ask the same thing themselves, or that a passage has nearly every word of it, can be read.
"""

from __future__ import annotations

from assistant.answering.asked_forms import HALF_OF_WORDS, READ, asked_forms
from assistant.documents import SearchResult
from assistant.retrieval.definitions import definition_of
from assistant.retrieval.results import SearchResults
from assistant.sentences import split

LEAST = 0.05
"""Probability of an answer below which nothing is shown."""
UNSURE = 0.12
"""The same where a passage has but the question's words, or a thing of the form that is asked for."""
SAME_QUESTION = 0.88
"""Cosine from which on a document's own question asks the same."""
MOST_WORDS = 0.6
"""Share of the question's words, rare ones counting more, from which on a passage has nearly all."""
FIRST = 3
"""Passages in which a definition or a question is looked for."""


def has_clear_sign(question: str, found: SearchResults) -> bool:
    """Whether one of the first passages shows by more than its nearness that it answers.

    Args:
        question: Cleaned.
        found: What was found, best first.
    """
    if found.answerable < LEAST or found.situation == "few":
        return False
    if is_defined(question, found):
        return True
    first = found.results[:FIRST]
    if found.situation != "same" or found.answerable < UNSURE:
        return False
    forms = asked_forms(question, found.language)
    if forms and any(result.features.get("words", 0.0) >= HALF_OF_WORDS for result in found.results[:READ]):
        return True  # `judge` has seen to it that the form is told
    return first[0].features.get("whole", 0.0) >= MOST_WORDS or any(map(_asks_the_same, first))


def is_defined(question: str, found: SearchResults) -> bool:
    """Whether one asks what something is, and one of the first passages tells; not asked where few were searched."""
    definition = definition_of(question) if found.situation != "few" else None
    return definition is not None and any(definition.search(result.chunk.text) for result in found.results[:FIRST])


def _asks_the_same(result: SearchResult) -> bool:
    """Whether a passage has a question of its own that is nearly the one that was asked, as lists of questions do."""
    scored = zip(split(result.chunk.text), result.sentence_scores, strict=False)
    return any(cosine >= SAME_QUESTION and sentence.endswith("?") for sentence, cosine in scored)
