"""A head that goes by likeness: near an example is like it, far from all is like none."""

from __future__ import annotations

import numpy as np
import pytest

from app.conversation.likeness import Likeness, likeness, meaning_of, runs_of
from app.conversation.vote import BUCKETS, Vector

WIDTH = 2


def row(*meaning: float) -> Vector:
    """As vote.features makes one, of what the words mean alone."""
    return np.array([[*(3 * part for part in meaning), *[0.0] * (2 * WIDTH + BUCKETS)]], np.float32)


def a_head() -> Likeness:
    """Two examples: a crisis to the right, none to the left."""
    shares = np.array([[2.0, 2.0, -2.0], [-2.0, -2.0, -2.0]], np.float32)
    return Likeness(
        ("none", "despair", "abuse"),
        np.zeros(WIDTH, np.float32),
        np.eye(WIDTH, dtype=np.float32),
        np.array([[1, 0], [-1, 0]], np.float32),
        shares,
        np.zeros((BUCKETS, 3), np.float32),
    )


def test_the_same_place_is_wholly_alike() -> None:
    here, there = np.array([[1, 0]], np.float32), np.array([[-1, 0]], np.float32)
    assert likeness(here, here)[0, 0] == pytest.approx(1.0)
    assert likeness(here, there)[0, 0] < 0.01


def test_the_groups_are_read_back() -> None:
    assert meaning_of(row(0.6, 0.8))[0].tolist() == pytest.approx([0.6, 0.8])
    assert runs_of(row(0.6, 0.8)).shape == (1, BUCKETS)


def test_what_is_near_a_crisis_is_one() -> None:
    vote = a_head().vote(row(1, 0.1))
    assert vote["none"] < 0.1
    assert vote["despair"] > vote["abuse"]
    assert sum(vote.values()) == pytest.approx(1.0, abs=1e-5)
    assert a_head().vote(row(-1, 0.1))["none"] > 0.9


def test_one_part_in_danger_counts_half() -> None:
    both = np.concatenate([row(-1, 0), row(-1, 0.1), row(1, 0)])
    assert 0.4 < a_head().vote(both)["none"] < 0.6
