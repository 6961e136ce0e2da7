"""Which format a file is in: by its bytes first, by its name where bytes can't tell."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from assistant.errors import PermanentError


@dataclass(frozen=True, slots=True)
class FileType:
    """A format that is read.

    Attributes:
        name: What people call it.
        media_type: As in HTTP.
        converter: Module of `ingest.converters` that reads it.
        suffixes: Of file names, in lower case.
    """

    name: str
    media_type: str
    converter: str
    suffixes: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = FileType("PDF", "application/pdf", "pdf", (".pdf",))
DOCX = FileType("Word", f"{_OFFICE}wordprocessingml.document", "docx", (".docx", ".docm", ".dotx"))
PPTX = FileType("PowerPoint", f"{_OFFICE}presentationml.presentation", "pptx", (".pptx", ".pptm", ".ppsx", ".potx"))
XLSX = FileType("Excel", f"{_OFFICE}spreadsheetml.sheet", "xlsx", (".xlsx", ".xlsm", ".xltx"))
XLS = FileType("Excel 97", "application/vnd.ms-excel", "xls", (".xls", ".xlt"))
HTML = FileType("HTML", "text/html", "html", (".html", ".htm", ".xhtml"))
MARKDOWN = FileType("Markdown", "text/markdown", "markdown", (".md", ".markdown"))
CSV = FileType("CSV", "text/csv", "csv", (".csv", ".tsv"))
YAML = FileType("YAML call record", "application/yaml", "call", (".yaml", ".yml"))
TEXT = FileType("plain text", "text/plain", "text", (".txt", ".text", ".log", ".rst", ".asc"))

TYPES = (PDF, DOCX, PPTX, XLSX, XLS, HTML, MARKDOWN, CSV, YAML, TEXT)
BY_SUFFIX = {suffix: kind for kind in TYPES for suffix in kind.suffixes}

# What Office packages and OLE containers hold, by the name of a part; OLE writes names in UTF-16.
_PACKAGES = (("word/", DOCX), ("ppt/", PPTX), ("xl/", XLSX))
_ENCRYPTED, _WORKBOOKS = "EncryptedPackage", ("Workbook", "Book")
# Formats that are recognised only to say what to do about them.
_OTHER_MAGIC = {
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"RIFF": "a picture, a sound or a video",
    b"\x1f\x8b": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"Rar!": "an archive",
    b"%!PS": "a PostScript file",
}
_SAVE_AS = "Save it as PDF, DOCX, PPTX, XLSX, CSV, HTML, Markdown or plain text."


def recognise(name: str, data: bytes) -> FileType:
    """The format of a file.

    Args:
        name: The file's name; its suffix decides between formats of plain text.
        data: All of its bytes.

    Raises:
        PermanentError: It is empty, of a format that is not read, or not what its name says.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise PermanentError("empty_file", f"{name} is empty.", "Export or copy the file again.")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _package(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(name, data)
    for magic, what in _OTHER_MAGIC.items():
        if data.startswith(magic):
            raise _unsupported(name, what)
    return _text(name, data)


def _text(name: str, data: bytes) -> FileType:
    by_name = BY_SUFFIX.get(PurePath(name).suffix.lower())
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return HTML
    if by_name is None:
        suffix = PurePath(name).suffix
        raise _unsupported(name, f"a {suffix} file" if suffix else "a file without a known ending")
    if by_name in (PDF, DOCX, PPTX, XLSX, XLS):
        raise PermanentError(
            "damaged",
            f"{name} is damaged or is no {by_name.name} file.",
            "Open it in its own program and save it again.",
        )
    return by_name


def _package(name: str, data: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise PermanentError("damaged", f"{name} is cut short or damaged.", "Copy or save the file again.") from error
    for folder, kind in _PACKAGES:
        if any(part.lower().lstrip("/").startswith(folder) for part in parts):
            return kind
    if "mimetype" in parts:
        raise _unsupported(name, "an OpenDocument or EPUB file")
    by_name = BY_SUFFIX.get(PurePath(name).suffix.lower())
    if by_name in (DOCX, PPTX, XLSX):  # a package may call its parts by other names
        return by_name
    raise _unsupported(name, "an archive")


def _ole(name: str, data: bytes) -> FileType:
    if _ENCRYPTED.encode("utf-16-le") in data:
        raise PermanentError(
            "office_password",
            f"{name} is protected by a password.",
            "Save a copy without the password and ingest that.",
        )
    if any(stream.encode("utf-16-le") + b"\0\0" in data for stream in _WORKBOOKS):
        return XLS
    raise _unsupported(name, "an old Office (97–2003) document")


def _unsupported(name: str, what: str) -> PermanentError:
    return PermanentError("unsupported_type", f"{name} is {what}, which is not read.", _SAVE_AS)
