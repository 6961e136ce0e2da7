"""The words for what takes place on a day or comes out on one, and for what else a question may name beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.analysis import Analyser
from assistant.retrieval.glossary import Concept, Glossary, Thing, Words
from assistant.retrieval.word_forms import forms
from assistant.tokens import tokens

ANY_OCCASION = "event"
"""The concept that all occasions fall under."""
GATHERINGS = frozenset(
    ["info-session", "meeting", "network-meeting", "project-coffee", "seminar", "webinar", "workshop", ANY_OCCASION]
)
"""Concepts of the glossary that are occasions: they take place on a day."""
NEWSLETTER = "newsletter"
SERIES = frozenset([NEWSLETTER, "podcast"])
"""Concepts of the glossary that come out in numbers."""
_ACTION = re.compile(r"mi(?:nen|s\w+)$")


class Occasions:
    """Finds what texts name.

    All concepts are known by name; but among the words of a document only occasions are looked for, and in Finnish
    those of a question too: to make the whole glossary ready for that would take seconds.

    Args:
        glossary: Ready for questions in other languages than Finnish.
        concepts: Those that the glossary has.
        analyser: Knows Finnish words.
    """

    def __init__(self, glossary: Glossary, concepts: tuple[Concept, ...], analyser: Analyser) -> None:
        self._glossary = glossary
        self._concepts = {concept.id: concept for concept in concepts}
        self._few = Glossary([one for one in concepts if one.id in GATHERINGS | SERIES], analyser)
        self._analyser = analyser
        self._finnish_names: dict[str, set[str]] = {}
        for concept in concepts:
            for name in concept.terms["fi"]:
                self._finnish_names.setdefault(name.lower(), set()).add(concept.id)
        self._phrases = lru_cache(maxsize=1_000)(self._phrases_of)

    def asked(self, text: str, language: str) -> list[Thing]:
        """What a question names; a word that its language does not know may be Finnish ("следующие hankekahvit").

        Args:
            text: Without the words that ask.
            language: ISO 639-1.
        """
        if language == "fi":
            return [self._known(thing) for thing in self._few.things(text, "fi") if not self._is_verb(thing.words)]
        found = []
        for thing in self._glossary.things(text, language):
            finnish = [] if thing.concepts else [self._known(one) for one in self._few.things(thing.words, "fi")]
            concepts, further = (
                frozenset[str]().union(*(getattr(one, field) for one in finnish)) for field in ("concepts", "forms")
            )
            found.append(Thing(thing.words, thing.concepts | concepts, thing.forms | further))
        return found

    def named(self, text: str, language: str) -> list[Thing]:
        """What a text of a document names, each compound also as what its head is: "suuraluetilaisuus", "tilaisuus"."""
        return [
            replace(thing, concepts=self._kinds(thing, language)) if not thing.concepts else thing
            for thing in self._few.things(text, language)
        ]

    def is_occasion(self, thing: Thing, language: str) -> bool:
        """Whether a thing takes place on a day or comes out on one; a compound is what its head is."""
        return bool((thing.concepts or self._kinds(thing, language)) & (GATHERINGS | SERIES))

    def tells_of(self, wanted: Thing, named: list[Thing], language: str, *, by_head: bool = False) -> bool:
        """Whether one of the things that a text names, or several together, are what is wanted.

        Args:
            wanted: What a question names.
            named: What a text names.
            language: The text's.
            by_head: Whether a compound may be taken up by its last part: "seurantalomake" by "lomake".
        """
        said = frozenset[str]().union(*(thing.forms for thing in named))
        phrases = [(wanted.forms,), *(one for concept in wanted.concepts for one in self._phrases(concept, language))]
        if by_head and language == "fi":
            phrases += [(head.forms,) for head in self._few.heads(wanted.words, language)]
        return any(phrase and all(word & said for word in phrase) for phrase in phrases)

    def _is_verb(self, word: str) -> bool:
        """Whether a Finnish word can only be a verb, which names nothing: "mahtaa"; "palkitseminen" is a noun."""
        if _ACTION.search(word):
            return False
        lemmas = [term for term in self._analyser.terms(word, "fi") if term.kind == "lemma"]
        return bool(lemmas) and all(term.pos == "verb" for term in lemmas)

    def _kinds(self, thing: Thing, language: str) -> frozenset[str]:
        return frozenset[str]().union(*(head.concepts for head in self._few.heads(thing.words, language)))

    def _known(self, thing: Thing) -> Thing:
        """A Finnish thing with the concepts that have one of its forms for a name."""
        known = frozenset(one for form in thing.forms for one in self._finnish_names.get(form, ()))
        return replace(thing, concepts=thing.concepts | known)

    def _phrases_of(self, concept: str, language: str) -> tuple[Words, ...]:
        """What a concept is called in a language, each word by its forms."""
        names = self._concepts[concept].terms.get(language, ()) if concept in self._concepts else ()
        return tuple(tuple(self._words(name, language)) for name in names)

    def _words(self, name: str, language: str) -> Iterator[frozenset[str]]:
        return filter(None, (forms(token, language, self._analyser) for token in tokens(name)))
