"""The scores of one candidate, and how they are fused into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.index.lexical import SATURATION, TermMatches
from assistant.index.snapshot import Candidate
from assistant.retrieval.telling import Tells, rarity, tells_somehow, tells_whole
from assistant.retrieval.wordings import Wording, Wordings


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each score counts.

    Attributes:
        passage: Cosine of query and passage.
        lead: Cosine of query and what the passage stands under: its title and headings.
        sentence: Cosine of query and the passage's best sentence.
        lexical: Shared terms, as a share of what the query could score at most.
        words: Share of the query's words that the passage tells in some form, rare ones counting more.
    """

    passage: float
    lead: float
    sentence: float
    lexical: float
    words: float


WEIGHTS = Weights(passage=1.2, lead=0.6, sentence=0.8, lexical=0.1, words=0.05)
"""See docs/adr/0005-fusion.md for how they were found."""
ACROSS = replace(WEIGHTS, lexical=0.25, words=0.0)
"""For a passage in another language than the question: see docs/adr/0017-languages.md."""
DEFINED = 0.15
"""What a passage gains that tells what something is when that is asked."""
SCANT = 0.05
"""What a passage of `SCANT_WORDS` words or fewer loses: a dateline is near everything that its page is about."""
SCANT_WORDS = 6
OWN_LANGUAGE = 0.03
"""What a passage in the language of a question that is not Finnish gains over others: it need not be translated."""


@dataclass(frozen=True, slots=True)
class Scores:
    """One candidate's scores.

    Attributes:
        passage: Cosine, -1 to 1.
        lead: Cosine.
        sentences: Cosine of each sentence.
        lexical: 0 to 1; see `Weights.lexical`.
        words: 0 to 1; see `words_told`.
        whole: The same of words told as themselves, not by a part or another word for the thing.
    """

    passage: float
    lead: float
    sentences: tuple[float, ...]
    lexical: float
    words: float
    whole: float = 0.0

    @property
    def sentence(self) -> float:
        """Cosine of the best sentence; the passage's own when it has none."""
        return max(self.sentences, default=self.passage)

    def fused(self, weights: Weights) -> float:
        """The scores as one."""
        by_meaning = weights.passage * self.passage + weights.lead * self.lead + weights.sentence * self.sentence
        return by_meaning + weights.lexical * self.lexical + weights.words * self.words

    def features(self) -> dict[str, float]:
        """The scores by name, for `SearchResult.features`."""
        return {
            "passage": self.passage,
            "lead": self.lead,
            "sentence": self.sentence,
            "lexical": self.lexical,
            "words": self.words,
            "whole": self.whole,
        }


def fused(scores: Scores, wordings: Wordings, candidate: Candidate) -> float:
    """The scores of a passage as one, comparable over passages in any language.

    Args:
        scores: Its scores.
        wordings: Of the question.
        candidate: The passage.
    """
    text = candidate.chunk.text
    gained = DEFINED if wordings.definition and wordings.definition.search(text) else 0.0
    gained -= SCANT if len(text.split()) <= SCANT_WORDS else 0.0
    if wordings.for_passage(candidate.language) is not wordings.typed:
        return gained + scores.fused(ACROSS)
    return gained + scores.fused(WEIGHTS) + (0.0 if wordings.finnish is wordings.typed else OWN_LANGUAGE)


def words_told(key: int, wording: Wording, matches: Mapping[str, TermMatches], tells: Tells = tells_somehow) -> float:
    """Share of the question's words that a passage tells in some form, rare ones counting more; 0 for no words.

    Args:
        key: Of the passage.
        wording: The query, as this passage is asked.
        matches: Of each of the wording's terms.
        tells: Whether a word of many terms (a compound, say) is told; in some form unless given.
    """

    def has(term: str) -> bool:
        return key in matches[term].frequency

    told = every = 0.0
    for word in wording.words:
        counts = rarity(word, matches)
        every += counts
        told += counts * tells(word, has)
    return told / every if every else 0.0


def score(candidate: Candidate, wording: Wording, matches: Mapping[str, TermMatches]) -> Scores:
    """Scores a candidate.

    Args:
        candidate: The chunk with its vectors.
        wording: The query, as this passage is asked.
        matches: Of each of the wording's terms.
    """
    key = candidate.key
    attainable = gained = 0.0
    for name in wording.names:
        found = ((weight, matches[term]) for term, weight in name.items())
        shares = [(weight * match.idf, match.frequency.get(key, 0.0)) for weight, match in found]
        attainable += max(share for share, _ in shares)
        gained += max(share * frequency for share, frequency in shares)
    return Scores(
        passage=float(candidate.passage @ wording.vector),
        lead=float(candidate.lead @ wording.vector),
        sentences=tuple(float(cosine) for cosine in candidate.sentences @ wording.vector),
        lexical=gained / (SATURATION * attainable) if attainable else 0.0,
        words=words_told(key, wording, matches),
        whole=words_told(key, wording, matches, tells_whole),
    )
