"""The rows of the ablation table, and how it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.analysis import Term
from assistant.documents import Chunk, SearchResult
from assistant.errors import PermanentError
from assistant.retrieval.scoring import WEIGHTS
from evals.ablation import BEGIN, END, cells, put
from evals.public_sets import RETRIEVAL, chosen
from evals.variations import AsWritten, OneTermAWord, WithoutKinds, reciprocal_ranks, variations, weighted
from tests.fakes import record
from tests.index_fakes import FakeAnalyser


def result(name: str, passage: float, lexical: float) -> SearchResult:
    features = {"passage": passage, "lexical": lexical}
    return SearchResult(Chunk(name, "d", 0, (), None, name, ""), record(), 0.0, features)


FOUND = [result("a", 0.9, 0.1), result("b", 0.8, 0.9), result("c", 0.7, 0.5), result("d", 0.6, 0.0)]


def test_reciprocal_ranks_see_places_alone() -> None:
    # a is 1st and 3rd, b 2nd and 1st, c 3rd and 2nd, d last twice: 1/62 + 1/61 > 1/61 + 1/63 > 1/63 + 1/62 > 2/64.
    assert [one.chunk.id for one in reciprocal_ranks("?", FOUND)] == ["b", "a", "c", "d"]


def test_weights_are_changed_where_they_apply() -> None:
    features = {"passage": 0.8, "lead": 0.5, "sentence": 0.7, "lexical": 0.4, "words": 0.3}
    finnish = SearchResult(Chunk("a", "d", 0, (), None, "a", ""), record(language="fi"), 2.0, features)
    swedish = SearchResult(Chunk("b", "d", 0, (), None, "b", ""), record(language="sv"), 1.9999, features)
    as_within = weighted(lambda _old: WEIGHTS)
    question = "Hur mycket är egenfinansieringen i projektet?"
    # Across languages the lexical weight is higher; without that the Finnish passage falls behind.
    assert [one.chunk.id for one in as_within(question, [finnish, swedish])] == ["b", "a"]
    assert [one.chunk.id for one in weighted(lambda old: old)(question, [finnish, swedish])] == ["a", "b"]


def test_one_term_a_word_is_what_most_systems_index() -> None:
    analyser = OneTermAWord(lambda word, language: f"{language}-{word}", "test")
    terms = analyser.terms("Haku on auki", "und")
    assert [term.text for term in terms] == ["fi-haku", "fi-on", "fi-auki"]
    assert [term.pos == "function" for term in terms] == [False, True, False]
    assert analyser.query_terms("Haku", "sv") == analyser.terms("Haku", "sv")


def test_kinds_of_terms_can_be_left_out_of_questions() -> None:
    class Joining(FakeAnalyser):
        def query_terms(self, text: str, language: str) -> list[Term]:
            return [*self.terms(text, language), Term("työhyvinvointi", "part")]

    assert [term.text for term in WithoutKinds(Joining(), frozenset({"part"})).query_terms("työ", "fi")] == ["työ"]
    assert [term.text for term in AsWritten(Joining()).query_terms("työ", "fi")] == ["työ"]


def test_every_row_has_a_name_of_its_own_and_the_full_system_is_first() -> None:
    rows = variations()
    assert rows[0].name == "full system"
    assert len({row.name for row in rows}) == len(rows)


def test_cells_tell_the_difference_to_the_full_system() -> None:
    head, lines = cells({"set": {"full system": [1.0, 0.5], "less": [0.5, 0.0]}})
    assert head == ["what is changed", "set"]
    assert lines == [["full system", "0.750 [0.500, 1.000]"], ["less", "0.250 -0.500 [-0.500, -0.500]"]]


def test_the_table_takes_the_place_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "retrieval.md"
    page.write_text(f"before\n{BEGIN}old{END}\nafter\n")
    for _ in range(2):
        put(page, ["", "a", "b", "c", "d"], [["full system", "1", "2", "3", "4"]])
    text = page.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n")
    assert "| full system | 1 | 2 | 3 |" in text
    assert "| full system | 4 |" in text
    assert "old" not in text
    assert text.count("full system") == 2


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "retrieval.md"
    page.write_text("no marks")
    with pytest.raises(PermanentError, match="no place for the table"):
        put(page, [""], [])
    assert page.read_text() == "no marks"


def test_sets_are_chosen_by_part_of_their_names() -> None:
    assert [one.name for one in chosen(RETRIEVAL, ["finlex"])] == ["finlex fi", "finlex sv → fi"]
    assert chosen(RETRIEVAL, None) == list(RETRIEVAL)
    with pytest.raises(PermanentError, match="tydiqa fi"):
        chosen(RETRIEVAL, ["squad"])
