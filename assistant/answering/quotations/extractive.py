"""Answers made of quotations alone: sentences of the documents, word for word, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from assistant.answering.answer import Citation
from assistant.answering.citations import cite, flattened, marker_text, number_places, place_of
from assistant.answering.composer import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.messages import quoted, say, spoken
from assistant.answering.question import Question
from assistant.answering.quotations.answering_rows import undecided
from assistant.answering.quotations.passage_sentences import Sentence, caption_of
from assistant.answering.quotations.selection import BUDGET, Budget, runs, select
from assistant.answering.quotations.sentence_model import Weights
from assistant.documents import SearchResult
from assistant.language import SUPPORTED

_SPOKEN = frozenset(language.code for language in SUPPORTED)
_UNDETERMINED = "und"


class ExtractiveComposer:
    """Quotes the sentences that answer the question best; invents nothing.

    Args:
        budget: How long an answer may be.
        weights: What makes a sentence a good answer; the fitted coefficients unless given.
    """

    def __init__(self, budget: Budget = BUDGET, weights: Weights | None = None) -> None:
        self._budget = budget
        self._weights = weights

    def compose(self, question: Question, results: Sequence[SearchResult], evidence: Evidence) -> Iterator[str | Draft]:
        """See `Composer.compose`."""
        budget = self._budget
        if evidence is Evidence.WEAK:
            budget = replace(budget, further=min(budget.further, budget.unsure))
        sentences = select(question, results, budget, self._weights)
        partial = undecided(question, sentences)
        if partial:
            evidence = Evidence.WEAK
        passages = [list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.result.chunk.id)]
        markers = number_places(passage[0].result for passage in passages)
        numbered = [(markers[place_of(passage[0].result)], passage) for passage in passages]
        paragraphs = list(_paragraphs(numbered, question.language, evidence))
        for position, paragraph in enumerate(paragraphs):
            yield paragraph if position == 0 else f"\n\n{paragraph}"
        yield Draft("\n\n".join(paragraphs), tuple(_citations(numbered)), partial=partial)


def _paragraphs(numbered: Sequence[tuple[int, list[Sentence]]], language: str, evidence: Evidence) -> Iterator[str]:
    """The answer's paragraphs: framing words, then the quotations of one passage at a time."""
    if evidence is Evidence.WEAK and numbered:
        yield say("lead_in_partial", language)
    introduced = language if evidence is Evidence.WEAK else None
    for marker, passage in numbered:
        source = passage[0].result.document.language
        source = language if source == _UNDETERMINED else source
        if source != introduced:
            yield introduction(source, language)
            introduced = source
        yield "\n".join(_lines(passage, marker, language))
    superseded = {marker: None for marker, passage in numbered if passage[0].result.document.superseded_by is not None}
    for marker in superseded:
        yield say("superseded", language, marker=marker_text(marker))


def introduction(source: str, language: str) -> str:
    """What introduces quotations from documents in the language `source`."""
    if source == spoken(language):
        return say("lead_in", language)
    return say(f"source_in_{source if source in _SPOKEN else 'other'}", language)


def _lines(passage: Sequence[Sentence], marker: int, language: str) -> Iterator[str]:
    """The quotations of one passage: running text on one line, lists on lines of their own under their name."""
    for listed, stretches in groupby(runs(passage), key=lambda run: run[0].listed):
        taken = list(stretches)
        if listed is not None and (name := name_of_list(taken[0][0])):
            yield f"{name}:"
        statements = [f"{quoted(_shown(run), language)}{marker_text(marker)}" for run in taken]
        yield (" " if listed is None else "\n").join(statements)


def name_of_list(line: Sentence) -> str:
    """What a list or a table is called: its caption, else the heading above it."""
    headings = line.result.chunk.headings
    return flattened(caption_of(line) or (headings[-1] if headings else "")).rstrip(":.")


def _shown(sentences: Sequence[Sentence]) -> str:
    """A quotation as it is shown: an ellipsis stands where a sentence was cut."""
    before = "… " if sentences[0].cut[0] else ""
    return before + _joined(sentences) + (" …" if sentences[-1].cut[1] else "")


def _joined(sentences: Sequence[Sentence]) -> str:
    """Neighbouring sentences as one quotation; the lines of a list stay lines."""
    text = sentences[0].result.chunk.text
    joined = flattened(sentences[0].text)
    for before, after in pairwise(sentences):
        on_new_line = after.listed is not None and "\n" in text[before.end : after.start]
        joined += ("\n" if on_new_line else " ") + flattened(after.text)
    return joined


def _citations(numbered: Sequence[tuple[int, list[Sentence]]]) -> Iterator[Citation]:
    """One citation a marker: the stretch with the best sentence is its quote, the others come after."""
    for marker in sorted({marker for marker, _ in numbered}):
        stretches = [run for number, passage in numbered if number == marker for run in runs(passage)]
        stretches.sort(key=lambda run: -max(sentence.score for sentence in run))
        best, *others = stretches
        yield cite(best[0].result, marker, _joined(best), tuple(_joined(run) for run in others))
