"""The heads of the vote and the embedder behind them: what a turn's words are about, told while recall looks them up.

On the store's thread, for every turn that is recalled for; some milliseconds. The heads are small files that travel
with the code (assets/votes, made by scripts/train-votes). Without the embedder there is no vote, and the grammars
decide alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.conversation.vote import Head, Read, features, parts
from app.resources import asset

_STEPS = 127
"""Weights are kept in 8 bits, a scale for each kind."""


class Reader(Protocol):
    """An embedder that gives every token's vector."""

    def read(self, texts: Sequence[str]) -> list[tuple[list[str], npt.NDArray[np.float32]]]: ...


class Voting:
    """All heads at once: they share what the embedder says. `reader`: loaded."""

    def __init__(self, reader: Reader, folder: Path | None = None) -> None:
        files = sorted((folder or asset("votes")).glob("*.npz"))
        self._heads = {file.stem: load(file) for file in files}
        self._reader = reader

    def votes(self, text: str) -> Mapping[str, Mapping[str, float]]:
        """head -> kind -> how likely, 0 .. 1, "none" among them."""
        read = ((one, *self._reader.read([one])[0]) for one in parts(text))  # one at a time: padding costs more
        rows = np.stack([features(Read(*one)) for one in read])
        return {name: head.vote(rows) for name, head in self._heads.items()}


def save(head: Head, file: Path) -> None:
    """In 8 bits."""
    scale = np.abs(head.weights).max(axis=0) / _STEPS
    weights = np.round(head.weights / scale).astype(np.int8)
    np.savez_compressed(file, kinds=np.array(head.kinds), weights=weights, scale=scale, bias=head.bias)


def load(file: Path) -> Head:
    with np.load(file) as kept:
        weights = kept["weights"].astype(np.float32) * kept["scale"].astype(np.float32)
        return Head(tuple(str(kind) for kind in kept["kinds"]), weights, kept["bias"].astype(np.float32))
