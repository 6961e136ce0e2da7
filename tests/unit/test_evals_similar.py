"""The measure of the overlap finder: what counts as right, and the ideas that are measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import PermanentError
from evals.similar import Idea, figures, look_for_all, read_ideas
from tests.similar_builders import CLOSE_BY, FAR_OFF, IdeaAssistant

SEARCHER = IdeaAssistant().searcher
KNOWN = Idea("a", CLOSE_BY, frozenset({"Jaksava Hoiva"}), set_aside=False)
TITLED = Idea("b", CLOSE_BY, frozenset({"Varhaisen tuen vartti"}), set_aside=True)
MISSED = Idea("c", CLOSE_BY, frozenset({"Sovittelijat"}), set_aside=False)
NONE = Idea("d", FAR_OFF, frozenset(), set_aside=False)
WRONGLY_NONE = Idea("e", CLOSE_BY, frozenset(), set_aside=True)


@pytest.mark.parametrize(
    ("idea", "right"), [(KNOWN, True), (TITLED, True), (MISSED, False), (NONE, True), (WRONGLY_NONE, False)]
)
def test_right_is_the_overlap_among_the_first_or_nothing_close(idea: Idea, right: bool) -> None:
    (outcome,) = look_for_all(SEARCHER, [idea])
    assert outcome.right is right


def test_those_set_aside_are_counted_apart() -> None:
    found = figures(list(look_for_all(SEARCHER, [KNOWN, TITLED, MISSED, NONE, WRONGLY_NONE])))
    assert (found["first_three@tuned_on"], found["first_three@set_aside"]) == (0.5, 1.0)
    assert (found["first@tuned_on"], found["close_each@tuned_on"]) == (0.5, 1.0)
    assert (found["nothing_close@tuned_on"], found["nothing_close@set_aside"]) == (1.0, 0.0)
    assert (found["known@tuned_on"], found["none@set_aside"]) == (2, 1)


def test_there_are_enough_ideas_and_each_has_its_own_name() -> None:
    ideas = read_ideas()
    assert len({idea.id for idea in ideas}) == len({idea.text for idea in ideas}) == len(ideas)
    assert sum(bool(idea.overlaps) for idea in ideas if not idea.set_aside) >= 30
    assert sum(bool(idea.overlaps) for idea in ideas if idea.set_aside) >= 20
    assert sum(not idea.overlaps for idea in ideas if idea.set_aside) >= 8


@pytest.mark.parametrize("text", ["- {id: a, text: b}", "- {id: a, text: b, overlaps: [], overlap: []}", "a: [", "3"])
def test_a_file_that_is_not_as_it_should_be_is_said_to_be(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ideas.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PermanentError, match=r"ideas\.yaml cannot be read"):
        read_ideas(path)
