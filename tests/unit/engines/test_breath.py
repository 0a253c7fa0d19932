"""What surrounds a spoken sentence."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Samples
from app.engines.breath import Shaper, pause_s, shape

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


# ---- in pieces -------------------------------------------------------------------------------------------------------


def in_pieces(samples: Samples, *cuts: int, usual_db: float) -> tuple[list[Samples], Shaper]:
    shaper = Shaper(RATE_HZ, 0.2, usual_db)
    *pieces, last = np.split(samples, cuts)
    return [*map(shaper.feed, pieces), shaper.finish(last)], shaper


@pytest.mark.parametrize("cuts", [(6000,), (6000, 9000), (2000, 6000), (6000, 13_000)])
def test_joined_the_pieces_are_the_whole(cuts: tuple[int, ...]) -> None:
    """Also when the first has too little sound to leave, and when the last is hush."""
    whole, trimmed = shape(sentence(0.05, 0.2), RATE_HZ, 0.2)
    pieces, shaper = in_pieces(sentence(0.05, 0.2), *cuts, usual_db=-17.0)  # what a sine of 0.2 has
    joined = np.concatenate(pieces)
    same = min(len(joined), len(whole))
    np.testing.assert_allclose(joined[:same], whole[:same], atol=0.005)
    assert abs(len(joined) - len(whole)) < 0.05 * RATE_HZ
    assert (shaper.trimmed, shaper.loudness_db) == (trimmed, None)


def test_how_loud_it_is_is_settled_with_the_first_piece() -> None:
    samples = np.concatenate([tone(0.3, 0.1), tone(0.5, 0.8)])
    (first, rest), _ = in_pieces(samples, len(tone(0.3, 0.1)), usual_db=-20.0)
    gain = np.abs(first[500:]).max() / 0.1
    assert np.abs(rest[500:6000]).max() == pytest.approx(min(0.8 * gain, 0.95), abs=0.001)


def test_it_tells_how_loud_a_sentence_was_that_came_whole() -> None:
    _, shaper = in_pieces(sentence(0.05, 0.2), usual_db=-22.0)
    assert shaper.loudness_db == pytest.approx(-17.0, abs=0.3)


def test_silent_pieces_give_nothing() -> None:
    pieces, _ = in_pieces(hush(0.5), 5000, usual_db=-22.0)
    assert [len(piece) for piece in pieces] == [0, 0]
