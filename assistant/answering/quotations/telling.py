"""How much of what is asked the sentences tell that would be quoted."""

from __future__ import annotations

from assistant.analysis import Analyser
from assistant.answering.evidence import TOLD_BY_A_ROW, UNTOLD
from assistant.answering.question import Question
from assistant.answering.quotations.answer_types import AnswerType, expected_answers
from assistant.answering.quotations.passage_sentences import caption_of
from assistant.answering.quotations.selection import BUDGET, Budget, select
from assistant.retrieval.results import SearchResults

FACTS = {AnswerType.TIME, AnswerType.QUANTITY, AnswerType.PERSON, AnswerType.PLACE}
"""What is told in the question's own words or not at all."""


class Telling:
    """Reads what would be quoted. Passages can be near a question whose very word stands in none of their sentences.

    Args:
        analyser: The analysis that made the index.
        budget: As the answer's.
    """

    def __init__(self, analyser: Analyser, budget: Budget = BUDGET) -> None:
        self._analyser = analyser
        self._budget = budget

    def __call__(self, question: Question, found: SearchResults) -> float:
        """Share of the question's words that the quotations, titles and headings tell, rare ones counting more.

        Args:
            question: What is asked.
            found: Passages, best first.

        Returns:
            0 to 1. An open question ("How is …?") may be answered in other words: for it no less than `UNTOLD`, so
            that what is untold makes an answer uncertain and does not end it. The row that is the greatest, or is
            called what is asked for, tells that without the question's words: `TOLD_BY_A_ROW`.
        """
        quoted: dict[str, list[str]] = {}
        sentences = select(question, found.results, self._budget)
        for sentence in sentences:
            result = sentence.result
            above = quoted.setdefault(result.document.language, [])
            caption = caption_of(sentence) if sentence.listed is not None else ""
            above += [sentence.text, caption, result.document.title, *result.chunk.headings]
        texts = ((" \n".join(dict.fromkeys(parts)), language) for language, parts in quoted.items())
        share = found.words.told(texts, self._analyser.terms)
        if sentences and max(sentences, key=lambda sentence: sentence.score).sure:
            return TOLD_BY_A_ROW
        asked = {asked.type for asked in expected_answers(question.text, found.language)}
        return share if asked & FACTS else max(share, UNTOLD)
