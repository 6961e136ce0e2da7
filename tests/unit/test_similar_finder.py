"""The overlap finder: nothing of an idea is lost, finds are gathered by project, and likeness alone sets the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.similar.finder import CLOSE, WINDOW, WINDOWS, find_similar, windows
from assistant.similar.quoting import CUT, LONGEST, quote
from tests.similar_builders import CARE, CLOSE_BY, FAR_OFF, SITE, FakeSearcher, IdeaAssistant, passage, practice

SENTENCES = st.lists(
    st.lists(st.from_regex("[a-zäö]{2,12}", fullmatch=True), min_size=2, max_size=20).map(
        lambda words: " ".join(words).capitalize() + "."
    ),
    min_size=1,
    max_size=6,
)
OTHER = practice("Sovittelijapari", None)


@given(st.lists(SENTENCES, min_size=1, max_size=2))
def test_windows_lose_no_word_of_a_short_idea(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    parts = windows(text)
    assert len(parts) <= WINDOWS
    assert " ".join(parts).split() == text.split()


@given(st.integers(min_value=1, max_value=80))
def test_a_long_plan_is_seen_from_beginning_to_end(paragraphs: int) -> None:
    parts = windows("\n\n".join(f"Kohta {number} kertoo asiasta." for number in range(paragraphs)))
    assert len(parts) == min(paragraphs, WINDOWS)
    assert len(set(parts)) == len(parts)
    assert parts[0].startswith("Kohta 0 ")
    assert parts[-1].startswith(f"Kohta {paragraphs - 1} ")


@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n"])
def test_paragraphs_are_windows_however_lines_end(between: str) -> None:
    assert windows(f"{CLOSE_BY}{between}{FAR_OFF}") == [CLOSE_BY, FAR_OFF]


def test_sentences_of_a_window_are_few() -> None:
    text = " ".join(f"Lause numero {number} on kymmenen sanan mittainen ja siinä kaikki tässä." for number in range(30))
    assert all(len(part.split()) <= WINDOW for part in windows(text))


def test_documents_of_one_project_are_one() -> None:
    blog = practice("Mitä hanke opetti", "Jaksava Hoiva")
    searcher = FakeSearcher(
        {CLOSE_BY: (passage(CARE, 0.95, "a"),), FAR_OFF: (passage(blog, 0.93, "b"), passage(OTHER, 0.92, "c"))}
    )
    found = find_similar(f"{CLOSE_BY}\n\n{FAR_OFF}", searcher)
    assert [one.name for one in found] == ["Jaksava Hoiva", "Sovittelijapari"]
    assert [document.title for document in found[0].documents] == ["Varhaisen tuen vartti", "Mitä hanke opetti"]
    assert [shared.idea for shared in found[0].shared] == [CLOSE_BY, FAR_OFF]


@given(st.permutations(range(4)))
def test_the_order_of_the_search_does_not_matter(order: list[int]) -> None:
    laid_out = [
        passage(CARE, 0.95, "a"),
        passage(CARE, 0.91, "b", place=1),
        passage(SITE, 0.90, "c"),
        passage(OTHER, 0.90, "d"),
    ]
    straight = find_similar(CLOSE_BY, FakeSearcher({CLOSE_BY: laid_out}))
    assert find_similar(CLOSE_BY, FakeSearcher({CLOSE_BY: [laid_out[place] for place in order]})) == straight


def test_what_nothing_is_like_is_apart_in_the_ideas_order() -> None:
    text = f"{FAR_OFF}\n\n{CLOSE_BY}"
    found = find_similar(text, FakeSearcher({CLOSE_BY: (passage(CARE, 0.99, "a"),)}))
    assert found[0].close
    assert found[0].apart == (FAR_OFF,)


def test_nothing_is_close_below_the_threshold() -> None:
    far = find_similar(FAR_OFF, IdeaAssistant().searcher)
    assert [one.close for one in far] == [False]
    assert far[0].likeness < CLOSE
    assert find_similar(FAR_OFF, FakeSearcher({})) == ()


def test_no_more_are_told_than_asked_for() -> None:
    laid_out = [passage(practice(f"Käytäntö {number}", None), 0.9, "a") for number in range(8)]
    assert len(find_similar(CLOSE_BY, FakeSearcher({CLOSE_BY: laid_out}), limit=3)) == 3


@given(SENTENCES, SENTENCES)
def test_a_quotation_stands_in_the_passage(sentences: list[str], idea: list[str]) -> None:
    text = "\n".join(sentences)
    said = quote(text, " ".join(idea), longest=60)
    assert said.removesuffix(CUT) in text
    assert len(said.removesuffix(CUT)) <= 60


def test_the_sentence_that_shares_most_words_is_quoted() -> None:
    filler = "Tässä lauseessa puhutaan ihan muusta asiasta, joka ei liity mihinkään. " * 8
    text = f"{filler}Esihenkilö kysyy kuormituksesta kuukausittain. {filler}"
    assert len(text) > LONGEST
    assert "kysyy kuormituksesta" in quote(text, CLOSE_BY)


@pytest.mark.parametrize("text", ["", "Lyhyt."])
def test_a_short_passage_is_quoted_whole(text: str) -> None:
    assert quote(text, CLOSE_BY) == text
