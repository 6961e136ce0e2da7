from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.analysis import Analyser
from assistant.answering.catalogue.answers import answer_catalogue
from assistant.answering.catalogue.questions import recognise_catalogue_question
from assistant.answering.citations import sound
from assistant.answering.question import Question
from assistant.answering.routing import Asked
from assistant.documents import Chunk, DocumentKind, DocumentRecord, Filters
from tests.fakes import record
from tests.index_fakes import FakeAnalyser

ANALYSER: Analyser = FakeAnalyser()


class Shelf:
    """Newsletters, all of 2024."""

    def __init__(self, count: int) -> None:
        self.asked: list[Filters] = []
        self._documents = [
            replace(
                record(f"uutiskirje-{n}.html", title=f"Uutiskirje {n}/2024"),
                kind=DocumentKind.NEWSLETTER,
                published=date(2024, 1, n),
            )
            for n in range(1, count + 1)
        ]

    def count(self, filters: Filters = Filters()) -> int:  # noqa: B008
        self.asked.append(filters)
        return len(self._documents)

    def documents(self, filters: Filters = Filters(), *, limit: int = 100, offset: int = 0) -> list[DocumentRecord]:  # noqa: B008, ARG002
        return self._documents[:limit]

    def chunks(self, document_id: str) -> list[Chunk]:
        return [Chunk(f"{document_id}.0.0", document_id, 0, (), 1, "Tässä numerossa kerrotaan. Ja lisää.", "0")]


@pytest.mark.parametrize(
    ("language", "text", "kind", "years", "counts"),
    [
        ("fi", "Montako uutiskirjettä julkaistiin 2024?", "newsletter", (2024,), True),
        ("fi", "Luettele raportit vuosilta 2023–2025", "report", (2023, 2024, 2025), False),
        ("sv", "Hur många nyhetsbrev publicerades år 2024?", "newsletter", (2024,), True),
        ("en", "How many newsletters were published in 2024?", "newsletter", (2024,), True),
        ("en", "List all guides", "guide", (), False),
        ("et", "Mitu uudiskirja ilmus 2024. aastal?", "newsletter", (2024,), True),
        ("ru", "Сколько отчётов опубликовано в 2025 году?", "report", (2025,), True),
        ("uk", "Скільки звітів опубліковано у 2025 році?", "report", (2025,), True),
    ],
)
def test_counts_and_lists_are_recognised(
    language: str, text: str, kind: str, years: tuple[int, ...], counts: bool
) -> None:
    question = recognise_catalogue_question(text, language, ANALYSER)
    assert question is not None
    assert (question.filters.kinds, question.filters.years, question.counts) == ((DocumentKind(kind),), years, counts)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Montako hanketta vastasi kyselyyn 2025?"),
        ("fi", "Montako väittämää kyselyssä on?"),
        ("fi", "Mitä hyviä käytäntöjä on etätyön johtamiseen?"),
        ("fi", "Mikä on uutiskirje?"),
        ("en", "How many projects answered the survey?"),
        ("en", "How many practices and reports are there?"),
        ("sv", "Hur många tilaajia har nyhetsbrevet?"),
    ],
)
def test_what_the_catalogue_cannot_prove_is_left_alone(language: str, text: str) -> None:
    assert recognise_catalogue_question(text, language, ANALYSER) is None


def test_the_count_is_the_catalogues_and_each_document_is_cited() -> None:
    shelf = Shelf(12)
    answer = answer_catalogue(shelf, ANALYSER)(
        Asked(Question("Montako uutiskirjettä julkaistiin 2024?", "fi"), Filters())
    )
    assert answer is not None
    assert answer.text.startswith("Kokoelmassa on 12 asiakirjaa. Rajaus: uutiskirjeet, 2024.")
    assert answer.text.endswith("– ja 2 muuta")
    assert len(answer.citations) == 10
    assert sound(answer.text, answer.citations, answer.results)
    assert shelf.asked == [Filters(kinds=(DocumentKind.NEWSLETTER,), years=(2024,))]


def test_nothing_to_count_is_left_to_the_documents_text() -> None:
    asked = Asked(Question("Montako uutiskirjettä julkaistiin 2019?", "fi"), Filters())
    assert answer_catalogue(Shelf(0), ANALYSER)(asked) is None
