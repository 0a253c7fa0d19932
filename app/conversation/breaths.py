"""A laugh and a sigh as breath: what stands in the place of "*laughs*" when it should be heard, not read.

Made here by a few lines instead of files: breath has no voice of its own, so it fits every companion's. Called by
runtime/voice.py, on its thread. Pure; the same samples each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from app.audio.clip import Clip, Samples

PEAK_DB = -24.0
"""The voice is at -21 dBFS RMS, with peaks 15 dB above: this is as soft as a breath beside it."""
LAUGH_S, SIGH_S = 0.72, 0.85
SOUNDS_S = {"laugh": LAUGH_S, "sigh": SIGH_S}
AFTER_S = 0.12
"""Before the words go on."""
_BURSTS_S = (0.02, 0.19, 0.35, 0.50)
_BURST_LEVELS = (1.0, 0.8, 0.55, 0.3)
_LAUGH_HZ = ((600.0, 250.0, 0.8), (1_700.0, 500.0, 1.0), (3_000.0, 900.0, 0.3))
_SIGH_HZ = ((500.0, 250.0, 1.0), (1_300.0, 450.0, 0.7), (2_600.0, 800.0, 0.2))
"""(middle, width, strength) of what the mouth lets through."""


def breath(kind: str, rate_hz: int) -> Clip:
    """`kind`: laugh or sigh -> mono, at its peak PEAK_DB dBFS, with AFTER_S of silence behind it."""
    made = _MAKERS[kind](rate_hz)
    sound = made * (10 ** (PEAK_DB / 20) / np.abs(made).max())
    return Clip(np.concatenate([sound, np.zeros(round(AFTER_S * rate_hz))]).astype(np.float32), rate_hz)


def _laugh(rate_hz: int) -> Samples:
    """A few short breaths through the nose, each softer."""
    at_s = _times(LAUGH_S, rate_hz)
    shape = np.zeros_like(at_s)
    for start_s, level in zip(_BURSTS_S, _BURST_LEVELS, strict=True):
        since_s = np.maximum(at_s - start_s, 0.0)
        shape += level * (since_s / 0.03) * np.exp(1.0 - since_s / 0.03)
    return np.asarray(_air(len(at_s), rate_hz, _LAUGH_HZ) * shape, np.float32)


def _sigh(rate_hz: int) -> Samples:
    """One long breath out."""
    at_s = _times(SIGH_S, rate_hz)
    shape = np.minimum(at_s / 0.12, 1.0) * np.clip((SIGH_S - at_s) / (SIGH_S - 0.12), 0.0, 1.0) ** 1.5
    return np.asarray(_air(len(at_s), rate_hz, _SIGH_HZ) * shape, np.float32)


def _air(size: int, rate_hz: int, passes: Sequence[tuple[float, float, float]]) -> Samples:
    """Noise as a mouth colours it: float32 (size,)."""
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal(size))
    at_hz = np.fft.rfftfreq(size, 1 / rate_hz)
    coloured = np.sum([level * np.exp(-(((at_hz - middle) / width) ** 2)) for middle, width, level in passes], axis=0)
    return np.asarray(np.fft.irfft(spectrum * coloured, size), np.float32)


def _times(duration_s: float, rate_hz: int) -> Samples:
    return np.arange(round(duration_s * rate_hz), dtype=np.float32) / np.float32(rate_hz)


_MAKERS: dict[str, Callable[[int], Samples]] = {"laugh": _laugh, "sigh": _sigh}
