"""A question word by word: what part each word plays in it. Follow-ups are told and resolved by that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from assistant.analysis import Analyser
from assistant.answering.conversation import follow_up_words as lists
from assistant.finnish.morphology import Reading
from assistant.language import FUNCTION_WORDS


class Part(StrEnum):
    """What a word does in a question.

    Attributes:
        OPENING: "entä", "what about": it goes on from what was said.
        QUESTION: "milloin", "how many".
        PRONOUN: Stands for what was spoken of before.
        WEAK_PRONOUN: May stand for it.
        PREDICATE: A verb, or what goes with one; no topic.
        ATTRIBUTE: A thing that something else has: "budjetti".
        GENERIC: A kind of thing: "haku", "project".
        YEAR: "2025".
        NAME: A name or an identifier.
        TOPIC: Any other word with a meaning of its own.
        FUNCTION: Carries grammar alone.
    """

    OPENING = "opening"
    QUESTION = "question"
    PRONOUN = "pronoun"
    WEAK_PRONOUN = "weak_pronoun"
    PREDICATE = "predicate"
    ATTRIBUTE = "attribute"
    GENERIC = "generic"
    YEAR = "year"
    NAME = "name"
    TOPIC = "topic"
    FUNCTION = "function"


TOPICAL = frozenset([Part.NAME, Part.TOPIC, Part.GENERIC, Part.YEAR])
"""What may be part of a topic."""
OWN = frozenset([Part.NAME, Part.TOPIC])
"""What makes a question speak of something by itself."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question.

    Attributes:
        text: As written.
        part: What it does.
        base: Lemma in Finnish, lower-cased word in other languages.
        case: Finnish case, e.g. "ine"; in other languages the preposition before the word; empty when there is none.
        plural: Whether a Finnish word is in the plural.
        modifier: Whether a Finnish word can only stand before a noun or be said of one: an adjective.
        head: Last part of a Finnish compound's lemma; `base` otherwise.
        superlative: Whether it compares with all others: "eniten", "the lowest".
        start: Where it begins in the question.
        end: Where it ends.
    """

    text: str
    part: Part
    base: str
    case: str = ""
    plural: bool = False
    modifier: bool = False
    head: str = ""
    superlative: bool = False
    start: int = 0
    end: int = 0


_WORD = re.compile(r"-?[^\W_]+(?:['’:./-][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CASE = re.compile(r"\+(nom|gen|par|ine|ela|ill|ade|abl|all|ess|tra|ins)\b")
_SAME_PLACE = {"ade": "ine", "abl": "ela", "all": "ill"}
"""Names of places take one set of cases or the other: Pirkanmaalla, Satakunnassa."""
_NOUNS_FIRST = frozenset(lists.CALL_ATTRIBUTES["fi"].split())
_ENDINGS = ((("ssa", "ssä", "lla", "llä"), "ine"), (("sta", "stä", "lta", "ltä"), "ela"), (("n",), "gen"))
_LONGEST_NAME = 5  # words
_NOMINAL = frozenset(["noun", "proper", "adjective", "participle", "numeral"])
_FINNISH_FUNCTION_WORDS = frozenset(FUNCTION_WORDS["fi"].split())


def read(text: str, language: str, analyser: Analyser) -> tuple[Word, ...]:
    """The words of a question.

    Args:
        text: Cleaned.
        language: ISO 639-1 code of the language that it is written in.
        analyser: Knows Finnish words.
    """
    found = list(_WORD.finditer(text))
    lowered = [match[0].lower() for match in found]
    parts: dict[int, Part] = {}
    for kind, phrases in _phrases(language).items():
        for start, size in _occurrences(lowered, phrases, opening=kind is Part.OPENING):
            for place in range(start, start + size):
                parts.setdefault(place, kind)
    words: list[Word] = []
    for place, match in enumerate(found):
        if language == "fi":
            word = _finnish(match[0], place, analyser)
        else:
            word = _foreign(match[0], lowered[:place], language)
        part, superlative = parts.get(place, word.part), _is_superlative(lowered[place], language, analyser)
        words.append(replace(word, start=match.start(), end=match.end(), part=part, superlative=superlative))
    verbs_follow = lists.BEFORE_VERBS.get(language, frozenset())
    for place, word in enumerate(words):
        if place and words[place - 1].base in verbs_follow and word.part is Part.TOPIC:
            words[place] = replace(word, part=Part.PREDICATE)
        if word.text.startswith("-"):
            first = _first_of_name(words, place)
            words[first : place + 1] = [
                replace(one, part=Part.NAME, case=word.case, plural=word.plural) for one in words[first : place + 1]
            ]
    return tuple(words)


def _is_superlative(word: str, language: str, analyser: Analyser) -> bool:
    """Whether a word compares with all others."""
    if re.fullmatch(lists.SUPERLATIVES.get(language, r"(?!)"), word):
        return True
    return language == "fi" and any("+superlative" in reading.tags for reading in analyser.finnish.readings(word))


def _first_of_name(words: Sequence[Word], last: int) -> int:
    """Where a name of several words begins that ends in a hyphen and a noun: "Tuottavuutta yhdessä -haku"."""
    capitals = [
        place for place in range(max(1, last - _LONGEST_NAME), last) if words[place].text[0].isupper()
    ]  # the first word of a question has its capital anyway
    return capitals[0] if capitals else max(0, last - 1)


def _finnish(text: str, place: int, analyser: Analyser) -> Word:
    """A Finnish word by the lexicon; where it stands is filled in later."""
    if any(letter.isdigit() for letter in text):
        return Word(text, Part.YEAR if _YEAR.fullmatch(text) else Part.NAME, text.lower())
    if text.lower() in _words("fi")[Part.QUESTION]:
        return Word(text, Part.QUESTION, text.lower())
    readings = _readings(text.strip("-"), place, analyser)
    for part, bases in _words("fi").items():
        if listed := [reading for reading in readings if reading.lemma.lower() in bases]:
            return _described(text, listed[0], part)
    if not any(reading.known for reading in readings):
        return _unknown(text, readings)
    return _by_class(text, readings, capital=text[0].isupper() and place > 0)


def _by_class(text: str, readings: Sequence[Reading], *, capital: bool) -> Word:
    """A word that no list has, by its part of speech."""
    nominal = [reading for reading in readings if reading.pos in _NOMINAL]
    nominal += [reading for reading in readings if _is_nominal_form(reading)]
    if not capital and any(_is_verb(reading, among=nominal) for reading in readings):
        return _described(text, readings[0], Part.PREDICATE)
    if not nominal or (not capital and text.lower() in _FINNISH_FUNCTION_WORDS):
        return _described(text, readings[0], Part.FUNCTION)
    proper = capital or any(reading.pos == "proper" for reading in nominal)
    return _described(text, nominal[0], Part.NAME if proper else Part.TOPIC)


def _readings(text: str, place: int, analyser: Analyser) -> list[Reading]:
    """What a word may be; "Milloin" at the beginning of a sentence is no form of "Milla"."""
    if place == 0 and text[:1].isupper():
        small = analyser.finnish.readings(text.lower())
        if any(reading.known and reading.pos not in _NOMINAL for reading in small):
            return small
    return analyser.finnish.readings(text)


def _is_nominal_form(reading: Reading) -> bool:
    """Whether a form of a verb stands for a thing or a property: "jalkauttaminen", "jatkuvassa"."""
    if reading.pos != "verb":
        return False
    return "+inf4" in reading.tags or ("+part" in reading.tags and _CASE.search(reading.tags) is not None)


def _is_verb(reading: Reading, among: Sequence[Reading]) -> bool:
    """Whether a word is to be taken for a verb: not "jalkauttaminen", nor "yhdistys", nor "tuki" beside the noun."""
    if reading.pos != "verb" or _is_nominal_form(reading):
        return False
    if any(noun.lemma in _NOUNS_FIRST for noun in among):
        return False
    return not (among and "+imper" in reading.tags)


def _described(text: str, reading: Reading, part: Part) -> Word:
    case = match[1] if (match := _CASE.search(reading.tags)) else ""
    plural = "+pl" in reading.tags or reading.pos.endswith("-pl")
    head = reading.parts[-1].strip("-").lower()
    modifier = reading.pos in ("adjective", "participle")
    return Word(text, part, reading.lemma, _SAME_PLACE.get(case, case), plural, modifier, head)


def _unknown(text: str, readings: Sequence[Reading]) -> Word:
    """A name that the lexicon only guesses at, by its ending: "LATUssa", "Tekkaverin", "Hoiviksen"."""
    lemmas = {reading.lemma for reading in readings}
    for endings, case in _ENDINGS:
        if text.lower().endswith(endings):
            base = text[: -len(endings[0])]
            if case == "gen":
                base = next((guess for guess in (text.removesuffix("ksen") + "s", base) if guess in lemmas), text)
            return Word(text, Part.NAME, base, case, head=base.lower())
    return Word(text, Part.NAME, text, "nom", head=text.lower())


def _foreign(text: str, before: Sequence[str], language: str) -> Word:
    """A word of another language than Finnish, unless one of its phrases says otherwise.

    Args:
        text: As written.
        before: The words before it in lower case.
        language: ISO 639-1.
    """
    word = text.lower()
    last = next((one for one in reversed(before) if one not in lists.ARTICLES), "")
    if _YEAR.fullmatch(text):
        part = Part.YEAR
    elif word in FUNCTION_WORDS.get(language, "").split() or word in _linking(language) or word in lists.YEAR_WORDS:
        part = Part.FUNCTION
    elif any(letter.isdigit() for letter in text) or (before and text[0].isupper()):
        part = Part.NAME
    else:
        part = Part.TOPIC
    case = last if last in _linking(language) and last not in lists.CONJUNCTIONS else ""
    return Word(text, part, word, case, head=word)


@lru_cache(maxsize=16)
def _words(language: str) -> Mapping[Part, frozenset[str]]:
    """The lists of single words, in the order that they are asked."""
    tables = {
        Part.QUESTION: lists.QUESTION_WORDS,
        Part.PRONOUN: lists.PRONOUNS,
        Part.WEAK_PRONOUN: lists.WEAK_PRONOUNS,
        Part.ATTRIBUTE: lists.ATTRIBUTES,
        Part.GENERIC: lists.GENERIC,
        Part.PREDICATE: lists.PREDICATES,
    }
    return {part: frozenset(table.get(language, "").split()) for part, table in tables.items()}


@lru_cache(maxsize=16)
def _phrases(language: str) -> Mapping[Part, tuple[tuple[str, ...], ...]]:
    """The phrases that are recognised as they are written, longest first."""
    openings = lists.OPENINGS.get(language, "").split()
    found = {Part.OPENING: openings}
    if language != "fi":
        found |= {part: sorted(words) for part, words in _words(language).items()}
    return {
        part: tuple(sorted((tuple(phrase.split("_")) for phrase in phrases), key=len, reverse=True))
        for part, phrases in found.items()
    }


@lru_cache(maxsize=16)
def _linking(language: str) -> frozenset[str]:
    return frozenset(lists.LINKS.get(language, "").split())


def _occurrences(lowered: list[str], phrases: tuple[tuple[str, ...], ...], *, opening: bool) -> list[tuple[int, int]]:
    """Where phrases stand: (first word, number of words); an opening only at the very beginning."""
    known = set(phrases)
    sizes = sorted({len(phrase) for phrase in phrases}, reverse=True)
    found = []
    for start in range(1 if opening else len(lowered)):
        for size in sizes:
            if tuple(lowered[start : start + size]) in known:
                found.append((start, size))
                break
    return found
