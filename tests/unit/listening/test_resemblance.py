"""Does one sound come out of another?"""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ
from app.listening.resemblance import resemblance
from tests.kit.room import Room, living_room
from tests.kit.speech import hiss, silence


@pytest.mark.parametrize("delay_s", [0.0, 0.08, 0.7])
@pytest.mark.parametrize("level_db", [0, -30])
def test_an_echo_is_found_with_its_delay(delay_s: float, level_db: float) -> None:
    cause = hiss(2.0, -20)
    found = resemblance(Room(living_room(), delay_s, level_db).heard(cause), cause)
    assert found.delay_s == pytest.approx(delay_s, abs=0.001)
    assert found.clarity > 10


def test_a_cause_that_comes_too_late_is_found_too() -> None:
    sound = hiss(2.0, -20)
    late = np.concatenate([silence(0.05), sound])[: len(sound)]
    assert resemblance(sound, late).delay_s == pytest.approx(-0.05, abs=0.001)


def test_another_sound_and_silence_are_no_echo() -> None:
    cause = hiss(2.0, -20)
    assert resemblance(hiss(2.0, -20, seed=2), cause).clarity < 6.5
    assert resemblance(silence(2.0), cause).clarity == 0
    assert resemblance(cause, silence(2.0)).clarity == 0


def test_a_short_sound_is_looked_for_in_a_longer_one() -> None:
    cause = hiss(1.0, -20)
    echo = np.concatenate([silence(0.1), cause])[: len(cause)]
    found = resemblance(echo[-HEARING_HZ // 2 :], cause)
    assert found.delay_s == pytest.approx(0.1, abs=0.001)
    assert found.clarity > 10
