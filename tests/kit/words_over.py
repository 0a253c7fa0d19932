"""Words said over a reply, our own reply as the microphone hears it, and calls by a wake phrase; each as sound.

Used by scripts/bars.d/wake.py and scripts/bars.d/echo_words.py, and in small by tests. Nothing here is shipped.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soxr

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.cancel import Never
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from tests.kit.speech import hiss, say, shared, weights

VOICES = ("joe", "joe@1.12", "en-gb", "en-us+f3", "en-us+m3")
"""joe@1.12: a smaller, quicker joe."""
LEVEL_DB = -22.0
FLOOR_DB = -60.0
_LEAD_S = 0.3

REPLIES = (
    "The old lighthouse keeper climbed the stairs every night. He lit the great lamp, and the ships at sea knew where "
    "the rocks were. One winter the storm was so strong that the door would not open.",
    "I think you should call your sister first, because she knows the doctor in Boston. After that we can look at the "
    "trains and see what fits your day. Your meeting is at half past three.",
    "Bread needs flour, water, salt and a little patience. Mix it in the evening and leave it in the cool kitchen. In "
    "the morning you fold it twice and bake it in a very hot oven.",
    "That sounds like a hard week, and I am sorry about it. You told me on Tuesday that you slept badly. Would you "
    "like to take a short walk now, or shall I read you something funny?",
)


def spoken(text: str, voice: str, level_db: float = LEVEL_DB) -> Clip:
    """`text` at `level_db` (RMS of what is not silence, dBFS) in a quiet room, 16 kHz."""
    speech = levelled(said(text, voice).samples, level_db)
    sound = np.concatenate([np.zeros(round(_LEAD_S * HEARING_HZ), np.float32), speech, hiss(_LEAD_S, FLOOR_DB)])
    return Clip((sound + hiss(len(sound) / HEARING_HZ, FLOOR_DB)[: len(sound)]).astype(np.float32), HEARING_HZ)


def said(text: str, voice: str) -> Clip:
    """By `voice`, which may be made smaller or larger: name@factor."""
    name, _, factor = voice.partition("@")
    clip = say(text, name)
    if not factor:
        return clip
    shorter = soxr.resample(clip.samples, HEARING_HZ, HEARING_HZ / float(factor))
    return Clip(shorter.astype(np.float32), HEARING_HZ)


def levelled(samples: Samples, level_db: float) -> Samples:
    """At `level_db`, silence not counted."""
    loud = samples[np.abs(samples) > 0.1 * np.max(np.abs(samples))]
    return np.asarray(samples * 10 ** (level_db / 20) / np.sqrt(np.mean(loud**2)), np.float32)


def echoed(clip: Clip, *, level_db: float, noise_db: float, seed: int, in_room: bool = False) -> Clip:
    """Our voice as it comes back: at `level_db`, in noise of `noise_db`, and through a room with a long tail."""
    back = levelled(clip.samples, level_db)
    if in_room:
        tailed = np.convolve(clip.samples, shared("room_impulse.wav").samples)[: len(clip.samples)]
        back = levelled(tailed.astype(np.float32), level_db)
    quiet = np.zeros(round(_LEAD_S * HEARING_HZ), np.float32)
    sound = np.concatenate([quiet, back, quiet])
    return Clip((sound + hiss(len(sound) / HEARING_HZ, noise_db, seed)[: len(sound)]).astype(np.float32), HEARING_HZ)


def mixed(echo: Clip, user: Clip, at_s: float) -> Clip:
    """The user begins to speak at `at_s` of the echo."""
    start = round(at_s * HEARING_HZ)
    sound = np.zeros(max(len(echo.samples), start + len(user.samples)), np.float32)
    sound[: len(echo.samples)] += echo.samples
    sound[start : start + len(user.samples)] += user.samples
    return Clip(sound, HEARING_HZ)


class Whisper:
    """The project's recogniser, warm."""

    def __init__(self, name: str = "whisper-base", threads: int = 2) -> None:
        folder: Path = weights(name)
        self._engine = FasterWhisperRecognizer(folder, threads=threads)
        self._engine.load()

    def hears(self, clip: Clip, hint: str = "") -> str:
        return self._engine.transcribe(clip, hint=hint, cancel=Never()).text

    def close(self) -> None:
        self._engine.close()
