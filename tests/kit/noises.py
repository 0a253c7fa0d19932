"""Sounds that are not the user: rooms, machines, other people, music; and what a body or a desk does for a moment.

Made by code, the same samples every time, at any level. Called by tests and by scripts/bars.d/phantom.py. Everything is
float32 (n,), 16 kHz. What lasts (`LASTING`) is made for a duration, what is short (`SHORT`) by a seed.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from app.listening.voiced import DROP_DB, levels_db
from tests.kit.bodies import cough, laugh, mhm, throat
from tests.kit.sentences import SENTENCES
from tests.kit.speech import AUDIO_DIR, JOE, hiss, say, shared

TALKERS = (JOE, "en-gb", "en-us+f3", "en-gb-scotland", "en-us+m3", "en-gb-x-rp+f2", "en-us+f5", "en-gb+m7")
"""Who talks in the babble. The project's own voice is among them: nobody may be told by a synthetic timbre."""
PITCHES = (1.0, 1.08, 0.93, 1.0, 1.12, 0.96, 1.04, 0.9)
"""Played a little faster or slower, so that a babble's talkers are not those who speak alone elsewhere."""

_CHORDS_HZ = (
    (130.8, 261.6, 329.6, 392.0), (110.0, 220.0, 261.6, 329.6), (87.3, 220.0, 261.6, 349.2), (98.0, 246.9, 293.7, 392.0)
)  # fmt: skip


def rms_db(samples: Samples) -> float:
    """Of the whole, dBFS."""
    return float(10 * np.log10(max(1e-12, float(np.mean(samples.astype(np.float64) ** 2)))))


def speech_db(samples: Samples) -> float:
    """Of the voiced frames only, dBFS: how loud somebody speaks, whatever the pauses."""
    levels = levels_db(samples, HEARING_HZ)
    voiced = levels[levels >= np.percentile(levels, 95) - DROP_DB]
    return float(10 * np.log10(np.mean(10 ** (voiced / 10))))


def at_level(samples: Samples, level_db: float) -> Samples:
    """The same sound at `level_db` (RMS, dBFS)."""
    return np.clip(samples * np.float32(10 ** ((level_db - rms_db(samples)) / 20)), -1, 1).astype(np.float32)


def spoken_at(samples: Samples, level_db: float) -> Samples:
    """The same speech with its voiced frames at `level_db` (dBFS)."""
    return np.clip(samples * np.float32(10 ** ((level_db - speech_db(samples)) / 20)), -1, 1).astype(np.float32)


def quiet(duration_s: float, seed: int = 1) -> Samples:
    """A microphone in a quiet room: hiss at -70 dBFS."""
    return hiss(duration_s, -70, seed)


def fan(duration_s: float, seed: int = 1) -> Samples:
    """Air and a motor: noise that falls towards the treble, a hum with its harmonics, both swelling slowly."""
    rng, size = np.random.default_rng(seed), round(duration_s * HEARING_HZ)
    t_s = np.arange(size) / HEARING_HZ
    air = coloured(rng.standard_normal(size), lambda hz: (np.maximum(hz, 60) / 60) ** -0.8 * (hz > 30))
    hum = sum(np.sin(2 * np.pi * 117 * k * t_s + rng.uniform(0, 6)) / k**1.5 for k in range(1, 7))
    swell = 1 + 0.12 * np.sin(2 * np.pi * 0.3 * t_s) + 0.08 * np.sin(2 * np.pi * 1.7 * t_s + 1)
    return at_level((swell * (air / np.std(air) + 0.4 * np.asarray(hum))).astype(np.float32), -20)


def babble(duration_s: float, seed: int = 1, talkers: int = 6) -> Samples:
    """`talkers` people (2 .. 8) who talk at once, each as loud as the others within 2 dB, nobody in step."""
    rng, size = np.random.default_rng(seed), round(duration_s * HEARING_HZ)
    total = np.zeros(size, np.float32)
    for voice, pitch in list(zip(TALKERS, PITCHES, strict=True))[:talkers]:
        total += _talker(voice, pitch, size, rng) * np.float32(10 ** (rng.uniform(-1, 1) / 20))
    return at_level(total, -20)


def recorded_babble(duration_s: float, seed: int = 1) -> Samples:
    """The recording of ../shared/audio round and round. Skips the test when it is missing."""
    sound = shared("noise_babble.wav").samples
    return at_level(np.roll(_looped(sound, round(duration_s * HEARING_HZ)), seed * 7919), -20)


def tones(duration_s: float, seed: int = 1) -> Samples:
    """Chords that swell and fade, an arpeggio over them and a tune with vibrato."""
    rng, size = np.random.default_rng(seed), round(duration_s * HEARING_HZ)
    out = np.zeros(size + 3 * HEARING_HZ, np.float32)
    for bar in range(int(duration_s / 2) + 1):
        at, chord = bar * 2 * HEARING_HZ, _CHORDS_HZ[bar % 4]
        for hz in chord:
            _add(out, at, 0.5 * _note(hz, 2.2, 0.15))
        for step in range(8):
            _add(out, at + step * HEARING_HZ // 4, 0.5 * _note(2 * chord[1 + step % 3], 0.4, 0.01))
        for half in range(2):
            _add(out, at + half * HEARING_HZ, 0.8 * _note(2 * chord[int(rng.integers(1, 4))], 0.95, 0.08, 0.012))
    return at_level(out[:size], -20)


def keyboard(duration_s: float = 3.0, seed: int = 1) -> Samples:
    """Somebody types: a thud and a click down, a click up, unevenly."""
    rng = np.random.default_rng(seed)
    out, at_s = np.zeros(round((duration_s + 1) * HEARING_HZ), np.float32), 0.1
    while at_s < duration_s - 0.2:
        for shift_s, gain in ((0, 1.0), (0.004, 0.6), (rng.uniform(0.06, 0.1), 0.5)):
            _add(out, round((at_s + shift_s) * HEARING_HZ), gain * _tick(rng, rng.uniform(1500, 4500)))
        at_s += rng.choice((rng.uniform(0.08, 0.22), rng.uniform(0.3, 0.7)), p=(0.85, 0.15))
    return _peaked(out[: round(duration_s * HEARING_HZ)], 0.3)


def click(seed: int = 1) -> Samples:
    """A mouse, twice."""
    rng = np.random.default_rng(seed)
    out = np.zeros(HEARING_HZ, np.float32)
    for at_s in (0.2, 0.28, 0.45, 0.53):
        _add(out, round(at_s * HEARING_HZ), _tick(rng, rng.uniform(2500, 5000)))
    return _peaked(out, 0.4)


def door(seed: int = 1) -> Samples:
    """A door falls shut: a latch, a thud that dies away, a rattle."""
    rng = np.random.default_rng(seed)
    out = np.zeros(round(1.2 * HEARING_HZ), np.float32)
    t_s = np.arange(round(0.6 * HEARING_HZ)) / HEARING_HZ
    thud = coloured(rng.standard_normal(len(t_s)), lambda hz: np.exp(-(((hz - 110) / 90) ** 2)) + 0.05 * (hz < 900))
    _add(out, 1600, 0.4 * _tick(rng, 2500))
    _add(out, 2400, (thud / np.abs(thud).max() * np.exp(-t_s / 0.09)).astype(np.float32))
    for at_s in (0.3, 0.37, 0.42):
        _add(out, round(at_s * HEARING_HZ), 0.15 * _tick(rng, 1800))
    return _peaked(out, 0.6)


LASTING: dict[str, Callable[[float, int], Samples]] = {
    "quiet": quiet, "fan": fan, "babble": babble, "tones": tones, "recorded": recorded_babble,
}  # fmt: skip
"""name: (duration_s, seed) -> what lasts. All but `quiet` at -20 dBFS."""
SHORT: dict[str, Callable[[int], Samples]] = {
    "cough": cough, "throat": throat, "laugh": laugh, "mhm": mhm, "click": click, "door": door,
    "keyboard": lambda seed: keyboard(3.0, seed),
}  # fmt: skip
"""name: seed -> what is over in a moment."""


def has_recorded() -> bool:
    """Is the recorded babble there?"""
    return (AUDIO_DIR / "noise_babble.wav").is_file()


def lasting(name: str, duration_s: float, level_db: float, seed: int = 1) -> Samples:
    """`LASTING[name]` at `level_db` (RMS, dBFS)."""
    return at_level(LASTING[name](duration_s, seed), level_db)


def coloured(noise: np.ndarray, gain: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """`noise` with its spectrum shaped by `gain(frequencies in Hz)`."""
    spectrum = np.fft.rfft(noise)
    return np.fft.irfft(spectrum * gain(np.fft.rfftfreq(len(noise), 1 / HEARING_HZ)), len(noise))


def _talker(voice: str, pitch: float, size: int, rng: np.random.Generator) -> Samples:
    """One person who goes on and on, with short breaths between the sentences, from somewhere in the middle."""
    pieces: list[Samples] = []
    have, order = 0, rng.permutation(len(SENTENCES) // 2)
    for n in count():
        if have > size + 4 * HEARING_HZ:
            break
        line = _paced(say(SENTENCES[2 * int(order[n % len(order)])], voice).samples, pitch)
        pieces += [spoken_at(line, -25), np.zeros(round(rng.uniform(0.15, 0.5) * HEARING_HZ), np.float32)]
        have += len(pieces[-2]) + len(pieces[-1])
    start = int(rng.integers(0, 3 * HEARING_HZ))
    return np.concatenate(pieces)[start : start + size]


def _paced(samples: Samples, pitch: float) -> Samples:
    """Played `pitch` times faster."""
    at = np.arange(0, len(samples) - 1, pitch)
    return np.interp(at, np.arange(len(samples)), samples).astype(np.float32)


def _looped(sound: Samples, size: int) -> Samples:
    return np.tile(sound, -(-size // len(sound)))[:size]


def _note(hz: float, duration_s: float, attack_s: float, vibrato: float = 0.0) -> Samples:
    """One note with six harmonics: it swells for `attack_s`, then fades; `vibrato`: of its frequency, at 5.5 Hz."""
    t_s = np.arange(round(duration_s * HEARING_HZ)) / HEARING_HZ
    phase = 2 * np.pi * hz * (t_s - vibrato * np.cos(2 * np.pi * 5.5 * t_s) / (2 * np.pi * 5.5))
    sound = sum(np.sin(k * phase) / k**1.6 for k in range(1, 7) if k * hz < HEARING_HZ / 2)
    fade = np.exp(-t_s / (0.6 * duration_s)) * np.minimum(1, (duration_s - t_s) / 0.05)
    return (np.asarray(sound) * np.minimum(1, t_s / attack_s) * fade).astype(np.float32)


def _tick(rng: np.random.Generator, hz: float) -> Samples:
    """A few milliseconds of something hard."""
    t_s = np.arange(round(0.02 * HEARING_HZ)) / HEARING_HZ
    noise = coloured(rng.standard_normal(len(t_s)), lambda f: np.exp(-(((f - hz) / 1500) ** 2)) + 0.2 * (f < 400))
    return (noise / np.abs(noise).max() * np.exp(-t_s / 0.003)).astype(np.float32)


def _add(out: Samples, at: int, sound: Samples) -> None:
    room = out[at : at + len(sound)]
    room += sound[: len(room)]


def _peaked(samples: Samples, peak: float) -> Samples:
    return (samples * np.float32(peak / np.abs(samples).max())).astype(np.float32)
