"""Calls in the library: they come, change and go with their document, and outlive a rebuild and a repair."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from assistant.calls.record import Call
from assistant.calls.stated import StatedCall
from assistant.calls.statement import Statement
from assistant.index.library import Library
from assistant.index.rebuild import rebuild
from assistant.settings import Settings
from ingest.sources import FolderSource
from ingest.sync import sync
from tests.index_fakes import FakeAnalyser, FakeEmbedder, make_chunks, make_document

CALLS = Path(__file__).parents[2] / "corpus" / "calls"


def _call(call_id: str = "haku-1") -> Call:
    names = {"id": call_id, "name": {"fi": "Haku"}, "funder": "Rahoittaja", "programme": "Ohjelma"}
    times = {"opens_at": "2026-10-01T09:00", "closes_at": "2027-01-15T16:15"}
    return Call.model_validate({**names, **times})


def _open(settings: Settings) -> Library:
    return Library.open(settings, FakeEmbedder(), FakeAnalyser())


def test_calls_come_and_go_with_their_document(tmp_path: Path) -> None:
    library = _open(Settings(data_dir=tmp_path))
    read = StatedCall(_call("haku-2"), False, frozenset({"closes_at"}), {"closes_at": "15.1.2027"}, {"opens_at": "?"})
    document = replace(make_document("haut.csv"), calls=(StatedCall(_call()), read))
    library.put(document, make_chunks(document, "Teksti."))
    first, second = library.told_calls()
    assert first.call == _call() and first.official and first.document.uri == "haut.csv"
    assert first.call.closes_at is not None and str(first.call.closes_at.tzinfo) == "Europe/Helsinki"
    assert (second.official, second.unreviewed, second.quotes, second.proposals) == (
        read.official, read.unreviewed, read.quotes, read.proposals,
    )  # fmt: skip
    library.put(replace(document, calls=(StatedCall(_call("haku-3")),)), ())
    assert [stored.call.id for stored in library.calls()] == ["haku-3"]
    assert library.call_statements() == []
    library.remove(document.id)
    assert library.calls() == []
    library.close()


def test_what_documents_say_of_calls_comes_and_goes_with_them(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    library = _open(settings)
    statement = Statement("closes_at", "2027-01-15", "", "Haku päättyy 15.1.2027.", "Uutiskirje", 2, certain=False)
    document = replace(make_document("kirje.html"), call_statements=(statement,))
    library.put(document, make_chunks(document, "Haku päättyy 15.1.2027."))
    (stored,) = library.call_statements()
    assert (stored.statement, stored.document.uri) == (statement, "kirje.html")
    library.close()
    rebuilt = rebuild(settings, FakeEmbedder("fake-2"), FakeAnalyser())
    assert [stored.statement for stored in rebuilt.call_statements()] == [statement]
    rebuilt.remove(document.id)
    assert rebuilt.call_statements() == []
    rebuilt.close()


def test_a_table_that_was_added_since_is_made_when_the_index_is_opened(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    _open(settings).close()
    (catalogue,) = tmp_path.glob("index/*/catalogue.sqlite3")
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("DROP TABLE call_statements")
    library = _open(settings)
    assert library.call_statements() == []
    library.close()


def test_the_records_of_the_example_collection_outlive_a_rebuild_and_a_repair(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    library = _open(settings)
    report = sync(library, [FolderSource(CALLS)])
    assert report.failed == []
    calls = {stored.call.id: stored for stored in library.calls()}
    assert sorted(calls) == sorted(path.stem for path in CALLS.glob("*.yaml"))
    library.repair()
    assert {stored.call.id: stored for stored in library.calls()} == calls
    library.close()
    rebuilt = rebuild(settings, FakeEmbedder("fake-2"), FakeAnalyser())
    assert {stored.call.id: stored.call for stored in rebuilt.calls()} == {key: one.call for key, one in calls.items()}
    rebuilt.close()
