"""Word, PowerPoint and Excel files, whole and hostile."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Cm

from assistant.documents import Document, DocumentKind
from assistant.errors import PermanentError
from ingest.converters import convert
from tests.shared_data import shared


def read(path: Path) -> Document:
    return convert(path, f"aineisto/{path.name}")


def contents(document: Document) -> list[tuple[tuple[str, ...], int | None, str]]:
    return [(section.headings, section.page, section.text) for section in document.sections]


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.category = "Hyvä käytäntö", "Hyvä Sopu ry", "practice"
    core.keywords, core.created = "sovittelu, johtaminen", datetime.fromisoformat("2026-01-15T09:00")
    document.add_heading("Hyvä käytäntö", 0)
    document.add_paragraph("Johdanto ennen lukuja.")
    document.add_heading("Vaiheet", 1)
    for text in ("Kuuntele.", "Sovi."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Yksi asia", style="List Bullet")
    document.add_heading("Tulokset", 2)
    noted = document.add_paragraph("Ala on 3 m")
    noted.add_run("2").font.superscript = True
    noted.add_run(" työpaikkaa kohti.")
    noted.add_run("1").font.superscript = True
    hidden = document.add_paragraph("Näkyvä. ")
    hidden.add_run("Piilotettu ohje.").font.hidden = True
    table = document.add_table(rows=0, cols=3)
    for row in (("Vuosi", "Alue", "Osuus"), ("2025", "Lappi", "61 %"), ("2026", "Lappi", "64 %")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "kaytanto.docx"
    document.save(str(path))
    return path


def test_a_word_document_keeps_its_structure(word: Path) -> None:
    document = read(word)
    assert (document.title, document.kind, document.language) == ("Hyvä käytäntö", DocumentKind.PRACTICE, "fi")
    assert document.published is not None
    assert document.published.isoformat() == "2026-01-15"
    assert document.metadata.themes == ("sovittelu", "johtaminen")
    assert contents(document) == [
        ((), None, "Johdanto ennen lukuja."),
        (("Vaiheet",), None, "1. Kuuntele.\n2. Sovi.\n- Yksi asia"),
        (
            ("Vaiheet", "Tulokset"),
            None,
            "Ala on 3 m2 työpaikkaa kohti.[1]\n\nNäkyvä.\n\n"
            "Vuosi: 2025; Alue: Lappi; Osuus: 61 %\nVuosi: 2026; Alue: Lappi; Osuus: 64 %",
        ),
    ]


def rewritten(path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> Path:
    """A copy of a package with its parts changed and others added."""
    copy = path.with_name(f"muutettu-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, data in (extra or {}).items():
            target.writestr(name, data)
    return copy


def strict(_name: str, data: bytes) -> bytes:
    usual = rb"http://schemas\.openxmlformats\.org/(wordprocessingml|spreadsheetml|officeDocument)/2006/(main|relationships)"
    return re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/\2", data)


def test_the_strict_variant_reads_the_same(word: Path, sheets: Path) -> None:
    for path in (word, sheets):
        assert contents(read(rewritten(path, strict))) == contents(read(path))


def test_deleted_text_is_gone_and_inserted_text_is_there(word: Path) -> None:
    def track(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        return data.replace(
            b"<w:t>Kuuntele.</w:t></w:r>",
            b"<w:t>Kuuntele</w:t></w:r><w:del><w:r><w:delText> heti</w:delText></w:r></w:del>"
            b"<w:ins><w:r><w:t> ensin.</w:t></w:r></w:ins>",
        )

    assert "1. Kuuntele ensin.\n" in read(rewritten(word, track)).sections[1].text


def test_a_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    document = read(shared("nasty", "docx", "python-mammoth__footnote-hyperlink.docx"))
    assert [section.text for section in document.sections] == ["[1]\n\n[1] Example"]


def test_a_text_box_is_read_once() -> None:
    document = read(shared("nasty", "docx", "python-mammoth__text-box.docx"))
    assert [section.text for section in document.sections] == ["Datum plane"]


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    deck: Any = Presentation()
    deck.core_properties.title = "Hakuinfo"
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Omarahoitus"
    first.placeholders[1].text = "Tuki on 80 prosenttia"
    first.placeholders[1].text_frame.add_paragraph().text = "Omarahoitus on 20 prosenttia"
    first.notes_slide.notes_text_frame.text = "Kysy, onko kysyttävää."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Aikataulu"
    table = second.shapes.add_table(2, 2, Cm(1), Cm(4), Cm(20), Cm(2)).table
    for row, texts in enumerate((("Haku", "Vuosi"), ("Syksyn haku", "2026"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    path = tmp_path / "hakuinfo.pptx"
    deck.save(str(path))
    return path


def test_a_slide_is_a_page_with_its_notes(slides: Path) -> None:
    document = read(slides)
    assert document.title == "Hakuinfo"
    assert document.published is None  # the day of the empty template is no one's day
    assert contents(document) == [
        (
            ("Omarahoitus",),
            1,
            "- Tuki on 80 prosenttia\n- Omarahoitus on 20 prosenttia\n\nKysy, onko kysyttävää.",
        ),
        (("Aikataulu",), 2, "Haku: Syksyn haku; Vuosi: 2026"),
    ]


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Vastausaste"
    for row in (["Kyselyn vastausaste vuosittain"], ["Vuosi", "Osuus"], [2025, 0.76], [2026, 0.78]):
        first.append(row)
    first["B3"].number_format = first["B4"].number_format = "0%"
    second = book.create_sheet("Piilossa")
    second.append(["salainen"])
    second.sheet_state = "hidden"
    book.create_sheet("Tyhjä")
    path = tmp_path / "kysely_2026.xlsx"
    book.save(path)
    return path


def test_a_sheet_is_a_page_and_hidden_sheets_are_not_read(sheets: Path) -> None:
    document = read(sheets)
    assert document.title == "kysely 2026"
    assert contents(document)[0] == (
        ("Vastausaste",),
        1,
        "Kyselyn vastausaste vuosittain\n\nVuosi: 2025; Osuus: 76 %\nVuosi: 2026; Osuus: 78 %",
    )
    assert all("salainen" not in section.text for section in document.sections)


def code_of(path: Path) -> str:
    with pytest.raises(PermanentError) as caught:
        read(path)
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value.code


def test_a_workbook_without_rows_says_so(tmp_path: Path) -> None:
    path = tmp_path / "tyhja.xlsx"
    openpyxl.Workbook().save(path)
    assert code_of(path) == "no_rows"


@pytest.mark.parametrize("kind", ["word", "slides", "sheets"])
def test_a_package_that_is_cut_short_says_so(kind: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(kind)
    path.write_bytes(path.read_bytes()[:-200])
    assert code_of(path) == "damaged"


def test_a_package_that_unpacks_without_end_is_not_unpacked(word: Path) -> None:
    bomb = rewritten(word, lambda _, data: data, {"word/media/kuva.bin": b"\0" * (450 * 1024 * 1024)})
    assert bomb.stat().st_size < 1024 * 1024
    assert code_of(bomb) == "zip_bomb"


@pytest.mark.parametrize("kind", ["word", "slides", "sheets"])
def test_entities_are_refused(kind: str, request: pytest.FixtureRequest) -> None:
    def declare(name: str, data: bytes) -> bytes:
        if not re.search(r"(document|presentation|workbook)\.xml$", name):
            return data
        entities = b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        return re.sub(rb"(<\?xml[^>]*\?>)?", rb"\1<!DOCTYPE x [" + entities + b"]>", data, count=1)

    assert code_of(rewritten(request.getfixturevalue(kind), declare)) == "doctype"


def test_an_external_entity_reads_no_file(word: Path, tmp_path: Path) -> None:
    secret = tmp_path / "salaisuus.txt"
    secret.write_text("salaisuus")

    def declare(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        padding = b"<!--" + b"x" * 5000 + b"-->"  # beyond what is looked at before parsing
        declared = padding + f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'.encode()
        return re.sub(rb"(<\?xml[^>]*\?>\s*)", lambda match: match[1] + declared, data).replace(b"Sovi.", b"&s;")

    text = " ".join(section.text for section in read(rewritten(word, declare)).sections)
    assert "salaisuus" not in text
    assert "Kuuntele." in text


def test_a_file_by_another_name_is_read_as_what_it_is(word: Path) -> None:
    other = word.with_suffix(".pdf")
    word.rename(other)
    assert read(other).media_type.endswith("wordprocessingml.document")


def test_an_archive_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "paketti.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "teksti")
    path.write_bytes(buffer.getvalue())
    assert code_of(path) == "unsupported_type"
