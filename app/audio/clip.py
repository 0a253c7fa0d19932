"""A clip: any length of audio together with its rate. The one audio type inside the app."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""float32, shape (n,), mono, [-1, 1]."""

HEARING_HZ = 16_000
"""Rate of everything on the listening side (Silero and Whisper both want it)."""

FRAME_SAMPLES = 512
"""One detector frame: 32 ms at 16 kHz, what Silero v6 takes."""


@dataclass(frozen=True, eq=False)
class Clip:
    """`samples`: float32 (n,), mono, [-1, 1], at `rate_hz`."""

    samples: Samples
    rate_hz: int

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate_hz

    @classmethod
    def silence(cls, duration_s: float, rate_hz: int) -> Clip:
        return cls(np.zeros(round(duration_s * rate_hz), np.float32), rate_hz)


def join(clips: list[Clip]) -> Clip:
    """The clips one after the other; all must share one rate. Raises ValueError on none or on mixed rates."""
    rates = {clip.rate_hz for clip in clips}
    if len(rates) != 1:
        raise ValueError(f"cannot join clips at rates {sorted(rates)}")
    return Clip(np.concatenate([clip.samples for clip in clips]), rates.pop())
