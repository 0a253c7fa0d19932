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

from app.conversation.likeness import Likeness
from app.conversation.vote import Head, Read, Vector, features, parts
from app.resources import asset

_BITS_8, _BITS_16 = 127, 32767
"""Weights are kept in 8 bits, an example's shares in 16: what is added up over thousands of neighbours adds up their
errors too, and in 8 bits one file was up to 0.08 surer than the next."""
_OF_HEAD = ("weights", "bias")
_OF_LIKENESS = ("middle", "basis", "examples", "shares", "weights")


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


def save(head: Head | Likeness, file: Path) -> None:
    """What is large in 8 or 16 bits, a scale for each column."""
    kept: dict[str, npt.NDArray[np.generic]] = {"kinds": np.array(head.kinds)}
    for name in _OF_LIKENESS if isinstance(head, Likeness) else _OF_HEAD:
        values = getattr(head, name)
        if values.ndim == 1:
            kept[name] = values
            continue
        steps, kind = (_BITS_16, np.int16) if name == "shares" else (_BITS_8, np.int8)
        scale = np.abs(values).max(axis=0) / steps
        kept[name], kept[f"{name}_scale"] = np.round(values / scale).astype(kind), scale
    np.savez_compressed(file, **kept)  # type: ignore[arg-type]  # the stub has a flag among its keywords


def load(file: Path) -> Head | Likeness:
    with np.load(file) as kept:
        kinds = tuple(str(kind) for kind in kept["kinds"])
        names = _OF_LIKENESS if "examples" in kept.files else _OF_HEAD
        values = [_read(kept, name) for name in names]
    return Likeness(kinds, *values) if names is _OF_LIKENESS else Head(kinds, *values)


def _read(kept: Mapping[str, npt.NDArray[np.generic]], name: str) -> Vector:
    values = kept[name].astype(np.float32)
    return values * kept[f"{name}_scale"].astype(np.float32) if values.ndim > 1 else values
