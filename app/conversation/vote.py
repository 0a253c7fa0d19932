"""The second voice beside the grammars: what words are about, told from the embedder's vectors by a small trained head.

A grammar knows the ways of asking that somebody thought of; a head has seen examples and is right about others too,
more often than not. Who decides with both is the layer that asks (honesty/, boundaries/). Weights are made by
scripts/train-votes and read by memory/voting.py, which calls this on the store's thread. Pure.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.conversation.honesty.plain import sentences

Vector = npt.NDArray[np.float32]
BUCKETS = 2048
"""Runs of one to three words share so many places: 3,000 examples have 30,000 of them, and few matter."""
LONGEST_RUN = 3
MOST_PARTS = 6
"""Sentences of one utterance that are looked at, from its end: what somebody wants stands there more often."""
FEWEST_WORDS = 2
"""A part has at least so many: "right?" and "Samantha." are about nothing by themselves."""
_SECOND_PERSON = frozenset(("you", "your", "yours", "yourself", "u", "ur", "ya"))
GROUP_LENGTH = 3.0
"""Of every group of features; the trained weights stay small with longer ones."""
_PART = re.compile(r"(?<=[.?!;…])\s+|\n+|\s+[—–-]\s+")
_MARK = re.compile(r"[?!]")


@dataclass(frozen=True, eq=False)
class Read:
    """Some words as the embedder reads them. `vectors`: float32 (tokens, 384), one for each of `tokens`."""

    text: str
    tokens: Sequence[str]
    vectors: Vector


@dataclass(frozen=True, eq=False)
class Head:
    """`weights`: float32 (features, kinds); `bias`: float32 (kinds,). The first of `kinds` is "none"."""

    kinds: tuple[str, ...]
    weights: Vector
    bias: Vector

    def scores(self, rows: Vector) -> Vector:
        """rows: float32 (n, features) -> (n, kinds), how likely each is; a row's sum is 1."""
        raw = rows @ self.weights + self.bias
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        likely: Vector = raw / raw.sum(axis=1, keepdims=True)
        return likely

    def vote(self, rows: Vector) -> Mapping[str, float]:
        """Of the whole and its parts (`parts`): the whole and the part that is farthest from "none" count half each."""
        likely = self.scores(rows)
        best = likely[likely[:, 0].argmin()]
        return dict(zip(self.kinds, ((likely[0] + best) / 2).tolist(), strict=True))


def parts(text: str) -> list[str]:
    """`text` as a whole, then its last sentences, if it has several."""
    found = [part for part in _PART.split(text.strip()) if len(part.split()) >= FEWEST_WORDS]
    return [text, *found[-MOST_PARTS:]] if len(found) > 1 else [text]


def features(read: Read) -> Vector:
    """float32 (FEATURES,): what the words mean together, at their strongest, where they say "you"; and the words."""
    second = [place for place, token in enumerate(read.tokens) if token in _SECOND_PERSON]
    mean, strongest = read.vectors.mean(axis=0), read.vectors.max(axis=0)
    you = read.vectors[second].mean(axis=0) if second else np.zeros_like(mean)
    groups = [_unit(mean), _unit(strongest), _unit(you), _unit(_runs(read.text))]
    return np.concatenate(groups).astype(np.float32) * np.float32(GROUP_LENGTH)


def _runs(text: str) -> Vector:
    """Which runs of words there are, each in its bucket."""
    said = " . ".join(sentences(text)).split()
    words = ["<", *said, *(mark[0] for mark in _MARK.finditer(text)), ">"]
    found = np.zeros(BUCKETS, np.float32)
    for length in range(1, LONGEST_RUN + 1):
        for first in range(len(words) - length + 1):
            found[zlib.crc32(" ".join(words[first : first + length]).encode()) % BUCKETS] = 1.0
    return found


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
