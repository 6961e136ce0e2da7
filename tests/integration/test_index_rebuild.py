"""A rebuild for another model or analysis, beside the index in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents import Filters
from assistant.errors import TransientError
from assistant.index.library import Library
from assistant.index.rebuild import rebuild
from assistant.settings import Settings
from tests.index_fakes import FakeAnalyser, FakeEmbedder, make_chunks, make_document


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data_dir=tmp_path / "data")
    library = Library.open(settings, FakeEmbedder(), FakeAnalyser())
    original = tmp_path / "a.pdf"
    original.write_bytes(b"%PDF")
    for uri in ("a.pdf", "b.pdf"):
        document = make_document(uri)
        library.put(document, make_chunks(document, f"Teksti {uri}.", "Toinen."), original)
    library.close()
    return settings


def test_another_model_gets_an_index_of_its_own(settings: Settings) -> None:
    seen: list[tuple[int, int]] = []
    new = FakeEmbedder("fake-2", dimensions=32)
    library = rebuild(settings, new, FakeAnalyser(), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
    assert library.count() == 2
    assert library.check() == []
    record = library.documents(Filters())[0]
    assert [chunk.text for chunk in library.chunks(record.id)] == [f"Teksti {record.uri}.", "Toinen."]
    assert library.original_path(record.id) is not None
    library.close()
    Library.open(settings, new, FakeAnalyser()).close()


def test_vectors_are_kept_when_only_the_analysis_changes(settings: Settings) -> None:
    embedder = FakeEmbedder()
    library = rebuild(settings, embedder, FakeAnalyser("fake-terms-2"))
    assert embedder.embedded == []
    assert library.check() == []
    library.close()


def test_the_old_index_is_searched_until_it_is_closed_and_written_no_more(settings: Settings) -> None:
    old = Library.open(settings, FakeEmbedder(), FakeAnalyser())
    rebuild(settings, FakeEmbedder("fake-2"), FakeAnalyser()).close()
    with old.snapshot() as snapshot:
        assert len(snapshot.nearest(old.embedder.query("Teksti"), 10)) == 4
    with pytest.raises(TransientError) as raised:
        old.remove("0")
    assert raised.value.code == "index_replaced"
    old.close()


def test_generations_before_the_last_are_dropped(settings: Settings) -> None:
    for number in range(2, 5):
        rebuild(settings, FakeEmbedder(f"fake-{number}"), FakeAnalyser()).close()
    folders = {path.name for path in (settings.data_dir / "index").iterdir() if path.is_dir()}
    assert folders == {"3", "4"}


def test_a_rebuild_that_was_cut_short_leaves_the_old_index(settings: Settings) -> None:
    class CrashError(Exception):
        pass

    def crash(_done: int, _total: int) -> None:
        raise CrashError

    with pytest.raises(CrashError):
        rebuild(settings, FakeEmbedder("fake-2"), FakeAnalyser(), crash)
    library = Library.open(settings, FakeEmbedder(), FakeAnalyser())
    assert library.count() == 2
    library.close()
    again = rebuild(settings, FakeEmbedder("fake-2"), FakeAnalyser())
    assert again.count() == 2
    assert again.check() == []
    again.close()


def test_a_damaged_index_is_left_behind(settings: Settings) -> None:
    (next(settings.data_dir.rglob("catalogue.sqlite3"))).write_bytes(b"garbage " * 600)
    library = rebuild(settings, FakeEmbedder(), FakeAnalyser())
    assert library.count() == 0
    library.close()
    Library.open(settings, FakeEmbedder(), FakeAnalyser()).close()
