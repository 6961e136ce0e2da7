"""Sentences are slices of the text, cut where a reader would cut them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import MAX_WORDS, iter_spans, split

ONE_SENTENCE = [
    "Haku koskee esim. Pirkanmaata.",
    "Mukana ovat mm. Tampere ja Turku.",
    "Ks. Liite 2.",
    "Osallistujia oli n. 20.",
    "Tulokset ovat raportissa (s. 15).",
    "Haku alkaa 1. päivä syyskuuta.",
    "Haku on auki 15.9.2026 klo 9.00 alkaen.",
    "Haku päättyy 31.10.2026 klo 16.15 ja päätökset tehdään keväällä.",
    "Haku päättyy 31. 10. 2026.",
    "Hankkeen 2. vaihe alkaa vuonna 2027.",
    "1. Johdanto",
    "2.1. Tausta ja tavoitteet",
    "- 1. Ensimmäinen kohta",
    "IV. Tulokset",
    "Rahoituslain 5 § 2 mom. 3 kohta koskee tätä.",
    "Kirjoittaja on J. R. Virtanen.",
    "Kirjoittaja on K.J. Ståhlberg.",
    "Osuus on 3.5 prosenttia.",
    "Lue lisää osoitteesta https://rakennerahastot.fi/haut?tila=auki. ",
    "Parempi työelämä! -hanke tukee toteuttajia.",
    "Parempi työelämä! tukee toteuttajia.",
    "”Miten tämä tehdään?” hän kysyi.",
    "Det gäller t.ex. Finland.",
    "Det gäller t. ex. Finland.",
    "Det gäller bl.a. Åbo och Vasa.",
    "Mötet hålls kl. 13.",
    "This holds e.g. Finland and Estonia.",
    "See Fig. 3 and Dr. Smith.",
    "Vt. Direktor juhib projekti.",
    "Это значит, т.е. Финляндия участвует.",
    "Это значит, т. е. Финляндия участвует.",
    "Проект идёт в г. Тампере.",
    "ESR+ (ns. Plus) jatkuu.",
    "Kebnekaise (saam. Giebmegáisi) on tunturi.",
    "Tavoitteet jne. kirjataan suunnitelmaan.",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_stays_together(text: str) -> None:
    assert split(text) == [text.strip()]


TWO_SENTENCES = [
    ("Haku on auki.", "Hakemus jätetään verkossa."),
    ("Onko haku auki?", "On."),
    ("Haku päättyy 31.10.", "Hakemus jätetään verkossa."),
    ("Hanke alkoi vuonna 2024.", "15 työpaikkaa osallistui."),
    ("Mukana olivat johto, henkilöstö jne.", "Tulokset kerättiin keväällä."),
    ("Tervetuloa!", "Ilmoittaudu perjantaihin mennessä."),
    ("Emme tiedä…", "Kysymme lisää."),
    ("Tuki on 80 %.", "Omarahoitus on 20 %."),
    ("Lasia tehtiin jo vuonna 4000 eaa.[8]", "Jo varhain se värjättiin."),
    ("Hän sanoi: ”Tule.”", "Kukaan ei tullut."),
    ("Vad är hankekahvit?", "Det är ett möte."),
    ("Stödet omfattar resor, kost m.m.", "Ansökan lämnas in på webben."),
    ("The answer is no.", "We asked twice."),
    ("Kas taotlus on avatud?", "Jah."),
    ("Проект начался в 2024 г.", "Он продолжается."),
    ("Есть семинары, встречи и т. д.", "Запись открыта."),
    ("Коли починається проєкт?", "Восени."),
    ("ما هو المشروع؟", "هذا مشروع وطني."),
    ("Lue lisää: www.example.org.", "Hakemus on lomake 5."),
    ("Suoritus kesti 45 s.", "Sitten levättiin."),
]


@pytest.mark.parametrize(("first", "second"), TWO_SENTENCES)
def test_comes_apart(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_list_items_and_table_rows_are_sentences_of_their_own() -> None:
    text = "Tavoitteet\n- parempi johtaminen\n- työkyky\n\nHanke | Alue\nPolku | Lappi\n\nLoppu."
    assert split(text) == [
        "Tavoitteet",
        "- parempi johtaminen",
        "- työkyky",
        "Hanke | Alue",
        "Polku | Lappi",
        "Loppu.",
    ]


def test_long_line_that_runs_on_is_one_sentence_with_the_next() -> None:
    text = "Koordinaatiohanke kokoaa yhteen työelämän kehittämishankkeiden\ntulokset. Ne julkaistaan."
    assert split(text) == [text[:72], "Ne julkaistaan."]


def test_long_list_items_with_markers_stay_apart() -> None:
    text = "- " + "työhyvinvoinnin " * 5 + "tuki\na) esihenkilötyön kehittäminen"
    assert len(split(text)) == 2


def test_over_long_sentence_is_cut_at_semicolons() -> None:
    clause = "tuetaan " + "työpaikkojen " * 24 + "kehittämistä;"
    pieces = split(" ".join([clause] * 4))
    assert pieces == [f"{clause} {clause}", f"{clause} {clause}"]
    assert all(len(piece.split()) <= MAX_WORDS for piece in pieces)


def test_over_long_sentence_without_a_place_to_cut_stays_whole() -> None:
    text = "sana " * (MAX_WORDS + 20) + "loppu."
    assert split(text) == [text]


def test_nothing_in_nothing_out() -> None:
    assert split("") == []
    assert split(" \n\n\t ") == []


PIECES = st.sampled_from(
    [
        "Haku",
        "auki",
        ".",
        "!",
        "?",
        "…",
        "؟",
        " ",
        "\n",
        "\n\n",
        "esim.",
        "1.",
        "2026",
        "- ",
        "a) ",
        "; ",
        "|",
        "„",
        "”",
        "(",
        ")",
        "t. ex.",
        "Ä",
        "т.",
        "\u00a0",
        "\r",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_spans_hold_everything_but_white_space(text: str) -> None:
    spans = list(iter_spans(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_endless_abbreviations_take_no_endless_time() -> None:
    text = "1. t. " * 40_000
    assert split(text) == [text.strip()]
