"""Terms, with a lexicon of a few words in place of the real one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis import FUNCTION, Analyser, Term
from assistant.finnish.morphology import Morphology
from assistant.finnish.transducer import Output
from assistant.tokens import folded, number_forms, tokens

LEXICON = {
    "työ": ["Lexicon\ttyö\tnoun\t\t\t+sg+nom"],
    "hyvinvointi": ["Lexicon\thyvin|vointi\tnoun\t\t\t+sg+nom"],
    "työhyvinvointi": ["Lexicon\ttyö|hyvin|vointi\tnoun\t\t\t+sg+nom"],
    "työhyvinvoinnin": ["Lexicon\ttyö|hyvin|vointi\tnoun\t\t\t+sg+gen"],
    "työnantaja": ["Lexicon\ttyön|antaja\tnoun\t\t\t+sg+nom"],
    "työn": ["Lexicon\ttyö\tnoun\t\t\t+sg+gen", "Lexicon\ttyt\tpronoun-pl\t\t\t+gen"],
    "kehittämishanke": ["Lexicon|Pfx\tkehittämis⁅BOUNDARY⁆hanke\tnoun\t\t\t+sg+nom"],
    "kehittäminen": ["Lexicon\tkehittäminen\tnoun\t\t\t+sg+nom", "Lexicon\tkehittää\tverb\t\t\t+inf4+sg+nom"],
    "hanke": ["Lexicon\thanke\tnoun\t\t\t+sg+nom"],
    "haku": ["Lexicon\thaku\tnoun\t\t\t+sg+nom", "Lexicon\thakea\tverb\t\t\t+deriv_action+sg+nom"],
    "kuusi": ["Lexicon\tkuusi\tnoun\t\t\t+sg+nom", "Lexicon\tkuusi\tnumeral\t\t\t+sg+nom"],
    "tai": ["Lexicon\ttai\tconjunction\t\t\t"],
    "esr-hanke": ["Lexicon|Hyp\tESR⁅HYPHEN⁆hanke\tnoun\t\t\t+sg+nom"],
}


def undotted(word: str, also: Mapping[str, str]) -> str:
    for plain, dotted in also.items():
        word = word.replace(dotted, plain)
    return word


class FewWords:
    """Knows `LEXICON` at weight 0 and guesses the rest at 4, as the real transducer does."""

    def lookup(self, word: str, also: Mapping[str, str] | None = None) -> list[Output]:
        for known, texts in LEXICON.items():
            read = known if also is None else undotted(known, also)
            if read == word.lower():
                return [Output(text, 0.0) for text in texts]
        return [Output(f"Guesser|Any\t{word}\tnoun\t\t\t+sg+nom", 4.0)]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Morphology(FewWords(), "few-words-1"))


def texts(terms: list[Term]) -> list[str]:
    return [term.text for term in terms]


def test_finnish_word_is_its_lemma_and_the_parts_of_the_compound(analyser: Analyser) -> None:
    assert analyser.terms("Työhyvinvoinnin", "fi") == [
        Term("työhyvinvointi", "lemma", "noun"),
        Term("työ", "part"),
        Term("hyvin", "part"),
        Term("vointi", "part", "noun"),
    ]


def test_parts_are_taken_back_to_their_own_lemmas(analyser: Analyser) -> None:
    assert texts(analyser.terms("työnantaja", "fi")) == ["työnantaja", "työ", "antaja"]
    assert texts(analyser.terms("kehittämishanke", "fi")) == ["kehittämishanke", "kehittäminen", "kehittää", "hanke"]


def test_noun_made_from_a_verb_brings_the_verb_along(analyser: Analyser) -> None:
    assert analyser.terms("haku", "fi") == [Term("haku", "lemma", "noun"), Term("hakea", "part", "verb")]


def test_ambiguous_word_has_one_term_for_one_text(analyser: Analyser) -> None:
    assert texts(analyser.terms("kuusi", "fi")) == ["kuusi"]


def test_unknown_word_has_a_stem_besides(analyser: Analyser) -> None:
    assert analyser.terms("Zoomissa", "fi")[-1] == Term("zoom", "stem")


@pytest.mark.parametrize(
    ("text", "language"),
    [("tai", "fi"), ("ovat", "fi"), ("och", "sv"), ("the", "en"), ("ja", "et"), ("что", "ru"), ("що", "uk")],
)
def test_function_words_are_marked(analyser: Analyser, text: str, language: str) -> None:
    assert {term.pos for term in analyser.terms(text, language)} == {FUNCTION}


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("utlysningar", "utlysningen", "sv"),
        ("projects", "project", "en"),
        ("taotlusvoorud", "taotlusvooru", "et"),
        ("проекты", "проектов", "ru"),
        ("проєкти", "проєктів", "uk"),
        ("المشاريع", "مشاريع", "ar"),
    ],
)
def test_forms_of_a_word_share_a_term(analyser: Analyser, one: str, other: str, language: str) -> None:
    assert set(texts(analyser.terms(one, language))) & set(texts(analyser.terms(other, language)))


def test_other_languages_keep_the_word_for_names(analyser: Analyser) -> None:
    assert Term("pirkanmaa", "word") in analyser.terms("Pirkanmaa", "sv")


def test_undetermined_language_is_read_as_finnish(analyser: Analyser) -> None:
    assert analyser.terms("työnantaja", "und") == analyser.terms("työnantaja", "fi")


def test_unsupported_language_keeps_words(analyser: Analyser) -> None:
    assert texts(analyser.terms("Die Förderung", "de")) == ["die", "förderung"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15.09.2026", ["15.9.2026", "15.9", "2026"]),
        ("2026-09-15", ["15.9.2026", "15.9", "2026"]),
        ("klo 09.00", ["klo", "9.00"]),
        ("100 000 €", ["100000€", "100000"]),
        ("100\u00a0000", ["100000"]),
        ("3,5 %", ["3.5%", "3.5"]),
        ("10 §:n", ["10§", "10"]),
        ("2023–2025", ["2023-2025", "2023", "2025"]),
        ("VN/1234/2025", ["vn/1234/2025", "vn", "1234", "2025"]),
        ("ESR+", ["esr+", "esr"]),
        ("ESR+-hanke", ["esr+hanke", "esr+", "esr", "hanke"]),
        ("esr-hanke", ["esrhanke", "esr", "hanke"]),
        ("tai/haku", ["tai", "haku", "hakea"]),
        ("työ\u00adhyvin\u00advointi", ["työhyvinvointi", "työ", "hyvin", "vointi"]),
        ("tyo\u0308", ["työ"]),
        ("", []),
        ("… – !", []),
    ],
)
def test_numbers_identifiers_and_spelling(analyser: Analyser, text: str, expected: list[str]) -> None:
    assert texts(analyser.terms(text, "fi")) == expected


def test_repeated_words_repeat_their_terms(analyser: Analyser) -> None:
    assert texts(analyser.terms("hanke hanke", "fi")) == ["hanke", "hanke"]


def test_neighbours_that_make_a_compound_are_joined(analyser: Analyser) -> None:
    assert analyser.compound_joins(["työ", "hyvinvointi", "haku"]) == ["työhyvinvointi"]
    assert Term("työhyvinvointi", "lemma", "noun") in analyser.query_terms("työ hyvinvointi", "fi")


def test_missing_dots_are_put_back(analyser: Analyser) -> None:
    assert analyser.restored("tyohyvinvoinnin") == ["työhyvinvointi"]
    assert analyser.restored("työ") == []
    assert {"työhyvinvointi", "työ"} <= set(texts(analyser.query_terms("tyohyvinvointi", "fi")))


def test_query_adds_no_term_that_is_there_already(analyser: Analyser) -> None:
    found = texts(analyser.query_terms("työ hyvinvointi", "fi"))
    assert len(found) == len(set(found))


def test_other_languages_are_asked_as_they_are(analyser: Analyser) -> None:
    assert analyser.query_terms("arbetsliv", "sv") == analyser.terms("arbetsliv", "sv")


def test_identity_names_all_that_decides(analyser: Analyser) -> None:
    assert "few-words-1" in analyser.identity
    assert "snowball-" in analyser.identity


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Étienne", "etienne"),
        ("Jyväskylä", "jyväskylä"),
        ("e-mail", "email"),
        ("Ёлка", "елка"),
        ("мой", "мой"),
        ("їжа", "їжа"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_folding(word: str, expected: str) -> None:
    assert folded(word) == expected


@given(st.text(max_size=60))
def test_any_text_makes_terms_without_spaces_or_capitals(analyser: Analyser, text: str) -> None:
    for language in ("fi", "sv", "ar", "xx"):
        for term in analyser.terms(text, language):
            assert term.text
            assert not any(character.isspace() for character in term.text)
            assert term.text == term.text.lower()


@given(st.text(alphabet="0123456789.,-/:§% €abÄ+", max_size=20))
def test_number_forms_keep_the_digits(text: str) -> None:
    for token in tokens(text):
        if any(character.isdigit() for character in token):
            whole, _ = number_forms(token)
            assert {digit for digit in token if digit.isdigit()} >= {digit for digit in whole if digit.isdigit()}
            assert any(digit.isdigit() for digit in whole)


def test_a_word_that_comes_again_is_not_looked_up_again() -> None:
    class Counting(FewWords):
        asked: list[str] = []  # noqa: RUF012 - of this test alone

        def lookup(self, word: str, also: Mapping[str, str] | None = None) -> list[Output]:
            self.asked.append(word)
            return super().lookup(word, also)

    finnish = Morphology(Counting(), "few-words-1")
    first = finnish.readings("hankkeen")
    first.clear()  # what one reader does with its list is no other's business
    assert finnish.readings("hankkeen") == Morphology(FewWords(), "few-words-1").readings("hankkeen")
    assert Counting.asked == ["hankkeen"]
