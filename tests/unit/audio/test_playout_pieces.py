"""A clause that comes in pieces: gapless, counted as one, and without a click when a piece is late."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.playout import FADE_S
from app.clause import WordTime
from app.facts import ClauseStarted, PlayoutDrained
from tests.kit.tape import RATE_HZ, Tape, clause

HELD = round(FADE_S * RATE_HZ)
WORDS = (WordTime(0.0, 0.020), WordTime(0.020, 0.060))


def begun(samples: int = 30, rest_s: float = 0.03) -> Tape:
    tape = Tape()
    tape.playout.play(1, 0, clause(samples), WORDS, rest_s)
    return tape


def steps(tape: Tape) -> float:
    """The largest step between two samples, the beginning and the end left out."""
    sounding = np.flatnonzero(tape.samples)
    return float(np.abs(np.diff(tape.samples[sounding[0] : sounding[-1]])).max())


def test_the_pieces_are_one_clause_without_a_gap() -> None:
    tape = begun(25)
    tape.run(1)
    tape.playout.play(1, 0, clause(18), WORDS, 0.01)
    tape.playout.play(1, 0, clause(7), WORDS)
    tape.playout.play(1, 1, clause(10, 0.25))
    tape.playout.finish(1)
    tape.run(6)
    assert tape.samples[:60] == pytest.approx(np.repeat([0.5, 0.25], [50, 10]))
    assert tape.reports == [ClauseStarted(1, 0, 0.0), ClauseStarted(1, 1, 0.05), PlayoutDrained(1, 0.06)]
    assert tape.playout.holes == 0


def test_a_late_piece_makes_a_hole_but_no_click_and_loses_nothing() -> None:
    tape = begun(30)
    tape.run(5)
    assert not tape.samples[30:].any()
    assert not tape.playout.is_idle
    tape.playout.play(1, 0, clause(20), WORDS)
    tape.playout.finish(1)
    tape.run(4)
    assert steps(tape) < 0.5 / 3 + 1e-6, "out within 8 ms, in within 4"
    assert tape.samples[54:78] == pytest.approx(0.5)
    assert tape.playout.holes == 1
    assert [type(fact) for fact in tape.reports] == [ClauseStarted, PlayoutDrained]
    assert tape.reports[-1].t_s == pytest.approx(0.05 + HELD / RATE_HZ + 0.02)


@pytest.mark.parametrize(("blocks", "heard_s"), [(1, 0.010), (2, 0.020), (6, 0.022)])
def test_what_was_heard_is_a_share_of_all_that_is_to_come(blocks: int, heard_s: float) -> None:
    tape = begun(30, rest_s=0.03)
    tape.run(blocks)
    assert tape.playout.stop() == {0: pytest.approx(heard_s / 0.06)}
    tape.run(2)
    assert tape.playout.is_idle
    assert np.abs(np.diff(tape.samples)).max() < 0.2, "stopped in a hole it does not sound again"


def test_resumed_in_a_hole_it_begins_the_word_again() -> None:
    tape = begun(30)
    tape.run(4)
    tape.playout.pause()
    tape.run(1)
    tape.playout.play(1, 0, clause(30), WORDS)
    tape.playout.resume()
    tape.playout.finish(1)
    tape.run(5)
    assert tape.samples[50:90] == pytest.approx(np.r_[0.0, 1 / 6, 1 / 3, [0.5] * 37], abs=0.01)
    assert steps(tape) < 0.2


@pytest.mark.parametrize("blocks", [0, 1, 5], ids=["not begun", "sounding", "dry"])
@pytest.mark.parametrize("how", ["finish", "next"])
def test_pieces_that_never_come_hold_nothing_up(blocks: int, how: str) -> None:
    """The voice failed: another reply follows, or nothing."""
    tape = begun(30)
    tape.run(blocks)
    if how == "next":
        tape.playout.play(2, 0, np.linspace(0, 0.5, 20, dtype=np.float32))
    tape.playout.finish(1)
    tape.playout.finish(2)
    tape.run(6)
    assert tape.playout.is_idle
    assert PlayoutDrained in [type(fact) for fact in tape.reports]
    assert steps(tape) < 0.2
