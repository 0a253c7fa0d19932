"""A room made of numbers: what the microphone hears of a loudspeaker, block by block and faster than real time.

Used by the tests and bars of the echo. Everything is at 16 kHz. A room has a way (an impulse response), a delay, a
level and noise; what is played may depend on what was heard before, as when a voice is lowered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from tests.kit.speech import shared


def speech_db(samples: Samples) -> float:
    """The level of the speech in it: of the 20 ms frames within 30 dB of the loudest."""
    frames = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    return float(10 * np.log10(power[power > power.max() * 1e-3].mean()))


def at_db(samples: Samples, wanted_db: float) -> Samples:
    """The same speech at that level."""
    louder: Samples = (samples * 10 ** ((wanted_db - speech_db(samples)) / 20)).astype(np.float32)
    return louder


def hall() -> Samples:
    """The recorded impulse response of ../shared/audio, with unit energy: 137 ms of way, then 0.5 s until -40 dB."""
    way = shared("room_impulse.wav").samples
    return (way / np.sqrt(np.sum(way**2))).astype(np.float32)


def living_room(fall_s: float = 0.3, seed: int = 1) -> Samples:
    """A direct sound, a reflection, and noise that falls by 60 dB in `fall_s`; unit energy."""
    n = np.arange(round(0.4 * HEARING_HZ))
    way = np.random.default_rng(seed).standard_normal(len(n)) * 10 ** (-3 * n / HEARING_HZ / fall_s) * 0.3
    way[[0, 40]] = 4.0, 2.0
    return (way / np.sqrt(np.sum(way**2))).astype(np.float32)


@dataclass
class Room:
    """`level_db`: how much louder than it was played the voice comes back; `way`: an impulse response."""

    way: Samples
    delay_s: float = 0.06
    level_db: float = 0.0
    noise_db: float = -55.0
    seed: int = 77
    drift_ppm: float = 0.0
    """So much slower is the clock of the microphone."""

    def __post_init__(self) -> None:
        late = np.concatenate([np.zeros(round(self.delay_s * HEARING_HZ)), self.way])
        self._size = 1 << (len(late) + FRAME_SAMPLES).bit_length()
        self._spectrum = np.fft.rfft(late, self._size) * 10 ** (self.level_db / 20)
        self._coming = np.zeros(self._size)
        self._rng = np.random.default_rng(self.seed)

    def heard(self, played: Samples) -> Samples:
        """Echo and noise of the whole of it, of the same length."""
        noise = 10 ** (self.noise_db / 20) * self._rng.standard_normal(len(played))
        return (self.echo(played) + noise).astype(np.float32)

    def echo(self, played: Samples) -> Samples:
        size = 1 << (len(played) + self._size).bit_length()
        way = np.fft.irfft(self._spectrum, self._size)
        echo = np.fft.irfft(np.fft.rfft(played, size) * np.fft.rfft(way, size), size)[: len(played)]
        if self.drift_ppm:
            n = np.arange(len(echo))
            echo = np.interp(n * (1 - self.drift_ppm * 1e-6), n, echo)
        return echo.astype(np.float32)

    def hear(self, played: Samples) -> Samples:
        """The next block of 512: what is heard while it is played."""
        self._coming += np.fft.irfft(np.fft.rfft(played, self._size) * self._spectrum, self._size)
        noise = 10 ** (self.noise_db / 20) * self._rng.standard_normal(FRAME_SAMPLES)
        now = self._coming[:FRAME_SAMPLES] + noise
        self._coming = np.concatenate([self._coming[FRAME_SAMPLES:], np.zeros(FRAME_SAMPLES)])
        return now.astype(np.float32)


def blocks(samples: Samples) -> Iterator[tuple[Samples, float]]:
    """Whole blocks of 32 ms, each with its time."""
    for at in range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        yield samples[at : at + FRAME_SAMPLES], at / HEARING_HZ


class PlayedSamples:
    """What was played, from session time 0 on: a Played for own_voice.py. `late_s`: how wrong its times are."""

    def __init__(self, samples: Samples, late_s: float = -0.02) -> None:
        self.samples = samples
        self.late_s = late_s

    def read(self, t_s: float, count: int) -> Samples:
        at = round((t_s - self.late_s) * HEARING_HZ)
        found = self.samples[max(0, at) : max(0, at + count)]
        before = min(count, max(0, -at))
        return np.pad(found, (before, count - before - len(found)))

    def shift(self, earlier_s: float) -> None:
        self.late_s -= earlier_s

    def forget(self) -> None: ...
