"""What surrounds a spoken sentence: no hush before it, a natural breath after it, the same loudness throughout.

Called by the voices beside this file, on the voice thread. Pure arrays: float32, (n,), mono, [-1, 1], any rate.
"""

from __future__ import annotations

import numpy as np

from app.audio.clip import Samples

_FRAME_S = 0.01
_SOUND_DB = -40.0
"""Below the loudest 10 ms: quieter is hush. Whispered consonants ("f" of "fifty") are at about -30 dB."""
_LEAD_S = 0.005
_DECAY_S = 0.04
"""What is kept of the voice's own fading after the last sounding frame."""
_FADE_S = 0.004
_LOUDNESS_DB = -21.0
"""RMS of the sounding frames, dBFS. Piper's own, measured on joe: -18 ("Stop.") to -26; peaks 11 dB apart."""
_LOUD_FRAMES_DB = -30.0
_GAIN_DB = (-12.0, 9.0)
_PEAK = 0.95
_PAUSES_S = {".": 0.26, "!": 0.26, "?": 0.26, ",": 0.16, ";": 0.16, ":": 0.16}
_JOINT_S = 0.1
"""The breath after a clause that was cut in the middle of a phrase."""


def pause_s(mark: str) -> float:
    """The breath after a sentence or clause that ends in `mark` ('' for none)."""
    return _PAUSES_S.get(mark, _JOINT_S)


def shape(samples: Samples, rate_hz: int, breath_s: float) -> tuple[Samples, int]:
    """Trim to 5 ms before the first sound, end `breath_s` after the last one, level, no clicks. Silence gives (0,).

    Also returns how many samples were trimmed before the first sound.
    """
    levels = _levels_db(samples, rate_hz)
    if not len(levels) or levels.max() < -90:
        return np.zeros(0, np.float32), 0
    sounding = np.flatnonzero(levels > levels.max() + _SOUND_DB)
    frame = round(_FRAME_S * rate_hz)
    start = max(0, int(sounding[0]) * frame - round(_LEAD_S * rate_hz))
    end = (sounding[-1] + 1) * frame
    kept = samples[start : end + round(_DECAY_S * rate_hz)] * _gain(samples, levels)
    fade = round(_FADE_S * rate_hz)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    kept[:fade] *= ramp
    kept[-fade:] *= ramp[::-1]
    shaped = np.zeros(max(len(kept), end - start + round(breath_s * rate_hz)), np.float32)
    shaped[: len(kept)] = kept
    return shaped, start


def _levels_db(samples: Samples, rate_hz: int) -> Samples:
    """RMS of each whole 10 ms, dBFS."""
    frame = round(_FRAME_S * rate_hz)
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    levels: Samples = np.asarray(10 * np.log10(np.square(frames).mean(axis=1) + 1e-12), np.float32)
    return levels


def _gain(samples: Samples, levels: Samples) -> np.float32:
    loud = levels[levels > levels.max() + _LOUD_FRAMES_DB]
    loudness_db = 10 * np.log10(np.power(10, loud / 10).mean())
    gain = 10 ** (np.clip(_LOUDNESS_DB - loudness_db, *_GAIN_DB) / 20)
    return np.float32(min(gain, _PEAK / np.abs(samples).max()))
