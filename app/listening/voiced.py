"""*Voiced* as the contract means it: a 20 ms frame within 30 dB of the sound's 95th percentile.

Latency is counted from the user's last voiced sample, by us and by whoever checks us with the whole file in hand. We
have to say it while the sound still comes in: `VoicedMeter`, fed by ear.py on the listener thread. For a clip that is
complete there are `first_voiced_s` and `last_voiced_s`, called by the voice's side and by tests.
"""

from __future__ import annotations

from collections import deque

import numpy as np
import numpy.typing as npt

from app.audio.clip import HEARING_HZ, Clip, Samples

FRAME_S = 0.02
DROP_DB = 30.0

_FRAME_SAMPLES = round(FRAME_S * HEARING_HZ)
_SLACK_SAMPLES = 160
"""A resampler may be off by some samples from block to block; 10 ms and more is a gap."""
_MEMORY_FRAMES = 3000
"""A minute: what the percentile is taken over. More would let a silent hour drag it down to the room's noise."""
_SPEECH_PERCENTILES = (80.0, 95.0)
"""In a file that is half silence, the file's 95th percentile is the speech's 90th. Kept in this range the minute heard
so far agrees with the whole file within one frame (measured on human, Piper and espeak-ng speech with 0 to 8 s of
silence around it)."""
_NOISE_MARGIN_DB = 3.0
_ABOVE_NOISE_DB = 6.0
_NOISE_FRAMES = 10

Levels = npt.NDArray[np.float64]
"""float64 (n,): one level per 20 ms frame, dBFS, -120 for digital silence."""


def levels_db(samples: Samples, rate_hz: int) -> Levels:
    """samples: float32 (n,), [-1, 1] -> root mean square of every whole 20 ms frame, in dBFS."""
    size = round(FRAME_S * rate_hz)
    frames = samples[: len(samples) // size * size].astype(np.float64).reshape(-1, size)
    powers = np.einsum("ij,ij->i", frames, frames) / size  # np.mean takes three times as long for so few
    return np.asarray(10 * np.log10(np.maximum(powers, 1e-12)))


def first_voiced_s(clip: Clip) -> float | None:
    """Start of the clip's first voiced frame, from its first sample; None when all of it is digital silence."""
    voiced = _voiced_frames(levels_db(clip.samples, clip.rate_hz))
    return None if voiced is None else float(voiced[0]) * FRAME_S


def onset_s(clip: Clip) -> float:
    """Where the clip's first voiced 20 ms begin, to the millisecond and on no grid; 0 when it has no voice.

    Played from session time t, its first voiced frame on the session's grid is the first that starts at t + onset_s or
    later.
    """
    levels = levels_db(clip.samples, clip.rate_hz)
    if not len(levels) or levels.max() <= -120:
        return 0.0
    size, hop = round(FRAME_S * clip.rate_hz), max(1, clip.rate_hz // 1000)
    power = np.concatenate([[0.0], np.cumsum(clip.samples.astype(np.float64) ** 2)])
    starts = np.arange(0, len(clip.samples) - size + 1, hop)
    window_db = 10 * np.log10(np.maximum((power[starts + size] - power[starts]) / size, 1e-12))
    return float(starts[np.argmax(window_db >= np.percentile(levels, 95) - DROP_DB)]) / clip.rate_hz


def last_voiced_s(clip: Clip) -> float | None:
    """End of the clip's last voiced frame, from its first sample; None when all of it is digital silence."""
    voiced = _voiced_frames(levels_db(clip.samples, clip.rate_hz))
    return None if voiced is None else float(voiced[-1] + 1) * FRAME_S


class VoicedMeter:
    """Levels of the last minute on the session's own 20 ms grid: frame k is the time from 0.02 k to 0.02 (k + 1)."""

    def __init__(self) -> None:
        self._levels_db: deque[float] = deque(maxlen=_MEMORY_FRAMES)
        self._next_frame = 0
        self._rest = np.zeros(0, np.float32)

    def hear(self, block: Samples, t_s: float) -> None:
        """block: float32 (n,), 16 kHz; t_s: session time of its first sample. A gap in time is a new start."""
        begin = round(t_s * HEARING_HZ)
        if abs(begin - self._next_frame * _FRAME_SAMPLES - len(self._rest)) > _SLACK_SAMPLES:
            self.forget()
            self._next_frame = -(-begin // _FRAME_SAMPLES)
            block = block[self._next_frame * _FRAME_SAMPLES - begin :]
        sound = np.concatenate([self._rest, block])
        levels = levels_db(sound, HEARING_HZ)
        self._levels_db.extend(levels.tolist())
        self._next_frame += len(levels)
        self._rest = sound[len(levels) * _FRAME_SAMPLES :]

    def last_voiced_t_s(self, since_t_s: float, quiet_s: float) -> float | None:
        """End of the last voiced frame after `since_t_s`, in session time; None when there was none.

        quiet_s: how long the detector has heard nothing by now. Where the room itself is within 30 dB of the voice the
        contract's word does not tell them apart; then a frame must stand out of those last seconds.
        """
        heard = np.array(self._levels_db)
        first_frame = self._next_frame - len(heard)
        skip = max(0, round(since_t_s / FRAME_S) - first_frame)
        mine = heard[skip:]
        if not len(mine):
            return None
        voiced = np.nonzero(mine >= _threshold_db(heard, mine, round(quiet_s / FRAME_S)))[0]
        return None if not len(voiced) else float(first_frame + skip + voiced[-1] + 1) * FRAME_S

    def forget(self) -> None:
        """Erase what was measured."""
        self._levels_db.clear()
        self._rest = np.zeros(0, np.float32)


def _voiced_frames(levels: Levels) -> npt.NDArray[np.int64] | None:
    if not len(levels) or levels.max() <= -120:
        return None
    return np.nonzero(levels >= np.percentile(levels, 95) - DROP_DB)[0]


def _threshold_db(heard: Levels, mine: Levels, quiet_frames: int) -> float:
    """What a frame of the utterance `mine` must reach, by the whole minute `heard`."""
    speech = mine[mine > np.percentile(mine, 95) - DROP_DB]
    low_db, high_db = np.percentile(speech, _SPEECH_PERCENTILES)
    threshold_db = float(np.clip(np.percentile(heard, 95), low_db, high_db)) - DROP_DB
    if quiet_frames < 2 * _NOISE_FRAMES:
        return threshold_db
    room_db = float(np.median(mine[-_NOISE_FRAMES:]))
    return room_db + _ABOVE_NOISE_DB if room_db + _NOISE_MARGIN_DB >= threshold_db else threshold_db
