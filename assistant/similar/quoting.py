"""The words of a passage that are shown beside the idea: the sentences that share most words with it, verbatim."""

from __future__ import annotations

import re

from assistant.sentences import split

LONGEST = 420
"""Characters shown of a passage."""
CUT = " …"
_STEM = 5
"""Letters that words have in common when they count as shared; Finnish bends the ends of its words."""
_WORD = re.compile(r"\w{4,}")


def quote(passage: str, idea: str, longest: int = LONGEST) -> str:
    """A run of whole sentences around the one that shares most words with the idea; all of a short passage.

    Args:
        passage: Its text.
        idea: The part of the idea that it is like; where they share no word, the passage's beginning is quoted.
        longest: Characters at most, the sign of a cut aside.
    """
    if len(passage) <= longest:
        return passage
    sentences, wanted = split(passage), _stems(idea)
    if not sentences:
        return _cut(passage, longest)
    shared = [len(_stems(sentence) & wanted) for sentence in sentences]
    best = shared.index(max(shared))
    first = last = best
    while True:
        if last + 1 < len(sentences) and len(_run(passage, sentences, first, last + 1)) <= longest:
            last += 1
        elif first > 0 and len(_run(passage, sentences, first - 1, last)) <= longest:
            first -= 1
        else:
            return _cut(_run(passage, sentences, first, last), longest)


def _run(text: str, sentences: list[str], first: int, last: int) -> str:
    """The stretch of the passage from one sentence to another, with the spaces and lines it has there."""
    begins = end = 0
    for place, sentence in enumerate(sentences[: last + 1]):
        at = text.find(sentence, end)
        if at < 0:  # a sentence that was put together anew stands nowhere: the passage from its beginning
            return text
        if place == first:
            begins = at
        end = at + len(sentence)
    return text[begins:end]


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head.rpartition(" ")[0] or head) + CUT
