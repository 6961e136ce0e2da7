"""A passage as what can be quoted: lists told from running text, labels from sentences."""

from __future__ import annotations

import pytest

from assistant.answering.quotations.passage_sentences import caption_of, sentences_of
from tests.answering_builders import result

TABLE = (
    "Taulukko 2. Tavoitteet ja tilanne\n\nMittari: Webinaarit; Tilanne: 19\nMittari: Käytännöt; Tilanne: 54\n\nLoppu."
)


def test_lists_are_told_from_running_text() -> None:
    text = "Johdanto. Se jatkuu.\n\nAiheet:\n- yksi\n- kaksi\n\nLopuksi."
    listed = [sentence.listed is not None for sentence in sentences_of(result(text))]
    assert listed == [False, False, True, True, True, False]


def test_paragraphs_are_numbered() -> None:
    assert [sentence.paragraph for sentence in sentences_of(result("Yksi. Kaksi.\n\nKolme.\nNeljä."))] == [0, 0, 1, 1]


def test_a_caption_is_a_label_all_of_it() -> None:
    labels = [sentence.text for sentence in sentences_of(result(TABLE)) if sentence.label]
    assert " ".join(labels) == "Taulukko 2. Tavoitteet ja tilanne"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Julkaistu 10.11.2026\n\nHaku saa lisäaikaa.", ["Julkaistu 10.11.2026"]),
        ("Haku saa lisäaikaa.\n\nKorjatkaa omanne heti!", []),
        ("Parannuspäivien ehdotukset", []),
        ("Tehtiin kysely.\n\n" + "sana " * 20, []),
    ],
)
def test_a_short_paragraph_without_a_full_stop_is_a_label_unless_it_is_all(text: str, labels: list[str]) -> None:
    assert [sentence.text for sentence in sentences_of(result(text)) if sentence.label] == labels


def test_a_table_has_the_caption_above_it() -> None:
    rows = [sentence for sentence in sentences_of(result(TABLE)) if sentence.listed is not None]
    assert {caption_of(row) for row in rows} == {"Taulukko 2. Tavoitteet ja tilanne"}


def test_a_sentence_above_a_list_is_no_caption() -> None:
    rows = [s for s in sentences_of(result("Näin se käy.\n\n- yksi\n- kaksi")) if s.listed is not None]
    assert {caption_of(row) for row in rows} == {""}


def test_a_question_and_a_lead_in_are_told() -> None:
    asks, leads = sentences_of(result("Voiko hakea?\n\nHakijat ovat:"))
    assert asks.asks
    assert not asks.leads_in
    assert leads.leads_in
