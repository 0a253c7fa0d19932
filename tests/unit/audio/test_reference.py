"""The reference: what was played, found again by its time, to the sample."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Samples
from app.audio.reference import LEAD_S, MEMORY_S, Reference
from app.listening.level import SILENCE_DB
from tests.kit.speech import hiss

BLOCK_S = 0.010


def played(reference: Reference, samples: Samples, rate_hz: int, from_s: float, jitter_s: float = 0.0) -> None:
    size = round(BLOCK_S * rate_hz)
    for k, at in enumerate(range(0, len(samples) - size + 1, size)):
        block = samples[at : at + size].copy()
        reference.write(block, rate_hz, from_s + at / rate_hz + jitter_s * (-1) ** k)
        block[:] = 9.0  # the device reuses its memory


def ramp(samples: int) -> Samples:
    return np.linspace(0.1, 0.9, samples, dtype=np.float32)


def read(reference: Reference, from_s: float, blocks: int) -> Samples:
    return np.concatenate([reference.read(from_s + 0.032 * k, 512) for k in range(blocks)])


def test_what_was_played_is_read_a_little_early_and_sample_by_sample() -> None:
    reference = Reference()
    sound = ramp(16_000)
    played(reference, sound, 16_000, from_s=2.0, jitter_s=0.004)
    found = read(reference, 2.1 - LEAD_S, 20)
    assert found == pytest.approx(sound[1536 : 1536 + len(found)], abs=1e-4)  # the first block came 4 ms late


@pytest.mark.parametrize("rate_hz", [48_000, 44_100, 22_050])
def test_any_rate_keeps_its_time(rate_hz: int) -> None:
    reference = Reference()
    t_s = np.arange(2 * rate_hz) / rate_hz
    played(reference, np.sin(2 * np.pi * 300 * t_s).astype(np.float32), rate_hz, from_s=5.0)
    found = read(reference, 5.5 - LEAD_S, 20)
    wanted = np.sin(2 * np.pi * 300 * (0.5 + np.arange(len(found)) / 16_000))
    assert found == pytest.approx(wanted, abs=0.02)


def test_nothing_played_and_long_ago_are_silence() -> None:
    reference = Reference()
    assert not read(reference, 1.0, 3).any()
    played(reference, hiss(1.0, -20), 16_000, from_s=2.0)
    played(reference, np.zeros(8000, np.float32), 16_000, from_s=20.0)
    assert not read(reference, 2.0, 20).any()
    assert not read(reference, 20.0 - MEMORY_S, 100).any()
    assert not read(reference, 40.0, 2).any()


def test_times_that_wander_a_little_do_not_tear_the_sound() -> None:
    reference = Reference()
    sound = ramp(32_000)
    played(reference, sound, 16_000, from_s=0.0)
    found = [reference.read(0.5 + 0.032 * k + 0.03 * (k % 2), 512) for k in range(20)]
    assert np.ptp(np.diff(np.concatenate(found))) < 1e-4


def test_a_real_jump_is_followed() -> None:
    reference = Reference()
    sound = ramp(32_000)
    played(reference, sound, 16_000, from_s=0.0)
    reference.read(0.5, 512)
    assert reference.read(1.0, 512)[0] == pytest.approx(sound[16_000 + 320], abs=1e-4)


def test_in_a_silence_the_counts_are_brought_together() -> None:
    reference = Reference()
    played(reference, np.zeros(16_000, np.float32), 16_000, from_s=0.0)
    reference.read(0.5, 512)
    reference.read(0.55, 512)  # 18 ms late
    sound = ramp(16_000)
    played(reference, sound, 16_000, from_s=1.0)
    assert not reference.read(0.582, 512).any()
    assert reference.read(1.3, 512)[0] == pytest.approx(sound[4800 + 320], abs=1e-4)


def test_what_the_speaker_has_not_got_yet_is_no_hole() -> None:
    reference = Reference()
    sound = ramp(16_000)
    played(reference, sound[:8000], 16_000, from_s=0.0)
    found = reference.read(0.46, 512)
    assert found == pytest.approx(sound[8000 - 512 : 8000], abs=1e-4)


def test_a_new_stream_and_a_shift_begin_a_new_count() -> None:
    reference = Reference()
    sound = ramp(32_000)
    played(reference, sound, 16_000, from_s=0.0)
    reference.read(0.5, 512)
    reference.forget()
    assert reference.read(0.54, 512)[0] == pytest.approx(sound[round(0.56 * 16_000)], abs=1e-4)
    reference.shift(0.030)
    assert reference.read(0.6, 512)[0] == pytest.approx(sound[round(0.65 * 16_000)], abs=1e-4)


def test_a_stream_that_begins_again_overwrites_what_was_never_heard() -> None:
    reference = Reference()
    played(reference, ramp(16_000), 16_000, from_s=0.0)
    reference.read(0.1, 512)
    played(reference, np.full(8000, -0.5, np.float32), 16_000, from_s=0.7)
    assert reference.read(0.75, 512) == pytest.approx(-0.5)


def test_how_loud_it_is_now_and_only_now() -> None:
    reference = Reference()
    assert reference.latest_db(0.0) == SILENCE_DB
    reference.write(np.full(240, 0.1, np.float32), 24_000, 3.0)
    assert reference.latest_db(3.1) == pytest.approx(-20.0, abs=0.1)
    assert reference.latest_db(4.0) == SILENCE_DB
