"""A gain that moves in ramps, so that no change of it clicks.

Used by playout.py under its lock: `move` and `set` on the thread that orders, `apply` in PortAudio's callback, where it
allocates nothing.
"""

from __future__ import annotations

import numpy as np

from app.audio.clip import Samples


class Gain:
    """A factor, 1.0 at first."""

    def __init__(self) -> None:
        self._level = 1.0
        self._ramp = np.zeros(0, np.float32)
        self._ramped_samples = 0

    @property
    def now(self) -> float:
        """The factor of the next sample."""
        is_moving = self._ramped_samples < len(self._ramp)
        return float(self._ramp[self._ramped_samples]) if is_moving else self._level

    def set(self, level: float) -> None:
        """At once: only where nothing sounds."""
        self.move(level, 0)

    def move(self, level: float, ramp_samples: int) -> None:
        """From what it is now to `level`, in `ramp_samples`."""
        self._ramp = np.linspace(self.now, level, ramp_samples, dtype=np.float32)
        self._ramped_samples = 0
        self._level = level

    def apply(self, sound: Samples) -> None:
        """Change `sound`, float32 (n,), in place: the next n samples."""
        ramped = min(len(sound), len(self._ramp) - self._ramped_samples)
        sound[:ramped] *= self._ramp[self._ramped_samples : self._ramped_samples + ramped]
        self._ramped_samples += ramped
        if self._level != 1.0:
            sound[ramped:] *= self._level
