"""The words of the domain in seven languages: what a question's words are called in Finnish.

Passages are mostly Finnish, so a question in another language shares no words with them. `glossary.csv` says what its
working-life, funding and evaluation terms are called in Finnish; their index terms are added to the search.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from assistant.analysis import FUNCTION, Analyser, Term
from assistant.errors import PermanentError
from assistant.retrieval.word_forms import forms
from assistant.tokens import tokens

PATH = Path(__file__).with_name("glossary.csv")
LANGUAGES = ("fi", "sv", "en", "et", "ru", "uk", "ar")
COLUMNS = ("id", "domain", *LANGUAGES)
DOMAINS = ("administration", "evaluation", "funding", "office", "people", "publishing", "work")
BETWEEN_TERMS = ";"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COMPOUNDING = ("sv", "et")  # languages whose compounds are written together; Finnish has its own analysis
_SHORTEST_PART = 3  # letters of a compound's part when the other one is known too
_SHORTEST_HEAD = 4  # letters of a compound's last part, which it is a kind of, when the first is not known

Words = tuple[frozenset[str], ...]  # a phrase: for each word the lemmas or the stem that it may be matched by


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing and what it is called.

    Attributes:
        id: Short English name in lower case with hyphens.
        domain: One of `DOMAINS`.
        terms: What it is called in each language, the preferred term first; Finnish has always one.
    """

    id: str
    domain: str
    terms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FinnishTerm:
    """An index term that stands for something in the question.

    The terms of one mention are different names for one thing, of which a passage uses one or two: on public questions
    in Swedish and English a mention counts best as its best term in the passage, with a synonym weighing
    1 / (1 + 0.1 `synonym`); a sum over all terms lets well-named things outweigh the others.

    Attributes:
        term: As `Analyser.terms` makes it; always a "part" when only the parts of a compound were known.
        concept: The id of the concept it comes from.
        synonym: Which of the concept's Finnish terms it comes from, 0 being the preferred one.
        mention: Which of the things that the question names, counted from 0; the parts of a compound are two things.
    """

    term: Term
    concept: str
    synonym: int
    mention: int


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a text names.

    Attributes:
        words: As they are written, lower-cased.
        concepts: Ids of the concepts that they may mean, the same in every language; none when no concept is known.
        forms: The lemmas or the stem of a single word, to compare within one language; none for a phrase.
    """

    words: str
    concepts: frozenset[str]
    forms: frozenset[str]


def read(path: Path = PATH) -> tuple[Concept, ...]:
    """The concepts of a glossary file: CSV in UTF-8 with the columns `COLUMNS`, sorted by id.

    A cell may hold several terms with a semicolon between them; only `id`, `domain` and `fi` must be filled.

    Raises:
        PermanentError: The file cannot be read, or a cell is wrong; the message names its row and column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return parsed(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _wrong(f"{path.name} cannot be read: {error}.", "Save it as CSV in UTF-8.") from error


def parsed(rows: Iterable[Sequence[str]]) -> tuple[Concept, ...]:
    """The concepts of a glossary's rows, the header among them.

    Raises:
        PermanentError: A cell is wrong; the message names its row, counted from the header as 1, and its column.
    """
    header, *others = list(rows) or [()]
    if tuple(header) != COLUMNS:
        raise _wrong(f"Row 1 must be {','.join(COLUMNS)}.", "Commas part the cells.")
    concepts = tuple(_concept(number, row) for number, row in enumerate(others, start=2))
    for number, (before, after) in enumerate(pairwise(concepts), start=3):
        if before.id >= after.id:
            problem = "is there twice" if before.id == after.id else f"must come before {before.id!r}"
            raise _wrong(f"Row {number}, column id: {after.id!r} {problem}.", "Sort the rows by id.")
    return concepts


def _concept(number: int, row: Sequence[str]) -> Concept:
    if len(row) != len(COLUMNS):
        raise _wrong(f"Row {number} has {len(row)} cells, not {len(COLUMNS)}.", "Put a cell with a comma in quotes.")
    cells = dict(zip(COLUMNS, row, strict=True))
    if not _ID.fullmatch(cells["id"]):
        raise _wrong(f"Row {number}, column id: {cells['id']!r} is not in lower-case letters, digits and hyphens.")
    if cells["domain"] not in DOMAINS:
        raise _wrong(f"Row {number}, column domain: {cells['domain']!r} is none of {', '.join(DOMAINS)}.")
    terms = {language: _cell(number, language, cells[language]) for language in LANGUAGES}
    if not terms["fi"]:
        raise _wrong(f"Row {number}, column fi: it is empty.", "Every concept needs its Finnish term.")
    return Concept(cells["id"], cells["domain"], terms)


def _cell(number: int, column: str, cell: str) -> tuple[str, ...]:
    if not cell.strip():
        return ()
    terms = tuple(term.strip() for term in cell.split(BETWEEN_TERMS))
    for term in terms:
        if not any(tokens(term)):
            raise _wrong(f"Row {number}, column {column}: {cell!r} has an empty term.", "Is a semicolon too much?")
        if terms.count(term) > 1:
            raise _wrong(f"Row {number}, column {column}: {term!r} is there twice.")
    return terms


def _wrong(message: str, hint: str = "") -> PermanentError:
    return PermanentError("glossary", message, hint)


class Glossary:
    """Finds the concepts that a question names. Threads may share one; each language is made ready when first used.

    Args:
        concepts: What it knows; see `read`.
        analyser: The analysis that made the terms of the index.
    """

    def __init__(self, concepts: Sequence[Concept], analyser: Analyser) -> None:
        self._concepts = concepts
        self._analyser = analyser
        self._phrases: dict[str, dict[str, list[tuple[Words, Concept]]]] = {}
        self._finnish: dict[str, tuple[FinnishTerm, ...]] = {}

    def expand(self, text: str, language: str) -> list[FinnishTerm]:
        """The Finnish index terms of the concepts that a text names, in the order they are named.

        Args:
            text: A question or some words.
            language: ISO 639-1; Finnish gives nothing, nor does one that the glossary does not have.
        """
        if language not in LANGUAGES[1:]:
            return []
        found: dict[str, FinnishTerm] = {}
        for mention, (concepts, whole) in enumerate(self._mentions(text, language)):
            for finnish in (finnish for concept in concepts for finnish in self._finnish_terms(concept)):
                term = finnish.term if whole else replace(finnish.term, kind="part")
                before = found.get(term.text)
                if before is None or before.term.kind == "part" != term.kind:
                    found[term.text] = replace(finnish, term=term, mention=mention)
        return list(found.values())

    def synonyms(self, word: str) -> list[Term]:
        """What a Finnish word may be called in one other word, such as a noun for the verb that was asked with.

        Args:
            word: One token, in any form.

        Returns:
            Lemmas of the kind "synonym", none of them of the word itself.
        """
        known = self._word(word, "fi")
        named = [
            concept for term in sorted(known) for words, concept in self._of("fi").get(term, ()) if len(words) == 1
        ]
        names = (name for concept in named for name in concept.terms["fi"] if len(list(tokens(name))) == 1)
        lemmas = (term for name in names for term in self._analyser.terms(name, "fi") if term.kind == "lemma")
        found = {term.text: replace(term, kind="synonym") for term in lemmas if term.text not in known}
        return list(found.values())

    def things(self, text: str, language: str) -> list[Thing]:
        """What a text names, in order: the longest phrases that are known, and every other word by itself.

        Args:
            text: In any language, Finnish too.
            language: ISO 639-1; words of a language that the glossary does not have mean no concept.
        """
        words = [(token, forms) for token in tokens(text) if (forms := self._word(token, language))]
        found, place = list[Thing](), 0
        while place < len(words):
            length, concepts = (
                self._longest([one for _, one in words[place:]], language) if language in LANGUAGES else (0, [])
            )
            written = " ".join(token for token, _ in words[place : place + max(length, 1)])
            alone = words[place][1] if length <= 1 else frozenset[str]()
            found.append(Thing(written.lower(), frozenset(concept.id for concept in concepts), alone))
            place += max(length, 1)
        return found

    def heads(self, word: str, language: str) -> list[Thing]:
        """What a compound is a kind of, by its last part: "suuraluetilaisuus" is a "tilaisuus"; none for other words.

        Args:
            word: One word, as written.
            language: ISO 639-1; only languages that write compounds together have any.
        """
        if language == "fi":  # the last part is the one whose part of speech is that of the whole
            parts = (term for term in self._analyser.terms(word, language) if term.kind == "part")
            found = [frozenset([part.text]) for part in parts if part.pos not in ("", "verb", FUNCTION)]
            return [self._thing(forms, language) for forms in found]
        if language in _COMPOUNDING and (known := self._parts(word, language)):
            return [Thing("", frozenset(concept.id for concept in known[-1]), frozenset())]
        return []

    def nameless(self, text: str, language: str) -> list[str]:
        """The words of a text for which there is no Finnish name, when all that has one is what is done: "apply".

        Args:
            text: A question in another language than Finnish.
            language: ISO 639-1; a language that the glossary does not have has none.
        """
        things = self.things(text, language) if language in LANGUAGES[1:] else []
        if any(thing.concepts and not self._is_act(thing) for thing in things):
            return []
        return [one.words for one in things if not (one.concepts or self.heads(one.words, language))]

    def _is_act(self, thing: Thing) -> bool:
        known = (concept for concept in self._concepts if concept.id in thing.concepts)
        return any(self._is_verb(name) for concept in known for name in concept.terms["fi"])

    def _is_verb(self, name: str) -> bool:
        terms = self._analyser.terms(name, "fi")
        return " " not in name and any(term.pos == "verb" and term.text == name for term in terms)

    def _thing(self, forms: frozenset[str], language: str) -> Thing:
        return Thing("", frozenset(concept.id for concept in self._longest([forms], language)[1]), forms)

    def _mentions(self, text: str, language: str) -> Iterator[tuple[list[Concept], bool]]:
        """What each thing that a text names may be, and whether it is named as a whole rather than in a compound.

        The longest phrase wins: what "project coffee" names is not named by "project" as well.
        """
        tokenised = [(token, words) for token in tokens(text) if (words := self._word(token, language))]
        place = 0
        while place < len(tokenised):
            length, concepts = self._longest([words for _, words in tokenised[place:]], language)
            if length:
                yield concepts, True
            elif language in _COMPOUNDING:
                yield from ((part, False) for part in self._parts(tokenised[place][0], language))
            place += max(length, 1)

    def _longest(self, words: Sequence[frozenset[str]], language: str) -> tuple[int, list[Concept]]:
        """The longest phrase that `words` begins with: how many words it has, and what it may mean."""
        phrases = self._of(language)
        length, concepts = 0, list[Concept]()
        for phrase, concept in (known for term in words[0] for known in phrases.get(term, ())):
            matches = len(phrase) <= len(words) and all(map(frozenset.intersection, phrase, words))
            if matches and len(phrase) > length:
                length, concepts = len(phrase), []
            if matches and len(phrase) == length and concept not in concepts:
                concepts.append(concept)
        return length, concepts

    def _parts(self, word: str, language: str) -> list[list[Concept]]:
        """What each of the parts of a compound may mean, the longest last part that is known deciding where they meet.

        "enkätresultat" is "enkät" and "resultat"; of a compound whose first part is not known the last one is given.
        """
        heads = list[list[Concept]]()
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            _, last = self._longest([self._word(word[cut:], language)], language)
            if last:
                for first in _first_parts(word[:cut]):
                    _, concepts = self._longest([self._word(first, language)], language)
                    if concepts:
                        return [concepts, last]
                if not heads and len(word) - cut >= _SHORTEST_HEAD:
                    heads = [last]
        return heads

    def _of(self, language: str) -> dict[str, list[tuple[Words, Concept]]]:
        """The phrases of a language by each term of their first word."""
        if language not in self._phrases:
            phrases: dict[str, list[tuple[Words, Concept]]] = {}
            for concept in self._concepts:
                for term in concept.terms[language]:
                    words = tuple(filter(None, (self._word(token, language) for token in tokens(term))))
                    for first in words[0] if words else ():
                        phrases.setdefault(first, []).append((words, concept))
            self._phrases[language] = phrases
        return self._phrases[language]

    def _word(self, token: str, language: str) -> frozenset[str]:
        return forms(token, language, self._analyser)

    def _finnish_terms(self, concept: Concept) -> tuple[FinnishTerm, ...]:
        if concept.id not in self._finnish:
            self._finnish[concept.id] = tuple(
                FinnishTerm(term, concept.id, synonym, mention=0)
                for synonym, name in enumerate(concept.terms["fi"])
                for term in self._analyser.terms(name, "fi")
                if term.pos != FUNCTION
            )
        return self._finnish[concept.id]


def _first_parts(written: str) -> Iterator[str]:
    """What the first part of a compound may be by itself: "arbets" is arbete by its stem, "kvinno" is kvinna."""
    yield written
    if written.endswith(("s", "o", "u", "e")):
        yield written[:-1]
        yield written[:-1] + "a"
