"""What a question about the user asks for, and what a line tells: the matters of everyday life, from the vectors.

Why: question and answer share no word. "Who barks at the postman?" asks for the dog's name, and what told it was "we
got a puppy, so now there's Otto". An embedder finds the two a little alike; a small model that has seen how people tell
and ask for a hundred such matters (home, job, sister, alarm clock) knows that they belong together, and that "the dog
needs food" tells nothing. Its weights travel with the code (assets/matters.npz, made by scripts/train-matters) and are
read by recall.py, on the store's thread, with the vectors that the store has anyway. Pure but for its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.memory.vectors import Vector

MADE_FOR = "minilm-l6-v2-int8"
"""The embedder that they were trained on."""
_STEPS = 127
"""Weights are kept in 8 bits, a scale for each column."""
_UNLIKELY = 1e-3


@dataclass(frozen=True, eq=False)
class Asked:
    """A question. `toward`: between it and what tells of its matters, of length 1; `shares`: float32 (matters,), how
    likely it asks for each (the rest of 1: for none)."""

    toward: Vector
    shares: Vector


@dataclass(frozen=True, eq=False)
class Told:
    """Some lines. `shares`: float32 (lines, matters), how likely each tells of each matter (the rest of a row: of
    none); `news`: float32 (lines,), how likely each says that something has changed."""

    shares: Vector
    news: Vector


class Matters:
    """The trained weights, by name: float32 (dimensions, columns) each, and "bias" of some: (columns,)."""

    def __init__(self, names: tuple[str, ...], weights: Mapping[str, Vector]) -> None:
        self.names = names
        self._weights = weights

    def asked(self, question: Vector) -> Asked:
        """question: (dimensions,), of length 1."""
        w = self._weights
        shares = _likely(question @ w["ask"] + w["ask bias"][0])[1:]
        return Asked(_unit(question + _unit(w["tell"][:, 1:] @ shares)), shares)

    def told(self, lines: Vector) -> Told:
        """lines: (n, dimensions), of length 1 each."""
        w = self._weights
        shares = _likely(lines @ w["tell"] + w["tell bias"][0])[:, 1:]
        return Told(shares, _likely(lines @ w["news"] + w["news bias"][0])[:, 1])


def answering(asked: Asked, told: Told) -> Vector:
    """How likely each line tells of what is asked for, from 0 (one in a thousand or less) to 1, even steps for even
    factors: among so many matters one in ten is much."""
    both = told.shares @ asked.shares
    return np.asarray(np.clip(1 - np.log(np.maximum(both, _UNLIKELY)) / np.log(_UNLIKELY), 0, 1), np.float32)


def save(matters: Matters, weights: Mapping[str, Vector], file: Path) -> None:
    """In 8 bits."""
    kept: dict[str, npt.NDArray[np.generic]] = {"names": np.array(matters.names)}
    for name, matrix in weights.items():
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / _STEPS
        kept[name] = np.round(matrix / scale).astype(np.int8)
        kept[f"{name} scale"] = scale.astype(np.float32)
    np.savez_compressed(file, **kept)  # type: ignore[arg-type]


def load(file: Path) -> Matters:
    with np.load(file) as kept:
        wanted = [name for name in kept.files if f"{name} scale" in kept.files]
        weights = {name: kept[name].astype(np.float32) * kept[f"{name} scale"].astype(np.float32) for name in wanted}
        return Matters(tuple(str(name) for name in kept["names"]), weights)


def _likely(raw: Vector) -> Vector:
    raw = np.exp(raw - raw.max(axis=-1, keepdims=True))
    likely: Vector = raw / raw.sum(axis=-1, keepdims=True)
    return likely


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)
