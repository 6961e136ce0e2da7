"""The digest of a file's edition: equal digests mean that nothing needs to be read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.errors import PermanentError

VERSION = "8"
"""Changes whenever conversion or chunking would make something else of the same bytes: all files are read again."""

SIDECAR_SUFFIX = ".meta.yaml"


def sidecar(path: Path) -> Path:
    """Where the metadata that an operator wrote for this file would stand."""
    return path.with_name(path.name + SIDECAR_SUFFIX)


def edition(path: Path) -> str:
    """SHA-256 of the file, its sidecar and the version of the conversion.

    Raises:
        PermanentError: The file cannot be read.
    """
    found = hashlib.sha256(VERSION.encode())
    for part in (path, sidecar(path)):
        if part == path or part.exists():
            found.update(hashlib.sha256(read_bytes(part)).digest())
    return found.hexdigest()


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        PermanentError: It is a folder, or is not there, or may not be read.
    """
    try:
        return path.read_bytes()
    except PermissionError as error:
        raise PermanentError(
            "no_permission", f"{path.name} may not be read.", "Give the account that runs the assistant read access."
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PermanentError(
            "unreadable", f"{path.name} cannot be read: {reason}.", "Check the file and the disk."
        ) from error
