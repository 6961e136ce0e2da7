"""Where documents come from: a folder, or a single file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.errors import PermanentError
from ingest.digest import SIDECAR_SUFFIX


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a source offers.

    Attributes:
        uri: The name of the source's root, then the path below it, with forward slashes; the same at every run.
        path: Where the file stands now.
        size: In bytes; 0 when it can't be told.
    """

    uri: str
    path: Path
    size: int


class Source(Protocol):
    """What documents are synchronised from."""

    def discover(self) -> Sequence[SourceFile]:
        """Every file that is there now, smallest first, so that the first answers come early.

        Raises:
            PermanentError: The source itself can't be read; nothing may be concluded of what is missing.
        """

    def owns(self, uri: str) -> bool:
        """Whether a document of this uri came from here: if so, and it is not discovered, it is gone."""


class FolderSource:
    """Every file below a folder, but hidden ones, sidecars, the README of the folder itself, and links out of it.

    Args:
        root: The folder. Its name begins the uris, so two folders of one name are one source to the index.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def discover(self) -> Sequence[SourceFile]:
        """See `Source`."""
        try:
            found = list(self._walk(self._root, frozenset({self._root})))
        except OSError as error:
            raise PermanentError(
                "folder_unreadable",
                f"The folder {self._root.name} cannot be read: {error.strerror}.",
                "Check that it exists and that this account may read it.",
            ) from error
        return sorted(found, key=lambda file: (file.size, file.uri))

    def owns(self, uri: str) -> bool:
        """See `Source`."""
        return uri.startswith(f"{self._root.name}/")

    def _walk(self, folder: Path, above: frozenset[Path]) -> Iterator[SourceFile]:
        for path in sorted(folder.iterdir()):
            if path.name.startswith((".", "~$")) or path.name.endswith(SIDECAR_SUFFIX):
                continue
            if folder == self._root and path.name.casefold() == "readme.md":
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(self._root):
                continue  # what lies elsewhere was not given to be published
            if not path.is_dir():
                yield self._file(path)
            elif path.resolve() not in above:  # a link back up would never end
                yield from self._walk_below(path, above | {path.resolve()})

    def _walk_below(self, folder: Path, above: frozenset[Path]) -> Iterator[SourceFile]:
        """A folder inside the root that may not be read is offered as one file, so that it is reported as failed."""
        try:
            yield from list(self._walk(folder, above))
        except OSError:
            yield self._file(folder)

    def _file(self, path: Path) -> SourceFile:
        return SourceFile(f"{self._root.name}/{path.relative_to(self._root).as_posix()}", path, _size(path))


class FileSource:
    """One file; its uri begins with the name of the folder that it stands in.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        path = path.resolve()
        self._file = SourceFile(f"{path.parent.name}/{path.name}", path, _size(path))

    def discover(self) -> Sequence[SourceFile]:
        """See `Source`."""
        return [self._file]

    def owns(self, uri: str) -> bool:
        """See `Source`."""
        return uri == self._file.uri


def source_of(path: Path) -> Source:
    """The source for a path that a person gave: a folder or a file."""
    return FolderSource(path) if path.is_dir() else FileSource(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
