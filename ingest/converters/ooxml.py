"""Office packages (DOCX, PPTX, XLSX): parts of a zip archive, opened with care and read as plain XML."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from assistant.errors import PermanentError

MAX_UNPACKED = 400 * 1024 * 1024
MAX_PARTS = 20_000
MAX_XML_PART = 100 * 1024 * 1024

_CORE_KEYS = {
    "title": "title",
    "creator": "creator",
    "description": "description",
    "subject": "description",
    "keywords": "keywords",
    "category": "kind",
    "created": "created",
}
# The days on which the empty documents of libraries were made: no one's day of writing.
_TEMPLATE_DAYS = ("2013-12-23", "2013-01-27")
_XML = (".xml", ".rels")
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMESPACE = re.compile(re.escape(_STRICT) + rb"(\w+)/(\w+)")


class Package:
    """An Office package.

    Args:
        data: The archive.
        name: The file's name, for messages.

    Raises:
        PermanentError: It is damaged, declares a document type, or unpacks to more than any document needs.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError) as error:
            raise self._damaged() from error
        parts = self._archive.infolist()
        # Sizes may be lied about, but no more than the stated size is ever unpacked.
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise PermanentError(
                "zip_bomb", f"{name} unpacks to far more than a document.", "Save it again without media."
            )
        self._names = {part.filename.lstrip("/").lower(): part for part in parts}
        self._refuse_declarations()

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lower() in self._names

    def xml(self, part: str) -> Any:
        """The root element of a part; None when there is no such part.

        Raises:
            PermanentError: The part is damaged or too large.
        """
        data = self._bytes(part)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, recover=True
        )
        root = etree.fromstring(data, parser=parser)
        if root is None:
            raise self._damaged()
        return root

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id → (last word of the relation's type, target part) of a part."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = {}
        for relation in [] if root is None else root:
            target, kind = relation.get("Target", ""), relation.get("Type", "").rsplit("/", 1)[-1]
            if relation.get("TargetMode") != "External":
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[relation.get("Id", "")] = (kind, target)
        return found

    def main_part(self, usual: str) -> str:
        """The part that the package says holds the document."""
        targets = (target for kind, target in self.relations("").values() if kind == "officeDocument")
        part = next(targets, usual)
        if not self.has(part):
            raise self._damaged()
        return part

    def core_properties(self) -> dict[str, object]:
        """What the package says of its document, under our keys."""
        root = self.xml("docProps/core.xml")
        record: dict[str, object] = {}
        for element in [] if root is None else root:
            key, text = _CORE_KEYS.get(local(element)), (element.text or "").strip()
            if key and text and not (key == "created" and text.startswith(_TEMPLATE_DAYS)):
                record.setdefault(key, text)
        return record

    def language(self) -> str | None:
        """The language in the core properties."""
        root = self.xml("docProps/core.xml")
        found = [element.text for element in ([] if root is None else root) if local(element) == "language"]
        return found[0] if found else None

    def in_usual_namespaces(self) -> bytes:
        """The archive; of the strict variant, which libraries do not know, a copy in the namespaces that they do."""
        if _STRICT not in (self._bytes("xl/workbook.xml") or b""):
            return self._data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._names.items():
                data = self._bytes(name) or b""
                archive.writestr(part.filename, _STRICT_NAMESPACE.sub(_usual, data) if name.endswith(_XML) else data)
        return out.getvalue()

    def _bytes(self, part: str) -> bytes | None:
        found = self._names.get(part.lower())
        if found is None:
            return None
        if found.file_size > MAX_XML_PART:
            raise PermanentError("too_large", f"A part of {self._name} is too large.", "Split the document.")
        try:
            return self._archive.read(found)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise self._damaged() from error

    def _refuse_declarations(self) -> None:
        """Document type declarations can hold entities that grow without end; no Office program writes any."""
        for name, part in self._names.items():
            if not name.endswith(_XML):
                continue
            try:
                with self._archive.open(part) as file:
                    head = file.read(4096)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                raise self._damaged() from error
            if b"<!DOCTYPE" in head.replace(b"\0", b""):
                message = f"{self._name} holds a document type declaration, which no Office program writes."
                raise PermanentError("doctype", message, "Save it again in Word, PowerPoint, Excel or LibreOffice.")

    def _damaged(self) -> PermanentError:
        return PermanentError(
            "damaged", f"{self._name} is cut short or damaged.", "Open it in its own program and save it again."
        )


def local(element: Any) -> str:
    """An element's name without its namespace, which differs between the variants of the format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute's value by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Any, *path: str) -> Any:
    """The first element below by the names of the steps; None when there is none."""
    for step in path:
        element = next((inner for inner in element if local(inner) == step), None) if element is not None else None
    return element


def _usual(match: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + match[2]
