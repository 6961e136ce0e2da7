"""An idea, documents that are more or less like it, and a search that says how much."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.documents import Chunk, DocumentKind, DocumentRecord, Filters, Metadata, SearchResult
from assistant.retrieval.results import SearchResults
from tests.fakes import FakeAssistant, FakeLibrary, record

CLOSE_BY = "Hoitajat ja esihenkilöt keskustelevat työn kuormituksesta kerran kuussa."
FAR_OFF = "Rakennamme kaupunkiin uuden jäähallin taitoluistelua varten."
MARKED = "Turvavartti pidetään joka maanantai koko työmaan porukalla."
EVERYTHING = Filters()


def practice(name: str, project: str | None, *, language: str = "fi", suffix: str = "md") -> DocumentRecord:
    """A practice of a project, or of none."""
    return record(
        f"practices/{name}.{suffix}",
        title=name,
        kind=DocumentKind.PRACTICE,
        language=language,
        metadata=Metadata(project=project),
        media_type="application/pdf" if suffix == "pdf" else "text/markdown",
    )


def passage(
    document: DocumentRecord, likeness: float, text: str, *, place: int = 0, page: int | None = None
) -> SearchResult:
    """A passage that a search found to be as like."""
    chunk = Chunk(f"{document.id}.dddddddd.{place}", document.id, place, (), page, text, "c" * 64)
    return SearchResult(chunk, document, likeness, {"passage": likeness, "sentence": likeness, "lexical": 0.0})


class FakeSearcher:
    """Finds for each text what a test has laid out for it; a text that begins alike is the same."""

    def __init__(self, found: dict[str, Iterable[SearchResult]]) -> None:
        self.asked: list[str] = []
        self._found = {text: tuple(results) for text, results in found.items()}

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 10) -> SearchResults:
        self.asked.append(query)
        found = next((results for text, results in self._found.items() if query.startswith(text)), ())
        passed = [
            one
            for one in found
            if one.document.kind in filters.kinds
            and (not filters.languages or one.document.language in filters.languages)
        ]
        return SearchResults(tuple(passed[:limit]), "fi", 0.5)


CARE = practice("Varhaisen tuen vartti", "Jaksava Hoiva", suffix="pdf")
SITE = practice("Turvavartti", "Turvallinen Työmaa")
NASTY = practice("<script>alert(1)</script>", "<img src=x onerror=alert(2)>")


class IdeaAssistant(FakeAssistant):
    """Finds the care project for `CLOSE_BY` and nothing close for `FAR_OFF`."""

    def __init__(self) -> None:
        super().__init__(FakeLibrary())
        self.searcher = FakeSearcher(
            {
                CLOSE_BY: (
                    passage(CARE, 0.95, "Lähiesihenkilö kysyy kuormituksesta vartin ajan.", page=3),
                    passage(SITE, 0.70, "Työmaalla puhutaan viikon riskeistä."),
                ),
                FAR_OFF: (passage(SITE, 0.70, "Työmaalla puhutaan viikon riskeistä."),),
                MARKED: (passage(NASTY, 0.95, "<b>Turvavartti</b> & muuta"),),
            }
        )
        self.retriever = self.searcher  # type: ignore[assignment]
