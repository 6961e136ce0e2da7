"""Searching a library of real files, with a small model in place of the real one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.documents import DocumentKind, Filters, Metadata, SearchResult
from assistant.index.library import Library
from assistant.retrieval.langchain import AssistantRetriever
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from tests.index_fakes import FakeAnalyser, FakeEmbedder, make_chunks, make_document

TEXTS = {
    "opas.pdf": ("Omarahoitusosuus on 20 prosenttia. Se maksetaan itse.", "Hankekahvit pidetään perjantaina."),
    "kysely.pdf": ("Alkumittaus tehdään kyselyllä hankkeen alussa.",),
    "blogi.html": ("Etätyön johtaminen vaatii luottamusta.",),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(Settings(data_dir=tmp_path), FakeEmbedder(), FakeAnalyser())
    for uri, texts in TEXTS.items():
        kind = DocumentKind.BLOG if uri == "blogi.html" else DocumentKind.GUIDE
        document = make_document(uri, title=uri.partition(".")[0], kind=kind)
        library.put(document, make_chunks(document, *texts))
    yield library
    library.close()


@pytest.fixture
def retriever(library: Library) -> Retriever:
    return Retriever(library, library.embedder, library.analyser)


def test_the_passage_that_answers_comes_first(retriever: Retriever) -> None:
    found = retriever.search("Paljonko on omarahoitusosuus?")
    best = found.results[0]
    assert best.chunk.text.startswith("Omarahoitusosuus on 20")
    assert best.document.uri == "opas.pdf"
    assert found.language == "fi"
    assert 0 <= found.answerable <= 1


def test_scores_fall_and_each_result_says_why(retriever: Retriever) -> None:
    results = retriever.search("alkumittaus kyselyllä").results
    assert len(results) == 4
    assert [result.score for result in results] == sorted((result.score for result in results), reverse=True)
    assert {"passage", "lead", "sentence", "lexical", "words"} <= results[0].features.keys()


def test_a_reranker_has_the_last_word_on_the_first_passages(library: Library) -> None:
    class Shortest:
        def scores(self, query: str, results: Sequence[SearchResult]) -> NDArray[np.float32]:
            assert query == "Paljonko on omarahoitusosuus?"
            return np.array([-len(result.chunk.text) for result in results], dtype=np.float32)

    found = Retriever(library, library.embedder, library.analyser, reranker=Shortest()).search(
        "Paljonko on omarahoitusosuus?"
    )
    lengths = [len(result.chunk.text) for result in found.results]
    assert lengths == sorted(lengths)


def test_each_sentence_has_its_score(retriever: Retriever) -> None:
    best = retriever.search("Omarahoitusosuus on 20 prosenttia.").results[0]
    assert len(best.sentence_scores) == 2
    assert best.sentence_scores[0] == pytest.approx(1.0, abs=1e-3)
    assert best.sentence_scores[0] > best.sentence_scores[1]


def test_the_limit_is_kept(retriever: Retriever) -> None:
    assert len(retriever.search("hankkeen", limit=2).results) == 2


def test_a_search_can_be_narrowed(retriever: Retriever) -> None:
    results = retriever.search("Paljonko on omarahoitusosuus?", Filters(kinds=(DocumentKind.BLOG,))).results
    assert [result.document.uri for result in results] == ["blogi.html"]
    assert retriever.search("omarahoitusosuus", Filters(years=(1999,))).results == ()


AWKWARD = ["", "   ", "?!", "\0", "\ud800", '"NEAR(" OR *', "'; DROP TABLE chunks; --", "x" * 2000]


@pytest.mark.parametrize("query", AWKWARD, ids=range(len(AWKWARD)))
def test_no_query_breaks_it(retriever: Retriever, query: str) -> None:
    assert len(retriever.search(query).results) == 4


def test_an_empty_library_has_no_results(tmp_path: Path) -> None:
    library = Library.open(Settings(data_dir=tmp_path / "empty"), FakeEmbedder(), FakeAnalyser())
    found = Retriever(library, library.embedder, library.analyser).search("Mitä?")
    assert (found.results, found.answerable) == ((), 0.0)
    library.close()


def test_the_same_query_gives_the_same_results(retriever: Retriever) -> None:
    assert retriever.search("hankkeen johtaminen") == retriever.search("hankkeen johtaminen")


def test_langchain_programs_can_use_it(retriever: Retriever) -> None:
    (document,) = AssistantRetriever(retriever=retriever, limit=1).invoke("Milloin hankekahvit pidetään?")
    assert document.page_content == "Hankekahvit pidetään perjantaina."
    assert document.metadata["uri"] == "opas.pdf"
    assert document.metadata["page"] == 2


def test_the_newest_edition_of_the_same_words_comes_first(library: Library, retriever: Retriever) -> None:
    text = "Loppumittaus tehdään hankkeen lopussa."
    old = make_document("opas-2023.pdf", title="Opas")
    new = make_document("opas-2025.pdf", title="Opas", metadata=Metadata(supersedes="opas-2023.pdf"))
    library.put(new, make_chunks(new, text))
    library.put(old, make_chunks(old, text))
    results = retriever.search("Milloin loppumittaus tehdään?").results
    found = [result.document.uri for result in results if result.document.uri.startswith("opas-20")]
    assert found == ["opas-2025.pdf", "opas-2023.pdf"]


def test_a_query_is_worded_once_however_often_it_is_searched_for(library: Library) -> None:
    class Counting(FakeEmbedder):
        asked: ClassVar[list[str]] = []

        def query(self, text: str) -> NDArray[np.float32]:
            self.asked.append(text)
            return super().query(text)

    retriever = Retriever(library, Counting(), library.analyser)
    narrowed = [retriever.search("alkumittaus", Filters(kinds=(kind,))) for kind in DocumentKind]
    assert {result.document.uri for found in narrowed for result in found.results} >= {"kysely.pdf", "blogi.html"}
    retriever.search("omarahoitusosuus")
    assert Counting.asked == ["alkumittaus", "omarahoitusosuus"]
