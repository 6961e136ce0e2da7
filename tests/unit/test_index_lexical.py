from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert, select

from assistant.index import postings
from assistant.index.lexical import BODY, HEADINGS, SATURATION, TITLE, Matches, match
from assistant.index.postings import BLOCK, EVERY, Fields
from assistant.index.tables import CHUNKS, METADATA, POSTINGS

words = st.lists(st.sampled_from(["hanke", "haku", "työ", "15.9.2026", "а б", '"']), max_size=6)
documents = st.lists(st.lists(st.tuples(words, words, words), min_size=1, max_size=3), min_size=1, max_size=4)


few = settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def tables() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as connection:
        METADATA.create_all(connection)
        connection.commit()
        yield connection


@pytest.fixture
def connection(tables: Connection) -> Iterator[Connection]:
    with passing(tables) as connection:
        yield connection


@contextmanager
def passing(connection: Connection) -> Iterator[Connection]:
    """What is written goes again at the end."""
    try:
        yield connection
    finally:
        connection.rollback()


def put(connection: Connection, first: int, chunks: Sequence[Fields]) -> range:
    keys = range(first, first + len(chunks))
    row = {"document_id": "d", "position": 0, "headings": [], "text": "", "digest": "", "embedded": "", "vectors": b""}
    connection.execute(insert(CHUNKS), [{**row, "key": key, "id": str(key)} for key in keys])
    postings.add(connection, first, chunks)
    return keys


def body(*terms: str) -> Fields:
    return ([], [], terms)


def test_an_empty_index_has_no_matches(connection: Connection) -> None:
    matches = match(connection, ["hanke"])
    assert matches.size == 0
    assert matches.heaviest({"hanke": 1.0}, 10) == []
    assert matches.among([]) == {"hanke": matches.among([1])["hanke"]}
    assert postings.count(connection) == 0


def test_a_rare_term_weighs_more_than_a_common_one(connection: Connection) -> None:
    put(connection, 1, [body("hanke", "haku"), body("hanke"), body("hanke")])
    matches = match(connection, ["hanke", "haku", "unknown"])
    assert 0 < matches.idf("hanke") < matches.idf("haku") < matches.idf("unknown")
    assert matches.heaviest({"hanke": 1.0, "haku": 1.0}, 2) == [1, 2]


def test_a_term_counts_most_in_the_title_and_least_in_the_body(connection: Connection) -> None:
    put(connection, 1, [([], [], ["hanke"]), ([], ["hanke"], []), (["hanke"], [], [])])
    assert match(connection, ["hanke"]).heaviest({"hanke": 1.0}, 3) == [3, 2, 1]


def test_frequencies_in_each_field_are_told_of_candidates(connection: Connection) -> None:
    put(connection, 1, [(["hanke"], [], ["hanke", "hanke", "haku"]), body("haku")])
    matches = match(connection, ["hanke"])
    assert matches.counts("hanke", [2, 1, 99]).tolist() == [[0, 0, 0], [1, 0, 2], [0, 0, 0]]
    assert matches.counts(EVERY, [1, 2]).tolist() == [[1, 0, 3], [0, 0, 1]]


def test_what_may_not_be_found_is_not_found(connection: Connection) -> None:
    put(connection, 1, [body("hanke"), body("hanke", "hanke"), body("hanke")])
    matches = match(connection, ["hanke"])
    allowed = np.array([False, True, False, True])
    assert matches.heaviest({"hanke": 1.0}, 10, allowed) == [1, 3]


def test_a_document_may_lie_across_blocks(connection: Connection) -> None:
    put(connection, BLOCK - 3, [body("muu")] * 2)
    keys = put(connection, BLOCK - 1, [body("hanke", f"oma{number}") for number in range(BLOCK + 2)])
    assert match(connection, ["hanke"]).keys("hanke").tolist() == list(keys)
    postings.remove(connection, keys)
    assert set(connection.scalars(select(POSTINGS.c.term))) == {EVERY, "muu"}


@few
@given(documents, st.data())
def test_what_is_removed_was_never_there(tables: Connection, groups: list[list[Fields]], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(groups) - 1))
    firsts = [BLOCK - 2 + sum(len(group) for group in groups[:number]) for number in range(len(groups))]
    left = []
    with passing(tables) as connection:
        keys = [put(connection, first, group) for first, group in zip(firsts, groups, strict=True)]
        postings.remove(connection, keys[gone])
        left.append(connection.execute(select(POSTINGS)).all())
    with passing(tables) as connection:
        for number, (first, group) in enumerate(zip(firsts, groups, strict=True)):
            if number != gone:
                put(connection, first, group)
        left.append(connection.execute(select(POSTINGS)).all())
    assert left[0] == left[1]


@few
@given(documents)
def test_scores_are_those_of_fts5(tables: Connection, groups: list[list[Fields]]) -> None:
    chunks = [fields for group in groups for fields in group]
    names = {"hanke": "a", "haku": "b", "työ": "c", "15.9.2026": "d", "а б": "e", '"': "f"}
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE fts USING fts5(title, headings, body)")
    lines = [tuple(" ".join(names[term] for term in field) for field in fields) for fields in chunks]
    database.executemany("INSERT INTO fts VALUES (?, ?, ?)", lines)
    query = "SELECT rowid, -bm25(fts, ?, ?, ?) FROM fts WHERE fts MATCH ?"
    with passing(tables) as connection:
        put(connection, 1, chunks)
        matches = match(connection, list(names)).among(range(len(chunks) + 1))
    for term, found in matches.items():
        theirs = dict(database.execute(query, (TITLE, HEADINGS, BODY, names[term])))
        rarity = (len(chunks) - len(theirs) + 0.5) / (len(theirs) + 0.5)
        idf = np.log(rarity) if rarity > 1 else 1e-6
        assert found.frequency == pytest.approx({key: score / idf for key, score in theirs.items()})


@few
@given(documents, st.integers(1, 5))
def test_the_heaviest_are_those_of_the_highest_sums(tables: Connection, groups: list[list[Fields]], limit: int) -> None:
    weights = {"hanke": 1.0, "haku": 0.5, "työ": 0.3}
    with passing(tables) as connection:
        put(connection, 1, [fields for group in groups for fields in group])
        matches = match(connection, list(weights))
    assert matches.heaviest(weights, limit) == by_hand(matches, weights)[:limit]


def by_hand(matches: Matches, weights: dict[str, float]) -> list[int]:
    sums: dict[int, float] = {}
    for term, found in matches.among(range(matches.size)).items():
        for key, frequency in found.frequency.items():
            assert 0 < frequency < SATURATION
            sums[key] = sums.get(key, 0.0) + weights[term] * found.idf * frequency
    return sorted(sums, key=lambda key: (-sums[key], key))
