"""What a catalogue says of a document, gathered from several places: the first that knows a key decides it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import yaml

from assistant.documents import DocumentKind
from assistant.errors import PermanentError
from ingest.cleaning import one_line
from ingest.dates import day
from ingest.digest import read_bytes, sidecar

Record = Mapping[str, object]

# Our keys by their Dublin Core element and by what other vocabularies call it; prefixes (dc., og:, article:) are cut.
ALIASES = {
    "title": "title",
    "type": "kind",
    "kind": "kind",
    "language": "language",
    "lang": "language",
    "published": "published",
    "date": "published",
    "issued": "published",
    "published_time": "published",
    "datepublished": "published",
    "created": "created",
    "themes": "themes",
    "subject": "themes",
    "keywords": "themes",
    "tags": "themes",
    "regions": "regions",
    "coverage": "regions",
    "spatial": "regions",
    "project": "project",
    "ispartof": "project",
    "creator": "creator",
    "author": "creator",
    "publisher": "publisher",
    "site_name": "publisher",
    "description": "description",
    "abstract": "description",
    "supersedes": "supersedes",
    "replaces": "supersedes",
}

_K = DocumentKind
# What a kind is called in a record, and what folders are called that hold documents of one kind.
KIND_NAMES: dict[str, DocumentKind] = {
    **{kind.value: kind for kind in DocumentKind},
    **dict.fromkeys(("raportti", "selvitys", "julkaisu", "rapport", "utredning", "study", "publication"), _K.REPORT),
    **dict.fromkeys(("kysely", "kartoitus", "tilasto", "enkät", "kartläggning", "statistics", "dataset"), _K.SURVEY),
    **dict.fromkeys(("hyvä käytäntö", "käytäntö", "god praxis", "praxis", "good practice"), _K.PRACTICE),
    **dict.fromkeys(("uutiskirje", "nyhetsbrev"), _K.NEWSLETTER),
    **dict.fromkeys(("blogi", "blogg", "blog post", "blogposting"), _K.BLOG),
    **dict.fromkeys(("ohje", "opas", "guide", "handbok", "anvisning", "manual", "instructions"), _K.GUIDE),
    **dict.fromkeys(("tapahtuma", "webinaari", "evenemang", "webinar"), _K.EVENT),
    **dict.fromkeys(("esitys", "diat", "kalvot", "presentation", "bilder"), _K.SLIDES),
    **dict.fromkeys(("haku", "utlysning"), _K.CALL),
    **dict.fromkeys(("hakuilmoitus", "ilmoitus", "tiedote", "meddelande", "news", "uutinen"), _K.ANNOUNCEMENT),
    **dict.fromkeys(("tausta", "bakgrund"), _K.BACKGROUND),
}
FOLDER_KINDS: dict[str, DocumentKind] = {
    **dict.fromkeys(("reports", "raportit", "selvitykset", "julkaisut", "rapporter"), _K.REPORT),
    **dict.fromkeys(("surveys", "kyselyt", "kartoitukset", "tilastot", "enkäter"), _K.SURVEY),
    **dict.fromkeys(("practices", "kaytannot", "käytännöt", "hyvat-kaytannot", "hyvät käytännöt"), _K.PRACTICE),
    **dict.fromkeys(("newsletters", "uutiskirjeet", "nyhetsbrev"), _K.NEWSLETTER),
    **dict.fromkeys(("blog", "blogs", "blogi", "blogit", "blogg"), _K.BLOG),
    **dict.fromkeys(("guides", "ohjeet", "oppaat", "guider", "anvisningar"), _K.GUIDE),
    **dict.fromkeys(("events", "tapahtumat", "webinaarit", "evenemang"), _K.EVENT),
    **dict.fromkeys(("slides", "esitykset", "kalvot", "presentationer"), _K.SLIDES),
    **dict.fromkeys(("calls", "haut", "utlysningar"), _K.CALL),
    **dict.fromkeys(("announcements", "hakuilmoitukset", "tiedotteet", "uutiset", "meddelanden"), _K.ANNOUNCEMENT),
    **dict.fromkeys(("background", "tausta", "bakgrund"), _K.BACKGROUND),
}

# Titles and authors that programs write when a person has written none.
_PLACEHOLDER = re.compile(
    r"(microsoft (word|powerpoint|excel|office)\b.*|powerpoint[ -](presentation|esitys)"
    r"|.*\.(docx?|pptx?|xlsx?|pdf|indd|ai|qxd|odt|rtf|tmp|html?)"
    r"|untitled.*|nimetön.*|namnlös.*|(document|asiakirja|presentation|esitys|dia|slide|bok|book|työkirja)\s*\d+"
    r"|title|otsikko"
    r"|python-(docx|pptx)|openpyxl|unknown|anonymous|user|käyttäjä|admin(istrator)?"
    r"|\(?unspecified\)?|steve canny|none|null)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
_LANGUAGE_NAMES = {
    **dict.fromkeys(("suomi", "finnish", "fin", "finska"), "fi"),
    **dict.fromkeys(("ruotsi", "svenska", "swedish", "swe"), "sv"),
    **dict.fromkeys(("englanti", "english", "eng", "engelska"), "en"),
}


def named(record: Record) -> dict[str, object]:
    """The record under our keys; others are left out, the first of two that mean the same wins."""
    found: dict[str, object] = {}
    for key, value in record.items():
        name = ALIASES.get(re.split(r"[.:]", str(key).strip().lower())[-1])
        if name and value not in (None, "", [], ()):
            found.setdefault(name, value)
    return found


def gather(records: Iterable[Record]) -> dict[str, object]:
    """One record from several, highest first, each value read into its type; what can't be read counts as absent."""
    gathered: dict[str, object] = {}
    for record in records:
        for key, value in named(record).items():
            if key not in gathered and (read := READERS[key](value)):
                gathered[key] = read
    return gathered


def read_sidecar(path: Path) -> dict[str, object]:
    """The metadata that an operator wrote beside a file; empty when there is none.

    Raises:
        PermanentError: It is no YAML mapping, or a kind, day or language in it can't be read.
    """
    beside = sidecar(path)
    if not beside.exists():
        return {}
    try:
        record = yaml.safe_load(read_bytes(beside).decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise _bad_sidecar(beside, "is no YAML in UTF-8") from error
    if not isinstance(record, dict):
        raise _bad_sidecar(beside, 'is no list of "key: value" lines')
    for key, value in named(record).items():
        if key in ("kind", "published", "language") and READERS[key](value) is None:
            raise _bad_sidecar(beside, f"has a {key} that can't be read: {one_line(str(value))[:40]}")
    return record


def _bad_sidecar(beside: Path, what: str) -> PermanentError:
    kinds = ", ".join(DocumentKind)
    return PermanentError(
        "bad_sidecar", f"{beside.name} {what}.", f"Kinds are {kinds}; days are YYYY-MM-DD; languages are fi, sv, en …"
    )


def kind_of_folder(uri: str) -> DocumentKind | None:
    """What the nearest telling folder above a file says of its kind."""
    for folder in reversed(PurePosixPath(uri).parts[:-1]):
        if (kind := FOLDER_KINDS.get(folder.lower())) is not None:
            return kind
    return None


def resolve(supersedes: str, uri: str) -> str:
    """A replaced edition's uri: a web address as it is, `./x` and `../x` from the file, other paths from the root."""
    if "://" in supersedes:
        return supersedes
    parts = list(PurePosixPath(uri).parts)
    from_file = supersedes.startswith(("./", "../"))
    at = parts[:-1] if from_file or len(parts) < 2 else parts[:1]
    for step in PurePosixPath(supersedes.lstrip("/")).parts:
        at = at[:-1] if step == ".." else [*at, step]
    return "/".join(at)


def _place(value: object) -> str | None:
    """A path or a web address; unlike a title it may well be the name of a file."""
    return one_line(str(value))[:2000] or None


def _text(value: object) -> str | None:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        value = "; ".join(str(part) for part in value if part)
    text = one_line(str(value))[:2000]
    return None if not text or _PLACEHOLDER.fullmatch(text) else text


def _names(value: object) -> tuple[str, ...] | None:
    parts = value if isinstance(value, Sequence) and not isinstance(value, str) else re.split(r"[,;]", str(value))
    texts = (one_line(str(part))[:200] for part in parts if part)
    return tuple(dict.fromkeys(text for text in texts if text)) or None


def _kind(value: object) -> DocumentKind | None:
    return KIND_NAMES.get(one_line(str(value)).lower())


def language(value: object) -> str | None:
    """The ISO 639-1 code in "fi", "fi-FI" or "suomi"; None for what is no language."""
    text = one_line(str(value)).lower()
    match = _LANGUAGE.fullmatch(text)
    return match[1] if match else _LANGUAGE_NAMES.get(text)


READERS: dict[str, Callable[[object], object]] = {
    "title": _text,
    "kind": _kind,
    "language": language,
    "published": day,
    "created": day,
    "themes": _names,
    "regions": _names,
    "project": _text,
    "creator": _text,
    "publisher": _text,
    "description": _text,
    "supersedes": _place,
}
