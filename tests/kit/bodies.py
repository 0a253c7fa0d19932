"""What a body does that is not speech: coughs, throats cleared, laughs, "mhm". Made by code for noises.py.

A source (pulses of the vocal folds, or breath) through three resonances: enough for a detector to take it for a voice.
float32 (n,), 16 kHz, the loudest sample at 0.5.
"""

from __future__ import annotations

import numpy as np

from app.audio.clip import HEARING_HZ, Samples

Formants = tuple[tuple[float, float], ...]
"""(centre Hz, width Hz) of each resonance."""
OPEN: Formants = ((700, 130), (1220, 150), (2600, 220))
THROAT: Formants = ((550, 160), (1100, 220), (2300, 350))
NASAL: Formants = ((260, 90), (1150, 300), (2200, 400))


def cough(seed: int = 1) -> Samples:
    """Two or three: a burst, rushing air, and for some a short croak."""
    rng = np.random.default_rng(seed)
    pieces = [_hush(0.15)]
    for _ in range(int(rng.integers(2, 4))):
        burst = _shaped(_breath(rng, 0.05), THROAT) * 1.5
        rush = _shaped(_breath(rng, rng.uniform(0.15, 0.25)), THROAT)
        croak = _shaped(_pulses(rng, 0.1, 170, 120, 0.05) + 0.3 * _breath(rng, 0.1), OPEN) * rng.uniform(0.2, 0.8)
        one = np.concatenate([burst, rush * _falling(len(rush)), croak])
        pieces += [_faded(one, 0.004), _hush(rng.uniform(0.1, 0.3))]
    return _peaked(np.concatenate(pieces))


def throat(seed: int = 1) -> Samples:
    """"Ahem": a rough low voice, twice."""
    rng = np.random.default_rng(seed)
    pieces = [_hush(0.15)]
    for length_s in (rng.uniform(0.2, 0.35), rng.uniform(0.3, 0.5)):
        rough = _pulses(rng, length_s, rng.uniform(80, 120), 75, 0.12) + 0.5 * _breath(rng, length_s)
        pieces += [_faded(_shaped(rough, THROAT), 0.03), _hush(0.08)]
    return _peaked(np.concatenate(pieces))


def laugh(seed: int = 1) -> Samples:
    """"Ha ha ha": breath and a falling vowel, four to six times, softer and softer."""
    rng = np.random.default_rng(seed)
    pieces, pitch_hz = [_hush(0.15)], rng.uniform(150, 260)
    for n in range(int(rng.integers(4, 7))):
        breath = 0.35 * _shaped(_breath(rng, 0.06), OPEN)
        vowel = _shaped(_pulses(rng, 0.1, pitch_hz * 0.96**n, pitch_hz * 0.85**n, 0.02), OPEN)
        pieces += [0.85**n * _faded(np.concatenate([breath, vowel]), 0.01), _hush(rng.uniform(0.04, 0.08))]
    return _peaked(np.concatenate(pieces))


def mhm(seed: int = 1) -> Samples:
    """"Mhm": two hums with a breath between, the second one higher."""
    rng = np.random.default_rng(seed)
    low_hz = rng.uniform(95, 180)
    first = _shaped(_pulses(rng, rng.uniform(0.12, 0.2), low_hz, low_hz * 0.95, 0.01), NASAL)
    second = _shaped(_pulses(rng, rng.uniform(0.18, 0.3), low_hz * 1.25, low_hz * 1.1, 0.01), NASAL)
    breath = 0.05 * _shaped(_breath(rng, 0.05), NASAL)
    return _peaked(np.concatenate([_hush(0.15), _faded(first, 0.03), breath, _faded(second, 0.04), _hush(0.15)]))


def _pulses(rng: np.random.Generator, length_s: float, from_hz: float, to_hz: float, jitter: float) -> np.ndarray:
    """The folds: one pulse per period, the pitch gliding, each period off by about `jitter` of itself."""
    size = round(length_s * HEARING_HZ)
    out, at = np.zeros(size), 0.0
    while at < size:
        out[int(at)] = 1 + jitter * rng.standard_normal()
        pitch_hz = from_hz + (to_hz - from_hz) * at / size
        at += HEARING_HZ / pitch_hz * max(0.3, 1 + jitter * rng.standard_normal())
    return out / max(1e-9, float(np.sqrt(np.mean(out**2))))


def _breath(rng: np.random.Generator, length_s: float) -> np.ndarray:
    return rng.standard_normal(round(length_s * HEARING_HZ))


def _shaped(source: np.ndarray, formants: Formants) -> np.ndarray:
    """Through the resonances, on top of a source that falls by 6 dB per octave above 300 Hz."""
    hz = np.fft.rfftfreq(2 * len(source), 1 / HEARING_HZ)
    gain = sum(1 / (1 + ((hz - centre) / width) ** 2) / (n + 1) for n, (centre, width) in enumerate(formants))
    shaped = np.fft.irfft(np.fft.rfft(source, 2 * len(source)) * np.asarray(gain) * 300 / np.maximum(300, hz))
    return np.asarray(shaped[: len(source)] / max(1e-9, float(np.sqrt(np.mean(shaped**2)))))


def _falling(size: int) -> np.ndarray:
    return np.exp(-2.5 * np.arange(size) / max(1, size))


def _faded(sound: np.ndarray, fade_s: float) -> np.ndarray:
    """Without a click at either end."""
    ramp = np.minimum(1, np.arange(len(sound)) / (fade_s * HEARING_HZ))
    return sound * ramp * ramp[::-1]


def _hush(length_s: float) -> np.ndarray:
    return np.zeros(round(length_s * HEARING_HZ))


def _peaked(sound: np.ndarray) -> Samples:
    return (sound * 0.5 / np.abs(sound).max()).astype(np.float32)
