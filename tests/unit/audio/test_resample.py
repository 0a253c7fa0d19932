"""Rates change, sound stays: in time, in level, in one piece or in many."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Clip, Samples
from app.audio.resample import StreamResampler, resampled


def tone(rate_hz: int, duration_s: float = 1.0, pitch_hz: float = 440.0) -> Samples:
    return (0.5 * np.sin(2 * np.pi * pitch_hz * np.arange(round(rate_hz * duration_s)) / rate_hz)).astype(np.float32)


@pytest.mark.parametrize(("from_hz", "to_hz"), [(48_000, 16_000), (44_100, 16_000), (22_050, 48_000), (8_000, 16_000)])
def test_streamed_and_whole_give_the_same_sound_in_its_place(from_hz: int, to_hz: int) -> None:
    resampler = StreamResampler(from_hz, to_hz)
    pieces = [resampler.feed(piece) for piece in np.array_split(tone(from_hz), 31)]
    streamed = np.concatenate([*pieces, resampler.flush()])
    whole = resampled(Clip(tone(from_hz), from_hz), to_hz)
    assert whole.rate_hz == to_hz
    assert streamed.dtype == whole.samples.dtype == np.float32
    for sound in (streamed, whole.samples):
        assert abs(len(sound) - to_hz) <= 1
        middle = slice(to_hz // 10, to_hz * 9 // 10)
        assert np.abs(sound[middle] - tone(to_hz)[middle]).max() < 1e-3


def test_equal_rates_change_nothing() -> None:
    samples = tone(16_000)
    assert StreamResampler(16_000, 16_000).feed(samples) is samples
    assert len(StreamResampler(16_000, 16_000).flush()) == 0
    clip = Clip(samples, 16_000)
    assert resampled(clip, 16_000) is clip


def test_the_stream_holds_little_back() -> None:
    resampler = StreamResampler(48_000, 16_000)
    given = got = 0
    for piece in np.array_split(tone(48_000, 2.0), 62):
        given += len(piece)
        got += len(resampler.feed(piece))
        assert given / 48_000 - got / 16_000 < 0.05


def test_nothing_leaves_the_range() -> None:
    square = np.sign(tone(48_000)).astype(np.float32)
    assert np.abs(resampled(Clip(square, 48_000), 16_000).samples).max() <= 1.0


def test_an_empty_clip_stays_empty() -> None:
    assert len(resampled(Clip(np.zeros(0, np.float32), 22_050), 48_000).samples) == 0
    assert len(StreamResampler(22_050, 48_000).flush()) == 0
