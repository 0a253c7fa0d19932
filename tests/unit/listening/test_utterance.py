"""An utterance that grows too long is cut where it does least harm."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Clip
from app.listening.utterance import Block, Utterance

BLOCK_S = 0.032


def grow(utterance: Utterance, voiced: list[bool], levels_db: list[float] | None = None) -> list[Clip]:
    """Blocks whose samples all hold their own number."""
    pieces = []
    for n, is_voiced in enumerate(voiced):
        block = Block(np.full(512, n, np.float32), n * BLOCK_S, levels_db[n] if levels_db else -20.0)
        piece = utterance.append(block, is_voiced)
        if piece is not None:
            pieces.append(piece)
    return pieces


def test_a_short_one_is_one_clip() -> None:
    utterance = Utterance()
    assert grow(utterance, [True] * 100) == []
    assert utterance.clip().duration_s == pytest.approx(3.2)
    assert utterance.start_t_s == 0


def test_it_is_cut_in_the_middle_of_the_longest_pause() -> None:
    voiced = [True] * 781
    for start, length in ((100, 15), (350, 6), (500, 12), (700, 4)):
        voiced[start : start + length] = [False] * length
    utterance = Utterance()
    (piece,) = grow(utterance, voiced)
    assert piece.samples[-1] == 505  # block 500 to 511; the longer pause at 100 is too early
    assert utterance.clip().samples[0] == 506
    assert utterance.start_t_s == pytest.approx(506 * BLOCK_S)


def test_of_two_equal_pauses_the_later_one() -> None:
    voiced = [True] * 781
    for start in (300, 600):
        voiced[start : start + 8] = [False] * 8
    (piece,) = grow(Utterance(), voiced)
    assert piece.samples[-1] == 603


def test_without_a_pause_at_the_quietest_moment() -> None:
    levels_db = [-20.0] * 781
    levels_db[400:405] = [-35.0] * 5
    (piece,) = grow(Utterance(), [True] * 781, levels_db)
    assert 400 <= piece.samples[-1] <= 404


def test_silence_does_not_make_it_too_long() -> None:
    utterance = Utterance()
    assert grow(utterance, [True] * 770 + [False] * 31) == []
    assert grow(utterance, [True]) != []


def test_an_hour_without_a_pause_stays_bounded_and_loses_nothing() -> None:
    utterance, pieces, expected = Utterance(), [], 0
    for n in range(3600 * 10 // 32):  # a tenth of an hour; the same thing happens every 25 s
        piece = utterance.append(Block(np.full(512, n, np.float32), n * BLOCK_S, -20.0), True)
        if piece is not None:
            pieces.append(piece)
        assert utterance.clip().duration_s <= 25
    for piece in [*pieces, utterance.clip()]:
        assert piece.duration_s <= 25
        numbers = piece.samples[::512]
        assert list(numbers) == list(range(expected, expected + len(numbers)))
        expected += len(numbers)
    assert expected == 1125
    assert len(pieces) >= 1
