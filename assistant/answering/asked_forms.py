"""Things that are told by their form: a phone number, an address, a person's name. Is what is asked for there at all?

A question may be all about a project and ask for the one thing that no document tells: what its manager is called. The
passages are then as near as can be, and only reading them shows that there is no name. What has a form of its own can
be looked for; asked_forms.yaml has the forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.patterns import pattern_of, read_patterns
from assistant.answering.question import Question
from assistant.documents import Filters, SearchResult
from assistant.retrieval.results import SearchResults
from assistant.sentences import split

TABLE = "asked_forms.yaml"
FORMS = ("phone", "email", "website", "street", "business_id", "account", "pay", "price", "sum")
"""Forms that are looked for in a whole passage."""
PERSON = "person"
"""The form that is looked for in a sentence: a name beside a role."""
READ = 5
"""Passages in which they are looked for: those that quotations are taken from."""
SURELY_READ, HALF_OF_WORDS = 3, 0.5
"""Of these the first; any further one only when it tells that share of the question's words."""


def asked_forms(question: str, language: str) -> list[str]:
    """What a question asks for by its form, by the names of asked_forms.yaml.

    Args:
        question: Cleaned.
        language: ISO 639-1 of the question.
    """
    asked = question.lower()
    forms = [form for form in FORMS if pattern_of(TABLE, form, language).search(asked)]
    return [*forms, PERSON] if _asks_for_a_person(asked, language) else forms


def tells(form: str, text: str) -> bool:
    """Whether a text, in any language, has what is asked for by a form.

    Args:
        form: One of `asked_forms`.
        text: A passage or a part of it.
    """
    return _names_a_person(text) if form == PERSON else bool(pattern_of(TABLE, form, "told").search(text.lower()))


def untold_form(question: str, language: str, results: Sequence[SearchResult]) -> str | None:
    """A form that the question asks for and no passage has; None when it asks for none, or it is there.

    Args:
        question: Cleaned.
        language: ISO 639-1 of the question.
        results: Best first.
    """
    forms = asked_forms(question, language)
    texts = [result.chunk.text for result in _read(results)] if forms else []
    return next((form for form in forms if not any(tells(form, text) for text in texts)), None)


def telling_first(question: Question, filters: Filters, found: SearchResults) -> SearchResults:  # noqa: ARG001
    """What was found, of the passages that are quoted from those first that have what is asked for by its form."""
    forms = asked_forms(question.text, found.language)
    told = [result for result in _read(found.results) if any(tells(form, result.chunk.text) for form in forms)]
    others = [result for result in found.results if result not in told]
    return replace(found, results=(*told, *others)) if told else found


def _read(results: Sequence[SearchResult]) -> list[SearchResult]:
    """The passages in which forms are looked for."""
    further = (result for result in results[SURELY_READ:READ] if result.features.get("words", 0.0) >= HALF_OF_WORDS)
    return [*results[:SURELY_READ], *further]


def _asks_for_a_person(asked: str, language: str) -> bool:
    name_of, role = (pattern_of(TABLE, key, language) for key in ("name_of", "role"))
    return bool(name_of.search(asked) and role.search(asked))


def _names_a_person(text: str) -> bool:
    """Whether a sentence has a role and what may be a first and a last name."""
    name = pattern_of(TABLE, PERSON, "told")
    return any(name.search(sentence) for sentence in split(text) if _has_a_role(sentence.lower()))


def _has_a_role(sentence: str) -> bool:
    """In any language: the passage may be in another than the question."""
    return any(pattern.search(sentence) for pattern in read_patterns(TABLE)["role"].values())
