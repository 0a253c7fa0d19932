"""The voice lowered, silenced and on again: no click, no word lost, none counted twice."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Samples
from app.audio.playout import DUCK_DB, FADE_S
from app.audio.sink import Lead
from app.clause import WordTime
from app.facts import ClauseStarted, PlayoutDrained
from tests.kit.tape import RATE_HZ, Tape, clause

WORDS = (WordTime(0.005, 0.035), WordTime(0.035, 0.060), WordTime(0.070, 0.095))
"""Of a clause of 100 samples; between the second and the third there is a breath."""


def ramp(samples: int = 100) -> Samples:
    """Every sample tells its place, 1 / 1000 each."""
    return np.arange(1, samples + 1, dtype=np.float32) / 1000


def playing(blocks: int, *clauses: Samples, words: tuple[WordTime, ...] = WORDS) -> Tape:
    tape = Tape()
    for n, samples in enumerate(clauses or (ramp(),)):
        tape.playout.play(1, n, samples, words)
    tape.run(blocks)
    return tape


def test_ducked_it_is_softer_without_a_click_and_loses_nothing() -> None:
    tape = playing(1, clause(100))
    tape.playout.duck()
    sound = tape.run(5)
    assert np.abs(np.diff(tape.samples)).max() < 0.03
    assert sound[-20:] == pytest.approx(0.5 * 10 ** (DUCK_DB / 20))
    tape.playout.resume()
    assert tape.run(4)[-10:] == pytest.approx(0.5)
    assert np.abs(np.diff(tape.samples)).max() < 0.03
    assert tape.playout.stop() == {0: 1.0}


@pytest.mark.parametrize(
    ("blocks", "goes_on_at"),
    [(1, 5), (2, 5), (4, 35), (6, 70), (7, 70), (9, 70), (10, 100)],
    ids=["first word", "same word", "second", "breath", "third begins", "third", "end"],
)
def test_resumed_it_begins_the_cut_word_again(blocks: int, goes_on_at: int) -> None:
    tape = playing(blocks, ramp(), clause(20))
    tape.playout.pause()
    silent = tape.run(2)
    assert not silent[round(FADE_S * RATE_HZ) :].any()
    assert tape.playout.is_sounding is False
    tape.playout.resume()
    sound = tape.run(1)
    if goes_on_at == 100:
        assert sound == pytest.approx(0.5)
    else:
        faded_in = np.minimum(np.arange(10) / 3, 1.0)
        assert sound == pytest.approx(ramp()[goes_on_at : goes_on_at + 10] * faded_in)


def test_without_word_times_it_goes_on_where_it_fell_silent() -> None:
    tape = playing(3, words=())
    tape.playout.pause()
    tape.run(1)
    tape.playout.resume()
    assert tape.run(1)[4:] == pytest.approx(ramp()[34:40])


def test_a_pause_keeps_everything_and_drains_nothing() -> None:
    tape = playing(2)
    tape.playout.pause()
    tape.playout.pause()
    tape.playout.duck()
    tape.playout.play(1, 1, clause(10), ())
    tape.playout.finish(1)
    assert not tape.run(20)[round(FADE_S * RATE_HZ) :].any()
    assert not tape.playout.is_idle
    assert tape.reports == [ClauseStarted(1, 0, 0.0)]
    tape.playout.resume()
    assert not tape.run(12)[-10:].any()
    assert [type(fact) for fact in tape.reports] == [ClauseStarted, ClauseStarted, PlayoutDrained]
    assert tape.samples.max() == pytest.approx(0.5), "full voice again"


def test_paused_between_two_clauses_it_waits_for_the_next() -> None:
    tape = playing(3, clause(25))
    tape.playout.pause()
    tape.playout.play(1, 1, clause(10))
    assert not tape.run(2).any()
    tape.playout.resume()
    assert tape.run(1) == pytest.approx(0.5)
    assert tape.playout.stop() == {0: 1.0, 1: 1.0}


def test_what_ended_in_a_pause_drains_with_its_end() -> None:
    tape = playing(3, clause(25))
    tape.playout.pause()
    tape.playout.finish(1, 99.0)
    assert not tape.playout.is_idle
    assert len(tape.reports) == 1
    tape.playout.resume()
    assert tape.reports[1:] == [PlayoutDrained(1, 0.025)]
    assert tape.playout.stop() == {}


def test_a_word_said_twice_counts_once() -> None:
    tape = playing(5)
    for _ in range(3):
        tape.playout.pause()
        tape.run(1)
        tape.playout.resume()
    assert tape.playout.stop() == {0: 0.5}
    tape = playing(5)
    tape.playout.pause()
    tape.playout.resume()
    tape.run(3)
    assert tape.playout.stop()[0] == pytest.approx(0.57), "8 samples of the fade, 22 from the word's beginning on"


def test_a_stop_in_a_pause_fades_nothing_and_the_next_reply_is_loud() -> None:
    tape = playing(3, clause(100))
    tape.playout.duck()
    tape.run(3)
    tape.playout.pause()
    tape.run(1)
    assert tape.playout.stop() == {0: 0.6}
    assert not tape.run(2).any()
    tape.playout.play(2, 0, clause(30))
    assert tape.run(1) == pytest.approx(0.5)


@pytest.mark.parametrize("is_finished_first", [True, False])
def test_a_reply_that_ended_softly_does_not_soften_the_next(is_finished_first: bool) -> None:
    tape = playing(1, clause(30))
    tape.playout.duck()
    if is_finished_first:
        tape.playout.finish(1)
    tape.run(3)
    if not is_finished_first:
        tape.playout.finish(1)
    tape.playout.play(2, 0, clause(30))
    assert tape.run(1) == pytest.approx(0.5)


@pytest.mark.parametrize("how", ["duck", "pause"])
def test_led_just_after_its_end_the_next_reply_is_as_ever(how: Lead) -> None:
    tape = playing(1, clause(5))
    tape.playout.finish(1)
    tape.playout.lead(how)
    tape.playout.play(2, 0, clause(30))
    assert tape.run(1) == pytest.approx(0.5)


def test_a_pause_before_a_sample_left_begins_the_clause_as_it_is() -> None:
    tape = playing(0)
    tape.playout.pause()
    assert not tape.run(1).any()
    tape.playout.resume()
    assert tape.run(1) == pytest.approx(ramp()[:10])
