"""A second look at the first passages by what their sentences say: the one that answers should come first.

Passages of one document are all near a question on its subject. What tells them apart is whether a sentence holds what
is asked for (a date for "when"), and the model that chooses quotations knows that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.question import Question
from assistant.answering.quotations.answer_types import is_question
from assistant.answering.quotations.passage_sentences import sentences_of
from assistant.answering.quotations.sentence_features import OF_PASSAGE
from assistant.answering.quotations.sentence_model import Weights, fitted, values
from assistant.documents import SearchResult
from assistant.language import detect

READ = 0.02
"""How much the best sentence counts beside the fused score; see docs/adr/0019-reading.md."""


class SentenceReader:
    """A reranker that needs no model run: a few milliseconds for twenty passages.

    Args:
        weights: Coefficients of the sentences' features, in place of the fitted ones. What they say of the passage is
            left out, for that is what the fused score says.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        whole = fitted() if weights is None else weights
        self._weights = {name: weight for name, weight in whole.items() if name not in OF_PASSAGE}

    def scores(self, query: str, results: Sequence[SearchResult]) -> NDArray[np.float32]:
        """See `Reranker.scores`. Words that ask nothing, such as a heading, leave the order as it is."""
        fused = np.array([result.score for result in results], dtype=np.float32)
        language = detect(query)
        if not is_question(query, language):
            return fused
        passages = [sentences_of(result) for result in results]
        read = [passage for passage in passages if passage]
        best = iter(map(max, values(Question(query, language), read, self._weights)))
        said = [next(best) if passage else 0.0 for passage in passages]
        return fused + READ * np.array(said, dtype=np.float32)
