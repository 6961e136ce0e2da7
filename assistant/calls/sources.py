"""What a document that tells of a call is called: its title is mostly the call's own name, which tells nothing."""

from __future__ import annotations

from assistant.answering.messages import say
from assistant.calls import wording
from assistant.calls.wording import Said
from assistant.documents import DocumentKind, DocumentRecord

_CALLED = {DocumentKind.ANNOUNCEMENT: "listing_announcement", DocumentKind.CALL: "listing_record"}


def source_name(found: DocumentRecord, language: str) -> Said:
    """An announcement or a record by what it is, any other document by its title; with its day when it has one."""
    day = f", {wording.day(found.published, language)}" if found.published else ""
    if found.kind in _CALLED:
        return Said(say(_CALLED[found.kind], language) + day, language)
    return Said(found.title + day, found.language)
