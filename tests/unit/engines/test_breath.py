"""What surrounds a spoken sentence."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Samples
from app.engines.breath import pause_s, shape

RATE_HZ = 22_050


def tone(duration_s: float, amplitude: float) -> Samples:
    t_s = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * 220 * t_s)).astype(np.float32)


def hush(duration_s: float) -> Samples:
    return np.zeros(round(duration_s * RATE_HZ), np.float32)


def sentence(before_s: float, after_s: float, amplitude: float = 0.2) -> Samples:
    return np.concatenate([hush(before_s), tone(0.5, amplitude), hush(after_s)])


@pytest.mark.parametrize(("before_s", "after_s"), [(0.0, 0.0), (0.05, 0.02), (0.3, 1.0)])
def test_hush_goes_and_a_breath_comes(before_s: float, after_s: float) -> None:
    shaped, trimmed = shape(sentence(before_s, after_s), RATE_HZ, 0.2)
    sounding = np.flatnonzero(np.abs(shaped) > 0.01)
    assert sounding[0] / RATE_HZ <= 0.01
    assert len(shaped) / RATE_HZ == pytest.approx(0.7, abs=0.03)
    assert trimmed / RATE_HZ == pytest.approx(before_s, abs=0.015)


@pytest.mark.parametrize("amplitude", [0.1, 0.2, 0.4])
def test_every_sentence_is_equally_loud(amplitude: float) -> None:
    shaped, _ = shape(sentence(0.05, 0.2, amplitude), RATE_HZ, 0.2)
    loud = shaped[round(0.1 * RATE_HZ) : round(0.4 * RATE_HZ)]
    assert 10 * np.log10(np.square(loud).mean()) == pytest.approx(-21, abs=0.5)


def test_a_peak_is_never_clipped() -> None:
    samples = sentence(0.0, 0.0, 0.02)
    samples[5000] = 1.0
    assert np.abs(shape(samples, RATE_HZ, 0.1)[0]).max() <= 0.951


@pytest.mark.parametrize("samples", [hush(0.0), hush(0.005), hush(0.5)])
def test_silence_gives_nothing(samples: Samples) -> None:
    assert len(shape(samples, RATE_HZ, 0.2)[0]) == 0


def test_a_sentence_ends_in_a_longer_breath_than_a_clause() -> None:
    assert pause_s(".") > pause_s(",") > pause_s("")
