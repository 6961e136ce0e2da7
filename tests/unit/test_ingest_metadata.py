"""What is known of a document, from several records; text as a reader sees it; formats by their bytes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import DocumentKind
from assistant.errors import PermanentError
from ingest.cleaning import clean, one_line
from ingest.content import SectionWriter
from ingest.dates import day, stated_publication
from ingest.encoding import decode
from ingest.filetypes import recognise
from ingest.metadata import gather, kind_of_folder, language, resolve


def test_the_first_record_that_knows_a_key_decides_it() -> None:
    gathered = gather([{"title": "Oikea"}, {"title": "Väärä", "DC.date": "2026-02-03", "DC.type": "raportti"}])
    assert gathered == {"title": "Oikea", "published": date(2026, 2, 3), "kind": DocumentKind.REPORT}


@pytest.mark.parametrize("title", ["Microsoft Word - luonnos.docx", "untitled", "Asiakirja1", "raportti.pdf", "  "])
def test_titles_that_programs_write_are_no_titles(title: str) -> None:
    assert gather([{"title": title}, {"title": "Vuosiraportti"}])["title"] == "Vuosiraportti"


def test_lists_are_read_from_lists_and_from_text() -> None:
    assert gather([{"keywords": "etatyo, johtaminen;etatyo"}])["themes"] == ("etatyo", "johtaminen")
    assert gather([{"DC.coverage": ["Lappi", "Kainuu"]}])["regions"] == ("Lappi", "Kainuu")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T09:00:00Z", date(2026, 11, 24)),
        ("D:20261124090000+02'00'", date(2026, 11, 24)),
        ("15.9.2026", date(2026, 9, 15)),
        ("15. syyskuuta 2026", date(2026, 9, 15)),
        ("15 september 2026", date(2026, 9, 15)),
        ("31.2.2026", None),
        ("syksyllä 2026", None),
    ],
)
def test_days_are_read_as_people_and_programs_write_them(text: str, expected: date | None) -> None:
    assert day(text) == expected


def test_a_day_counts_as_publication_only_behind_a_word_that_says_so() -> None:
    assert stated_publication("Uutiskirje\nJulkaistu 13.6.2024\nHaku päättyy 30.8.2024") == date(2024, 6, 13)
    assert stated_publication("Haku päättyy 30.8.2024. Tilaisuus on 2.9.2024.") is None


@pytest.mark.parametrize(("value", "code"), [("fi-FI", "fi"), ("sv_SE", "sv"), ("suomi", "fi"), ("klingon", None)])
def test_languages_are_read_as_codes(value: str, code: str | None) -> None:
    assert language(value) == code


def test_a_folder_tells_the_kind_and_the_nearest_one_wins() -> None:
    assert kind_of_folder("corpus/reports/a.pdf") == DocumentKind.REPORT
    assert kind_of_folder("raportit/Uutiskirjeet/a.html") == DocumentKind.NEWSLETTER
    assert kind_of_folder("sekalaista/a.pdf") is None


@pytest.mark.parametrize(
    ("supersedes", "uri"),
    [
        ("guides/a.pdf", "corpus/guides/a.pdf"),
        ("./a.pdf", "corpus/reports/a.pdf"),
        ("../a.pdf", "corpus/a.pdf"),
        ("https://example.org/a.pdf", "https://example.org/a.pdf"),
    ],
)
def test_what_a_document_replaces_becomes_a_uri(supersedes: str, uri: str) -> None:
    assert resolve(supersedes, "corpus/reports/b.pdf") == uri


def test_what_a_reader_does_not_see_is_no_text() -> None:
    assert clean("työ\u00adelämä\u200b\u202e ja\u00a0tuki\x07\ufeff") == "työelämä ja tuki"
    assert clean("a\u0308a\ufb01") == "äafi"


@given(st.text())
@settings(deadline=None)
def test_cleaning_ends_where_it_began(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\n" not in one_line(text).encode().decode()


@given(st.text(alphabet="abc åäöžõ", min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
@settings(deadline=None)
def test_text_comes_back_from_every_marked_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_text_comes_back_from_code_pages() -> None:
    assert decode("Työelämä – kehittyy".encode("cp1252")) == "Työelämä – kehittyy"
    assert decode("Отчёт о работе".encode("cp1251")) == "Отчёт о работе"
    assert decode("Tyoelama kehittyy".encode("utf-16-le")) == "Tyoelama kehittyy"


@pytest.mark.parametrize(
    ("name", "data", "converter"),
    [
        ("a.docx", b"%PDF-1.7\n", "pdf"),
        ("a.pdf", b"<!DOCTYPE html><p>x", "html"),
        ("A.TXT", b"teksti", "text"),
        ("a.md", b"# Otsikko", "markdown"),
        ("a.csv", b"a;b", "csv"),
    ],
)
def test_bytes_tell_the_format_before_the_name_does(name: str, data: bytes, converter: str) -> None:
    assert recognise(name, data).converter == converter


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty_file"),
        ("a.txt", b"\0\0\0", "empty_file"),
        ("a.png", b"\x89PNG\r\n", "unsupported_type"),
        ("a.rtf", b"{\\rtf1", "unsupported_type"),
        ("a", b"teksti", "unsupported_type"),
        ("a.docx", b"teksti", "damaged"),
        ("a.docx", b"PK\x03\x04 cut", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "office_password"),
    ],
)
def test_what_is_not_read_says_why_and_what_to_do(name: str, data: bytes, code: str) -> None:
    with pytest.raises(PermanentError) as caught:
        recognise(name, data)
    assert caught.value.code == code
    assert name in caught.value.message
    assert caught.value.hint


def test_a_heading_without_text_below_it_is_text() -> None:
    writer = SectionWriter()
    writer.heading(1, "Luku")
    writer.heading(2, "Tyhjä")
    writer.heading(2, "Alaluku")
    writer.paragraph("Teksti.")
    writer.heading(1, "Loppu")
    assert [(section.headings, section.text) for section in writer.sections()] == [
        (("Luku",), "Tyhjä"),
        (("Luku", "Alaluku"), "Teksti."),
        ((), "Loppu"),
    ]
