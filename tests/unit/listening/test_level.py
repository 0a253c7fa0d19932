"""The gate: closed in a quiet room, open for the softest voice."""

from __future__ import annotations

import numpy as np
import pytest

from app.listening.level import SILENCE_DB, LevelGate, level_db
from tests.kit.speech import hiss

BLOCKS_PER_S = 31.25


def settled(room_db: float) -> LevelGate:
    """A gate that has heard the room for long enough to be closed."""
    gate = LevelGate()
    for _ in range(200):
        gate.passes(room_db)
    return gate


@pytest.mark.parametrize(("samples", "db"), [
    (np.zeros(512, np.float32), SILENCE_DB),
    (np.zeros(0, np.float32), SILENCE_DB),
    (np.full(512, 1e-9, np.float32), SILENCE_DB),
    (np.full(512, 0.1, np.float32), -20.0),
    (np.tile(np.array([1, -1], np.float32), 256), 0.0),
])  # fmt: skip
def test_level(samples: np.ndarray, db: float) -> None:
    assert level_db(samples) == pytest.approx(db, abs=0.01)


def test_a_new_stream_is_heard_until_the_room_is_known() -> None:
    gate = LevelGate()
    open_blocks = sum(gate.passes(SILENCE_DB) for _ in range(400))
    assert 3 <= open_blocks / BLOCKS_PER_S <= 5


@pytest.mark.parametrize("room_db", [SILENCE_DB, -75.0, -55.0, -40.0])
def test_closed_in_a_steady_room(room_db: float) -> None:
    gate = settled(room_db)
    assert not any(gate.passes(room_db) for _ in range(300))


def test_closed_in_real_hiss() -> None:
    gate = settled(-55)
    blocks = hiss(10, -55).reshape(-1, 512) if len(hiss(10, -55)) % 512 == 0 else hiss(9.984, -55).reshape(-1, 512)
    assert not any(gate.passes(level_db(block)) for block in blocks)


def test_opens_for_a_soft_voice_and_stays_open_for_a_second() -> None:
    gate = settled(-60)
    assert gate.passes(-52)
    open_blocks = 1 + sum(gate.passes(-60) for _ in range(100))
    assert open_blocks / BLOCKS_PER_S == pytest.approx(1.0, abs=0.05)


def test_nothing_below_the_absolute_floor_is_a_voice() -> None:
    gate = settled(-100)
    assert not gate.passes(-61)
    assert gate.passes(-59)


def test_a_new_noise_becomes_the_room() -> None:
    gate = settled(-70)
    opened = [gate.passes(-45) for _ in range(400)]
    assert opened[0]
    assert not opened[-1]


def test_talk_with_pauses_is_not_taken_for_the_room() -> None:
    gate = settled(-60)
    for _ in range(20):
        assert all([gate.passes(-30) for _ in range(60)])
        for _ in range(10):
            gate.passes(-60)


def test_forget_opens_it_again() -> None:
    gate = settled(-60)
    gate.forget()
    assert gate.passes(-60)
