"""How the user speaks, and what the reply takes over of it: pace, length, and a low voice for who whispers.

Measured from words and their sound, in steps that one notices only when they are missing: the pace by a tenth at the
most. A whisper is quiet beside the user's own usual voice *and* has no pitch; who only turned away from the microphone
is not answered in a low voice. Used by in_tune.py, on the session thread. Pure.
"""

from __future__ import annotations

import re
from collections import deque
from statistics import median

import numpy as np

from app.audio.clip import Samples

USUAL_LETTERS_PER_S = 13.5
"""Letters a second of voice: the middle of seven human recordings (10.5 to 16)."""
PACES = (0.9, 1.1)
PACE_STEP = 0.02
"""Less is not heard, and no reason to tell the voice."""
TURNS = 4
"""So many of the last spoken turns count; fewer than LEAST tell nothing."""
LEAST = 2
LEAST_WORDS = 3
"""Of a turn whose pace is measured: "yes" has none."""
SHORT_WORDS = ((5, 20), (9, 30))
"""(most words of the user in the middle, most words of a reply): brief people are answered briefly."""
WHISPER_WORDS = 18
WHISPER_DB = -9.0
"""The reply's voice for who whispers."""
QUIETER_DB = 8.0
"""Below the user's usual level, at least."""
MOST_PITCHED = 0.3
"""Share of a whisper's louder frames that have a pitch; of spoken words it is 0.52 and more (espeak-ng, Piper and human
recordings), of whispers by espeak-ng 0."""

_FRAME_SAMPLES = 512
_LAGS = slice(40, 230)
"""16 kHz: pitches of 70 to 400 Hz."""
_PITCHED = 0.5
_LETTER = re.compile(r"[^\W_]")


class Mirror:
    """One user."""

    def __init__(self) -> None:
        self._rates: deque[float] = deque(maxlen=TURNS)
        self._lengths: deque[int] = deque(maxlen=TURNS)
        self._levels_db: deque[float] = deque(maxlen=2 * TURNS)

    def note(self, text: str, voiced_s: float, level_db: float, *, is_whispered: bool) -> None:
        """A spoken turn is over."""
        words = len(text.split())
        self._lengths.append(words)
        if is_whispered:
            return
        self._levels_db.append(level_db)
        if rate := rate_of(text, voiced_s):
            self._rates.append(rate)

    @property
    def usual_db(self) -> float | None:
        """How loud this user speaks, as `loudness_db` has it; None: not known yet."""
        return median(self._levels_db) if len(self._levels_db) >= LEAST else None

    @property
    def usual_rate(self) -> float | None:
        """Letters a second; None: not known yet."""
        return median(self._rates) if len(self._rates) >= LEAST else None

    @property
    def pace(self) -> float:
        """Of the reply, 1.0: as usual."""
        if len(self._rates) < LEAST:
            return 1.0
        pace = min(max(median(self._rates) / USUAL_LETTERS_PER_S, PACES[0]), PACES[1])
        return round(round(pace / PACE_STEP) * PACE_STEP, 2)

    @property
    def most_words(self) -> int:
        """Of the reply, 0: as usual."""
        if len(self._lengths) < LEAST:
            return 0
        said = median(self._lengths)
        return next((most for below, most in SHORT_WORDS if said <= below), 0)

    def is_whisper(self, level_db: float, samples: Samples) -> bool:
        """`samples`: float32 (n,), 16 kHz, what was just said; `level_db`: its `loudness_db`."""
        if len(self._levels_db) < LEAST or level_db > median(self._levels_db) - QUIETER_DB:
            return False
        return pitched_share(samples) <= MOST_PITCHED


def rate_of(text: str, voiced_s: float) -> float:
    """Letters a second; 0 for words that are too few to tell."""
    if voiced_s <= 0 or len(text.split()) < LEAST_WORDS:
        return 0.0
    return len(_LETTER.findall(text)) / voiced_s


def loudness_db(samples: Samples) -> float:
    """Of the louder tenth of its 32 ms frames, dB below full scale. `samples`: float32 (n,), 16 kHz."""
    power = np.mean(_frames(samples) ** 2, axis=1)
    return float(10 * np.log10(np.percentile(power, 90) + 1e-12)) if len(power) else -120.0


def pitched_share(samples: Samples) -> float:
    """0 .. 1: how many of the louder half of its frames repeat themselves as a voice with a pitch does. float32 (n,),
    16 kHz."""
    frames = _frames(samples)
    power = np.mean(frames**2, axis=1)
    loud = frames[power >= np.percentile(power, 50)] if len(power) else frames
    if not len(loud):
        return 0.0
    spectrum = np.abs(np.fft.rfft(loud - loud.mean(axis=1, keepdims=True), 2 * _FRAME_SAMPLES, axis=1)) ** 2
    likeness = np.fft.irfft(spectrum, axis=1)
    peak = likeness[:, _LAGS].max(axis=1) / np.maximum(likeness[:, 0], 1e-12)
    return float(np.mean(peak >= _PITCHED))


def _frames(samples: Samples) -> Samples:
    return samples[: len(samples) // _FRAME_SAMPLES * _FRAME_SAMPLES].reshape(-1, _FRAME_SAMPLES)
