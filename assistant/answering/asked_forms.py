"""Things that are told by their form: a phone number, an address, a person's name. Is what is asked for there at all?

A question may be all about a project and ask for the one thing that no document tells: what its manager is called. The
passages are then as near as can be, and only reading them shows that there is no name. What has a form of its own can
be looked for; asked_forms.yaml has the forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.patterns import pattern_of, read_patterns
from assistant.documents import SearchResult
from assistant.sentences import split

TABLE = "asked_forms.yaml"
FORMS = ("phone", "email", "street", "business_id", "account", "pay")
"""Forms that are looked for in a whole passage."""


def untold_form(question: str, language: str, results: Sequence[SearchResult]) -> str | None:
    """A form that the question asks for and no passage has; None when it asks for none, or it is there.

    Args:
        question: Cleaned.
        language: ISO 639-1 of the question.
        results: The passages that are read.

    Returns:
        Its name in asked_forms.yaml: "phone", "person", …
    """
    asked = question.lower()
    texts = [result.chunk.text for result in results]
    for form in FORMS:
        told = pattern_of(TABLE, form, "told")
        if pattern_of(TABLE, form, language).search(asked) and not any(told.search(text.lower()) for text in texts):
            return form
    return "person" if _asks_for_a_person(asked, language) and not any(map(_names_a_person, texts)) else None


def _asks_for_a_person(asked: str, language: str) -> bool:
    name_of, role = (pattern_of(TABLE, key, language) for key in ("name_of", "role"))
    return bool(name_of.search(asked) and role.search(asked))


def _names_a_person(text: str) -> bool:
    """Whether a sentence has a role and what may be a first and a last name."""
    name = pattern_of(TABLE, "person", "told")
    return any(name.search(sentence) for sentence in split(text) if _has_a_role(sentence.lower()))


def _has_a_role(sentence: str) -> bool:
    """In any language: the passage may be in another than the question."""
    return any(pattern.search(sentence) for pattern in read_patterns(TABLE)["role"].values())
