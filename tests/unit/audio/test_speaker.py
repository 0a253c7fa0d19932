"""The Speaker on hardware this machine does not have: picky about shapes, wrong about time, vanishing.

The streams are fakes; the real ones are in tests/headless/test_sound_card.py.
"""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Clip
from app.audio.speaker import Speaker
from app.errors import NoDevice
from app.facts import ClauseStarted, PlayoutDrained
from tests.kit.fake_card import Card, Clock, Stream
from tests.kit.fake_card import card as card


class Stage:
    """A Speaker with its reports and its clock."""

    def __init__(self, quiet_close_s: float = 8.0) -> None:
        self.clock = Clock()
        self.reports: list[ClauseStarted | PlayoutDrained] = []
        self.speaker = Speaker(None, self.clock, quiet_close_s)
        self.speaker.open(self.reports.append)

    def play(self, n: int = 0, duration_s: float = 0.02) -> None:
        self.speaker.play(1, n, Clip(np.full(round(44_100 * duration_s), 0.5, np.float32), 44_100))


def test_the_stream_opens_with_the_first_clause_and_stays(card: Card) -> None:
    stage = Stage()
    assert stage.speaker.rate_hz == 44_100
    assert not card.streams
    stage.play()
    stage.play(1)
    assert len(card.streams) == 1
    options = card.streams[0].options
    assert (options["blocksize"], options["samplerate"]) == (441, 44_100)
    assert card.streams[0].tick().min() == 0.5
    assert stage.reports == [ClauseStarted(1, 0, pytest.approx(10.02))]


def test_stereo_hardware_gets_both_sides(card: Card) -> None:
    card.takes = lambda rate_hz, channels: channels == 2
    stage = Stage()
    stage.play()
    assert (card.streams[0].tick() == 0.5).all()


def test_a_device_that_lies_about_time_is_taken_at_its_latency(card: Card) -> None:
    stage = Stage()
    stage.play()
    card.streams[0].tick(delay_s=-5.0)
    assert stage.reports[0].t_s == pytest.approx(10.0 + Stream.latency)


def test_it_closes_after_some_quiet_and_opens_again(card: Card) -> None:
    stage = Stage(quiet_close_s=8.0)
    assert stage.speaker.close_if_quiet()
    stage.play()
    stage.clock.now_s = 30.0
    assert not stage.speaker.close_if_quiet(), "a clause waits"
    for _ in range(3):
        card.streams[0].tick()
    stage.clock.now_s = 37.9
    assert not stage.speaker.close_if_quiet()
    stage.clock.now_s = 38.1
    assert stage.speaker.close_if_quiet()
    assert card.streams[0].is_closed
    stage.speaker.warm()
    assert not stage.speaker.close_if_quiet(), "a reply is near"
    assert len(card.streams) == 2


def test_a_clause_that_comes_while_it_closes_is_not_lost(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(quiet_close_s=0.0)
    stage.speaker.warm()
    closing = card.streams[0].close

    def close(ignore_errors: bool) -> None:
        closing(ignore_errors)
        stage.speaker._playout.play(1, 0, np.full(441, 0.5, np.float32))  # type: ignore[union-attr]

    monkeypatch.setattr(card.streams[0], "close", close)
    assert not stage.speaker.close_if_quiet()
    assert card.streams[1].tick().min() == 0.5


def test_underruns_count_only_while_a_clause_plays(card: Card) -> None:
    stage = Stage()
    stage.speaker.warm()
    card.streams[0].tick(trouble=True)
    stage.play()
    card.streams[0].tick(trouble=True)
    card.streams[0].tick()
    card.streams[0].tick(trouble=True)
    assert stage.speaker.underruns == 1


def test_a_stream_that_ran_dry_gets_a_longer_store_next_time(card: Card) -> None:
    stage = Stage()
    for latency_s, is_dry in zip((0.06, 0.06, 0.09, 0.12, 0.12), (False, True, True, True, True), strict=True):
        stage.play()
        assert card.streams[-1].options["latency"] == latency_s
        card.streams[-1].tick(trouble=is_dry)
        stage.speaker.close()


def test_stop_and_finish_work_with_the_stream_closed(card: Card) -> None:
    stage = Stage()
    assert stage.speaker.stop() == {}
    stage.speaker.finish(4)
    assert stage.reports == [PlayoutDrained(4, 10.0)]
    stage.play()
    card.streams[0].tick()
    assert stage.speaker.stop() == {0: 0.5}


def test_a_device_that_vanished_is_opened_again_and_goes_on(card: Card) -> None:
    stage = Stage()
    stage.play(duration_s=1.0)
    card.streams[0].tick()
    card.streams[0].vanish()
    assert stage.speaker.is_open, "the watchdog looks at last_block_t_s"
    stage.speaker.warm()
    assert card.streams[0].is_closed
    assert card.streams[1].tick().min() == 0.5


def test_before_open_and_without_a_device_it_is_said(card: Card) -> None:
    speaker = Speaker(None, Clock())
    assert speaker.stop() == {}
    assert speaker.close_if_quiet()
    with pytest.raises(NoDevice, match="There is no speaker"):
        speaker.play(1, 0, Clip.silence(0.1, 44_100))
    card.takes = lambda rate_hz, channels: False
    speaker.open(lambda fact: None)
    with pytest.raises(NoDevice, match="speaker 'Picky' cannot be opened"):
        speaker.warm()
    assert not speaker.is_open
    speaker.close()
