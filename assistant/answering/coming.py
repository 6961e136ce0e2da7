"""The next of several dates: "Milloin on seuraavat hankekahvit?" is answered by the first day that is still to come.

A document calls "next" what was next when it was written. Only the clock can tell, and only from dates with a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.analysis import FUNCTION, Analyser
from assistant.answering.conversation.follow_up_words import HOW, NEXT
from assistant.answering.conversation.parts import OWN, Part, read
from assistant.answering.evidence import READ, THRESHOLDS
from assistant.answering.prose.figures import figures_of
from assistant.answering.question import Question
from assistant.answering.quotations.passage_sentences import Sentence, caption_of, sentences_of
from assistant.calls.clock import Clock, in_helsinki
from assistant.documents import Chunk, Filters, SearchResult
from assistant.language import detect
from assistant.retrieval.glossary import Glossary
from assistant.retrieval.results import SearchResults

TOPIC = OWN | {Part.GENERIC}
WHOLE = ("lemma", "stem", "word")
Terms = frozenset[str]
_SEVERAL = re.compile(r"\b(?:ja|sekä|och|samt|and|ning|и|і|та)\b|[,;&]", re.IGNORECASE)
"""Stands in the name of a list of things of several kinds, which does not tell of what kind one line is."""
_YEAR = re.compile(r"20\d\d")


class ComingDates:
    """Narrows what was found to the line with the next date, when a question asks for the next of something.

    All passages of the documents that were found are read: the table of the dates may stand beside the passage that
    speaks of what they are the dates of. Without such a line what was found stays, but answers no more surely where it
    tells of days.

    Args:
        passages: Of a document, by its id.
        clock: Tells what is still to come.
        analyser: Knows Finnish words.
        glossary: Knows what things are called in Finnish.
    """

    def __init__(
        self, passages: Callable[[str], Sequence[Chunk]], clock: Clock, analyser: Analyser, glossary: Glossary
    ) -> None:
        self._passages = passages
        self._clock = clock
        self._analyser = analyser
        self._glossary = glossary

    def __call__(self, question: Question, filters: Filters, found: SearchResults) -> SearchResults:  # noqa: ARG002
        """What was found, or the one line that answers."""
        written_in = detect(question.text, default=question.language)
        asked = NEXT.get(written_in)
        says_how = any(word in HOW for word in re.findall(r"\w+", question.text.lower()))
        if asked is None or says_how or not re.search(asked, question.text, re.IGNORECASE):
            return found
        topic = re.sub(asked, " ", question.text, flags=re.IGNORECASE)
        dated = list(self._coming(topic, written_in, self._every_passage(found)))
        if dated:
            return replace(found, results=(_alone(min(dated, key=lambda one: one[:2])[2]),))
        if any(any(_days(result.chunk.text)) for result in found.results[:READ]):
            # What they call next is over, or on something else: it may be shown, but not for an answer.
            return replace(found, answerable=min(found.answerable, THRESHOLDS[found.situation].weak))
        return found

    def _coming(
        self, topic: str, language: str, results: Iterable[SearchResult]
    ) -> Iterator[tuple[date, int, Sentence]]:
        """The lines on a topic that have a date to come: the date, how far back in the results, and the line."""
        today = in_helsinki(self._clock()).date()
        for rank, result in enumerate(results):
            if not any(int(year) >= today.year for year in _YEAR.findall(result.chunk.text)):
                continue
            wanted = self._topic(topic, language, result.document.language)
            for sentence in sentences_of(result) if wanted else ():
                days = list(_days(sentence.text))
                if days and min(days) >= today and self._is_on(wanted, sentence):
                    yield min(days), rank, sentence

    def _every_passage(self, found: SearchResults) -> Iterator[SearchResult]:
        """The passages of the documents that were found, as results."""
        documents = {result.document.id: result for result in found.results}
        for document_id, result in documents.items():
            for chunk in self._passages(document_id):
                yield replace(result, chunk=chunk, sentence_scores=())

    def _topic(self, text: str, language: str, document_language: str) -> list[Terms]:
        """What is asked for, each thing by the terms that a document in a language has for it; empty when unknown."""
        if language == document_language:
            words = [word.text for word in read(text, language, self._analyser) if word.part in TOPIC]
            return [terms for word in words if (terms := self._terms(word, language))]
        if document_language != "fi":
            return []
        mentions: dict[int, set[str]] = {}
        for finnish in self._glossary.expand(text, language):
            if finnish.term.kind == "lemma":
                mentions.setdefault(finnish.mention, set()).add(finnish.term.text)
        return [frozenset(terms) for terms in mentions.values()]

    def _is_on(self, wanted: Sequence[Terms], sentence: Sentence) -> bool:
        """Whether a sentence names all of it; for the line of a list its caption, headings and title count too."""
        result = sentence.result
        said = [sentence.text]
        if sentence.listed is not None:
            names = [caption_of(sentence), *result.chunk.headings, result.document.title]
            said += [name for name in names if not _SEVERAL.search(name)]
        terms = self._terms(" ".join(said), result.document.language, (*WHOLE, "part"))
        return all(one & terms for one in wanted)

    def _terms(self, text: str, language: str, kinds: Sequence[str] = WHOLE) -> Terms:
        return frozenset(
            term.text for term in self._analyser.terms(text, language) if term.pos != FUNCTION and term.kind in kinds
        )


def _days(text: str) -> Iterator[date]:
    """The whole dates of a text."""
    for found in figures_of(text).days:
        if found.day and found.year:
            try:
                yield date(found.year, found.month, found.day)
            except ValueError:  # there is no such day
                continue


def _alone(line: Sentence) -> SearchResult:
    """The passage as if it were that line alone."""
    return replace(line.result, chunk=replace(line.result.chunk, text=line.text), sentence_scores=())
