"""The words of a passage that are shown beside the idea: those of its sentences that are most like it, verbatim."""

from __future__ import annotations

from assistant.documents import SearchResult
from assistant.sentences import split

LONGEST = 420
"""Characters shown of a passage."""
CUT = " …"


def quote(result: SearchResult, longest: int = LONGEST) -> str:
    """A run of whole sentences around the one most like the idea; the whole passage where it is short.

    Args:
        result: A passage with the likeness of each of its sentences; without, its beginning is quoted.
        longest: Characters at most, the sign of a cut aside.
    """
    text = result.chunk.text
    if len(text) <= longest:
        return text
    sentences, scores = split(text), result.sentence_scores
    if not sentences:
        return _cut(text, longest)
    best = max(range(len(sentences)), key=scores.__getitem__) if len(scores) == len(sentences) else 0
    first = last = best
    while True:
        if last + 1 < len(sentences) and len(_run(text, sentences, first, last + 1)) <= longest:
            last += 1
        elif first > 0 and len(_run(text, sentences, first - 1, last)) <= longest:
            first -= 1
        else:
            return _cut(_run(text, sentences, first, last), longest)


def _run(text: str, sentences: list[str], first: int, last: int) -> str:
    """The stretch of the passage from one sentence to another, with the spaces and lines it has there."""
    begins = end = 0
    for place, sentence in enumerate(sentences[: last + 1]):
        at = text.find(sentence, end)
        if at < 0:  # a sentence that was put together anew; quoted alone
            return sentences[first]
        if place == first:
            begins = at
        end = at + len(sentence)
    return text[begins:end]


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head.rpartition(" ")[0] or head) + CUT
