"""Block times: counted, not read off a clock that is late by the scheduler."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.timeline import TOLERATED_S, WINDOW_BLOCKS, SampleClock

RATE_HZ = 16_000
BLOCK = 512
BLOCK_S = BLOCK / RATE_HZ


def settled(late_s: float = 0.0) -> SampleClock:
    clock = SampleClock(RATE_HZ)
    for n in range(WINDOW_BLOCKS):
        clock.stamp(BLOCK, n * BLOCK_S + late_s)
    return clock


def test_late_callbacks_do_not_move_the_times() -> None:
    random = np.random.default_rng(1)
    clock = settled()
    for n in range(WINDOW_BLOCKS, 1_000):
        assert clock.stamp(BLOCK, n * BLOCK_S + random.uniform(0, 0.08)) == pytest.approx(n * BLOCK_S)


def test_a_slow_first_callback_is_forgotten() -> None:
    clock = SampleClock(RATE_HZ)
    assert clock.stamp(BLOCK, 0.050) == pytest.approx(0.050)
    assert clock.stamp(BLOCK, BLOCK_S + 0.004) == pytest.approx(BLOCK_S + 0.004)
    assert clock.stamp(BLOCK, 2 * BLOCK_S + 0.020) == pytest.approx(2 * BLOCK_S + 0.004)


def test_lost_samples_move_the_anchor_within_a_window() -> None:
    clock = settled()
    gap_s = 0.5
    times = [clock.stamp(BLOCK, n * BLOCK_S + gap_s) for n in range(WINDOW_BLOCKS, 3 * WINDOW_BLOCKS)]
    assert times[-1] == pytest.approx((3 * WINDOW_BLOCKS - 1) * BLOCK_S + gap_s)
    assert sum(np.diff(times) > BLOCK_S + 0.01) == 1


def test_a_burst_after_a_stall_moves_nothing() -> None:
    clock = settled()
    stalled_until_s = 30 * BLOCK_S
    for n in range(WINDOW_BLOCKS, 60):
        assert clock.stamp(BLOCK, max(n * BLOCK_S, stalled_until_s)) == pytest.approx(n * BLOCK_S)


def test_a_clock_that_runs_away_is_followed_in_steps() -> None:
    for drift in (200e-6, -200e-6):
        clock = settled()
        for n in range(WINDOW_BLOCKS, 60_000):
            true_s = n * BLOCK_S * (1 + drift)
            assert abs(clock.stamp(BLOCK, true_s) - true_s) < TOLERATED_S + 0.01
