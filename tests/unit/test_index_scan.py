from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine, insert

from assistant.documents import Document, Filters, Metadata
from assistant.index import scan
from assistant.index.rows import document_row, tag_rows
from assistant.index.tables import DOCUMENTS, METADATA, PASSAGES, TAGS
from tests.index_fakes import make_document

DIMENSIONS = 64
CHUNKS_EACH = 3
EVERYTHING = Filters()
FINNISH = Filters(languages=("fi",))
REMOTE = Filters(themes=("etatyo",))


def unit(rows: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(0).normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


VECTORS = unit(300)


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """A hundred documents of three chunks; every second one is Swedish, every tenth on remote work."""
    with create_engine("sqlite://").connect() as connection:
        METADATA.create_all(connection)
        for number in range(100):
            document = numbered(number)
            connection.execute(insert(DOCUMENTS), document_row(document, CHUNKS_EACH, None))
            if tags := tag_rows(document):
                connection.execute(insert(TAGS), tags)
            first = number * CHUNKS_EACH
            row = scan.passage_row(document.id, first, VECTORS[first : first + CHUNKS_EACH])
            connection.execute(insert(PASSAGES), row)
        yield connection


def numbered(number: int) -> Document:
    themes = ("etatyo",) if number % 10 == 0 else ()
    return make_document(f"{number}.pdf", language="sv" if number % 2 else "fi", metadata=Metadata(themes=themes))


def passing(filters: Filters) -> NDArray[np.bool_]:
    numbers = np.arange(len(VECTORS)) // CHUNKS_EACH
    return (numbers % 2 == 0 if filters.languages else True) & (
        numbers % 10 == 0 if filters.themes else np.ones(len(VECTORS), np.bool_)
    )


@pytest.mark.parametrize("filters", [EVERYTHING, FINNISH, REMOTE], ids=["all", "half", "tenth"])
def test_the_nearest_are_those_of_the_highest_cosine(connection: Connection, filters: Filters) -> None:
    query = VECTORS[30] + np.float32(0.6) * VECTORS[31] + np.float32(0.3) * VECTORS[200]
    cosines = np.where(passing(filters), VECTORS @ query, -2)
    found = scan.scope(connection, filters).nearest(query, 10)
    assert cosines[found] == pytest.approx(np.sort(cosines)[::-1][:10], abs=0.01)
    assert found[0] == np.argmax(cosines)


def test_fewer_than_asked_for_are_all_found(connection: Connection) -> None:
    found = scan.scope(connection, REMOTE).nearest(VECTORS[0], 200)
    assert sorted(found) == np.flatnonzero(passing(REMOTE)).tolist()


def test_nothing_passes_a_filter_without_documents(connection: Connection) -> None:
    nobody = scan.scope(connection, Filters(document_ids=("unknown",)))
    assert nobody.nearest(VECTORS[0], 10) == []
    assert not nobody.holds(300).any()


@pytest.mark.parametrize("filters", [FINNISH, REMOTE], ids=["half", "tenth"])
def test_chunks_pass_with_their_document(connection: Connection, filters: Filters) -> None:
    assert scan.scope(connection, filters).holds(300).tolist() == passing(filters).tolist()


def test_bytes_keep_a_cosine_to_a_few_thousandths() -> None:
    row = scan.passage_row("d", 1, VECTORS)
    bytes_read = np.frombuffer(row["vectors"], dtype=np.int8).reshape(VECTORS.shape) * row["scale"]
    assert bytes_read @ VECTORS[7] == pytest.approx(VECTORS @ VECTORS[7], abs=0.004)


def test_a_vector_of_noughts_can_be_kept() -> None:
    assert scan.passage_row("d", 1, np.zeros((1, DIMENSIONS), np.float32))["vectors"] == bytes(DIMENSIONS)
