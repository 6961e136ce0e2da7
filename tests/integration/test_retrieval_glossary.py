"""The glossary as it is shipped, with the real Finnish lexicon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.analysis import Analyser
from assistant.errors import PermanentError
from assistant.retrieval.glossary import LANGUAGES, Concept, Glossary, read


@pytest.fixture(scope="module")
def concepts() -> tuple[Concept, ...]:
    return read()


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="module")
def glossary(concepts: tuple[Concept, ...], analyser: Analyser) -> Glossary:
    return Glossary(concepts, analyser)


def named(glossary: Glossary, text: str, language: str) -> set[str]:
    return {finnish.concept for finnish in glossary.expand(text, language)}


def test_every_concept_has_a_name_in_every_language(concepts: tuple[Concept, ...]) -> None:
    assert len(concepts) >= 400
    assert [(known.id, language) for known in concepts for language in LANGUAGES if not known.terms[language]] == []


def test_no_two_concepts_of_a_domain_have_one_preferred_name(concepts: tuple[Concept, ...]) -> None:
    def names(language: str) -> Iterator[tuple[str, str]]:
        return ((known.domain, known.terms[language][0].casefold()) for known in concepts)

    twice = {
        language: [name for name, count in Counter(names(language)).items() if count > 1] for language in LANGUAGES
    }
    assert twice == {language: [] for language in LANGUAGES}


def test_every_term_is_found_by_itself(concepts: tuple[Concept, ...], glossary: Glossary) -> None:
    lost = [
        (language, known.id, term)
        for known in concepts
        for language in LANGUAGES
        if language != "fi"
        for term in known.terms[language]
        if known.id not in named(glossary, term, language)
    ]
    assert lost == []


def test_every_finnish_term_gives_index_terms(concepts: tuple[Concept, ...], analyser: Analyser) -> None:
    assert [term for known in concepts for term in known.terms["fi"] if not analyser.terms(term, "fi")] == []


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        ("sv", "Hur stor är egenfinansieringen i den öppna utlysningen?", {"own-contribution", "open-call"}),
        ("sv", "Vad säger arbetshälsoenkäten om distansarbetet?", {"staff-survey", "remote-work"}),
        ("en", "Which open calls fund well-being at work?", {"open-call", "work-wellbeing", "funding"}),
        ("en", "How do I take part in project coffees?", {"project-coffee", "participation"}),
        ("et", "Millal lõpeb taotlusvoor ja milline on omafinantseering?", {"call", "own-contribution"}),
        ("ru", "Как подать заявку на финансирование проекта?", {"apply", "funding"}),
        ("uk", "Як проводиться опитування працівників про дистанційну роботу?", {"staff-survey", "remote-work"}),
        ("ar", "ما هي شروط التمويل ومتى الموعد النهائي؟", {"terms-of-funding", "deadline"}),
    ],
)
def test_questions_name_their_concepts(glossary: Glossary, language: str, question: str, expected: set[str]) -> None:
    assert expected <= named(glossary, question, language)


def test_a_file_that_is_no_text_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes("id,domain,fi\nä".encode("latin-1"))
    with pytest.raises(PermanentError, match=r"words\.csv cannot be read"):
        read(path)
    with pytest.raises(PermanentError, match=r"absent\.csv cannot be read"):
        read(tmp_path / "absent.csv")


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path, concepts: tuple[Concept, ...]) -> None:
    path = tmp_path / "words.csv"
    cells = ["survey", "evaluation", '"kysely; kartoitus"', *("x" * 6)]
    path.write_bytes(("\ufeffid,domain,fi,sv,en,et,ru,uk,ar\r\n" + ",".join(cells) + "\r\n").encode())
    (known,) = read(path)
    assert known.terms["fi"] == ("kysely", "kartoitus")
    assert known.id in {concept.id for concept in concepts}


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("sv", "Hur ansöker man om körkort?", ["körkort"]),
        ("en", "How do I apply for asylum?", ["asylum"]),
        ("ru", "Как подать заявку на гражданство?", ["гражданство"]),
        ("sv", "Hur ansöker man om stöd för distansarbete?", []),
        ("en", "How is telework measured?", []),
        ("fi", "Miten haen ajokorttia?", []),
    ],
)
def test_what_is_asked_about_has_no_name_where_only_what_is_done_has_one(
    language: str, question: str, words: list[str], glossary: Glossary
) -> None:
    assert glossary.nameless(question, language) == words
