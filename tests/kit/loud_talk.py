"""A conversation over loudspeakers, faster than real time: our own speech in a room, our ear, and a user who cuts in.

What the conversation does at a barge-in is done here too, in small: the voice is lowered at the first sound of a user,
and stops when there is enough of it. Used by the tests and bars of the echo.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.conversation.interruption import PAUSE_S
from app.engines.silero_vad import SileroVad
from app.engines.webrtc_echo import WebRtcEchoCanceller
from app.facts import SpeechGrew, SpeechStarted
from app.listening.ear import Ear
from app.listening.echo_level import EchoLevel
from app.runtime.own_voice import OwnVoice
from tests.kit.room import PlayedSamples, Room

BLOCK_S = FRAME_SAMPLES / HEARING_HZ
DUCK_DB = -15.0
UNDUCK_AFTER_S = 1.5
ON_THE_WAY_BLOCKS = 3
"""What the devices hold: an order is heard 96 ms later."""


@dataclass
class Heard:
    """When something came of what the microphone heard, in seconds."""

    ducked: list[float] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)
    longest_s: float = 0.0
    """Of voice in one of the alarms."""


class LoudTalk:
    """`speech`: what we say, float32 (n,), 16 kHz. `user`: what somebody says into the microphone, on the same time."""

    def __init__(self, speech: Samples, room: Room, user: Samples | None = None, late_s: float = -0.02) -> None:
        self._speech = speech
        self._user = np.zeros(len(speech), np.float32) if user is None else user
        self._room = room
        self.heard = Heard()
        self.level = EchoLevel()
        self._vad = SileroVad()
        self._canceller = WebRtcEchoCanceller()
        self._ear = Ear(self._vad)
        self._played = PlayedSamples(np.zeros(len(speech) + FRAME_SAMPLES * ON_THE_WAY_BLOCKS, np.float32), late_s)
        self._own = OwnVoice(self._canceller, self._played, self.level)
        self._gain_db = 0.0
        self._voice_began_s = 0.0
        self._is_paused = False

    def run(self, until_quiet_for_s: float = 2.0) -> Heard:
        """To the end of the speech. After a stop we are silent until the user was quiet for so long, then go on."""
        self._vad.load()
        self._canceller.load()
        for k in range(len(self._speech) // FRAME_SAMPLES):
            at = k * FRAME_SAMPLES
            self._play(k + ON_THE_WAY_BLOCKS)
            block = self._room.hear(self._played.samples[at : at + FRAME_SAMPLES]) + self._user[at : at + FRAME_SAMPLES]
            left = self._own.take_out(block.astype(np.float32), at / HEARING_HZ)
            now_s = at / HEARING_HZ + BLOCK_S
            for fact in self._ear.hear(left.samples, left.t_s, ceiling=left.ceiling):
                self._decide(fact, now_s)
            self._rest(now_s, until_quiet_for_s)
        self._vad.close()
        self._canceller.close()
        return self.heard

    def _play(self, k: int) -> None:
        at = k * FRAME_SAMPLES
        gain = 0.0 if self._is_paused else 10 ** (self._gain_db / 20)
        said = self._speech[at : at + FRAME_SAMPLES]
        self._played.samples[at : at + len(said)] = said * gain

    def _decide(self, fact: object, now_s: float) -> None:
        match fact:
            case SpeechStarted():
                self.heard.ducked.append(now_s)
                self._gain_db = DUCK_DB
                self._voice_began_s = self._last_voice_s = now_s
            case SpeechGrew():
                self._last_voice_s = now_s
                self.heard.longest_s = max(self.heard.longest_s, fact.voiced_s)
                if fact.voiced_s >= PAUSE_S and not self._is_paused:
                    self.heard.paused.append(now_s)
                    self._is_paused = True

    def _rest(self, now_s: float, until_quiet_for_s: float) -> None:
        """The alarm is over: full voice again, and whatever comes next is a new utterance."""
        if self._gain_db == 0.0:
            return
        if now_s - self._last_voice_s > (until_quiet_for_s if self._is_paused else UNDUCK_AFTER_S):
            self._gain_db, self._is_paused = 0.0, False
            self._ear.close()
