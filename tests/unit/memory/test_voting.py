"""Heads on disk, and the vote of an embedder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from app.conversation.likeness import Likeness
from app.conversation.vote import BUCKETS, Head
from app.memory.voting import Voting, load, save

WIDTH = 2


class Counting:
    """Every token's vector tells how long the token is."""

    def read(self, texts: Sequence[str]) -> list[tuple[list[str], npt.NDArray[np.float32]]]:
        return [(t.split(), np.array([[len(w), 1] for w in t.split()], np.float32)) for t in texts]


def a_head() -> Head:
    drawn = np.random.default_rng(7).normal(size=(3 * WIDTH + BUCKETS, 3)).astype(np.float32)
    return Head(("none", "human", "body"), drawn, np.array([0.5, 0.0, -0.5], np.float32))


def test_a_head_is_kept_in_8_bits(tmp_path: Path) -> None:
    head, file = a_head(), tmp_path / "one.npz"
    save(head, file)
    read = load(file)
    assert isinstance(read, Head)
    assert read.kinds == head.kinds
    assert np.abs(read.weights - head.weights).max() < np.abs(head.weights).max() / 200
    assert read.bias.tolist() == head.bias.tolist()


def test_a_likeness_is_kept_with_its_examples(tmp_path: Path) -> None:
    def drawn(*size: int) -> npt.NDArray[np.float32]:
        return np.random.default_rng(8).normal(size=size).astype(np.float32)

    head = Likeness(("none", "harm"), drawn(WIDTH), drawn(WIDTH, 2), drawn(5, 2), drawn(5, 2), drawn(BUCKETS, 2))
    save(head, tmp_path / "crisis.npz")
    read = load(tmp_path / "crisis.npz")
    assert isinstance(read, Likeness)
    assert read.kinds == head.kinds
    assert np.abs(read.examples - head.examples).max() < 0.02
    assert np.abs(read.shares - head.shares).max() < 1e-4
    assert set(Voting(Counting(), tmp_path).votes("Oh. I am lost today.")["crisis"]) == {"none", "harm"}


def test_every_head_votes(tmp_path: Path) -> None:
    for name in ("honesty", "other"):
        save(a_head(), tmp_path / f"{name}.npz")
    votes = Voting(Counting(), tmp_path).votes("I had a long day. Are you human?")
    assert set(votes) == {"honesty", "other"}
    assert set(votes["honesty"]) == {"none", "human", "body"}
    assert sum(votes["honesty"].values()) == pytest.approx(1.0, abs=1e-5)


def test_heads_travel_with_the_code() -> None:
    heads = Voting(Counting(), None)._heads
    assert all("none" in heads[name].kinds for name in ("crisis", "honesty"))
