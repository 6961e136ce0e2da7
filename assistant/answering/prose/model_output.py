"""What a language model has written, taken apart: sentences as plain text, each with the sources that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.question import clean
from assistant.sentences import iter_spans

NO_ANSWER = "NO_ANSWER"
"""What the prompt tells the model to write when the sources do not answer."""

_OPENING = 12
"""Characters by which it is plain what sort of output begins."""
_CITED = (
    r"[\[【]\s*(?:sources?|lähde|lähteet|källa|källor)?\s*"
    r"(?P<numbers>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*(?:†[^\]】\n]*)?[\]】]"
)
_CITATION = re.compile(_CITED, re.IGNORECASE)
_AFTER_THE_STOP = re.compile(
    rf"(?P<stop>[.!?…؟]+[\"”’»]?)[^\S\n]*(?P<cited>(?:{_CITED.replace('?P<numbers>', '?:')}[^\S\n]*)+)", re.IGNORECASE
)
_NOT_PROSE = re.compile(r"\s*(?:```|\{|\[\s*[\[{\"']|<[|/\w]|functions?\.\w|\w+\(\w*[=\"'{])")
_THOUGHT = re.compile(r"\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)
_THOUGHT_BEGINS = re.compile(r"\s*<think", re.IGNORECASE)
_THOUGHT_ENDS = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
_MARKUP = re.compile(r"\*\*|__|`|^#{1,6}\s+|^>\s+|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")


class NotProseError(Exception):
    """What the model writes is no prose: JSON, code, a call of a tool."""


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence of a model.

    Attributes:
        text: Plain, without citations and markup.
        cited: Numbers of the sources that it names, as the model wrote them.
        gap: What parts it from the sentence before: a space, a line break, or a blank line.
        listed: Whether it is an item of a list.
    """

    text: str
    cited: tuple[int, ...]
    gap: str = " "
    listed: bool = False


class OutputReader:
    """Takes the pieces of one answer and gives out its sentences, each when it is certain to be whole.

    Attributes:
        no_answer: Whether the model has said that the sources do not answer.
    """

    def __init__(self) -> None:
        self.no_answer = False
        self._opened = False
        self._buffer = ""

    def feed(self, piece: str) -> Iterator[Written]:
        """The sentences that a further piece completes.

        Raises:
            NotProseError: It is no prose.
        """
        self._buffer += piece
        if not self._opened and not self._open(at_end=False):
            return
        self._buffer = _tidy(self._buffer)
        spans = list(iter_spans(self._buffer))
        if len(spans) < 2:
            return
        following = self._buffer[spans[-1][0] :]
        if len(following) < 2 or following[0] in "[【":  # perhaps a citation of the sentence before it
            return
        yield from self._taken(spans[:-1])
        self._buffer = self._buffer[spans[-2][1] :]

    def finish(self, *, cut: bool) -> Iterator[Written]:
        """The sentences that were left.

        Args:
            cut: Whether the model broke off: a sentence without an end is then left out.

        Raises:
            NotProseError: It is no prose.
        """
        if not self._opened:
            self._open(at_end=True)
        self._buffer = _tidy(self._buffer)
        spans = list(iter_spans(self._buffer))
        if cut and spans and not re.search(r"[.!?…؟][\"”’»)]*$", self._buffer[: spans[-1][1]]):
            spans.pop()
        yield from self._taken(spans)

    def _open(self, *, at_end: bool) -> bool:
        """Whether the opening is understood; a model's thinking aloud before it is left out."""
        if _THOUGHT_BEGINS.match(self._buffer):
            if not at_end and not _THOUGHT_ENDS.search(self._buffer):
                return False
            self._buffer = _THOUGHT.sub("", self._buffer, count=1)
        if len(self._buffer.lstrip()) < _OPENING and not at_end:
            return False
        if _NOT_PROSE.match(self._buffer):
            raise NotProseError
        self._opened = True
        return True

    def _taken(self, spans: list[tuple[int, int]]) -> Iterator[Written]:
        last = 0
        for start, end in spans:
            between = self._buffer[last:start]
            last = end
            sentence = self._buffer[start:end]
            if NO_ANSWER in sentence:
                self.no_answer = True
                continue
            plain = _MARKUP.sub("", sentence)
            listed = _LIST_MARK.match(plain) is not None
            text = clean(_CITATION.sub("", _LIST_MARK.sub("", plain)))
            text = re.sub(r"\s+(?=[.,;:!?…])", "", text)
            if any(letter.isalnum() for letter in text):
                gap = "\n\n" if between.count("\n") > 1 else "\n" if "\n" in between else " "
                yield Written(text, _numbers(sentence), gap, listed)


def _tidy(text: str) -> str:
    """Citations after a full stop are put before it, so that they stay with their sentence."""
    return _AFTER_THE_STOP.sub(lambda match: f" {match['cited'].strip()}{match['stop']} ", text)


def _numbers(sentence: str) -> tuple[int, ...]:
    """The sources that a sentence names, "[2–4]" as three."""
    found: dict[int, None] = {}
    for match in _CITATION.finditer(sentence):
        for part in re.split(r"\s*[,;]\s*", match["numbers"]):
            first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
            through = int(last) if last and int(first) < int(last) < int(first) + 10 else int(first)
            found.update(dict.fromkeys(range(int(first), through + 1)))
    return tuple(found)
