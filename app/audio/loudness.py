"""How loud the voice is, beside its own loudness: one gain before the playout, set by the user.

`apply` runs on the voice's thread, as every change of `db`. What is louder than full scale is bent, not cut off: the
voice's peaks stand 15 dB above its loudness, so 6 dB more would clip some of them.
"""

from __future__ import annotations

import numpy as np

from app.audio.clip import Clip, Samples

_KNEE = 0.7
"""Above it a sample is bent towards full scale."""


class Loudness:
    """`db`: 0.0 is the voice's own."""

    def __init__(self, db: float = 0.0) -> None:
        self.db = db

    def set(self, db: float) -> None:
        """From the next clip on."""
        self.db = db

    def apply(self, clip: Clip) -> Clip:
        """`clip`, float32 (n,), [-1, 1], at any rate -> the same, louder or quieter; bent above the knee."""
        if self.db == 0.0:
            return clip
        samples = clip.samples * np.float32(10 ** (self.db / 20))
        return Clip(_bent(samples) if self.db > 0 else samples, clip.rate_hz)


def _bent(samples: Samples) -> Samples:
    """In place."""
    over = np.abs(samples) > _KNEE
    loud = samples[over]
    room = np.float32(1 - _KNEE)
    samples[over] = np.sign(loud) * (_KNEE + room * np.tanh((np.abs(loud) - _KNEE) / room))
    return samples
