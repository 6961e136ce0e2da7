"""The library on real files: SQLite and Chroma, with a small model in place of the real one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.documents import Document, DocumentKind, Filters, Metadata
from assistant.errors import PermanentError, TransientError
from assistant.index import home
from assistant.index.library import Library
from assistant.index.vectors import ChromaVectors
from assistant.settings import Settings
from tests.index_fakes import FakeAnalyser, FakeEmbedder, make_chunks, make_document


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    opened = open_library(settings)
    yield opened
    opened.close()


def open_library(settings: Settings, embedder: FakeEmbedder | None = None) -> Library:
    return Library.open(settings, embedder or FakeEmbedder(), FakeAnalyser())


def found(library: Library, word: str) -> list[str]:
    """Texts of the chunks that have a word, by the lexical index."""
    with library.snapshot() as snapshot:
        keys = snapshot.match([word]).keys(word)
        return [candidate.chunk.text for candidate in snapshot.candidates(keys)]


def nearest(library: Library, text: str) -> list[str]:
    """Texts of the chunks nearest to a text, by the vectors."""
    with library.snapshot() as snapshot:
        keys = snapshot.nearest(library.embedder.query(text), 10)
        return [candidate.chunk.text for candidate in snapshot.candidates(keys)]


def test_a_document_comes_back_as_it_was_put(library: Library, tmp_path: Path) -> None:
    original = tmp_path / "raportti.pdf"
    original.write_bytes(b"%PDF")
    document = make_document(
        metadata=Metadata(themes=("tyohyvinvointi", "etatyo"), regions=("Pirkanmaa",), creator="Tampereen yliopisto")
    )
    chunks = make_chunks(document, "Ensimmäinen sivu.", "Toinen sivu.", headings=("Luku 1", "Alku"))
    library.put(document, chunks, original)

    record = library.document(document.id)
    assert record is not None
    assert (record.uri, record.title, record.kind) == (document.uri, document.title, document.kind)
    assert (record.language, record.published, record.digest) == ("fi", document.published, document.digest)
    assert (record.metadata, record.media_type) == (document.metadata, document.media_type)
    assert (record.chunk_count, record.superseded_by) == (2, None)
    assert library.chunks(document.id) == chunks
    assert library.original_path(document.id) == original
    assert library.digests() == {document.id: document.digest}
    assert library.check() == []


def test_what_is_not_there_is_none_or_empty(library: Library, tmp_path: Path) -> None:
    assert library.document("0") is None
    assert library.chunks("0") == []
    assert library.original_path("0") is None
    assert library.documents() == []
    library.remove("0")
    document = make_document()
    library.put(document, [], tmp_path / "gone.pdf")
    assert library.original_path(document.id) is None


def test_a_document_without_text_is_in_the_catalogue(library: Library) -> None:
    document = make_document()
    library.put(document, [])
    assert library.count() == 1
    assert library.chunks(document.id) == []


def test_a_new_edition_replaces_the_old_in_every_store(library: Library) -> None:
    old = make_document(digest="a" * 64)
    library.put(old, make_chunks(old, "Vanha määräaika tammikuussa.", "Toinen kappale."))
    new = make_document(digest="b" * 64)
    library.put(new, make_chunks(new, "Uusi määräaika helmikuussa."))
    assert [record.digest for record in library.documents()] == ["b" * 64]
    assert found(library, "vanha") == []
    assert found(library, "uusi") == ["Uusi määräaika helmikuussa."]
    assert nearest(library, "Vanha määräaika tammikuussa.") == ["Uusi määräaika helmikuussa."]
    assert library.check() == []


def test_a_removed_document_leaves_no_trace(library: Library, settings: Settings) -> None:
    secret = make_document(title="Salaisuusraportti")
    library.put(secret, make_chunks(secret, "Paljastussana on tässä.", "Muuta."))
    kept = make_document("toinen.pdf")
    library.put(kept, make_chunks(kept, "Toinen asiakirja."))
    library.remove(secret.id)
    library.repair()
    assert library.count() == 1
    assert found(library, "paljastussana") == []
    assert nearest(library, "Paljastussana on tässä.") == ["Toinen asiakirja."]
    assert library.check() == []
    library.close()
    for path in settings.data_dir.rglob("*"):
        if path.is_file():
            assert b"aljastussana" not in path.read_bytes().lower(), path.name


def test_putting_the_same_edition_again_changes_nothing(library: Library) -> None:
    document = make_document()
    chunks = make_chunks(document, "Yksi.", "Kaksi.")
    library.put(document, chunks)
    library.put(document, chunks)
    assert library.chunks(document.id) == chunks
    assert nearest(library, "Yksi.") == ["Yksi.", "Kaksi."]
    assert library.check() == []


def test_only_what_has_changed_is_embedded_again(settings: Settings) -> None:
    embedder = FakeEmbedder()
    library = open_library(settings, embedder)
    old = make_document(digest="a" * 64)
    library.put(old, make_chunks(old, "Pysyvä kappale.", "Muuttuva kappale."))
    embedder.embedded.clear()
    new = make_document(digest="b" * 64)
    library.put(new, make_chunks(new, "Pysyvä kappale.", "Muuttunut kappale."))
    assert embedder.embedded == ["Raportti: Muuttunut kappale.", "Raportti", "Muuttunut kappale."]
    library.close()


def test_chunks_of_another_document_are_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="another document"):
        library.put(make_document("a.pdf"), make_chunks(make_document("b.pdf"), "Teksti."))


def test_the_newer_edition_is_named_on_the_one_it_supersedes(library: Library) -> None:
    old = make_document("2023.pdf", published=date(2023, 1, 1))
    new = make_document("2024.pdf", published=date(2024, 1, 1), metadata=Metadata(supersedes="2023.pdf"))
    for document in (old, new):
        library.put(document, [])
    record = library.document(old.id)
    assert record is not None
    assert record.superseded_by == new.id
    library.remove(new.id)
    record = library.document(old.id)
    assert record is not None
    assert record.superseded_by is None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["c.pdf", "b.pdf", "a.pdf", "d.pdf"]),
        (Filters(kinds=(DocumentKind.SURVEY, DocumentKind.CALL)), ["b.pdf"]),
        (Filters(languages=("sv",)), ["a.pdf"]),
        (Filters(years=(2024, 2025)), ["c.pdf", "b.pdf"]),
        (Filters(themes=("etatyo",)), ["b.pdf", "a.pdf"]),
        (Filters(themes=("etatyo",), languages=("fi",)), ["b.pdf"]),
        (Filters(regions=("Lappi", "Kainuu")), ["c.pdf"]),
        (Filters(regions=("lappi",)), ["c.pdf"]),
        (Filters(regions=("LAPPI", "ÅLAND")), ["c.pdf"]),
        (Filters(years=(1999,)), []),
    ],
)
def test_documents_are_listed_newest_first_and_filtered(
    library: Library, filters: Filters, expected: list[str]
) -> None:
    for document in collection():
        library.put(document, make_chunks(document, f"Teksti {document.uri}."))
    assert [record.uri for record in library.documents(filters)] == expected
    assert library.count(filters) == len(expected)
    assert [record.uri for record in library.documents(filters, limit=1, offset=1)] == expected[1:2]
    with library.snapshot() as snapshot:
        keys = snapshot.nearest(library.embedder.query("Teksti"), 10, filters)
        near = [candidate.chunk.text for candidate in snapshot.candidates(keys)]
        matches = snapshot.match(["teksti"])
        heaviest = matches.heaviest({"teksti": 1.0}, 10, snapshot.allowed(filters, matches.size))
        shared = [candidate.chunk.text for candidate in snapshot.candidates(heaviest)]
    texts = sorted(f"Teksti {uri}." for uri in expected)
    assert sorted(near) == texts
    assert sorted(shared) == texts


def collection() -> list[Document]:
    return [
        make_document("a.pdf", language="sv", published=date(2023, 1, 1), metadata=Metadata(themes=("etatyo",))),
        make_document(
            "b.pdf",
            kind=DocumentKind.SURVEY,
            published=date(2024, 1, 1),
            metadata=Metadata(themes=("etatyo", "johtaminen")),
        ),
        make_document("c.pdf", published=date(2025, 1, 1), metadata=Metadata(regions=("Lappi", "Uusimaa"))),
        make_document("d.pdf", published=None),
    ]


def test_it_is_all_there_after_closing_and_opening(settings: Settings) -> None:
    library = open_library(settings)
    document = make_document()
    library.put(document, make_chunks(document, "Kestävä teksti."))
    library.close()
    again = open_library(settings)
    assert found(again, "kestävä") == ["Kestävä teksti."]
    assert nearest(again, "Kestävä teksti.") == ["Kestävä teksti."]
    again.close()


@pytest.mark.parametrize(
    ("embedder", "analyser"),
    [
        (FakeEmbedder("fake-2"), FakeAnalyser()),
        (FakeEmbedder(), FakeAnalyser("fake-terms-2")),
    ],
    ids=["embedding", "analysis"],
)
def test_another_model_or_analysis_is_refused(
    settings: Settings, embedder: FakeEmbedder, analyser: FakeAnalyser
) -> None:
    open_library(settings).close()
    with pytest.raises(PermanentError) as raised:
        Library.open(settings, embedder, analyser)
    assert raised.value.code == "index_mismatch"
    assert "assistant ingest --rebuild" in raised.value.hint


def test_a_broken_database_is_named(settings: Settings) -> None:
    open_library(settings).close()
    for path in settings.data_dir.rglob("catalogue.sqlite3*"):
        path.write_bytes(b"not a database " * 400)
    with pytest.raises(PermanentError) as raised:
        open_library(settings)
    assert raised.value.code == "index_broken"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PermanentError) as raised:
        open_library(Settings(data_dir=tmp_path / "file"))
    assert raised.value.code == "data_dir_unwritable"


def test_one_writer_at_a_time(library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "PATIENCE", 0.05)
    other = open_library(settings)
    document = make_document()
    with library.writing():
        with pytest.raises(TransientError) as raised:
            other.put(document, [])
        library.put(document, [])  # who holds the lock may write
    assert raised.value.code == "library_busy"
    other.put(document, make_chunks(document, "Nyt."))
    assert found(library, "nyt") == ["Nyt."]
    other.close()


class CrashError(Exception):
    """The power goes."""


class CrashingVectors(ChromaVectors):
    """Crashes at a chosen moment."""

    crash_on_remove = False

    def remove(self, ids: Sequence[str]) -> None:
        if self.crash_on_remove:
            raise CrashError
        super().remove(ids)


def test_a_crash_after_the_vectors_leaves_the_old_edition(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    library = open_library(settings)
    old, new = make_document(digest="a" * 64), make_document(digest="b" * 64)
    library.put(old, make_chunks(old, "Vanha painos."))

    def crash(*_: object) -> None:
        raise CrashError

    with monkeypatch.context() as patch:
        patch.setattr(library, "_insert", crash)
        with pytest.raises(CrashError):
            library.put(new, make_chunks(new, "Uusi painos."))
    library.close()

    again = open_library(settings)
    assert nearest(again, "Uusi painos.") == ["Vanha painos."]
    assert [finding.code for finding in again.check()] == ["orphan_vectors"]
    again.repair()
    assert again.check() == []
    again.close()


def test_a_crash_before_the_old_vectors_go_shows_the_new_edition(settings: Settings) -> None:
    library = Library.open(settings, FakeEmbedder(), FakeAnalyser(), CrashingVectors)
    old, new = make_document(digest="a" * 64), make_document(digest="b" * 64)
    library.put(old, make_chunks(old, "Vanha painos."))
    CrashingVectors.crash_on_remove = True
    with pytest.raises(CrashError):
        library.put(new, make_chunks(new, "Uusi painos."))
    CrashingVectors.crash_on_remove = False
    library.close()

    again = open_library(settings)
    assert nearest(again, "Vanha painos.") == ["Uusi painos."]
    assert [finding.code for finding in again.check()] == ["orphan_vectors"]
    again.repair()
    assert again.check() == []
    again.close()


def test_lost_vectors_are_put_back_from_the_catalogue(settings: Settings) -> None:
    embedder = FakeEmbedder()
    library = open_library(settings, embedder)
    document = make_document()
    chunks = make_chunks(document, "Ensimmäinen.", "Toinen.")
    library.put(document, chunks)
    library.close()
    folder = next(settings.data_dir.rglob("vectors"))
    store = ChromaVectors(folder)
    store.remove([chunk.id for chunk in chunks])
    store.close()

    again = open_library(settings, embedder)
    embedder.embedded.clear()
    assert [(finding.code, finding.count) for finding in again.check()] == [("missing_vectors", 2)]
    again.repair()
    assert again.check() == []
    assert nearest(again, "Toinen.") == ["Ensimmäinen.", "Toinen."]
    assert embedder.embedded == []
    again.close()


def test_readers_see_the_old_or_the_new_edition_never_a_mixture(library: Library) -> None:
    editions = []
    for number in range(6):
        document = make_document(digest=f"{number:08d}" + "a" * 56)
        editions.append((document, make_chunks(document, *[f"Painos numero{number} kappale {k}." for k in range(8)])))
    library.put(*editions[0])
    texts = {tuple(chunk.text for chunk in chunks) for _, chunks in editions}
    stop, mixtures, looks = threading.Event(), [], []

    def read() -> None:
        while not stop.is_set():
            seen = tuple(sorted(found(library, "kappale"), key=lambda text: text[-3:]))
            looks.append(len(seen))
            if seen not in texts:
                mixtures.append(seen)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for edition in editions[1:]:
        library.put(*edition)
    stop.set()
    for reader in readers:
        reader.join()
    assert looks
    assert mixtures == []


@pytest.fixture
def vectors_of_rows() -> Callable[[Library], list[NDArray[np.float32]]]:
    def read(library: Library) -> list[NDArray[np.float32]]:
        with library.snapshot() as snapshot:
            keys = snapshot.nearest(library.embedder.query("x"), 50)
            return [np.vstack([candidate.passage, candidate.sentences]) for candidate in snapshot.candidates(keys)]

    return read


def test_a_chunk_has_the_vectors_of_its_passage_and_sentences(
    library: Library, vectors_of_rows: Callable[[Library], list[NDArray[np.float32]]]
) -> None:
    document = make_document(title="Opas")
    library.put(document, make_chunks(document, "Yksi lause tässä. Toinen lause tässä.", headings=("Luku 1",)))
    expected = library.embedder.passages(
        ["Opas. Luku 1: Yksi lause tässä. Toinen lause tässä.", "Yksi lause tässä.", "Toinen lause tässä."]
    )
    (stored,) = vectors_of_rows(library)
    assert stored == pytest.approx(expected, abs=1e-3)


def test_documents_are_told_by_their_terms(library: Library) -> None:
    titled, headed, told, other = (make_document(f"{name}.md", title=name) for name in ("melu", "b", "c", "d"))
    library.put(titled, make_chunks(titled, "Hiljaista."))
    library.put(headed, make_chunks(headed, "Hiljaista.", headings=("Melu",)))
    library.put(told, make_chunks(told, "Hiljaista.", "Hallissa on melu kova."))
    library.put(other, make_chunks(other, "Hiljaista."))
    every = [document.id for document in (titled, headed, told, other)]
    assert library.having({"melu", "tuntematon"}, every) == {titled.id, headed.id, told.id}
    assert library.having({"melu"}, [told.id, other.id]) == {told.id}
    assert library.having(set(), every) == library.having({"melu"}, []) == set()
