"""Our own voice is taken out, and nothing else: with the real canceller, detector and ear, in a room of numbers."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.listening.echo_level import EchoLevel
from app.runtime.own_voice import GOOD_DELAY_S, MOST_SHIFT_S, REGROUPED_SAMPLES, OwnVoice
from tests.kit.interruptions import clips, cut_in, scored
from tests.kit.loud_talk import LoudTalk
from tests.kit.own_speech import VOICE_DB, own_speech
from tests.kit.room import PlayedSamples, Room, blocks, hall, living_room
from tests.kit.speech import hiss, silence


class Halver:
    """An EchoCanceller that shows where it was at work."""

    def __init__(self) -> None:
        self.resets = 0
        self.sizes: set[int] = set()

    def load(self) -> None: ...

    def close(self) -> None: ...

    def cancel(self, microphone: Samples, played: Samples) -> Samples:
        self.sizes.add(len(microphone) % 160)
        return microphone / 2

    def reset(self) -> None:
        self.resets += 1


@lru_cache(maxsize=1)
def speech() -> Samples:
    return own_speech(9.0)


def left_of(own_voice: OwnVoice, sound: Samples) -> tuple[Samples, float]:
    """(what is left, the time of its first sample)."""
    pieces = [own_voice.take_out(block, t_s) for block, t_s in blocks(sound)]
    assert {len(piece.samples) for piece in pieces} == {FRAME_SAMPLES}
    return np.concatenate([piece.samples for piece in pieces]), pieces[0].t_s


def test_while_we_are_silent_the_sound_passes_as_it_is() -> None:
    canceller = Halver()
    sound = hiss(1.0, -30)
    left, t_s = left_of(OwnVoice(canceller, PlayedSamples(silence(2.0)), EchoLevel()), sound)
    assert t_s == -REGROUPED_SAMPLES / HEARING_HZ
    assert np.array_equal(left[REGROUPED_SAMPLES:], sound[: len(left) - REGROUPED_SAMPLES])
    assert canceller.sizes == set()


def test_the_canceller_gets_whole_frames_while_we_speak_and_two_seconds_after() -> None:
    canceller = Halver()
    played = np.concatenate([silence(1.0), hiss(1.0, -20), silence(4.0)])
    sound = np.full(6 * HEARING_HZ, 0.5, np.float32)
    left, _ = left_of(OwnVoice(canceller, PlayedSamples(played), EchoLevel()), sound)
    halved = np.flatnonzero(left == 0.25) / HEARING_HZ
    assert halved[0] == pytest.approx(1.0, abs=0.07)
    assert halved[-1] == pytest.approx(4.0, abs=0.07)
    assert canceller.sizes == {0}


def test_another_stream_begins_with_nothing_of_the_last() -> None:
    canceller = Halver()
    own_voice = OwnVoice(canceller, PlayedSamples(silence(2.0)), EchoLevel())
    left_of(own_voice, hiss(0.5, -30))
    own_voice.forget()
    left, _ = left_of(own_voice, silence(0.5))
    assert not left.any()
    assert canceller.resets == 1


@pytest.mark.parametrize(("late_s", "delay_s"), [(0.03, 0.0), (-0.02, 0.7)])
def test_a_device_that_tells_wrong_times_is_corrected(late_s: float, delay_s: float) -> None:
    """30 ms too late, which ruins a canceller; and a wireless speaker."""
    talk = LoudTalk(speech(), Room(living_room(), delay_s), late_s=late_s)
    heard = talk.run()
    assert talk.level.delay_s == pytest.approx(GOOD_DELAY_S, abs=0.015)
    assert talk.level.taken_db > 15
    assert heard.paused == []


def test_times_beyond_belief_end_with_the_times_of_the_device() -> None:
    level, played = EchoLevel(), PlayedSamples(speech(), late_s=0.0)
    own_voice = OwnVoice(Halver(), played, level)
    late_s = []
    for _ in range(3):
        level.delay_s = -0.5
        own_voice.take_out(silence(0.032), 0.0)
        late_s.append(played.late_s)
    assert late_s == pytest.approx([-0.54, -1.08, 0.0])
    assert 1.08 <= MOST_SHIFT_S < 3 * 0.54


def test_a_way_that_is_lost_is_looked_for_where_the_device_says() -> None:
    level, played = EchoLevel(), PlayedSamples(hiss(12.0, -20), late_s=0.0)
    own_voice = OwnVoice(Halver(), played, level)
    level.delay_s = -0.5
    left_of(own_voice, hiss(10.0, -20, seed=9))
    assert played.late_s == pytest.approx(0.0)


@pytest.mark.parametrize("room", [hall, living_room], ids=["hall", "living room"])
def test_our_own_speech_never_stops_us(room) -> None:  # type: ignore[no-untyped-def]
    talk = LoudTalk(speech(), Room(room()))
    heard = talk.run()
    assert heard.paused == []
    assert len(heard.ducked) <= 1
    assert talk.level.room == "loudspeakers"


def test_people_who_cut_in_as_loud_as_we_are_stop_us() -> None:
    talked = own_speech(30.0, seed=7)
    user, begins_s = cut_in(talked, [clips()[n] for n in (0, 7, 13)], VOICE_DB)
    score = scored(LoudTalk(talked, Room(living_room()), user).run(), begins_s)
    assert len(score.ducked_s) == len(score.paused_s) == 3
    assert np.median(score.paused_s) <= 1.1
    assert score.false_pauses_s == []


def test_with_headphones_a_soft_user_is_heard_at_once() -> None:
    talked = own_speech(16.0, seed=7)
    user, begins_s = cut_in(talked, [clips()[3]], -32)
    score = scored(LoudTalk(talked, Room(living_room(), level_db=-200), user).run(), begins_s)
    assert len(score.paused_s) == 1
    assert score.paused_s[0] <= 0.6
