"""What a topic is made of, and how a practice stands to it: is it on the topic, near it, or on something else?

A practice description tells what a workplace did and calls the topic by whatever name it likes, in its own language. So
the topic's words are looked up in the glossary: what else they are called, and which themes of the catalogue they mean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Protocol

import yaml

from assistant.analysis import Analyser
from assistant.answering.catalogue.questions import named_in
from assistant.answering.practice_questions import does
from assistant.calls.names import named
from assistant.documents import Chunk, DocumentRecord
from assistant.retrieval.glossary import LANGUAGES, Concept, Glossary, Thing, Words
from assistant.retrieval.word_forms import forms
from assistant.sentences import split
from assistant.tokens import tokens

TABLE = "practice_themes.yaml"


class Relation(IntEnum):
    """How a practice stands to a topic: on something else, having a word of it, under a theme of it, or on it."""

    OTHER = 0
    TOLD = 1
    NEAR = 2
    ON = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is compared with names.

    Attributes:
        words: The forms of its words.
        every: Those, and the parts of its compounds.
    """

    words: frozenset[str]
    every: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """One of the things that a topic names.

    Attributes:
        names: What it is called in texts of each language, each name by the forms of its words.
        same: Themes that are this thing.
        near: Themes that it belongs to.
        region: Its name in the catalogue, when it is a region.
    """

    names: dict[str, tuple[Words, ...]]
    same: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    region: str | None = None

    def told(self, said: Said, language: str) -> bool:
        """Whether a sentence tells it; one word of a name of several may not be a mere part of a compound.

        Args:
            said: The sentence's words.
            language: The sentence's.
        """
        named = self.names.get(language, ())
        return any(all(word & (said.words if len(name) > 1 else said.every) for word in name) for name in named)


class Topics:
    """Reads topics and practices.

    Args:
        glossary: Finds what a text names.
        concepts: Those that it has.
        analyser: The analysis of words.
    """

    def __init__(self, glossary: Glossary, concepts: Iterable[Concept], analyser: Analyser) -> None:
        self._glossary = glossary
        self._concepts = {concept.id: concept for concept in concepts}
        self._analyser = analyser

    def read(self, topic: str, language: str) -> tuple[Subject, ...]:
        """The things that a topic names, without those of which every practice tells unless there are no others.

        Args:
            topic: In lower case.
            language: ISO 639-1.
        """
        region, rest = named_in("region", topic, language, self._analyser)
        regions = [Subject({}, region=named("region", region, "fi"))] if region else []
        subjects = self._things(rest, language)
        theme, others = named_in("theme", rest, language, self._analyser)
        whole = len(list(tokens(rest))) - len(list(tokens(others))) > 1
        if theme and (whole or not any(subject.same for subject in subjects)):  # the glossary may lack its name
            subjects = (Subject({}, frozenset([theme])), *self._things(others, language))
        return (*regions, *subjects)

    def _things(self, text: str, language: str) -> tuple[Subject, ...]:
        own, everywhere = list[Subject](), list[Subject]()
        for thing in self._glossary.things(text, language):
            if not does(thing.words, language):
                (everywhere if thing.concepts & read_themes()[1] else own).append(self._subject(thing, language))
        return tuple(own or everywhere)

    def said(self, sentence: str, language: str) -> Said:
        """A sentence's words."""
        words = frozenset().union(*(forms(token, language, self._analyser) for token in tokens(sentence)))
        parts = {term.text for term in self._analyser.terms(sentence, language) if term.kind == "part"}
        return Said(words, words | parts)

    def _subject(self, thing: Thing, language: str) -> Subject:
        names = {each: tuple(self._names(thing.concepts, each)) for each in LANGUAGES}
        typed = tuple(filter(None, (self._nouns(token, language) for token in tokens(thing.words))))
        names[language] = (typed, *names[language])
        themes, _ = read_themes()
        same = frozenset(slug for slug, theme in themes.items() if thing.concepts & theme.same)
        near = frozenset(slug for slug, theme in themes.items() if thing.concepts & theme.near)
        return Subject(names, same, near - same)

    def _names(self, ids: Iterable[str], language: str) -> Iterator[Words]:
        for term in (term for one in sorted(ids) for term in self._concepts[one].terms[language]):
            words = [self._nouns(token, language) for token in tokens(term)]
            name = tuple(filter(None, words))
            if name and (len(name) > 1 or len(words) == 1):  # "pay" is not yet "the same pay"
                yield name

    def _nouns(self, token: str, language: str) -> frozenset[str]:
        """Its forms without the verb that a Finnish noun is made from: who has built a model tells of no houses."""
        verbs = {term.text for term in self._analyser.terms(token, language) if term.pos == "verb"}
        every = forms(token, language, self._analyser)
        return every - verbs or every


class Index(Protocol):
    """What is asked of the library."""

    def chunks(self, document_id: str) -> list[Chunk]:
        """A document's passages."""
        ...

    def having(self, terms: Collection[str], among: Collection[str]) -> set[str]:
        """Ids of those documents that have any of some index terms."""
        ...


class Description:
    """A practice description as it is compared with a topic. It is read only where the index leaves a doubt.

    Args:
        document: Its record.
        index: Has its passages.
        topics: Reads its words.
        told: Subjects of which it has a name.
        perhaps: Subjects of which it has all words of a name, though maybe far from one another.
    """

    def __init__(
        self,
        document: DocumentRecord,
        index: Index,
        topics: Topics,
        told: frozenset[Subject],
        perhaps: frozenset[Subject],
    ) -> None:
        self.document = document
        self._index = index
        self._topics = topics
        self._named = told
        self._perhaps = perhaps

    @property
    def chunks(self) -> list[Chunk]:
        """Its passages."""
        return self._index.chunks(self.document.id)

    def is_under(self, subject: Subject) -> bool:
        """Whether it is catalogued under the subject."""
        record = self.document.metadata
        return bool(subject.same.intersection(record.themes)) or subject.region in record.regions

    def is_on(self, subject: Subject) -> bool:
        """Whether it is catalogued under the subject, or its title, its description or its first sentence has it."""
        if self.is_under(subject):
            return True
        if subject not in self._named | self._perhaps:
            return False
        first = (sentence for chunk in self.chunks[:1] for sentence in split(chunk.text)[:1])
        described = split(self.document.metadata.description or "")
        return any(self._tells(subject, text) for text in (self.document.title, *described, *first))

    def tells(self, subject: Subject) -> bool:
        """Whether it has anything of the subject."""
        return self.is_under(subject) or subject in self._named or self.telling(subject) is not None

    def is_near(self, subject: Subject) -> bool:
        """Whether it is catalogued under the subject or under what that belongs to."""
        return self.is_under(subject) or bool(subject.near.intersection(self.document.metadata.themes))

    def telling(self, subject: Subject) -> tuple[Chunk, str] | None:
        """The first sentence that tells of the subject, with its passage."""
        if subject not in self._named | self._perhaps:
            return None
        sentences = ((chunk, sentence) for chunk in self.chunks for sentence in split(chunk.text))
        return next((one for one in sentences if self._tells(subject, one[1])), None)

    def _tells(self, subject: Subject, sentence: str) -> bool:
        language = self.document.language
        return subject.told(self._topics.said(sentence, language), language)


def described(
    documents: Sequence[DocumentRecord], subjects: Sequence[Subject], index: Index, topics: Topics
) -> list[Description]:
    """Practice descriptions with what the index knows of them.

    Args:
        documents: Their records.
        subjects: What they are compared with.
        index: What was read of them before.
        topics: Reads what is left.
    """
    told, perhaps = (
        {subject: _having(subject, documents, index, several=several) for subject in subjects}
        for several in (False, True)
    )

    def of(document: DocumentRecord, having: Mapping[Subject, set[str]]) -> frozenset[Subject]:
        return frozenset(subject for subject, ids in having.items() if document.id in ids)

    return [Description(document, index, topics, of(document, told), of(document, perhaps)) for document in documents]


def _having(subject: Subject, documents: Sequence[DocumentRecord], index: Index, *, several: bool) -> set[str]:
    """Ids of the documents that have a name of a subject: one of several words, or of one."""
    found = set[str]()
    for language in {document.language for document in documents}:
        among = {document.id for document in documents if document.language == language}
        names = [name for name in subject.names.get(language, ()) if (len(name) > 1) is several]
        if not several and names:
            found |= index.having(frozenset().union(*(name[0] for name in names)), among)
            continue
        for name in names:
            having = among
            for word in name:
                having = index.having(word, having) if having else having
            found |= having
    return found


def relation(description: Description, subjects: Sequence[Subject], rarest: Subject) -> Relation:
    """How a practice stands to a topic.

    Args:
        description: The practice.
        subjects: What the topic names.
        rarest: The one of them that fewest practices tell: it says what the topic is.
    """
    if description.is_on(rarest) and all(map(description.tells, subjects)):
        return Relation.ON
    if any(map(description.is_near, subjects)):
        return Relation.NEAR
    return Relation.TOLD if description.tells(rarest) else Relation.OTHER


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the catalogue by the concepts of the glossary.

    Attributes:
        same: Ids of those that it is.
        near: Ids of those that belong to it.
    """

    same: frozenset[str]
    near: frozenset[str]


@cache
def read_themes() -> tuple[dict[str, Theme], frozenset[str]]:
    """The themes by slug, and the ids of the concepts of which every practice tells."""
    table = yaml.safe_load(resources.files(__package__).joinpath(TABLE).read_text(encoding="utf-8"))
    themes = {slug: Theme(frozenset(one["same"]), frozenset(one["near"])) for slug, one in table["themes"].items()}
    return themes, frozenset(table["everywhere"])
