"""A head of the vote that goes by likeness: how near words are to each example that it was trained on.

What a crisis sounds like is no direction of the embedder's space: it is many small places between what only sounds
so. Where a line through the space (vote.Head) finds 88 % of an unseen author's phrases at 5 % of the look-alikes taken,
this finds 94 % with the same examples (2026-11-23, 3,000 of seven authors; app/DECISIONS.md).
The price is that the examples travel with it, in 128 directions of 8 bits.

Made by scripts/train-votes, kept and read by memory/voting.py, on the store's thread. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.conversation.vote import BUCKETS, GROUP_LENGTH, Vector

REACH = 1.3
"""How fast likeness falls with the squared distance; and the share of the runs of words beside it. Both by leaving one
author out."""
RUNS_SHARE = 0.3
_STEEP = 3.0
"""From the regression's -1 .. 1 to how likely it is: 0 is a half."""
_FARTHEST = 2.0
"""Beyond it is no surer."""


@dataclass(frozen=True, eq=False)
class Likeness:
    """`middle`: float32 (384,), the examples' mean; `basis`: float32 (384, directions); `examples`: float32 (n,
    directions), each of length 1. `shares`: float32 (n, kinds) and `weights`: float32 (BUCKETS, kinds): the first
    column tells danger from none, 1 from -1, the others which kind of `kinds`, whose first is "none"."""

    kinds: tuple[str, ...]
    middle: Vector
    basis: Vector
    examples: Vector
    shares: Vector
    weights: Vector

    def scores(self, rows: Vector) -> Vector:
        """rows: as vote.features gives them -> float32 (n, kinds)."""
        near = likeness(placed(rows, self.middle, self.basis), self.examples)
        found: Vector = near @ self.shares + runs_of(rows) @ self.weights
        return found

    def vote(self, rows: Vector) -> Mapping[str, float]:
        """Of the whole and its parts: the whole and the likeliest part count half each."""
        found = self.scores(rows).clip(-_FARTHEST, _FARTHEST)
        best = found[found[:, 0].argmax()]
        likely = float(np.mean(1 / (1 + np.exp(-_STEEP * np.array([found[0, 0], best[0]])))))
        which = np.exp(_STEEP * (best[1:] - best[1:].max()))
        return {"none": 1 - likely} | dict(zip(self.kinds[1:], (likely * which / which.sum()).tolist(), strict=True))


def placed(rows: Vector, middle: Vector, basis: Vector) -> Vector:
    """Where their meaning lies: float32 (n, directions), each of length 1."""
    places = (meaning_of(rows) - middle) @ basis
    lengths = np.linalg.norm(places, axis=1, keepdims=True)
    return np.asarray(places / np.maximum(lengths, 1e-9), np.float32)


def likeness(some: Vector, others: Vector) -> Vector:
    """float32 (some, others): 1 for the same place, less the farther they are."""
    return np.asarray(np.exp(-2 * REACH * (1 - some @ others.T)), np.float32)


def meaning_of(rows: Vector) -> Vector:
    """The first group of vote.features: the tokens' mean, length 1."""
    width = (rows.shape[1] - BUCKETS) // 3
    return rows[:, :width] / np.float32(GROUP_LENGTH)


def runs_of(rows: Vector) -> Vector:
    """The last: which runs of words there are, length 1."""
    return rows[:, -BUCKETS:] / np.float32(GROUP_LENGTH)
