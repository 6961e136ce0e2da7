"""Bytes of a text file → text, whichever program wrote them."""

from __future__ import annotations

import codecs

from assistant.errors import PermanentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text: by its byte order mark, else as UTF-8, else as declared, else as UTF-16 or a Windows code page.

    Args:
        data: The whole file.
        declared: The encoding that the file names, which is often wrong and so only tried after UTF-8.

    Raises:
        PermanentError: It is no text in any encoding ("not_text").
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in filter(None, ("utf-8", declared, _wide(data))):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if text.count("\0") * 10 <= len(text):  # UTF-16 of plain letters is valid UTF-8 full of zeros
            return text
    if _is_binary(data):
        raise PermanentError("not_text", "The file is no text, whatever its name says.", "Check what it is.")
    return data.decode(_code_page(data), "replace")


def _is_binary(data: bytes) -> bool:
    """Text has hardly a control character but tabs and line ends; of random bytes one in ten is one."""
    sample = data[:20_000]
    return len(sample) > 100 and sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in sample) * 50 > len(sample)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of western text is zero."""
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _code_page(data: bytes) -> str:
    """Cyrillic text has hardly a letter from ASCII, Finnish and Swedish text has mostly such."""
    sample = data[:20_000]
    high = sum(byte >= 0xC0 for byte in sample)
    low = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    return "cp1251" if high > low else "cp1252"
