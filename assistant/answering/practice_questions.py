"""Is it asked which good practices there are on a topic, and on which?

Much else is asked with good practices named in it: what one is, when the best is awarded, what a report says of them.
All that is left to the search, and so is every question that might be such a one.
"""

from __future__ import annotations

import re

from assistant.analysis import Analyser
from assistant.answering.catalogue.questions import KINDS
from assistant.answering.catalogue.questions import PATTERNS as CATALOGUE
from assistant.answering.patterns import NEVER, pattern_of
from assistant.finnish.morphology import Reading
from assistant.retrieval.definitions import definition_of
from assistant.tokens import tokens

TABLE = "practices.yaml"
LONGEST, LONGEST_QUESTION = 12, 40
"""Words that a topic and the whole question have at most; what is longer tells a story and asks something about it."""

_PRACTICE = re.compile(
    r"hyv\w+ käytän\w+\b"
    r"(?! (?:kuva|opa|ohje|lomak|palkin|kilpail|arvio|ehdo|haku|haun|verkosto|kriteer|perust|määrit|pituu))"
    r"|god\w* praxis|goda arbetssätt|(?:good|best) practices?|hea\w* tava|häid tavasid"
    r"|(?:хорош|лучш|передов|добр|кращ)\w* практик\w*|(?:ال)?ممارس\w* (?:ال)?جيدة|أفضل الممارسات"
)
_YEAR = re.compile(r"\b20\d\d\b")
_FINITE = re.compile(r"\+(?:pres|past|cond|pot)\+(?:[123](?:sg|pl))|\+pass\+(?:pres|past|cond|pot)\b")
_NOMINAL = frozenset(["noun", "proper", "adjective", "numeral", "adverb"])
_DOCUMENTS = tuple(kind for kind in KINDS if kind != "practice")


def topic_of(text: str, language: str, analyser: Analyser) -> str | None:
    """The topic on which good practices are asked for; None for a question on anything else.

    Args:
        text: As asked.
        language: ISO 639-1, the text's.
        analyser: Knows Finnish words.
    """
    lowered = " ".join(text.lower().split()).strip(" ?؟.!")
    named = _PRACTICE.search(lowered)
    if named is None or len(lowered.split()) > LONGEST_QUESTION or not _asks_which(lowered, language):
        return None
    before, _, after = (part.strip(" ,:–-") for part in lowered.partition(named[0]))
    rest = _rest(before, after, language)
    if rest is None or _asks_another_thing(after if language != "fi" else f"{before} {after}", language, analyser):
        return None
    words = rest.split()
    own = [word for word in tokens(rest) if not (does(word, language) or _of_practices(word, language))]
    return " ".join(words) if own and len(words) <= LONGEST else None


def does(word: str, language: str) -> bool:
    """Whether a word says what a practice does for its topic: "helps", "prevention"."""
    return pattern_of(TABLE, "doing", language).fullmatch(word) is not None


def _of_practices(word: str, language: str) -> bool:
    return pattern_of(TABLE, "of_practices", language).fullmatch(word) is not None


def _asks_which(lowered: str, language: str) -> bool:
    counts = pattern_of(CATALOGUE, "count", language).search(lowered)
    asked = pattern_of(TABLE, "which", language).search(lowered)
    themselves = pattern_of(TABLE, "themselves", language).search(lowered)
    # What happened to one in a year, such as a prize, is no topic.
    return bool(asked and themselves) and not (counts or definition_of(lowered) or _YEAR.search(lowered))


def _rest(before: str, after: str, language: str) -> str | None:
    """What is neither the practices nor what goes with asking; None when something else is asked by its order.

    Finnish has its topic anywhere; in other languages it comes last: what stands between the question word and the
    practices is asked of them.
    """
    before, after_asking = (_without_asking(part, language) for part in (before, after))
    if language == "fi":
        return f"{before} {after_asking}"
    follows = pattern_of(TABLE, "follows", language)
    opens = after == "" or follows is NEVER or follows.search(after) or does(after.split(maxsplit=1)[0], language)
    return after_asking if opens and not before else None


def _without_asking(text: str, language: str) -> str:
    """A text without what goes with asking at its beginning and its end; within, it may belong to a name."""
    passing = pattern_of(TABLE, "passing", language)
    while found := passing.match(text):
        text = text[found.end() :].lstrip(" ,:–-")
    while found := next((one for one in passing.finditer(text) if one.end() == len(text)), None):
        text = text[: found.start()].rstrip(" ,:–-")
    return text


def _asks_another_thing(said: str, language: str, analyser: Analyser) -> bool:
    """Whether it asks something of the practices, or for what a document says of them."""
    clause = pattern_of(TABLE, "clause", language).search(said)
    if clause:  # "siihen, miten …": the words of asking and the verbs after it are the topic's
        said = said[: clause.start()]
    words = [word for word in said.split() if not does(word.strip(","), language)]
    plain = " ".join(words)
    if any(pattern_of(CATALOGUE, kind, language).search(plain) for kind in _DOCUMENTS):
        return True
    if pattern_of(TABLE, "other", language).search(plain):
        return True
    rest = list(tokens(pattern_of(TABLE, "passing", language).sub(" ", plain)))
    return language == "fi" and any(_is_finite(analyser.finnish.readings(word)) for word in rest)


def _is_finite(readings: list[Reading]) -> bool:
    """Whether a Finnish word is a verb that says something: "sanotaan", "kuuluu", "jaksavat".

    What may be a noun is taken for one: "haku", "tuki". A plural participle and a verb look alike, and a question that
    has one says something of the practices, or of those on whom they are.
    """
    finite = any(reading.known and reading.pos == "verb" and _FINITE.search(reading.tags) for reading in readings)
    return finite and not any(reading.pos in _NOMINAL and "+pl+nom" not in reading.tags for reading in readings)
