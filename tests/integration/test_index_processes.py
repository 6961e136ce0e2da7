"""Two processes on one library: a server that reads, and a run that ingests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.index.library import Library
from assistant.settings import Settings
from tests.index_fakes import FakeAnalyser, FakeEmbedder, make_chunks, make_document

WRITER = """
import sys
from pathlib import Path
from assistant.index.library import Library
from assistant.settings import Settings
from tests.index_fakes import FakeAnalyser, FakeEmbedder, make_chunks, make_document

folder, command, first, last = sys.argv[1:]
library = Library.open(Settings(data_dir=Path(folder)), FakeEmbedder(dimensions=256), FakeAnalyser())
for number in range(int(first), int(last)):
    document = make_document(f"{number}.pdf")
    if command == "put":
        library.put(document, make_chunks(document, *[f"asiakirja{number} kappale{k}" for k in range(40)]))
    else:
        library.remove(document.id)
library.close()
"""


def run(folder: Path, command: str, first: int, last: int) -> None:
    arguments = [sys.executable, "-c", WRITER, str(folder), command, str(first), str(last)]
    subprocess.run(arguments, check=True, cwd=Path(__file__).parents[2])  # noqa: S603


def first_by_vector(library: Library, text: str) -> str | None:
    with library.snapshot() as snapshot:
        keys = snapshot.nearest(library.embedder.query(f"Raportti: {text}"), 20)
        texts = {candidate.key: candidate.chunk.text for candidate in snapshot.candidates(keys)}
        return next((texts[key] for key in keys), None)


def test_a_reader_follows_what_another_process_writes(tmp_path: Path) -> None:
    library = Library.open(Settings(data_dir=tmp_path), FakeEmbedder(dimensions=256), FakeAnalyser())
    document = make_document("alku.pdf")
    library.put(document, make_chunks(document, "ensimmäinen teksti"))
    assert first_by_vector(library, "ensimmäinen teksti") == "ensimmäinen teksti"

    run(tmp_path, "put", 0, 60)  # 2,400 passages: beyond what Chroma keeps in its log
    texts = [f"asiakirja{number} kappale{number % 40}" for number in range(0, 60, 7)]
    assert [first_by_vector(library, text) for text in texts] == texts

    run(tmp_path, "remove", 0, 30)
    assert library.count() == 31
    remaining = texts[5:]
    assert [first_by_vector(library, text) for text in remaining] == remaining
    assert library.check() == []

    library.put(document, make_chunks(document, "ensimmäinen teksti", "toinen teksti"))
    assert first_by_vector(library, "toinen teksti") == "toinen teksti"
    library.close()

    again = Library.open(Settings(data_dir=tmp_path), FakeEmbedder(dimensions=256), FakeAnalyser())
    assert [first_by_vector(again, text) for text in remaining] == remaining
    assert again.check() == []
    again.close()


def test_a_write_whose_note_was_cut_short_harms_nobody(tmp_path: Path) -> None:
    library = Library.open(Settings(data_dir=tmp_path), FakeEmbedder(dimensions=256), FakeAnalyser())
    document = make_document("alku.pdf")
    library.put(document, make_chunks(document, "ensimmäinen teksti"))
    for note in (tmp_path / "index").glob("*/vectors/writes"):
        note.write_text("")  # a kill between emptying the file and writing it
    library.put(document, make_chunks(document, "ensimmäinen teksti", "toinen teksti"))
    assert first_by_vector(library, "toinen teksti") == "toinen teksti"
    assert library.check() == []
    assert [note.read_text() for note in (tmp_path / "index").glob("*/vectors/writes")] != [""]
    library.close()
