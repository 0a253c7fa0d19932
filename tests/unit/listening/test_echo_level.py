"""Loudspeakers or headphones, by what is heard; and what our own voice may be mistaken for."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Samples
from app.listening.echo_level import HOLD_S, EchoLevel
from tests.kit.room import Room, blocks, living_room
from tests.kit.speech import hiss, silence

DELAY_S = 0.06


class Run:
    """An EchoLevel that is fed from arrays."""

    def __init__(self) -> None:
        self.level = EchoLevel()
        self.ceilings: list[float] = []

    def hear(self, heard: Samples, played: Samples, left: Samples | None = None) -> None:
        """left: what a canceller leaves; None: there is none."""
        self.ceilings = []
        for (block, t_s), (reference, _) in zip(blocks(heard), blocks(played), strict=True):
            self.level.hear(block, reference)
            at = round(t_s * 16_000)
            rest = block if left is None else left[at : at + 512]
            self.ceilings.append(self.level.ceiling(rest, is_cancelled=left is not None))

    def capped(self) -> float:
        """The share of blocks that cannot be a voice."""
        return 1 - float(np.mean(self.ceilings))


def noise(duration_s: float, seed: int = 1) -> Samples:
    """What we play: as loud as our voice."""
    return hiss(duration_s, -20, seed)


def softer(samples: Samples, by_db: float) -> Samples:
    return (samples * 10 ** (-by_db / 20)).astype(np.float32)


def in_a_room(duration_s: float = 4.0, level_db: float = 0.0, left_db: float = 30.0) -> tuple[Run, Samples]:
    """A Run that has heard its own voice come back, and taken away all but `left_db` of it."""
    run, played = Run(), noise(duration_s)
    echo = Room(living_room(), DELAY_S, level_db, noise_db=-70).heard(played)
    run.hear(echo, played, softer(echo, left_db))
    return run, played


def test_before_anything_was_played_all_may_be_a_voice() -> None:
    run = Run()
    run.hear(noise(1.0), silence(1.0))
    assert run.capped() == 0
    assert not run.level.needs_canceller
    assert run.level.echo_db == -120
    assert run.level.taken_db == 0


def test_loudspeakers_are_found_with_delay_and_level() -> None:
    run, _ = in_a_room(level_db=-6)
    assert run.level.room == "loudspeakers"
    assert run.level.delay_s == pytest.approx(DELAY_S, abs=0.002)
    assert run.level.coupling_db == pytest.approx(-6, abs=2)
    assert run.level.taken_db == pytest.approx(30, abs=1)
    assert run.level.needs_canceller


def test_headphones_are_found_and_leave_the_user_alone() -> None:
    run = Run()
    run.hear(hiss(4.0, -60, seed=3), noise(4.0))
    assert run.level.room == "headphones"
    assert run.level.delay_s is None
    assert not run.level.needs_canceller
    run.hear(noise(1.0, seed=4), noise(1.0))
    assert run.capped() == 0


def test_a_loud_microphone_without_our_voice_in_it_is_not_taken_for_headphones() -> None:
    run = Run()
    run.hear(noise(6.0, seed=3), noise(6.0))
    assert run.level.room == "unknown"
    assert run.level.needs_canceller


def test_a_plug_pulled_out_is_noticed_within_a_second() -> None:
    run = Run()
    run.hear(hiss(4.0, -60, seed=3), noise(4.0))
    played = noise(1.0, seed=5)
    run.hear(Room(living_room(), DELAY_S).heard(played), played)
    assert run.level.room == "loudspeakers"


def test_a_faint_echo_needs_no_canceller_and_is_no_voice() -> None:
    run = Run()
    played = noise(4.0)
    echo = Room(living_room(), DELAY_S, -38, noise_db=-90).heard(played)
    run.hear(echo, played)
    assert run.level.room == "loudspeakers"
    assert not run.level.needs_canceller
    run.hear(echo[:8192], played[:8192])
    assert run.capped() > 0.9
    run.hear(hiss(0.5, -35, seed=4), played[:8000])
    assert run.capped() == 0


def test_what_the_canceller_leaves_is_no_voice_but_a_user_is() -> None:
    run, played = in_a_room()
    echo = Room(living_room(), DELAY_S).heard(played[:16_000])
    run.hear(echo, played[:16_000], softer(echo, 25))
    assert run.capped() == 1
    user = hiss(1.0, -26, seed=8)
    run.hear(echo + user, played[:16_000], softer(echo, 30) + user)
    assert run.capped() == 0


def test_before_the_canceller_has_learned_only_more_than_the_echo_is_a_voice() -> None:
    run, played = Run(), noise(2.0)
    echo = Room(living_room(), DELAY_S).heard(played)
    run.hear(echo, played, softer(echo, 4))
    assert run.capped() > 0.9
    user = hiss(0.3, -8, seed=8)
    run.hear(echo[: len(user)] + user, played[: len(user)], echo[: len(user)] + user)
    assert run.capped() == 0


def test_an_echo_that_the_canceller_lost_track_of_is_no_voice() -> None:
    run, _ = in_a_room()
    played = noise(1.0, seed=6)
    echo = Room(living_room(), DELAY_S + 0.03).heard(played)
    run.hear(echo, played, softer(echo, 3))
    assert run.capped() > 0.6
    assert run.ceilings[-5:] == [0.0] * 5


def test_a_way_that_moved_is_learned_anew() -> None:
    run, _ = in_a_room()
    played = noise(3.0, seed=6)
    echo = Room(living_room(), DELAY_S + 0.1).heard(played)
    run.hear(echo, played, softer(echo, 30))
    assert run.level.delay_s == pytest.approx(DELAY_S + 0.1, abs=0.002)


def test_our_voice_is_over_two_seconds_after_its_last_sound() -> None:
    run, _ = in_a_room()
    run.hear(silence(HOLD_S - 0.1), silence(HOLD_S - 0.1), silence(HOLD_S - 0.1))
    assert run.level.is_sounding
    run.hear(silence(0.2), silence(0.2))
    assert not run.level.is_sounding
    assert run.ceilings[-1] == 1.0


def test_another_stream_begins_without_the_sound_of_the_last() -> None:
    run, played = in_a_room()
    run.level.start_again()
    assert run.level.delay_s is None
    assert run.level.room == "loudspeakers"
    assert run.level.taken_db == 0
    run.hear(softer(played[:512], 10), played[:512], softer(played[:512], 10))
    assert run.capped() == 1


def test_nothing_is_lost_before_anything_was_played() -> None:
    assert not EchoLevel().is_lost
