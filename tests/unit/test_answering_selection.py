"""Which sentences are taken: the likeliest, within the budget, of few passages, nothing twice, in reading order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.quotations.passage_sentences import Sentence, sentences_of
from assistant.answering.quotations.quotable import Quotable
from assistant.answering.quotations.selection import BUDGET, Budget, best_within, runs, select
from tests.answering_builders import asked, result

QUESTION = asked("Mitä etätyöstä sanotaan?")
BY_COSINE = {"cosine": 1.0}
"""Weights by which nothing but the retriever's sentence scores decides."""
EVERY = 0.0
"""A further passage is quoted whatever it adds."""


def texts(sentences: list[Sentence]) -> list[str]:
    return [sentence.text for sentence in sentences]


def test_the_likeliest_sentence_comes_first_into_a_small_budget() -> None:
    passage = result("Kahvia on tarjolla. Etätyö lisääntyi paljon. Sataa.", sentence_scores=(0.7, 0.9, 0.7))
    assert texts(select(QUESTION, [passage], Budget(words=3), BY_COSINE)) == ["Etätyö lisääntyi paljon."]


def test_sentences_come_in_the_order_of_their_passage_the_better_passage_first() -> None:
    worse = result("Etätyö on yleistä.", position=7, score=0.9, sentence_scores=(0.86,))
    better = result("Yksi asia. Toinen juttu. Kolmas seikka.", score=1.0, sentence_scores=(0.88, 0.87, 0.9))
    chosen = select(QUESTION, [worse, better], Budget(further=EVERY), BY_COSINE)
    assert texts(chosen) == ["Yksi asia.", "Toinen juttu.", "Kolmas seikka.", "Etätyö on yleistä."]


def test_a_further_passage_is_quoted_only_for_what_it_adds() -> None:
    clear = result("Etätyöstä sanotaan kaikki.", sentence_scores=(0.95,))
    rest = result("Sataa lunta.", position=1, score=0.9, sentence_scores=(0.80,))
    assert {sentence.result.chunk.position for sentence in select(QUESTION, [clear, rest], BUDGET, BY_COSINE)} == {0}
    equal = result("Etätyö on sallittu.", position=1, score=0.9, sentence_scores=(0.95,))
    assert {s.result.chunk.position for s in select(QUESTION, [clear, equal], BUDGET, BY_COSINE)} == {0, 1}


def test_a_passage_of_the_same_document_need_add_less_than_one_of_another() -> None:
    first = result("Etätyöstä sanotaan kaikki.", uri="a.pdf", sentence_scores=(0.95,))
    budget = Budget(further=1.0, nearer=0.0, worth=0.0)
    for uri, quoted in (("a.pdf", 2), ("b.pdf", 1)):
        second = result("Kotona tehdään työtä.", uri=uri, position=1, score=0.9, sentence_scores=(0.94,))
        assert len(select(QUESTION, [first, second], budget, BY_COSINE)) == quoted


def test_a_single_sentence_beyond_the_budget_that_cannot_be_cut_is_quoted_whole() -> None:
    long = " ".join(["sana"] * 80) + "."
    assert texts(select(QUESTION, [result(long)], BUDGET)) == [long]


def test_a_date_is_preferred_when_a_time_is_asked_for() -> None:
    passage = result("Haku koskee kaikkia hankkeita. Haku päättyy 15.9.2026.", sentence_scores=(0.80, 0.80))
    chosen = select(asked("Milloin haku päättyy?"), [passage], Budget(words=4))
    assert texts(chosen) == ["Haku päättyy 15.9.2026."]


def test_an_amount_is_preferred_when_a_quantity_is_asked_for() -> None:
    passage = result("Omarahoitus vaaditaan. Omarahoitus on 20 %.", sentence_scores=(0.82, 0.82))
    chosen = select(asked("Paljonko omarahoitus on?"), [passage], Budget(words=4))
    assert texts(chosen) == ["Omarahoitus on 20 %."]


def test_the_same_sentence_of_two_documents_is_taken_once() -> None:
    first = result("Tuki on enintään 80 prosenttia kustannuksista.", uri="a.pdf", score=1.0)
    copy = result("Tuki on enintään 80 prosenttia kustannuksista!", uri="b.pdf", score=0.9)
    assert len(select(QUESTION, [first, copy], Budget(further=EVERY))) == 1


LIST = "Hankkeen tavoitteet ovat:\n\n- parantaa työhyvinvointia\n- tukea johtamista\n- levittää käytäntöjä"


def test_a_list_that_fits_is_taken_whole_with_its_lead_in() -> None:
    chosen = select(asked("Mitkä ovat hankkeen tavoitteet?"), [result(LIST)], BUDGET)
    assert texts(chosen) == LIST.replace("\n\n", "\n").split("\n")


def test_rows_are_taken_one_by_one_when_a_time_is_asked_for() -> None:
    passage = result(
        "Tilaisuus: Verkostopäivä; Aika: 3.3.2026\nTilaisuus: Webinaari; Aika: 5.5.2026", sentence_scores=(0.7, 0.9)
    )
    chosen = select(asked("Milloin webinaari on?"), [passage], Budget(words=5))
    assert texts(chosen) == ["Tilaisuus: Webinaari; Aika: 5.5.2026"]


def test_a_caption_or_a_title_is_never_quoted_alone() -> None:
    passage = result("Taulukko 1. Etätyö\n\nEtätyö on yleistä.", sentence_scores=(0.9, 0.9, 0.7))
    assert texts(select(QUESTION, [passage], Budget(words=4), BY_COSINE)) == ["Etätyö on yleistä."]


def test_a_question_of_the_document_is_quoted_with_its_answer() -> None:
    passage = result("Voiko etätyötä tehdä? Kyllä. Niin on sovittu.\n\nMuuta.", sentence_scores=(0.9, 0.7, 0.7, 0.1))
    assert texts(select(QUESTION, [passage], Budget(words=7), BY_COSINE)) == [
        "Voiko etätyötä tehdä?",
        "Kyllä.",
        "Niin on sovittu.",
    ]


def test_a_question_without_an_answer_is_not_quoted() -> None:
    passage = result("Etätyö on yleistä. Voiko etätyötä tehdä?", sentence_scores=(0.7, 0.9))
    assert texts(select(QUESTION, [passage], BUDGET)) == ["Etätyö on yleistä."]


def test_a_sentence_that_points_back_brings_the_one_before_it_where_there_is_room() -> None:
    passage = result("Etätyöstä on sovittu. Se alkaa maanantaina.\n\nSataa.", sentence_scores=(0.7, 0.99, 0.1))
    assert texts(select(QUESTION, [passage], Budget(words=3), BY_COSINE)) == ["Se alkaa maanantaina."]
    assert texts(select(QUESTION, [passage], Budget(words=7, worth=0.5), BY_COSINE)) == [
        "Etätyöstä on sovittu.",
        "Se alkaa maanantaina.",
    ]


def test_nothing_found_nothing_taken() -> None:
    assert select(QUESTION, [], BUDGET) == []
    assert select(QUESTION, [result("")], BUDGET) == []
    assert select(QUESTION, [result("Etätyö on yleistä.", sentence_scores=(0.9,)), result("– –", position=1)], BUDGET)


def test_runs_are_stretches_without_gaps() -> None:
    sentences = sentences_of(result("Yksi. Kaksi. Kolme. Neljä."))
    taken = [sentences[0], sentences[1], sentences[3]]
    assert list(runs(taken)) == [[sentences[0], sentences[1]], [sentences[3]]]


def quotable(words: int, chance: float) -> Quotable:
    return Quotable(tuple(sentences_of(result(" ".join(["sana"] * words) + "."))), chance)


def test_two_short_sentences_may_be_better_than_a_long_one() -> None:
    long, short, other = quotable(10, 0.5), quotable(5, 0.3), quotable(5, 0.3)
    assert best_within([(long,), (short,), (other,)], 10) == [short, other]


def test_a_part_is_taken_where_the_whole_leaves_no_room() -> None:
    whole, part, other = quotable(8, 0.5), quotable(5, 0.35), quotable(5, 0.3)
    assert best_within([(whole, part), (other,)], 10) == [part, other]
    assert best_within([(whole, part), (other,)], 13) == [whole, other]


CHOICES = st.lists(st.tuples(st.integers(1, 12), st.floats(0.01, 1)), max_size=8)


@settings(deadline=None)
@given(CHOICES, st.integers(1, 40))
def test_no_choice_within_the_budget_is_likelier(sizes: list[tuple[int, float]], words: int) -> None:
    choices = [(quotable(size, chance),) for size, chance in sizes]
    taken = best_within(choices, words)
    assert sum(one.words for one in taken) <= words
    for choice in choices:
        if not any(choice[0] is one for one in taken):
            assert choice[0].words > words - sum(one.words for one in taken)


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["etätyö", "johto,", "2024", "haku", "ja", "tuki", "kahvi"]), min_size=1, max_size=14),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), st.integers(5, 60))
def test_the_budget_holds_and_order_is_kept(passages: list[list[list[str]]], words: int) -> None:
    results = [
        result(" ".join(" ".join(sentence).capitalize() + "." for sentence in passage), position=number, score=-number)
        for number, passage in enumerate(passages)
    ]
    chosen = select(QUESTION, results, Budget(words=words, further=EVERY))
    assert chosen
    assert len(chosen) == 1 or sum(sentence.words for sentence in chosen) <= words
    assert all(sentence.text in sentence.result.chunk.text for sentence in chosen)
    for run in runs(chosen):
        assert [sentence.start for sentence in run] == sorted(sentence.start for sentence in run)


def test_of_what_is_asked_by_form_only_sentences_that_have_it_are_quoted() -> None:
    passage = result("Retki on pitkä. Retki on maksuton.", sentence_scores=(0.9, 0.8))
    assert texts(select(asked("Onko retki ilmainen?"), [passage], BUDGET, BY_COSINE)) == ["Retki on maksuton."]
    untold = result("Retki on pitkä.", sentence_scores=(0.9,))
    assert texts(select(asked("Onko retki ilmainen?"), [untold], BUDGET, BY_COSINE)) == ["Retki on pitkä."]


def test_beside_another_question_the_form_does_not_decide() -> None:
    passage = result("Retki alkaa klo 9.00. Retki on maksuton.", sentence_scores=(0.9, 0.8))
    both = asked("Milloin retki alkaa, ja onko se ilmainen?")
    assert "Retki alkaa klo 9.00." in texts(select(both, [passage], BUDGET, BY_COSINE))


def test_of_a_list_of_definitions_only_the_one_that_is_asked_for_is_quoted() -> None:
    passage = result("- Omavastuu on oma osuus.\n- Kertakorvaus on sovittu summa.\n- Ennakko maksetaan alussa.")
    assert texts(select(asked("Mikä on kertakorvaus?"), [passage], BUDGET, BY_COSINE)) == [
        "- Kertakorvaus on sovittu summa."
    ]


def test_what_nobody_defines_is_told_as_well_as_can_be() -> None:
    passage = result("Kertakorvausta käytetään pienissä hankkeissa.")
    assert texts(select(asked("Mikä on kertakorvaus?"), [passage], BUDGET, BY_COSINE))
