"""The soft sound that says "I have heard you". Made for a device's rate, by runtime/devices.py and wiring. Pure."""

from __future__ import annotations

import numpy as np

from app.audio.clip import Clip

SOUND_S = 0.12
PEAK_DB = -31.0
"""The voice is at -21 dBFS RMS: this is heard, and does not startle."""
_TONES_HZ = (523.25, 784.0)
"""A fifth, the upper tone at half the strength: rounder than one tone."""


def soft_sound(rate_hz: int) -> Clip:
    """SOUND_S long, PEAK_DB dBFS at its peak; it swells and fades, so that it does not click."""
    at_s = np.arange(round(SOUND_S * rate_hz), dtype=np.float32) / rate_hz
    tones = sum(np.sin(2 * np.pi * tone_hz * at_s) / 2**n for n, tone_hz in enumerate(_TONES_HZ))
    sound = tones * np.hanning(len(at_s))
    return Clip((sound / np.abs(sound).max() * 10 ** (PEAK_DB / 20)).astype(np.float32), rate_hz)
