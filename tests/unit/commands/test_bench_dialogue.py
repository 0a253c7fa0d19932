"""The tape that asks: questions on the file's grid, the next one when nothing is owed any more."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Clip
from app.commands.bench_dialogue import GRID_SAMPLES, PATIENCE_S, REST_S, Tape
from app.commands.bench_questions import Question
from app.events import Published, VoiceStarted

STEP_SAMPLES = 256


def question(samples: int) -> Question:
    return Question("q", Clip(np.full(samples, 0.5, np.float32), 16_000))


def test_the_next_question_waits_for_rest() -> None:
    events: list[Published] = []
    busy_steps = 200
    rest = iter([False] * busy_steps + [True] * 10_000)
    tape = Tape([question(1000), question(300)], lambda: next(rest), lambda: True, events)
    sound = []
    for n, block in enumerate(tape.blocks(16_000)):
        assert len(block) == STEP_SAMPLES
        if n == 100:
            events.append(VoiceStarted(1.0))
        sound.append(block)
    samples = np.concatenate(sound)
    (first, none), (second, one), (end, _) = tape.begins
    assert (none, one) == (0, 1)
    for step in (first, second):
        assert step * STEP_SAMPLES % GRID_SAMPLES == 0
        assert samples[step * STEP_SAMPLES - 1] == 0
        assert samples[step * STEP_SAMPLES] == 0.5
    assert np.count_nonzero(samples) == 1300
    assert second - first >= 4 + busy_steps + REST_S / 0.016
    assert end == len(sound)


def test_it_does_not_wait_for_ever() -> None:
    tape = Tape([question(256)], lambda: False, lambda: True, [])
    assert len(list(tape.blocks(16_000))) * 0.016 == pytest.approx(PATIENCE_S, abs=2)


def test_it_waits_for_an_ear_that_is_behind() -> None:
    idle = iter([False] * 100 + [True] * 1000)
    steps = len(list(Tape([question(256)], lambda: True, lambda: next(idle), []).blocks(16_000)))
    assert steps * 0.016 == pytest.approx(0.8 + REST_S + 100 * 0.016, abs=0.1)
