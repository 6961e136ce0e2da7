"""Text → tokens: words, numbers, dates and identifiers, in one spelling each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0640]")  # soft hyphen, zero-width marks, Arabic tatweel
_CASE_OF_SIGN = re.compile(r"(?<=[%€§]):\w+")  # "10 §:n"
_PIECE = r"[^\W_]+"
_TOKEN = re.compile(
    rf"""
    (?<![\w.,])\d{{1,3}}(?:[ ]\d{{3}})+(?![\w])(?:\s?[%€§])?   # 1 200 000 €
    | {_PIECE}(?:(?:[-‐‑–/.,:'’&@]|\+-){_PIECE})*(?:\+{{1,2}}(?!\w)|(?<=\d)\s?[%€§])?
    """,
    re.VERBOSE,
)
_BETWEEN_WORDS = re.compile(r"[/.,@]")  # "ja/tai", "www.example.org": words of their own unless a digit is among them
_BETWEEN_PIECES = re.compile(r"[^\w+]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_DECIMAL = re.compile(r"\d+,\d+")
_CLOCK = re.compile(r"(\d{1,2})[.:]([0-5]\d)")
_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_KEPT_ACCENTS = frozenset("åäöõüйїئؤ")  # letters of their own in the languages of the collection


def tokens(text: str) -> Iterator[str]:
    """The tokens of `text` in order, as they are written but for compatibility characters and soft hyphens."""
    plain = _CASE_OF_SIGN.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    for match in _TOKEN.finditer(plain):
        token = match[0]
        if any(character.isdigit() for character in token):
            yield token
        else:
            yield from (word for word in _BETWEEN_WORDS.split(token) if word)


def is_number(token: str) -> bool:
    """Whether a token has a digit, and so is a number, a date or an identifier."""
    return any(character.isdigit() for character in token)


def number_forms(token: str) -> tuple[str, tuple[str, ...]]:
    """A number, date or identifier in one spelling, and the pieces that it may also be asked for by.

    "15.09.2026" and "2026-09-15" are ("15.9.2026", ("15.9", "2026")), "100 000 €" is ("100000€", ("100000",)),
    "COVID-19" is ("covid-19", ("COVID", "19")): pieces of letters keep their capitals, for they are words.
    """
    unit = token[-1] if token[-1] in "%€§" else ""
    body = token.removesuffix(unit).rstrip()
    whole, pieces = _one_spelling(body)
    return (whole + unit, (whole, *pieces)) if unit else (whole, pieces)


def _one_spelling(body: str) -> tuple[str, tuple[str, ...]]:
    if date := _DATE.fullmatch(body) or _ISO_DATE.fullmatch(body):
        day = f"{int(date['day'])}.{int(date['month'])}"
        return f"{day}.{date['year']}", (day, date["year"])
    if _THOUSANDS.fullmatch(body):
        return re.sub(r"[ .]", "", body), ()
    if _DECIMAL.fullmatch(body):
        return body.replace(",", "."), ()
    if clock := _CLOCK.fullmatch(body):
        return f"{int(clock[1])}.{clock[2]}", ()
    pieces = tuple(piece for piece in _BETWEEN_PIECES.split(body) if piece)
    return re.sub(r"[‐‑–]", "-", body).lower(), pieces if len(pieces) > 1 else ()


def folded(word: str) -> str:
    """The word in lower case, without hyphens and apostrophes, and without accents that people leave out in typing.

    å, ä, ö, õ and ü stay, as do the Cyrillic й and ї; é becomes e, ё becomes е, Arabic vowel marks go.
    """
    letters = re.sub(r"[-‐‑–'’]", "", word.lower())
    if letters.isascii():
        return letters
    return "".join(
        letter if letter in _KEPT_ACCENTS else _bare(letter) for letter in unicodedata.normalize("NFC", letters)
    )


def _bare(letter: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", letter) if not unicodedata.combining(mark))
