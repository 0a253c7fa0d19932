"""What runs in the child process of the echo tests: speaker, microphone and ear as the app joins them, no model behind.

`python -m tests.kit.echo_child SECONDS` speaks with the project's voice for so long and prints one JSON object: what it
heard meanwhile. Times are seconds of its session; `began` is time.monotonic() at the session's second 0.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from typing import Any

import numpy as np

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.audio.microphone import Microphone
from app.audio.reference import Reference
from app.audio.resample import StreamResampler, resampled
from app.audio.speaker import Speaker
from app.engines.silero_vad import SileroVad
from app.engines.webrtc_echo import WebRtcEchoCanceller
from app.facts import SpeechGrew, SpeechStarted
from app.listening.ear import Ear
from app.listening.echo_level import EchoLevel
from app.listening.level import level_db
from app.runtime.clock import RealClock
from app.runtime.listener import Block, Listener
from app.runtime.own_voice import Left, OwnVoice
from tests.kit.own_speech import own_speech


class MeasuredVoice(OwnVoice):
    """Notes how loud every block was before and after."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.levels_db: list[tuple[float, float]] = []

    def take_out(self, block: Samples, t_s: float) -> Left:
        left = super().take_out(block, t_s)
        self.levels_db.append((level_db(block), level_db(left.samples)))
        return left


def converse(duration_s: float) -> dict[str, Any]:
    """Speak, and listen to oneself."""
    clock, reference, level = RealClock(), Reference(), EchoLevel()
    began_s = time.monotonic() - clock.now_s()
    canceller, vad = WebRtcEchoCanceller(), SileroVad()
    canceller.load()
    vad.load()
    voice = MeasuredVoice(canceller, reference, level)
    facts: list[Any] = []
    listener = Listener(Ear(vad), facts.append, lambda hz: StreamResampler(hz, HEARING_HZ).feed, voice)
    mail: queue.SimpleQueue[Block | None] = queue.SimpleQueue()

    def listen() -> None:
        while (block := mail.get()) is not None:
            listener.job(block)

    thread = threading.Thread(target=listen)
    thread.start()
    microphone, speaker = Microphone(None, clock.now_s), Speaker(None, clock.now_s)
    speaker.tell_played = reference.write
    speaker.open(lambda fact: None)
    microphone.open(lambda samples, t_s: mail.put(Block(samples, t_s, microphone.rate_hz)))
    speech = resampled(Clip(own_speech(duration_s), HEARING_HZ), speaker.rate_hz)
    speaker.warm()
    threading.Event().wait(0.5)
    print("speaking", flush=True)
    speaker.play(1, 0, speech)
    threading.Event().wait(duration_s + 1.0)
    microphone.close()
    speaker.close()
    mail.put(None)
    thread.join()
    heard_db, left_db = np.array(voice.levels_db).T
    is_loud = heard_db > -40
    return {
        "began": began_s,
        "room": level.room,
        "delay_ms": None if level.delay_s is None else round(1000 * level.delay_s, 1),
        "taken_db": round(float(np.median((heard_db - left_db)[is_loud])), 1) if is_loud.any() else 0.0,
        "echo_dbfs": round(float(np.median(heard_db[is_loud])), 1) if is_loud.any() else None,
        "started": [fact.t_s for fact in facts if isinstance(fact, SpeechStarted)],
        "voiced": [(fact.t_s, fact.voiced_s) for fact in facts if isinstance(fact, SpeechGrew)],
        "dropped": microphone.dropped_blocks,
        "underruns": speaker.underruns,
    }


if __name__ == "__main__":
    print(json.dumps(converse(float(sys.argv[1]))))
