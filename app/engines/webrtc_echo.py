"""WebRTC's echo canceller (AEC3), by pywebrtc-audio: an EchoCanceller.

Used by runtime/own_voice.py, on the listener thread. The package is young: everything else knows the Protocol only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from app.errors import EngineFailed

FRAME_SAMPLES = 160
"""10 ms: what WebRTC works on. Other lengths would be filled up with zeros."""


class WebRtcEchoCanceller:
    """An EchoCanceller. 0.09 ms for 10 ms of sound; what comes out is 8 ms later than what went in."""

    def __init__(self) -> None:
        self._engine: Any = None

    def load(self) -> None:
        from pywebrtc_audio import EchoCanceller

        self._engine = EchoCanceller(HEARING_HZ, 1)
        hush = np.zeros(FRAME_SAMPLES, np.float32)
        self._engine.process(hush, hush)
        self._engine.reset()

    def close(self) -> None:
        self._engine = None

    def cancel(self, microphone: Samples, played: Samples) -> Samples:
        if self._engine is None:
            raise EngineFailed("The echo canceller is not loaded.")
        if len(microphone) % FRAME_SAMPLES or len(microphone) != len(played):
            raise ValueError(f"{len(microphone)} and {len(played)} samples: two equal multiples of {FRAME_SAMPLES}")
        cleaned: Samples = self._engine.process(
            np.ascontiguousarray(microphone, np.float32), np.ascontiguousarray(played, np.float32)
        )
        return cleaned

    def reset(self) -> None:
        if self._engine is not None:
            self._engine.reset()
