"""Laws of chunking: no text lost, order kept, limits held, sentences and rows whole, always the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import Chunk, Document, DocumentKind, Metadata, Section, document_id
from ingest.chunking import LIMIT, chunk, words

SENTENCES = st.integers(1, 60).map(lambda count: "Se on" + " hanke, 15.9.2026" * count + ".")
LINES = st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join)
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
TEXTS = st.lists(PARAGRAPHS, max_size=3).map("\n\n".join)
ANY_TEXT = st.builds(
    str.__mul__, st.text(alphabet="aB ä.!\n\t…1😀漢\u00a0:", max_size=30), st.sampled_from([1, 30, 300])
)


def document(*texts: str) -> Document:
    sections = tuple(Section((f"Luku {page}",), page, text) for page, text in enumerate(texts, start=1))
    return Document(
        document_id("a.md"),
        "a.md",
        "A",
        DocumentKind.OTHER,
        "fi",
        None,
        Metadata(),
        "d" * 64,
        "text/markdown",
        sections,
    )


def squeezed(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def texts(chunks: list[Chunk]) -> list[str]:
    return [found.text for found in chunks]


@settings(deadline=None)
@given(st.lists(TEXTS | ANY_TEXT, max_size=2))
def test_no_text_is_lost_or_moved(sections: list[str]) -> None:
    assert squeezed(texts(chunk(document(*sections)))) == squeezed(sections)


@settings(deadline=None)
@given(st.lists(TEXTS | ANY_TEXT, max_size=2))
def test_every_chunk_is_verbatim_and_within_the_limit(sections: list[str]) -> None:
    for found in chunk(document(*sections)):
        assert found.page is not None
        assert found.text in sections[found.page - 1]
        assert found.headings == (f"Luku {found.page}",)
        assert found.text == found.text.strip() != ""
        assert words(found.text) <= LIMIT


@settings(deadline=None)
@given(TEXTS)
def test_sentences_stay_whole(text: str) -> None:
    for found in chunk(document(text)):
        assert found.text.startswith("Se ")
        assert found.text.endswith(".")


@settings(deadline=None)
@given(TEXTS)
def test_the_same_document_gives_the_same_chunks_with_ids_of_their_own(text: str) -> None:
    once, again = chunk(document(text, text)), chunk(document(text, text))
    assert once == again
    assert len({found.id for found in once}) == len(once)
    assert [found.position for found in once] == list(range(len(once)))


@settings(deadline=None)
@given(TEXTS)
def test_a_section_within_the_limit_is_one_chunk(text: str) -> None:
    if 0 < words(text) <= LIMIT:
        assert texts(chunk(document(text))) == [text]


def test_a_long_section_leaves_no_tiny_tail() -> None:
    text = "\n\n".join("Yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen." for _ in range(21))
    assert [words(found.text) for found in chunk(document(text))] == [100, 110]


def test_paragraphs_are_preferred_to_sentences_as_places_to_cut() -> None:
    paragraph = " ".join(f"Tämä on lause numero {number}." for number in range(18))
    assert texts(chunk(document(f"{paragraph}\n\n{paragraph}\n\n{paragraph}"))) == [paragraph] * 3


def test_a_list_keeps_its_lead_in() -> None:
    before = " ".join("Tukea myönnetään hankkeille, jotka parantavat työelämää." for _ in range(20))
    text = f"{before}\n\nTukikelpoisia kustannuksia ovat:\n- palkat\n- matkat\n- ostopalvelut"
    assert texts(chunk(document(text)))[-1].endswith("ovat:\n- palkat\n- matkat\n- ostopalvelut")


def test_table_rows_stay_whole() -> None:
    rows = [
        f"Vuosi: {year}; Suuralue: Helsinki-Uusimaa. Koko alue; Vastaajia: {year % 100}" for year in range(2000, 2040)
    ]
    assert [row for text in texts(chunk(document("\n".join(rows)))) for row in text.split("\n")] == rows


def test_a_word_without_end_is_cut() -> None:
    assert all(words(found.text) <= LIMIT for found in chunk(document("x" * 100_000)))


def test_equal_passages_under_equal_headings_share_a_digest() -> None:
    first, second = chunk(document("Sama teksti.")), chunk(document("Sama teksti.", "Sama teksti."))
    assert first[0].digest == second[0].digest != second[1].digest
