"""A file becomes a `Document`: one converter per format, one way to tell what is wrong with a file."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.documents import Document, DocumentKind, Metadata, Section, document_id
from assistant.errors import AssistantError, PermanentError
from assistant.language import SUPPORTED, detect_document
from ingest import metadata
from ingest.call_announcement import read_call
from ingest.call_statements import statements
from ingest.content import Content
from ingest.dates import stated_publication
from ingest.digest import edition, read_bytes
from ingest.filetypes import FileType, recognise

MAX_BYTES = 100 * 1024 * 1024
_LANGUAGE_SAMPLE = 20_000  # characters
_ENOUGH_WORDS = 30  # to tell a language by
_DETECTABLE = frozenset(language.code for language in SUPPORTED)


def convert(path: Path, uri: str, *, max_bytes: int = MAX_BYTES) -> Document:
    """Reads a file.

    Args:
        path: The file; `<path>.meta.yaml` beside it may hold metadata.
        uri: Where the original stands for readers, with the name of its source's root first.
        max_bytes: Larger files are refused.

    Raises:
        PermanentError: Nothing can be made of the file; `code`, `message` and `hint` say why and what to do.
    """
    data = _bytes(path, max_bytes)
    file_type = recognise(path.name, data)
    content = _content(path, file_type, data)
    if not content.sections:
        raise PermanentError("no_text", f"{path.name} holds no text.", "Check that it is the right file.")
    return _document(path, uri, file_type, content)


def _bytes(path: Path, max_bytes: int) -> bytes:
    if path.is_dir():
        raise PermanentError(
            "folder_unreadable", f"The folder {path.name} may not be read.", "Give the assistant's account read access."
        )
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # read_bytes says what is wrong
    if size > max_bytes:
        raise PermanentError(
            "too_large",
            f"{path.name} is larger than {max_bytes // 1024**2} megabytes.",
            "Split it, leave pictures out, or raise the limit in the settings.",
        )
    return read_bytes(path)


def _content(path: Path, file_type: FileType, data: bytes) -> Content:
    """What the format's converter makes of the bytes; whatever goes wrong there is the file's fault."""
    converter = import_module(f"ingest.converters.{file_type.converter}")
    try:
        content: Content = converter.read(data, path.name)
    except AssistantError:
        raise
    except MemoryError as error:
        raise PermanentError(
            "too_complex", f"{path.name} needs too much memory to read.", "Split it into smaller files."
        ) from error
    except Exception as error:
        raise PermanentError(
            "damaged",
            f"{path.name} could not be read as {file_type.name} ({type(error).__name__}).",
            "Open it in its own program and save it again.",
        ) from error
    return content


def _document(path: Path, uri: str, file_type: FileType, content: Content) -> Document:
    sidecar = metadata.read_sidecar(path)
    record: dict[str, Any] = metadata.gather([sidecar, content.record])
    title = record.get("title") or _first_heading(content) or _spoken(path.stem)
    sections = tuple(_below_title(section, title) for section in content.sections)
    text = _sample(sections)
    supersedes = record.get("supersedes")
    kind = record.get("kind") or metadata.kind_of_folder(uri) or DocumentKind.OTHER
    published = record.get("published") or stated_publication(text) or record.get("created")
    document = Document(
        id=document_id(uri),
        uri=uri,
        title=title,
        kind=kind,
        language=record.get("language") or _language(text, content.language_hint),
        published=published,
        metadata=Metadata(
            themes=record.get("themes", ()),
            regions=record.get("regions", ()),
            project=record.get("project"),
            creator=record.get("creator"),
            publisher=record.get("publisher"),
            description=record.get("description"),
            supersedes=metadata.resolve(supersedes, uri) if supersedes else None,
        ),
        digest=edition(path),
        media_type=file_type.media_type,
        sections=sections,
        calls=content.calls,
    )
    return document if content.calls else _with_what_it_says_of_calls(document)


def _with_what_it_says_of_calls(document: Document) -> Document:
    """The document with the call that it announces, and with what its prose says of this or another."""
    announces = document.kind in (DocumentKind.CALL, DocumentKind.ANNOUNCEMENT)
    said = statements(document.sections, document.title, document.published, about_call=announces)
    call = announces and read_call(
        document.sections, document.title, document.uri, document.published, document.metadata
    )
    return replace(document, calls=(call,) if call else (), call_statements=tuple(said))


def _language(text: str, hint: str | None) -> str:
    """The language of the text; what a program noted in the file is often its own language, not the text's."""
    declared = metadata.language(hint) if hint else None
    if declared and (declared not in _DETECTABLE or len(text.split()) < _ENOUGH_WORDS):
        return declared
    detected = detect_document(text)
    return declared if declared and detected == "und" else detected


def _first_heading(content: Content) -> str | None:
    return next((section.headings[0] for section in content.sections if section.headings), None)


def _spoken(stem: str) -> str:
    return " ".join(stem.replace("_", " ").split()) or stem


def _below_title(section: Section, title: str) -> Section:
    """The section without a first heading that only repeats the document's title."""
    if section.headings and section.headings[0].casefold() == title.casefold():
        return replace(section, headings=section.headings[1:])
    return section


def _sample(sections: tuple[Section, ...]) -> str:
    parts, length = [], 0
    for section in islice(sections, 200):
        parts.append("\n".join((*section.headings[-1:], section.text)))
        length += len(section.text)
        if length > _LANGUAGE_SAMPLE:
            break
    return "\n".join(parts)[:_LANGUAGE_SAMPLE]
