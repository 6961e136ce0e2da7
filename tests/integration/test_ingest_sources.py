"""What a folder or a file offers, on a real disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import PermanentError
from ingest.sources import FileSource, FolderSource, source_of


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "aineisto"
    folder.mkdir()
    return folder


def uris(folder: Path) -> list[str]:
    return sorted(file.uri for file in FolderSource(folder).discover())


def test_uris_begin_with_the_name_of_the_root(root: Path) -> None:
    write(root, "a.txt", "raportit/vuosi 2025/b.txt", "raportit/ä.txt")
    assert uris(root) == ["aineisto/a.txt", "aineisto/raportit/vuosi 2025/b.txt", "aineisto/raportit/ä.txt"]


def test_uris_do_not_depend_on_how_the_root_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, "a.txt")
    monkeypatch.chdir(root)
    assert uris(Path()) == uris(root) == uris(root / ".." / "aineisto") == ["aineisto/a.txt"]


def test_hidden_files_sidecars_lock_files_and_the_readme_of_the_root_are_left_out(root: Path) -> None:
    write(root, ".git/config", ".DS_Store", "~$a.docx", "a.txt.meta.yaml", "README.md", "b/README.md", "b/.c.txt")
    assert uris(root) == ["aineisto/b/README.md"]


def test_small_files_come_first(root: Path) -> None:
    write(root, "b.txt", "c.txt")
    (root / "a.txt").write_text("x" * 1000)
    assert [file.path.name for file in FolderSource(root).discover()] == ["b.txt", "c.txt", "a.txt"]


def test_a_link_to_a_folder_above_ends(root: Path) -> None:
    write(root, "b/a.txt")
    (root / "b" / "ylos").symlink_to(root, target_is_directory=True)
    assert uris(root) == ["aineisto/b/a.txt"]


def test_a_link_to_nowhere_is_offered_so_that_it_is_reported(root: Path) -> None:
    (root / "poissa.pdf").symlink_to(root / "ei-ole.pdf")
    assert [(file.uri, file.size) for file in FolderSource(root).discover()] == [("aineisto/poissa.pdf", 0)]


def test_a_root_that_is_not_there_is_an_error_and_not_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(PermanentError) as caught:
        FolderSource(tmp_path / "ei-ole").discover()
    assert caught.value.code == "folder_unreadable"
    assert caught.value.hint


def test_a_folder_owns_what_is_below_it_and_nothing_else(root: Path) -> None:
    source = FolderSource(root)
    assert source.owns("aineisto/poistettu.txt")
    assert not source.owns("aineisto2/a.txt")
    assert not source.owns("muu/aineisto/a.txt")


def test_a_single_file_has_the_uri_that_its_folder_would_give_it(root: Path) -> None:
    write(root, "a.txt", "b.txt")
    source = source_of(root / "a.txt")
    assert isinstance(source, FileSource)
    assert [file.uri for file in source.discover()] == ["aineisto/a.txt"]
    assert source.owns("aineisto/a.txt")
    assert not source.owns("aineisto/b.txt")


def test_a_link_out_of_the_folder_is_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("muualla") / "salainen.txt"
    elsewhere.write_text("Ei julkaistavaksi.")
    (root / "linkki.txt").symlink_to(elsewhere)
    assert not any(file.uri.endswith("linkki.txt") for file in FolderSource(root).discover())
