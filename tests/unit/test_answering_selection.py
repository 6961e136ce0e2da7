"""Which sentences are taken: by score, within the budget, nothing twice, lists whole, in reading order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.selection import BUDGET, Budget, Sentence, runs, select, sentences_of
from tests.answering_builders import asked, result

QUESTION = asked("Mitä etätyöstä sanotaan?")


def texts(sentences: list[Sentence]) -> list[str]:
    return [sentence.text for sentence in sentences]


def test_the_most_similar_sentence_comes_first_into_a_small_budget() -> None:
    passage = result("Kahvia on tarjolla. Etätyö lisääntyi paljon. Sataa.", sentence_scores=(0.7, 0.9, 0.7))
    assert texts(select(QUESTION, [passage], Budget(words=3))) == ["Etätyö lisääntyi paljon."]


def test_sentences_come_in_the_order_of_their_passage_the_better_passage_first() -> None:
    worse = result("Etätyö on yleistä.", position=7, score=0.9, sentence_scores=(0.75,))
    better = result("Yksi asia. Toinen juttu. Kolmas seikka.", score=1.0, sentence_scores=(0.8, 0.7, 0.95))
    chosen = select(QUESTION, [better, worse], BUDGET)
    assert texts(chosen) == ["Yksi asia.", "Toinen juttu.", "Kolmas seikka.", "Etätyö on yleistä."]


def test_a_single_sentence_beyond_the_budget_is_still_quoted_whole() -> None:
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
    assert [sentence.result for sentence in select(QUESTION, [first, copy], BUDGET)] == [first]


LIST = "Hankkeen tavoitteet ovat:\n\n- parantaa työhyvinvointia\n- tukea johtamista\n- levittää käytäntöjä"


def test_a_list_that_fits_is_taken_whole_with_its_lead_in() -> None:
    passage = result(LIST, sentence_scores=(0.7, 0.7, 0.9, 0.7))
    chosen = select(asked("Mitkä ovat hankkeen tavoitteet?"), [passage], Budget(words=60, sentences=1))
    assert texts(chosen) == LIST.replace("\n\n", "\n").split("\n")


def test_one_row_is_enough_when_a_time_is_asked_for() -> None:
    passage = result(
        "Tilaisuus: Verkostopäivä; Aika: 3.3.2026\nTilaisuus: Webinaari; Aika: 5.5.2026", sentence_scores=(0.7, 0.9)
    )
    chosen = select(asked("Milloin webinaari on?"), [passage], Budget(words=60, sentences=1))
    assert texts(chosen) == ["Tilaisuus: Webinaari; Aika: 5.5.2026"]


def test_without_the_retrievers_scores_shared_words_decide() -> None:
    passage = result("Kahvia on. Etätyöstä sanotaan paljon hyvää.", sentence_scores=())
    assert texts(select(QUESTION, [passage], Budget(words=5))) == ["Etätyöstä sanotaan paljon hyvää."]


def test_nothing_found_nothing_taken() -> None:
    assert select(QUESTION, [], BUDGET) == []
    assert select(QUESTION, [result("")], BUDGET) == []
    assert select(QUESTION, [result("Etätyö on yleistä.", sentence_scores=(0.9,)), result("– –", position=1)], BUDGET)


def test_lists_are_told_from_running_text() -> None:
    text = "Johdanto. Se jatkuu.\n\nAiheet:\n- yksi\n- kaksi\n\nLopuksi."
    assert [sentence.listed is not None for sentence in sentences_of(result(text))] == [
        False,
        False,
        True,
        True,
        True,
        False,
    ]


def test_runs_are_stretches_without_gaps() -> None:
    sentences = sentences_of(result("Yksi. Kaksi. Kolme. Neljä."))
    taken = [sentences[0], sentences[1], sentences[3]]
    assert list(runs(taken)) == [[sentences[0], sentences[1]], [sentences[3]]]


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["etätyö", "johto", "2024", "haku", "tuki", "kahvi"]), min_size=1, max_size=9),
    min_size=1,
    max_size=8,
)


@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), st.integers(5, 60))
def test_the_budget_holds_and_order_is_kept(passages: list[list[list[str]]], words: int) -> None:
    results = [
        result(" ".join(" ".join(sentence).capitalize() + "." for sentence in passage), position=number, score=-number)
        for number, passage in enumerate(passages)
    ]
    chosen = select(QUESTION, results, Budget(words=words))
    assert chosen
    assert len(chosen) == 1 or sum(sentence.words for sentence in chosen) <= words
    assert len(chosen) <= BUDGET.sentences
    for run in runs(chosen):
        assert [sentence.start for sentence in run] == sorted(sentence.start for sentence in run)


def test_a_question_of_the_document_is_quoted_with_its_answer() -> None:
    passage = result("Voiko etätyötä tehdä? Kyllä, sopimuksen mukaan. Muuta.", sentence_scores=(0.9, 0.7, 0.1))
    assert texts(select(QUESTION, [passage], Budget(words=6))) == [
        "Voiko etätyötä tehdä?",
        "Kyllä, sopimuksen mukaan.",
    ]


def test_a_question_without_an_answer_is_not_quoted() -> None:
    passage = result("Etätyö on yleistä. Voiko etätyötä tehdä?", sentence_scores=(0.7, 0.9))
    assert texts(select(QUESTION, [passage], BUDGET)) == ["Etätyö on yleistä."]
