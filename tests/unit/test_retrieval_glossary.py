"""The glossary: its file's messages, what a question is matched by, and the Finnish terms it gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis import Analyser, Term
from assistant.errors import PermanentError
from assistant.finnish.morphology import Morphology
from assistant.finnish.transducer import Output
from assistant.retrieval.glossary import COLUMNS, LANGUAGES, Concept, Glossary, parsed

LEXICON = {
    "hankekahvit": "hanke|kahvi",
    "hanke": "hanke",
    "hyvinvointi": "hyvin|vointi",
    "omarahoitus": "oma|rahoitus",
    "omavastuu": "oma|vastuu",
    "kysely": "kysely",
    "tulos": "tulos",
}


class FewWords:
    """Knows `LEXICON` and guesses that any other word is its own lemma."""

    def lookup(self, word: str, also: object = None) -> list[Output]:
        if lemma := LEXICON.get(word.lower()):
            return [Output(f"Lexicon\t{lemma}\tnoun\t\t\t+sg+nom", 0.0)]
        return [Output(f"Guesser|Any\t{word}\tnoun\t\t\t+sg+nom", 4.0)] if also is None else []


def concept(id: str, fi: str, **others: str) -> Concept:
    cells = {"fi": fi, **others}
    return Concept(
        id, "work", {language: tuple(filter(None, cells.get(language, "").split("; "))) for language in LANGUAGES}
    )


CONCEPTS = [
    concept("project", "hanke", en="project", sv="projekt", et="projekt", ru="проект", ar="مشروع"),
    concept("project-coffee", "hankekahvit", en="project coffee", sv="projektkaffe", et="projektikohv"),
    concept("own-contribution", "omarahoitus; omavastuu", en="own contribution; co-financing", sv="egenfinansiering"),
    concept("result", "tulos", en="result", sv="resultat"),
    concept("survey", "kysely", en="survey; questionnaire", sv="enkät", et="küsitlus", uk="опитування", ru="опрос"),
    concept("well-being", "hyvinvointi", sv="hälsa", en="quality of life", ar="السلامة", ru="охрана"),
]


ANALYSER = Analyser(Morphology(FewWords(), "few-words-1"))


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary(CONCEPTS, ANALYSER)


def named(glossary: Glossary, text: str, language: str) -> list[str]:
    return list(dict.fromkeys(finnish.concept for finnish in glossary.expand(text, language)))


def test_a_word_gives_the_index_terms_of_its_finnish_names(glossary: Glossary) -> None:
    found = glossary.expand("What is the own contribution?", "en")
    assert [(finnish.term.text, finnish.term.kind, finnish.synonym) for finnish in found] == [
        ("omarahoitus", "lemma", 0),
        ("oma", "part", 0),
        ("rahoitus", "part", 0),
        ("omavastuu", "lemma", 1),
        ("vastuu", "part", 1),
    ]
    assert {finnish.concept for finnish in found} == {"own-contribution"}


def test_the_longest_phrase_wins(glossary: Glossary) -> None:
    assert named(glossary, "When is the next project coffee?", "en") == ["project-coffee"]
    assert named(glossary, "Coffee for a project", "en") == ["project"]


def test_words_that_carry_grammar_do_not_part_a_phrase(glossary: Glossary) -> None:
    assert named(glossary, "the quality of their life", "en") == ["well-being"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "results of both surveys", ["result", "survey"]),
        ("sv", "Hur mår hälsan i projektets enkäter?", ["well-being", "project", "survey"]),
        ("et", "projektide küsitluse", ["project", "survey"]),
        ("ru", "проектов опросы охрану", ["project", "survey", "well-being"]),
        ("uk", "результати опитуванням", ["survey"]),
        ("ar", "والسلامة للمشروع", ["well-being", "project"]),
    ],
)
def test_inflected_words_are_found(glossary: Glossary, language: str, text: str, expected: list[str]) -> None:
    assert named(glossary, text, language) == expected


def test_parts_of_a_compound_are_found_and_count_as_parts(glossary: Glossary) -> None:
    found = glossary.expand("enkätresultaten", "sv")
    assert [(finnish.concept, finnish.term, finnish.mention) for finnish in found] == [
        ("survey", Term("kysely", "part", "noun"), 0),
        ("result", Term("tulos", "part", "noun"), 1),
    ]


def test_all_that_one_word_may_mean_is_one_mention(glossary: Glossary) -> None:
    found = glossary.expand("Surveys of own contribution and co-financing", "en")
    assert {(finnish.concept, finnish.mention) for finnish in found} == {("survey", 0), ("own-contribution", 1)}
    homonyms = Glossary([*CONCEPTS, concept("application", "hakemus", sv="ansökan; projekt")], ANALYSER)
    found = homonyms.expand("enkät om projekt", "sv")
    assert [(finnish.concept, finnish.mention) for finnish in found] == [
        ("survey", 0),
        ("project", 1),
        ("application", 1),
    ]


def test_the_last_part_of_a_compound_is_found_alone_and_the_first_is_not(glossary: Glossary) -> None:
    assert named(glossary, "medlemsenkäten", "sv") == ["survey"]
    assert named(glossary, "enkätverktyg", "sv") == []


def test_a_compound_part_gives_way_to_the_word_itself(glossary: Glossary) -> None:
    kinds = {finnish.term.text: finnish.term.kind for finnish in glossary.expand("medlemsenkät enkät", "sv")}
    assert kinds["kysely"] == "lemma"


def test_a_finnish_word_is_told_by_other_single_words_for_the_thing(glossary: Glossary) -> None:
    assert glossary.expand("omavastuu", "fi") == glossary.expand("omavastuu", "und") == []
    assert [(term.text, term.kind) for term in glossary.synonyms("omavastuu")] == [("omarahoitus", "synonym")]
    assert glossary.synonyms("kuusi") == []


def test_a_language_that_it_does_not_have_gives_nothing(glossary: Glossary) -> None:
    assert glossary.expand("project", "de") == []


@given(text=st.text(), language=st.sampled_from([*LANGUAGES, "und", "de"]))
def test_any_text_is_taken(glossary: Glossary, text: str, language: str) -> None:
    found = glossary.expand(text, language)
    assert len({finnish.term.text for finnish in found}) == len(found)


@given(st.lists(st.sampled_from("projekt enkät resultat egenfinansiering och hälsa".split())))
def test_each_whole_word_names_its_concept_wherever_it_stands(glossary: Glossary, words: list[str]) -> None:
    by_word = {term: known.id for known in CONCEPTS for term in known.terms["sv"]}
    assert set(named(glossary, " ".join(words), "sv")) == {by_word[word] for word in words if word in by_word}


ROW = ["survey", "evaluation", "kysely; kartoitus", "enkät", "survey", "küsitlus", "опрос", "опитування", "استبيان"]


def changed(**cells: str) -> list[str]:
    return [cells.get(column, cell) for column, cell in zip(COLUMNS, ROW, strict=True)]


def test_rows_become_concepts() -> None:
    (known,) = parsed([COLUMNS, changed(et="", uk=" опитування ;анкета")])
    assert (known.id, known.domain) == ("survey", "evaluation")
    assert known.terms["fi"] == ("kysely", "kartoitus")
    assert known.terms["et"] == ()
    assert known.terms["uk"] == ("опитування", "анкета")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "Row 1 must be id,domain,fi,sv,en,et,ru,uk,ar."),
        ([["id;domain;fi;sv;en;et;ru;uk;ar"]], "Row 1 must be id,domain,fi,sv,en,et,ru,uk,ar."),
        ([COLUMNS, ROW[:-1]], "Row 2 has 8 cells, not 9."),
        ([COLUMNS, changed(id="Kysely 1")], "Row 2, column id: 'Kysely 1' is not in lower-case letters"),
        ([COLUMNS, changed(domain="surveys")], "Row 2, column domain: 'surveys' is none of administration, "),
        ([COLUMNS, changed(fi="")], "Row 2, column fi: it is empty."),
        (
            [COLUMNS, changed(sv="enkät; ; kartläggning")],
            "Row 2, column sv: 'enkät; ; kartläggning' has an empty term.",
        ),
        ([COLUMNS, changed(ru="опрос; опрос")], "Row 2, column ru: 'опрос' is there twice."),
        ([COLUMNS, ROW, ROW], "Row 3, column id: 'survey' is there twice."),
        ([COLUMNS, changed(id="wage"), ROW], "Row 3, column id: 'survey' must come before 'wage'."),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(rows: list[list[str]], message: str) -> None:
    with pytest.raises(PermanentError) as caught:
        parsed(rows)
    assert caught.value.message.startswith(message)
