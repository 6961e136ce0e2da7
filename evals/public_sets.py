"""The public sets that the figures in docs/ are measured on: where their files stand below one folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import PermanentError


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Questions and the passages that they are asked of.

    Attributes:
        name: As tables call it: the set and the languages of question and passage.
        corpus: Path of the passages, below the folder of all sets.
        queries: Path of the questions.
        distractors: Paths of passages that answer none of them.
    """

    name: str
    corpus: str
    queries: str
    distractors: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The name, fit for a file's."""
        return self.name.replace(" → ", "-").replace(" ", "-")


RETRIEVAL = (
    PublicSet("tydiqa fi", "tydiqa/corpus_fi.jsonl", "tydiqa/queries_fi.jsonl", ("nomiracl/corpus_fi.jsonl",)),
    PublicSet("finlex fi", "finlex_work/corpus_fi.jsonl", "finlex_work/queries_fi.jsonl"),
    PublicSet("finlex sv → fi", "finlex_work/corpus_fi.jsonl", "finlex_work/queries_sv.jsonl"),
    PublicSet("lohelp en → fi", "lohelp/corpus_fi.jsonl", "lohelp/queries_en.jsonl"),
    PublicSet("lohelp sv → fi", "lohelp/corpus_fi.jsonl", "lohelp/queries_sv.jsonl"),
    PublicSet("tydiqa en", "tydiqa/corpus_en.jsonl", "tydiqa/queries_en.jsonl"),
    PublicSet("tydiqa ru", "tydiqa/corpus_ru.jsonl", "tydiqa/queries_ru.jsonl"),
    PublicSet("tydiqa ar", "tydiqa/corpus_ar.jsonl", "tydiqa/queries_ar.jsonl"),
)
ABSTENTION = (
    PublicSet("nomiracl fi", "nomiracl/corpus_fi.jsonl", "nomiracl/queries_fi.jsonl"),
    PublicSet("nomiracl en", "nomiracl/corpus_en.jsonl", "nomiracl/queries_en.jsonl"),
)
OFF_COLLECTION = RETRIEVAL[:1]
ANSWERS = RETRIEVAL[:1]


def chosen(sets: Sequence[PublicSet], names: Sequence[str] | None) -> list[PublicSet]:
    """The sets whose names contain any of `names`; all without names.

    Raises:
        PermanentError: There is none.
    """
    found = [one for one in sets if not names or any(name in one.name for name in names)]
    if not found:
        known = ", ".join(one.name for one in sets)
        raise PermanentError("data_unreadable", f"No set is called {', '.join(names or ())}.", f"There are: {known}.")
    return found
