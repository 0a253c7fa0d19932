"""The room test of `devices --test-room`: a short sound through the speaker, and what of it the microphone hears.

Called by devices.py on the main thread. The sound is judged by the same parts that listen in a conversation.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Clip, Samples
from app.audio.microphone import Microphone
from app.audio.reference import LEAD_S
from app.audio.resample import resampled
from app.audio.speaker import Speaker
from app.engines.webrtc_echo import WebRtcEchoCanceller
from app.errors import NoDevice
from app.facts import PlayoutDrained
from app.listening.echo_level import EchoLevel
from app.listening.level import level_db
from app.listening.resemblance import resemblance
from app.runtime.own_voice import OwnVoice

SWELL_S = 0.7
SWELLS = 4
SURF_HZ = (150.0, 6000.0)
SWEEP_HZ = (220.0, 660.0)
SOUND_DB = -21.0
"""As loud as the voice."""
NOISE_S = 0.6
AFTER_S = 0.8
_PATIENCE_S = 15.0


@dataclass
class Tape:
    """What one side recorded: consecutive blocks at one rate, `began_s` the time of the first sample."""

    rate_hz: int = HEARING_HZ
    began_s: float | None = None
    blocks: list[Samples] = field(default_factory=list)

    def add(self, samples: Samples, rate_hz: int, t_s: float) -> None:
        """In the callback: it copies and leaves."""
        if self.began_s is None:
            self.began_s, self.rate_hz = t_s, rate_hz
        self.blocks.append(samples.copy())

    def between(self, from_s: float, to_s: float) -> Samples:
        """float32, 16 kHz; zeros where there is nothing."""
        sound = np.zeros(round((to_s - from_s) * HEARING_HZ), np.float32)
        if self.began_s is None:
            return sound
        samples = resampled(Clip(np.concatenate(self.blocks), self.rate_hz), HEARING_HZ).samples
        at = round((self.began_s - from_s) * HEARING_HZ)
        samples, at = samples[max(0, -at) :], max(0, at)
        samples = samples[: max(0, len(sound) - at)]
        sound[at : at + len(samples)] = samples
        return sound


@dataclass(frozen=True)
class RoomReport:
    """`delay_ms`, `attenuation_db`, `cancelled_db`: None where nothing comes back."""

    noise_dbfs: float
    delay_ms: float | None
    """After the moment that the speaker said it would sound."""
    attenuation_db: float | None
    """How much softer the sound came back than it was played, both in dB of full scale."""
    cancelled_db: float | None
    """How much of that the canceller takes away; also None where it is not needed."""
    mode: str
    """In words."""

    @property
    def is_deaf(self) -> bool:
        """The microphone gave digital silence: nothing was measured."""
        return self.mode == DEAF


LOUDSPEAKERS = "Loudspeakers: I cancel my own voice."
FAINT = "Loudspeakers: so little of me comes back that I need not cancel it."
HEADPHONES = "Headphones: nothing of me comes back."
DEAF = "The microphone gives nothing but silence: is it switched off, or is Earpiece not allowed to use it?"


def sound(rate_hz: int) -> Clip:
    """Some swells of surf, and in each a tone that rises: the canceller learns little from tones alone."""
    samples = round(SWELL_S * rate_hz)
    t_s = np.arange(samples) / rate_hz
    hz = np.fft.rfftfreq(samples * SWELLS, 1 / rate_hz)
    chance = np.random.default_rng(1)
    white = chance.standard_normal(len(hz)) + 1j * chance.standard_normal(len(hz))
    surf = np.fft.irfft(white * (hz > SURF_HZ[0]) * (hz < SURF_HZ[1]) / np.sqrt(np.maximum(hz, 1.0)), samples * SWELLS)
    low_hz, high_hz = SWEEP_HZ
    octaves = np.log2(high_hz / low_hz)
    sweep = np.sin(2 * np.pi * low_hz * SWELL_S / (octaves * np.log(2)) * (2 ** (octaves * t_s / SWELL_S) - 1))
    swell = np.sin(np.pi * t_s / SWELL_S) ** 2
    whole = np.tile(swell, SWELLS) * (surf / np.std(surf) + 0.5 * np.tile(sweep, SWELLS))
    return Clip((whole * 10 ** (SOUND_DB / 20) / np.std(whole)).astype(np.float32), rate_hz)


def recorded(mic_name: str | None, speaker_name: str | None) -> tuple[Tape, Tape, float]:
    """(microphone, speaker, when the sound began). Takes five seconds. Raises NoDevice."""
    heard, played, has_drained = Tape(), Tape(), threading.Event()

    def report(fact: object) -> None:
        if isinstance(fact, PlayoutDrained):
            has_drained.set()

    microphone = Microphone(mic_name, time.monotonic)
    speaker = Speaker(speaker_name, time.monotonic)
    speaker.tell_played = played.add
    try:
        speaker.open(report)
        microphone.open(lambda samples, t_s: heard.add(samples, microphone.rate_hz, t_s))
        speaker.warm()
        has_drained.wait(NOISE_S)
        began_s = time.monotonic()
        speaker.play(1, 0, sound(speaker.rate_hz))
        speaker.finish(1)
        if not has_drained.wait(_PATIENCE_S):
            raise NoDevice("The speaker takes no sound.", "Unplug it and plug it in again, or choose another one.")
        threading.Event().wait(AFTER_S)
    finally:
        microphone.close()
        speaker.close()
    if heard.began_s is None:
        raise NoDevice("The microphone gives no sound.", "Unplug it and plug it in again, or choose another one.")
    return heard, played, began_s


def judged(heard: Tape, played: Tape, sound_began_s: float) -> RoomReport:
    """What the recording says about the room."""
    begin_s = heard.began_s or 0.0
    microphone = heard.between(begin_s, sound_began_s + SWELLS * SWELL_S + AFTER_S)
    quiet = microphone[: round((sound_began_s - begin_s) * HEARING_HZ)]
    if not microphone.any():
        return RoomReport(level_db(quiet), None, None, None, DEAF)
    from_s = begin_s + LEAD_S
    reference = played.between(from_s, from_s + len(microphone) / HEARING_HZ)
    level, is_cancelled, left = _listen(microphone, reference)
    noise_dbfs = round(level_db(quiet), 1)
    if level.room != "loudspeakers":
        return RoomReport(noise_dbfs, None, None, None, HEADPHONES)
    last = slice(-round((AFTER_S + 1.5 * SWELL_S) * HEARING_HZ), -round(AFTER_S * HEARING_HZ))
    taken_db = level_db(microphone[last]) - level_db(left[last])
    found = resemblance(microphone[len(quiet) :], reference[len(quiet) :])
    return RoomReport(
        noise_dbfs,
        round(max(0.0, 1000 * (found.delay_s - LEAD_S)), 1),
        round(level_db(reference) - level_db(microphone), 1),
        round(taken_db, 1) if is_cancelled else None,
        LOUDSPEAKERS if is_cancelled else FAINT,
    )


def _listen(microphone: Samples, reference: Samples) -> tuple[EchoLevel, bool, Samples]:
    """Through the parts that listen in a conversation. -> what they found out, was it cancelled, what is left."""
    canceller, level = WebRtcEchoCanceller(), EchoLevel()
    canceller.load()
    own_voice = OwnVoice(canceller, _Known(reference), level)
    left: list[Samples] = []
    is_cancelled = False
    for at in range(0, len(microphone) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        left.append(own_voice.take_out(microphone[at : at + FRAME_SAMPLES], at / HEARING_HZ).samples)
        is_cancelled = level.needs_canceller if level.played_db > SOUND_DB else is_cancelled
    canceller.close()
    return level, is_cancelled, np.concatenate(left)


class _Known:
    """A Played that was recorded before."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._shift_s = 0.0

    def read(self, t_s: float, count: int) -> Samples:
        at = round((t_s + self._shift_s) * HEARING_HZ)
        known = np.pad(self._samples, (max(0, -at), max(0, at + count - len(self._samples))))
        return known[max(0, at) : max(0, at) + count]

    def shift(self, earlier_s: float) -> None:
        self._shift_s += earlier_s

    def forget(self) -> None:
        """It is known for good."""
