"""What a document that is no record says of calls, with what tells which call is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from assistant.calls.statement import Statement
from assistant.documents import Section
from ingest import call_cues as cues
from ingest.call_dates import find
from ingest.call_finding import Finding, Role

_FIELDS = {
    Role.OPENS: "opens_at",
    Role.CLOSES: "closes_at",
    Role.EXTENSION: "extensions",
    Role.CANCELLED: "cancelled",
    Role.CONTINUOUS: "continuous",
}
_CONTEXT_CHARS = 1500
"""How far back a call's name may stand; a passage is shorter."""


def findings(
    sections: Sequence[Section], title: str, published: dt.date | None, *, about_call: bool
) -> Iterator[tuple[Finding, Section]]:
    """What the sections say of a call's dates.

    Args:
        sections: Of the document.
        title: Of the document.
        published: Its day of publication.
        about_call: Whether the whole document is about a call.
    """
    for section in sections:
        heading = " ".join((title, *section.headings))
        about = about_call or bool(cues.CALL.search(heading) or cues.DEADLINE.search(heading))
        for finding in find(section.text, published=published, about_call=about):
            yield finding, section


def statements(
    sections: Sequence[Section], title: str, published: dt.date | None, *, about_call: bool
) -> Iterator[Statement]:
    """What of that may be compared with a record."""
    for finding, section in findings(sections, title, published, about_call=about_call):
        if field := _FIELDS.get(finding.role):
            before = section.text[max(0, finding.span[1] - _CONTEXT_CHARS) : finding.span[1]]
            yield Statement(
                field,
                finding.value or "",
                finding.before or "",
                finding.quote,
                "\n".join((title, *section.headings, before)),
                section.page,
                finding.certain,
            )
