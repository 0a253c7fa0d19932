"""The queue of clauses: gapless, on time to the sample, and silent at once when told."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from app.audio.playout import FADE_S, Playout
from app.facts import ClauseStarted, PlayoutDrained
from tests.kit.tape import BLOCK, RATE_HZ, Tape, clause


def test_nothing_to_play_is_silence() -> None:
    tape = Tape()
    assert tape.playout.is_idle
    assert tape.run(2).tolist() == [0.0] * 20
    assert tape.reports == []


def test_clauses_follow_each_other_without_a_gap_and_start_on_time() -> None:
    tape = Tape()
    tape.run(1)
    tape.playout.play(3, 0, clause(13, 0.1))
    tape.playout.play(3, 1, clause(4, 0.2))
    tape.playout.play(3, 2, clause(8, 0.3))
    tape.playout.finish(3)
    sound = tape.run(4)
    assert sound[:25] == pytest.approx(np.repeat([0.1, 0.2, 0.3], [13, 4, 8]))
    assert not sound[25:].any()
    assert tape.reports == [
        ClauseStarted(3, 0, 0.010),
        ClauseStarted(3, 1, 0.023),
        ClauseStarted(3, 2, 0.027),
        PlayoutDrained(3, 0.035),
    ]
    assert tape.playout.is_idle


def test_a_turn_drains_only_when_it_is_finished() -> None:
    tape = Tape()
    tape.playout.play(1, 0, clause(10))
    tape.run(3)
    assert tape.reports == [ClauseStarted(1, 0, 0.0)]
    tape.playout.play(1, 1, clause(5))
    tape.run(2)
    tape.playout.finish(1, 99.0)
    assert tape.reports[1:] == [ClauseStarted(1, 1, 0.030), PlayoutDrained(1, 0.035)]


def test_a_reply_without_a_clause_drains_at_once() -> None:
    tape = Tape()
    tape.playout.finish(1, 7.5)
    tape.playout.finish(2)
    assert tape.reports == [PlayoutDrained(1, 7.5), PlayoutDrained(2, 0.0)]


def test_an_empty_clause_is_reported_too() -> None:
    tape = Tape()
    tape.playout.play(1, 0, clause(0))
    tape.playout.finish(1)
    tape.run(1)
    assert tape.reports == [ClauseStarted(1, 0, 0.0), PlayoutDrained(1, 0.0)]


def test_stop_says_what_was_heard_and_fades_without_a_click() -> None:
    tape = Tape()
    for n, samples in enumerate((10, 40, 10)):
        tape.playout.play(1, n, clause(samples))
    tape.playout.finish(1)
    tape.run(2)
    assert tape.playout.stop() == {0: 1.0, 1: 0.25, 2: 0.0}
    rest = tape.run(2)
    faded = round(FADE_S * RATE_HZ)
    assert rest[0] == pytest.approx(0.5)
    assert np.abs(np.diff(tape.samples)[10:]).max() < 0.1
    assert not rest[faded:].any()
    assert tape.playout.is_idle
    assert [type(fact) for fact in tape.reports] == [ClauseStarted, ClauseStarted]


def test_stop_is_idempotent_and_a_new_turn_plays_after_it() -> None:
    tape = Tape()
    tape.playout.play(1, 0, clause(50))
    tape.run(1)
    assert tape.playout.stop() == {0: 0.2}
    assert tape.playout.stop() == {}
    tape.playout.play(2, 0, clause(5, -0.5))
    tape.playout.finish(2)
    tape.run(2)
    assert tape.reports[1:] == [ClauseStarted(2, 0, 0.018), PlayoutDrained(2, 0.023)]


def test_stop_before_a_sample_left_fades_nothing() -> None:
    tape = Tape()
    tape.playout.play(1, 0, clause(50))
    assert tape.playout.stop() == {0: 0.0}
    assert not tape.run(1).any()
    assert tape.reports == []


def test_stop_between_two_clauses_still_knows_the_first() -> None:
    tape = Tape()
    tape.playout.play(1, 0, clause(5))
    tape.run(2)
    assert tape.playout.stop() == {0: 1.0}


def test_a_drained_turn_is_no_longer_the_current_one() -> None:
    tape = Tape()
    tape.playout.play(1, 0, clause(5))
    tape.run(1)
    tape.playout.finish(1, 50.0)
    assert tape.reports[-1] == PlayoutDrained(1, 0.005)
    assert tape.playout.stop() == {}
    tape.playout.play(2, 0, clause(20))
    tape.run(1)
    assert tape.playout.stop() == {0: 0.5}


def test_the_next_turn_waits_for_the_last_one_to_end() -> None:
    tape = Tape()
    tape.playout.play(1, 0, clause(15))
    tape.playout.play(2, 0, clause(10))
    tape.playout.finish(1)
    tape.playout.finish(2)
    tape.run(3)
    assert [(type(fact).__name__, fact.revision) for fact in tape.reports] == [
        ("ClauseStarted", 1), ("PlayoutDrained", 1), ("ClauseStarted", 2), ("PlayoutDrained", 2),
    ]  # fmt: skip


def test_a_report_may_queue_the_next_clause() -> None:
    tape = Tape()

    def echo(fact: ClauseStarted | PlayoutDrained) -> None:
        if isinstance(fact, ClauseStarted) and fact.n < 2:
            playout.play(1, fact.n + 1, clause(10))

    playout = Playout(RATE_HZ, echo)
    tape.playout = playout
    playout.play(1, 0, clause(10))
    assert tape.run(4)[:30].all()


def test_filled_and_stopped_from_other_threads_every_sample_is_defined() -> None:
    tape = Tape()
    done = threading.Event()

    def fill() -> None:
        for turn in range(1, 300):
            for n in range(3):
                tape.playout.play(turn, n, clause(7))
            (tape.playout.duck, tape.playout.pause, tape.playout.resume)[turn % 3]()
            tape.playout.finish(turn)
            if turn % 5 == 0:
                assert all(0.0 <= share <= 1.0 for share in tape.playout.stop().values())
        done.set()

    filler = threading.Thread(target=fill)
    filler.start()
    while not (done.is_set() and tape.playout.is_idle):
        out = np.full(BLOCK, np.nan, np.float32)
        tape.playout.pull(out, 0.0)
        assert not np.isnan(out).any()
    filler.join(10)
