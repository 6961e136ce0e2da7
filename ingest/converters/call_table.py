"""Call records in a table: one call a row, and columns named like the fields of a record, parts joined by a dot.

`name.fi`, `amount_per_project.min`, `contact.email`; entries of a list are numbered from 1 (`events.1.starts_at`,
`extensions.1.from`), and a list of names stands in one cell with semicolons between ("kunnat; yhdistykset").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.calls.record import Call
from assistant.errors import PermanentError
from ingest.converters.call_record import validate

_ALWAYS = frozenset(("id", "name.fi"))
_ONE_OF = frozenset(("opens_at", "closes_at", "funder", "programme"))
_NAME_LISTS = frozenset(("themes", "regions", "eligible_applicants", "links", "source_documents"))
_AMOUNTS = frozenset(("funding_rate", "own_contribution", "total_amount", "min", "max"))
_YES = frozenset(("true", "yes", "kyllä", "ja", "x", "1"))
_NO = frozenset(("false", "no", "ei", "nej", "0"))


def is_call_header(row: Sequence[object]) -> bool:
    """Whether a table's first row names fields of call records: `id`, `name.fi` and one that tells of calls."""
    names = {_column(cell) for cell in row}
    return names >= _ALWAYS and bool(names & _ONE_OF)


def read_calls(rows: Sequence[Sequence[object]], name: str) -> tuple[Call, ...]:
    """The calls in a table.

    Args:
        rows: The header and the rows below it; cells as text, or as the values that a spreadsheet holds.
        name: The file's name, for messages.

    Raises:
        PermanentError: A cell cannot be read ("bad_call"), or an id comes twice; the message names row and field.
    """
    header = [_column(cell) for cell in rows[0]]
    calls: dict[str, Call] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(_filled(cell) for cell in row):
            continue
        where = f"{name}, row {number}"
        call = validate(_record(header, row, where), where)
        if call.id in calls:
            raise PermanentError("bad_call", f"{where}: id: {call.id} stands in an earlier row.", "Keep one of them.")
        calls[call.id] = call
    if not calls:
        raise PermanentError("no_rows", f"{name} has no rows below its header.", "Check that the export was complete.")
    return tuple(calls.values())


def _record(header: Sequence[str], row: Sequence[object], where: str) -> dict[str, Any]:
    # Both are required in a record, so that none is forgotten; an empty cell says that it is not known.
    record: dict[str, Any] = {"opens_at": None, "closes_at": None}
    for column, cell in zip(header, row, strict=False):
        if _filled(cell):
            if not column:
                raise PermanentError(
                    "bad_call", f"{where}: a cell stands under no column name.", "Name the column or empty the cell."
                )
            _set(record, column.split("."), _value(column, cell), where)
    return {key: _lists(value) for key, value in record.items()}


def _set(record: dict[str, Any], path: Sequence[str], value: object, where: str) -> None:
    *above, last = path
    for step in above:
        record = record.setdefault(step, {})
        if not isinstance(record, dict):
            raise PermanentError(
                "bad_call", f"{where}: {'.'.join(path)}: the column {step} holds a value too.", "Remove one of them."
            )
    record[last] = value


def _lists(value: object) -> object:
    """Mappings whose keys are numbers are lists, in the order of the numbers."""
    if not isinstance(value, dict):
        return value
    inner = {key: _lists(part) for key, part in value.items()}
    if inner and all(key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def _value(column: str, cell: object) -> object:
    last = column.rsplit(".", 1)[-1]
    if isinstance(cell, dt.datetime):
        return _written(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    if column in _NAME_LISTS:
        return list(_names(text))
    if last in _AMOUNTS:
        return re.sub(r"[\s€%]", "", text).replace(",", ".")
    if last == "continuous" and text.lower() in _YES | _NO:
        return text.lower() in _YES
    if last in ("announced", "date", "decision_expected"):
        return _iso_day(text)
    return text


def _written(moment: dt.datetime) -> str:
    """A spreadsheet's day with its time; without one as a bare day, which fields of moments refuse."""
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(timespec="minutes")


def _iso_day(text: str) -> str:
    match = re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", text)
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text


def _names(text: str) -> Iterator[str]:
    for part in text.split(";"):
        if name := part.strip():
            yield name


def _column(cell: object) -> str:
    return "" if cell is None else str(cell).strip().lower()


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
