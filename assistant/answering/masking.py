"""Personal data in questions, put out of sight before anything is stored or sent to an outside model.

What is found by form: Finnish personal identity codes, e-mail addresses, phone numbers. Names are not: no list tells
a person from a project.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

IDENTITY_CODE, EMAIL, PHONE = "[henkilötunnus]", "[sähköposti]", "[puhelinnumero]"
"""What stands in place of what was found."""

# Separators by century: 19th +, 20th - and Y X W V U, 21st A to F (Government decree 690/2022).
_CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}
_HYPHENS = "\\-\u2010\u2011\u2012\u2013\u2212"
_IDENTITY_CODE = re.compile(
    rf"(?<![\w.])(\d\d)(\d\d)(\d\d) ?([+{_HYPHENS}YXWVUABCDEF]) ?\d{{3}} ?[0-9A-FHJ-NPR-Y](?!\w)", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.+%'-]+ ?(?:@|[(\[{] ?(?:at|ät|ätt|miukumauku) ?[)\]}]) ?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_BREAKS = rf"[ \u00a0\u202f/{_HYPHENS}]"
_COUNTRIES = r"(?:358|46|47|45|49|44|48|370|371|372|380|7|1|90|98|964|93|252|963)"
_PHONE = re.compile(
    rf"(?<![\w.,{_HYPHENS}/])(?<!\d[ \u00a0\u202f])"
    rf"(?:(?:\+ ?|00 ?){_COUNTRIES}{_BREAKS}?(?:\(0\){_BREAKS}?)?\d|\(0\d{{1,3}}\)|0[1-9])"
    rf"(?:{_BREAKS}?\d){{5,12}}"
    rf"(?![\w]|[.,:/]\d|[ \u00a0\u202f]?(?:€|%|eur|e\b|kpl\b|kr\b|henk|§))",
    re.IGNORECASE,
)
_DATE = re.compile(rf"\(?\d{{1,2}}[{_HYPHENS}/]\d{{1,2}}[{_HYPHENS}/](?:19|20)\d\d")


def mask(text: str) -> str:
    """The text with identity codes, e-mail addresses and phone numbers replaced by what they are.

    Codes with a wrong check character are masked too: a code that was mistyped still tells whose it is.

    Args:
        text: As a person typed it.
    """
    masked = _IDENTITY_CODE.sub(_unless(_is_no_day, IDENTITY_CODE), text)
    masked = _EMAIL.sub(EMAIL, masked)
    return _PHONE.sub(_unless(lambda found: _DATE.match(found[0]) is not None, PHONE), masked)


def _unless(other: Callable[[re.Match[str]], bool], label: str) -> Callable[[re.Match[str]], str]:
    return lambda found: found[0] if other(found) else label


def _is_no_day(found: re.Match[str]) -> bool:
    """Whether the six digits are no day of birth."""
    day, month, year = int(found[1]), int(found[2]), int(found[3])
    separator = found[4].upper() if found[4].isalpha() or found[4] == "+" else "-"
    try:
        date(_CENTURIES[separator] + year, month, day)
    except ValueError:
        return True
    return False
