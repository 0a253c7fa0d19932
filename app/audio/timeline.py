"""Block times counted in samples, so that they never jitter: what a callback's clock says is only an anchor.

Called by microphone.py and speaker.py in PortAudio's callbacks; pure arithmetic.
"""

from __future__ import annotations

import math

TOLERATED_S = 0.1
"""A device's clock may wander this far from ours before its blocks are counted from a new anchor."""

WINDOW_BLOCKS = 16
"""Callbacks come late, by the scheduler, and never early: the earliest of so many is believed."""


class SampleClock:
    """Session times of consecutive blocks at `rate_hz`."""

    def __init__(self, rate_hz: float) -> None:
        self._rate_hz = rate_hz
        self._anchor_s = math.inf
        self._samples = 0
        self._blocks = 0
        self._least_late_s = math.inf
        self._is_settled = False

    def stamp(self, samples: int, seen_t_s: float) -> float:
        """The time of the first sample of the next block of `samples`. `seen_t_s`: what the clock says of it just now.

        The first WINDOW_BLOCKS still move the anchor earlier; later a gap of more than TOLERATED_S moves it.
        """
        late_s = seen_t_s - (self._anchor_s + self._samples / self._rate_hz)
        if late_s < (-TOLERATED_S if self._is_settled else 0.0):
            self._anchor_s = seen_t_s - self._samples / self._rate_hz
            late_s = 0.0
        self._blocks += 1
        self._least_late_s = min(self._least_late_s, late_s)
        if self._blocks == WINDOW_BLOCKS:
            self._close_window()
        t_s = self._anchor_s + self._samples / self._rate_hz
        self._samples += samples
        return t_s

    def _close_window(self) -> None:
        if self._least_late_s > TOLERATED_S:
            self._anchor_s += self._least_late_s
        self._blocks = 0
        self._least_late_s = math.inf
        self._is_settled = True
