"""A part of a sentence: whole clauses, word for word, the ones that answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.quotations.answer_types import AnswerType, Asked
from assistant.answering.quotations.clauses import LEAST, cut
from assistant.answering.quotations.passage_sentences import Sentence, sentences_of
from tests.answering_builders import asked as fi
from tests.answering_builders import result

LONG = "Rahoittaja, joka toimii Jyväskylässä ja Tampereella, kertoi, että haku päättyy 15.9.2026, jos mikään ei muutu."
TIME = (Asked(AnswerType.TIME),)


def whole(text: str) -> Sentence:
    (sentence,) = sentences_of(result(text))
    return sentence


def test_the_clause_with_the_date_is_kept() -> None:
    part = cut(whole(LONG), 6, TIME, fi("Milloin haku päättyy?"), frozenset({"haku", "päätt"}))
    assert part is not None
    assert "15.9.2026" in part.text
    assert part.text in LONG
    assert part.cut == (True, True)


def test_a_part_from_the_beginning_is_cut_at_the_end_alone() -> None:
    part = cut(whole(LONG), 7, (Asked(AnswerType.OTHER),), fi("Kuka rahoittaja on?"), frozenset({"rahoi", "jyväs"}))
    assert part is not None
    assert part.text.startswith("Rahoittaja")
    assert part.cut == (False, True)


def test_a_date_is_not_cut_in_two() -> None:
    sentence = whole("The fair, which many people know well, opened on May 16, 1929, in the old hall of the town.")
    part = cut(sentence, 6, TIME, fi("When did the fair open?", "en"), frozenset({"fair", "open"}))
    assert part is not None
    assert part.text == "opened on May 16, 1929,"


def test_a_sentence_of_one_clause_cannot_be_cut() -> None:
    assert cut(whole("Yksi kaksi kolme neljä viisi kuusi seitsemän."), 5, TIME, fi("Milloin?"), frozenset()) is None


def test_an_endless_enumeration_is_cut_from_its_beginning() -> None:
    sentence = whole(", ".join(f"kohta{number}" for number in range(500)) + ".")
    part = cut(sentence, 12, TIME, fi("Milloin?"), frozenset())
    assert part is not None
    assert part.words <= 12
    assert part.text in sentence.text[:600]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["haku,", "päättyy", "ja", "15.9.2026", "(tai", "myöhemmin)", "kun", "muu;"]), min_size=8),
    st.integers(1, 12),
)
def test_a_part_is_words_of_the_sentence_and_short_enough(words: list[str], most: int) -> None:
    text = " ".join(words)
    for sentence in sentences_of(result(text)):
        part = cut(sentence, most, TIME, fi("Milloin haku päättyy?"), frozenset({"haku"}))
        if part is not None:
            assert part.text in sentence.text
            assert LEAST <= part.words <= most
            assert part.cut == (part.start > sentence.start, part.end < sentence.end)
