"""The soft sound is soft and short at every rate, and does not click."""

from __future__ import annotations

import numpy as np
import pytest

from app.conversation.soft_sound import soft_sound


@pytest.mark.parametrize("rate_hz", [16_000, 24_000, 44_100, 48_000])
def test_it_is_soft_short_and_smooth(rate_hz: int) -> None:
    sound = soft_sound(rate_hz)
    loudness = np.abs(sound.samples)
    assert sound.samples.dtype == np.float32
    assert sound.rate_hz == rate_hz
    assert 0.05 < sound.duration_s <= 0.15
    assert -40.0 < 20 * np.log10(loudness.max()) <= -30.0
    assert loudness[0] == loudness[-1] == pytest.approx(0.0, abs=1e-6)
    assert np.abs(np.diff(sound.samples)).max() < 0.01
