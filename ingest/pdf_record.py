"""What a PDF says of itself, the title that it bears, and what has been written into its form."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.pdf_layout import Cell, body_size

logger = logging.getLogger(__name__)


def form_fields(reader: Any) -> list[str]:
    """What has been written into a form, field by field."""
    try:
        fields: Mapping[str, Any] = reader.get_form_text_fields() or {}
    except Exception:  # a broken form still has its page text
        return []
    return [f"{name}: {value}" for name, value in fields.items() if value and str(value).strip()]


def record_of(reader: Any) -> dict[str, object]:
    """What the file says of itself; its language is left out, since programs fill in their own."""
    record: dict[str, object] = {}
    try:
        info = reader.metadata or {}
        names = {"/Title": "title", "/Author": "creator", "/Subject": "description", "/Keywords": "themes"}
        record = {ours: str(info[theirs]) for theirs, ours in names.items() if info.get(theirs)}
        created = reader.metadata.creation_date if reader.metadata else None
        if created is not None and created.year > 2000:  # 2000-01-01 is what reproducible writers put
            record["created"] = created.date()
    except Exception as error:  # what can't be read is simply not known
        logger.info("metadata left aside: %s", type(error).__name__)
    return record


def titled(
    record: dict[str, object], pages: Sequence[Sequence[Cell]], own: Sequence[Sequence[Cell]]
) -> dict[str, object]:
    """The record with a title that the document itself bears.

    Programs keep the title of the template; one whose words the first pages do not hold gives way to the largest
    line of the first page.

    Args:
        record: What the file says of itself.
        pages: Its lines, running headers among them: a title may stand there alone.
        own: The same without what runs through the pages.
    """
    text = " ".join(line.text for page in pages[:3] for line in page).casefold()
    words = [word for word in re.findall(r"\w{4,}", str(record.get("title", "")).casefold()) if not word.isdigit()]
    if words and 2 * sum(word in text for word in words) >= len(words):
        return record
    largest = _largest(own[0]) if own else ""
    without = {key: value for key, value in record.items() if key != "title"}
    return {**without, "title": largest} if largest else without


def _largest(page: Sequence[Cell]) -> str:
    """The text that is set largest on a page, when it stands in one place and its size sets it apart."""
    size = max((line.size for line in page), default=0.0)
    places = [n for n, line in enumerate(page) if line.size >= 0.98 * size]
    if not places or places[-1] - places[0] >= len(places) or size < 1.15 * body_size([page]):
        return ""
    text = " ".join(page[n].text for n in places)
    return text if len(places) <= 4 and 4 <= len(text) <= 200 and any(char.isalpha() for char in text) else ""
