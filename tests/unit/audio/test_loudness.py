"""The user's loudness: decibels that are decibels, and no clipping."""

import numpy as np
import pytest

from app.audio.clip import Clip
from app.audio.loudness import Loudness


def tone(level):
    return Clip((level * np.sin(np.arange(2_205) / 10)).astype(np.float32), 22_050)


def rms_db(clip):
    return 10 * np.log10(np.mean(clip.samples.astype(np.float64) ** 2))


def test_at_its_own_loudness_nothing_is_touched():
    clip = tone(0.3)
    assert Loudness().apply(clip) is clip


@pytest.mark.parametrize("db", [-12.0, -3.0, 3.0, 6.0])
def test_decibels(db):
    clip = tone(0.3)
    before = clip.samples.copy()
    louder = Loudness(db).apply(clip)
    assert rms_db(louder) - rms_db(clip) == pytest.approx(db, abs=1e-3)
    assert louder.samples.dtype == np.float32
    assert louder.rate_hz == 22_050
    assert (clip.samples == before).all()


def test_peaks_are_bent_not_clipped():
    loud = Loudness(6.0).apply(tone(0.95)).samples
    assert 0.9 < np.abs(loud).max() < 1.0
    assert np.abs(np.diff(loud)).max() < 0.2
