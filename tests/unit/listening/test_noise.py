"""The room: steady noise, talkers who never pause, somebody near who stands out of them."""

from __future__ import annotations

import numpy as np
import pytest

from app.listening.level import LevelGate
from app.listening.noise import Room

BLOCKS_PER_S = 31.25


def levels(mean_db: float, seconds: float, swing_db: float = 3.0, seed: int = 1) -> list[float]:
    """Blocks that swing around a level, as several talkers at once do."""
    rng = np.random.default_rng(seed)
    return [float(db) for db in mean_db + swing_db * rng.uniform(-1, 1, round(seconds * BLOCKS_PER_S))]


def talk(near_db: float, far_db: float, seconds: float) -> list[float]:
    """One speaker: half a second of voice, a tenth of a second of the room, and so on."""
    return [near_db if n % 19 < 16 else far_db for n in range(round(seconds * BLOCKS_PER_S))]


def heard(room: Room, blocks: list[float], is_voice: bool = True) -> Room:
    for level_db in blocks:
        room.hear(level_db, is_voice)
    return room


def gate_in(blocks: list[float], probability: float = 1.0) -> LevelGate:
    gate = LevelGate()
    for level_db in blocks:
        gate.credible(probability, level_db)
    return gate


def test_nothing_is_known_at_first() -> None:
    room = Room()
    assert room.hear(-40, True) == np.inf
    assert not room.is_talking


def test_steady_noise_is_the_room_at_once_and_does_not_talk() -> None:
    room = heard(Room(), levels(-40, 1), is_voice=False)
    assert room.level_db == pytest.approx(-40, abs=1.5)
    assert not room.is_talking


def test_talkers_without_a_pause_become_the_room_within_some_seconds() -> None:
    room = heard(Room(), levels(-70, 5, 0.5), is_voice=False)
    assert not heard(room, levels(-30, 2)).is_talking
    assert heard(room, levels(-30, 2)).is_talking
    assert room.level_db == pytest.approx(-30, abs=1.5)


def test_one_speaker_does_not_become_the_room() -> None:
    room = heard(heard(Room(), levels(-60, 3, 0.5), is_voice=False), talk(-25, -58, 60))
    assert room.level_db < -50


def test_somebody_near_does_not_move_the_room() -> None:
    room = heard(Room(), levels(-30, 10))
    heard(room, talk(-18, -30, 8))
    assert room.level_db == pytest.approx(-30, abs=2)


def test_talkers_who_leave_are_forgotten_within_a_second() -> None:
    room = heard(heard(Room(), levels(-30, 10)), levels(-65, 1, 0.5), is_voice=False)
    assert room.level_db < -60
    assert not room.is_talking


def test_forget() -> None:
    room = heard(Room(), levels(-30, 10))
    room.forget()
    assert not room.is_talking
    assert room.hear(-40, True) == np.inf


def test_the_detector_is_believed_where_nobody_else_talks() -> None:
    gate = gate_in(levels(-30, 10), probability=0.1)
    assert gate.credible(0.7, -29) == 0.7
    assert gate.stands_out([-29.0] * 20)


def test_a_room_that_talks_is_no_voice() -> None:
    gate = gate_in(levels(-30, 10))
    assert max(gate.credible(1.0, level_db) for level_db in levels(-30, 20, seed=2)) < 0.5
    assert not gate.stands_out(levels(-27, 1))


def test_somebody_near_is_heard_through_it() -> None:
    gate = gate_in(levels(-30, 10))
    believed = [gate.credible(1.0, -19.0) for _ in range(10)]
    assert believed[-1] == 1.0
    assert gate.stands_out([-19.0] * 10)


def test_the_soft_end_of_a_word_is_kept() -> None:
    """What is too soft to begin an utterance is loud enough to go on with it."""
    begins, goes_on = gate_in([-30.0] * 300), gate_in([-30.0] * 300)
    for _ in range(5):
        goes_on.credible(1.0, -19.0)
    soft = [(begins.credible(1.0, -26.5), goes_on.credible(1.0, -26.5)) for _ in range(9)]
    assert soft[-1][0] < 0.35 < soft[-1][1]
    assert [goes_on.credible(1.0, -30) for _ in range(6)][-1] < 0.35


def test_an_utterance_without_a_voiced_block_is_not_doubted() -> None:
    assert gate_in(levels(-30, 10)).stands_out([])


def test_a_new_stream_is_a_new_room() -> None:
    gate = gate_in(levels(-30, 10))
    gate.forget()
    assert gate.credible(1.0, -30) == 1.0
