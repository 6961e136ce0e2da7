"""The transducer reader, on a transducer of a few states: packing, search by weight, unknown characters."""

from __future__ import annotations

import lzma
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.finnish.transducer import EPSILON, IDENTITY, MAX_OUTPUTS, Output, Transducer

Row = tuple[int, int, str, str, float]


def kfst(rows: list[Row], finals: dict[int, float]) -> bytes:
    """The bytes of a file with these transitions (from, to, input, output, weight) and final states."""
    symbols = list(dict.fromkeys([EPSILON, IDENTITY, *(symbol for row in rows for symbol in row[2:4])]))
    body = b"".join(
        struct.pack(">IIHHd", source, target, symbols.index(read), symbols.index(written), weight)
        for source, target, read, written, weight in rows
    )
    body += b"".join(struct.pack(">Id", state, weight) for state, weight in finals.items())
    header = b"KFST" + struct.pack(">HHII?", 0, len(symbols), len(rows), len(finals), True)
    return header + b"".join(symbol.encode() + b"\0" for symbol in symbols) + lzma.compress(body)


# "talo" and "talon" are words; anything else is guessed at weight 3.
WORDS: list[Row] = [
    (0, 1, EPSILON, "Lexicon\t", 0.0),
    (1, 2, "t", "t", 0.0),
    (2, 3, "a", "a", 0.0),
    (3, 4, "l", "l", 0.0),
    (4, 5, "o", "o", 0.0),
    (5, 6, EPSILON, "\t+sg+nom", 0.0),
    (5, 6, "n", "\t+sg+gen", 0.0),
    (0, 7, EPSILON, "Guesser\t", 3.0),
    *((7, 7, letter, letter, 0.0) for letter in "talonäö"),
    (7, 7, IDENTITY, IDENTITY, 0.5),
    (2, 3, "ä", "ä", 1.0),
]
FINALS = {6: 0.0, 7: 0.5}


@pytest.fixture(scope="module")
def transducer() -> Transducer:
    return Transducer.parse(kfst(WORDS, FINALS))


def test_words_are_found_at_no_weight_before_guesses(transducer: Transducer) -> None:
    assert transducer.lookup("talo") == [Output("Lexicon\ttalo\t+sg+nom", 0.0)]
    assert transducer.lookup("talon") == [Output("Lexicon\ttalo\t+sg+gen", 0.0)]


def test_guess_when_the_word_is_not_there(transducer: Transducer) -> None:
    assert transducer.lookup("tonttu"[:3]) == [Output("Guesser\tton", 3.5)]


def test_unknown_characters_stay_as_they_are_at_their_weight(transducer: Transducer) -> None:
    assert transducer.lookup("ta漢") == [Output("Guesser\tta漢", 4.0)]


def test_weights_along_the_way_are_added(transducer: Transducer) -> None:
    assert transducer.lookup("tälo") == [Output("Lexicon\ttälo\t+sg+nom", 1.0)]


def test_letters_may_be_read_as_others(transducer: Transducer) -> None:
    assert transducer.lookup("tälo", {"ä": "a"}) == [Output("Lexicon\ttalo\t+sg+nom", 0.0)]


def test_empty_word(transducer: Transducer) -> None:
    assert transducer.lookup("") == [Output("Guesser\t", 3.5)]


def test_no_output_where_no_way_leads() -> None:
    assert Transducer.parse(kfst([(0, 1, "a", "a", 0.0)], {1: 0.0})).lookup("b") == []


def test_all_outputs_of_equal_weight_in_alphabetical_order() -> None:
    rows: list[Row] = [(0, 1, "a", "y", 0.5), (0, 1, "a", "x", 0.5), (0, 1, "a", "w", 1.0)]
    assert Transducer.parse(kfst(rows, {1: 0.0})).lookup("a") == [Output("x", 0.5), Output("y", 0.5)]


def test_the_weight_of_the_final_state_decides() -> None:
    rows: list[Row] = [(0, 1, "a", "early", 0.0), (0, 2, "a", "late", 1.0)]
    assert Transducer.parse(kfst(rows, {1: 2.0, 2: 0.0})).lookup("a") == [Output("late", 1.0)]


def test_a_dearer_way_found_first_gives_way_to_a_cheaper_one() -> None:
    rows: list[Row] = [
        (0, 1, "a", "straight", 2.0),
        (0, 2, EPSILON, "round", 0.5),
        (2, 1, "a", "about", 0.5),
    ]
    assert Transducer.parse(kfst(rows, {1: 0.0})).lookup("a") == [Output("roundabout", 1.0)]


def test_millions_of_outputs_are_cut_short() -> None:
    rows: list[Row] = [(0, 0, "a", "x", 0.0), (0, 0, "a", "y", 0.0)]
    assert 0 < len(Transducer.parse(kfst(rows, {0: 0.0})).lookup("a" * 60)) <= MAX_OUTPUTS


@given(st.text(max_size=12))
def test_any_text_has_the_guess_that_copies_it(word: str) -> None:
    copier = Transducer.parse(kfst(WORDS, FINALS))
    outputs = copier.lookup(word)
    assert outputs
    assert all(output.text.split("\t", 1)[1].startswith(word[:3]) for output in outputs)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"HFST\0\0",
        kfst(WORDS, FINALS)[:20],
        kfst(WORDS, FINALS)[:-40],
        kfst([(0, 1, "a", "a", 0.25)], {1: 0.0}),
        kfst([(0, 1, "a", "a", 8.0)], {1: 0.0}),
        kfst([(0, 1 << 19, "a", "a", 0.0)], {1: 0.0}),
        kfst([(0, 1, "a", "a", 0.0)], {1: -1.0}),
    ],
    ids=["empty", "other format", "cut symbols", "cut body", "odd weight", "heavy weight", "many states", "negative"],
)
def test_bad_files_are_refused(data: bytes) -> None:
    with pytest.raises((ValueError, lzma.LZMAError)):
        Transducer.parse(data)
