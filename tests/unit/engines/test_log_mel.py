"""Whisper's features, computed for the sound only, against faster-whisper's own over the whole window."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Samples
from app.engines.log_mel import FRAMES_PER_S, log_mel, mel_filters
from tests.kit.speech import hiss, silence


@pytest.fixture(scope="module")
def extractor() -> Any:
    from faster_whisper.feature_extractor import FeatureExtractor

    return FeatureExtractor()


LOUD_THEN_SOFT = np.concatenate([hiss(1.0, -10), hiss(1.0, -95), silence(0.5)])


@pytest.mark.parametrize(("sound", "window_s"), [
    (hiss(0.1, -20), 10), (hiss(2.345, -30), 10), (LOUD_THEN_SOFT, 10), (silence(1.0), 1), (hiss(9.999, -20), 10),
    (hiss(10.0, -20), 10), (hiss(12.0, -20), 10), (hiss(30.0, -20), 30),
])  # fmt: skip
def test_the_same_figures_as_faster_whispers(extractor: Any, sound: Samples, window_s: int) -> None:
    ours = log_mel(sound, window_s * FRAMES_PER_S, extractor.mel_filters)
    whole = np.pad(sound, (0, max(0, window_s * HEARING_HZ - len(sound))))
    theirs = extractor(whole)[:, : window_s * FRAMES_PER_S]
    assert (ours.shape, ours.dtype) == ((80, window_s * FRAMES_PER_S), np.float32)
    if len(sound) <= window_s * HEARING_HZ:  # theirs takes the loudest of all it is given, ours of what it looks at
        assert np.abs(ours - theirs).max() < 1e-5


def test_the_same_filters(extractor: Any) -> None:
    assert np.array_equal(mel_filters(80), extractor.mel_filters)
