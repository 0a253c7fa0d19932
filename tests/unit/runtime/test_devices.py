"""The devices thread: losing a device, finding it again, never playing what is stale. Fakes, because a device that
vanishes cannot be had otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np

from app.audio.clip import Clip
from app.cancel import Revisions
from app.clause import WordTime
from app.effects import (
    SIGN_N,
    CloseMic,
    DuckPlayout,
    FinishPlayout,
    OpenMic,
    PausePlayout,
    Play,
    PlaySign,
    ResumePlayout,
    StopPlayout,
    WakeSpeaker,
)
from app.errors import NoDevice
from app.facts import MicOpened, PlayoutStopped, StageBroke, StageReady, TimerFired
from app.runtime.clock import FileClock
from app.runtime.devices import Devices
from app.runtime.listener import Block, StreamEnded

CLIP = Clip(np.zeros(100, np.float32), 48_000)


class FakeDevice:
    """A microphone and a speaker in one: each method the Protocols want, and a switch to make it vanish."""

    def __init__(self, clock: FileClock) -> None:
        self.clock = clock
        self.is_there = True
        self.is_open = False
        self.rate_hz = 48_000
        self.last_block_t_s = 0.0
        self.dropped_blocks = self.underruns = 0
        self.did: list[Any] = []
        self.name: str | None = None
        self.hear: Any = None

    def open(self, told: Any) -> None:
        if not self.is_there:
            raise NoDevice("There is none.")
        self.hear = told
        self.is_open = True
        self.last_block_t_s = self.clock.now_s()

    def warm(self) -> None:
        self.open(self.hear)

    def play(self, revision: int, n: int, clip: Clip, words: tuple[WordTime, ...] = (), rest_s: float = 0.0) -> None:
        self.did.append(("play", revision, n, *words, *([rest_s] if rest_s else [])))

    def finish(self, revision: int) -> None:
        self.did.append(("finish", revision))

    def lead(self, how: str) -> None:
        self.did.append(how)

    def stop(self) -> dict[int, float]:
        return {0: 0.5}

    def close(self) -> None:
        self.is_open = False

    def close_if_quiet(self) -> bool:
        self.did.append("quiet?")
        return False


class Rim:
    def __init__(self) -> None:
        self.clock = FileClock(is_realtime=False)
        self.mic, self.speaker = FakeDevice(self.clock), FakeDevice(self.clock)
        self.mail: list[Any] = []
        self.posted: list[Any] = []
        self.restarts = 0
        self.revisions = Revisions()
        self.devices = Devices(
            self.mic, self.speaker, self, self.posted.append, self.revisions, self.clock, self.restart  # type: ignore[arg-type]
        )
        self.devices.load()
        self.speaker.is_open = False  # a real one only gets ready here; its stream opens with the first reply

    def post(self, item: object) -> None:
        self.mail.append(item)

    def restart(self) -> None:
        self.restarts += 1

    def at(self, t_s: float) -> None:
        self.clock.advance(t_s)
        self.devices.watch()


def test_a_soft_sound_is_made_at_the_speakers_rate_and_not_for_a_stale_reply() -> None:
    rim = Rim()
    rim.devices.job(PlaySign(3))
    rim.revisions.drop_below(4)
    rim.devices.job(PlaySign(3))
    assert rim.speaker.did == [("play", 3, SIGN_N)]


def test_the_microphone_delivers_blocks_to_the_listener() -> None:
    rim = Rim()
    rim.devices.job(OpenMic())
    rim.mic.hear(np.zeros(4, np.float32), 1.0)
    assert rim.posted == [MicOpened()]
    assert isinstance(rim.mail[0], Block)
    assert (rim.mail[0].t_s, rim.mail[0].rate_hz) == (1.0, 48_000)
    rim.devices.job(CloseMic())
    assert isinstance(rim.mail[1], StreamEnded)
    assert not rim.mic.is_open
    assert rim.restarts == 0


def test_a_microphone_without_a_pulse_is_lost_and_found_with_a_fresh_list_of_devices() -> None:
    rim = Rim()
    rim.devices.job(OpenMic())
    rim.at(1.0)
    assert len(rim.posted) == 1
    rim.at(9.0)
    assert isinstance(rim.posted[-1], StageBroke)
    assert rim.posted[-1].stage == "microphone"
    rim.mic.is_there = False
    rim.devices.job(OpenMic())
    assert rim.posted[-1].error == "There is none."
    rim.mic.is_there = True
    rim.devices.job(OpenMic())
    assert rim.posted[-1] == MicOpened()
    assert rim.restarts == 2


def test_a_speaker_that_vanishes_says_what_was_heard_of_the_turn_it_played() -> None:
    rim = Rim()
    rim.devices.job(WakeSpeaker())
    rim.devices.job(Play(3, 0, CLIP))
    rim.devices.job(FinishPlayout(3))
    assert rim.speaker.did == [("play", 3, 0), ("finish", 3)]
    rim.at(9.0)
    assert rim.posted[-2] == PlayoutStopped(3, 9.0, {0: 0.5})
    assert rim.posted[-1].stage == "speaker"
    rim.at(10.0)  # once is enough
    assert len(rim.posted) == 2
    rim.devices.job(WakeSpeaker())
    assert rim.posted[-1] == StageReady("speaker")
    assert rim.restarts == 1


def test_a_speaker_that_cannot_open_is_told() -> None:
    rim = Rim()
    rim.speaker.is_there = False
    rim.devices.job(WakeSpeaker())
    assert [type(fact) for fact in rim.posted] == [PlayoutStopped, StageBroke]
    rim.devices.load()
    assert rim.posted[-1].error == "There is none."


def test_a_working_microphone_is_not_interrupted_to_look_for_a_speaker() -> None:
    rim = Rim()
    rim.devices.job(OpenMic())
    rim.speaker.is_there = False
    rim.devices.job(WakeSpeaker())
    rim.speaker.is_there = True
    rim.devices.job(WakeSpeaker())
    assert rim.restarts == 0


def test_nothing_stale_is_played_after_a_hush() -> None:
    rim = Rim()
    rim.revisions.drop_below(2)
    rim.devices.hush(StopPlayout(1))
    rim.devices.job(Play(1, 1, CLIP))
    assert rim.speaker.did == []
    assert rim.posted == [PlayoutStopped(1, 0.0, {0: 0.5})]


def test_the_voice_is_led_at_once_and_knows_its_words() -> None:
    rim = Rim()
    words = (WordTime(0.1, 0.2),)
    rim.devices.job(Play(1, 0, CLIP, words, 0.5))
    for order in (DuckPlayout(), PausePlayout(), ResumePlayout()):
        rim.devices.lead(order)
    assert rim.speaker.did == [("play", 1, 0, *words, 0.5), "duck", "pause", "resume"]
    assert rim.posted == []


def test_a_quiet_speaker_may_close() -> None:
    rim = Rim()
    rim.at(0.5)
    assert rim.speaker.did == ["quiet?"]
    assert rim.devices.counts() == {"dropped_blocks": 0, "underruns": 0}
    rim.devices.close()
    assert not rim.speaker.is_open


def test_a_run_without_devices_does_nothing() -> None:
    rim = Rim()
    devices = Devices(None, None, rim, rim.posted.append, rim.revisions, rim.clock, rim.restart)
    devices.load()
    for order in (OpenMic(), CloseMic(), WakeSpeaker(), Play(1, 0, CLIP), FinishPlayout(1)):
        devices.job(order)
    devices.hush(StopPlayout(1))
    devices.lead(PausePlayout())
    devices.watch()
    devices.close()
    assert devices.counts() == {"dropped_blocks": 0, "underruns": 0}
    assert rim.posted == []


def test_another_microphone_and_speaker_are_used_at_once() -> None:
    rim = Rim()
    rim.devices.use_microphone("headset")
    assert not rim.mic.is_open  # it was closed, and nobody wants it
    rim.devices.job(OpenMic())
    del rim.posted[:], rim.mail[:]
    rim.devices.use_microphone(None)
    assert rim.mic.is_open
    assert rim.mic.name is None
    assert [type(item) for item in (*rim.mail, *rim.posted)] == [StreamEnded, MicOpened]
    rim.devices.use_speaker("headset")
    assert rim.speaker.name == "headset"
    rim.speaker.is_there = False
    rim.devices.use_speaker("gone")
    assert isinstance(rim.posted[-1], StageBroke)
    Devices(None, None, rim, rim.posted.append, rim.revisions, rim.clock, rim.restart).use_microphone("none")  # type: ignore[arg-type]


def test_when_a_device_comes_the_lost_microphone_is_tried_at_once() -> None:
    rim = Rim()
    rim.devices.look_again()
    rim.devices.job(OpenMic())
    rim.at(3.0)
    rim.posted.clear()
    rim.devices.look_again()
    assert rim.posted == [TimerFired("microphone")]
    rim.devices.job(OpenMic())
    rim.posted.clear()
    rim.devices.look_again()
    assert rim.posted == []


def test_when_a_device_comes_the_lost_speaker_is_tried_at_once() -> None:
    rim = Rim()
    rim.speaker.is_there = False
    rim.devices.job(WakeSpeaker())
    rim.devices.look_again()
    assert not any(isinstance(fact, StageReady) for fact in rim.posted)
    rim.speaker.is_there = True
    rim.devices.look_again()
    assert rim.posted[-1] == StageReady("speaker")


def test_before_a_sleep_both_are_closed_and_afterwards_portaudio_begins_anew() -> None:
    rim = Rim()
    rim.devices.job(OpenMic())
    rim.devices.job(WakeSpeaker())
    rim.devices.rest()
    assert not rim.mic.is_open
    assert not rim.speaker.is_open
    rim.devices.job(CloseMic())
    rim.devices.job(OpenMic())
    assert rim.restarts == 1
    assert rim.mic.is_open
