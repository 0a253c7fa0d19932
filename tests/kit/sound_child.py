"""What runs in the child process of the sound card tests and of the soak: Speaker and Microphone as the app uses them.

PortAudio reads ALSA's settings once, so every test of the virtual card needs a fresh process:
`python -m tests.kit.sound_child NAME [SECONDS]` prints one JSON object. Times are time.monotonic().
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from app.audio import portaudio
from app.audio.clip import Clip, Samples
from app.audio.microphone import Microphone
from app.audio.speaker import Speaker
from app.facts import ClauseStarted, PlayoutDrained

PITCH_HZ = 440.0
CLAUSES = ((0.5, 0.2), (0.7, 0.4), (0.6, 0.2))
"""(seconds, level) of what `speak` says: one unbroken tone, so that a gap or a click shows."""


def tone(rate_hz: int, from_s: float, duration_s: float, level: float) -> Clip:
    n = np.arange(round(from_s * rate_hz), round((from_s + duration_s) * rate_hz))
    return Clip((level * np.sin(2 * np.pi * PITCH_HZ * n / rate_hz)).astype(np.float32), rate_hz)


class Voice:
    """A speaker, what it reported, and a wait for the end of a turn."""

    def __init__(self) -> None:
        self.reports: list[ClauseStarted | PlayoutDrained] = []
        self.has_drained = threading.Event()
        self.speaker = Speaker(None, time.monotonic)
        self.speaker.open(self._report)

    def _report(self, fact: ClauseStarted | PlayoutDrained) -> None:
        self.reports.append(fact)
        if isinstance(fact, PlayoutDrained):
            self.has_drained.set()

    def say(self, turn: int) -> None:
        at_s = 0.0
        for n, (duration_s, level) in enumerate(CLAUSES):
            self.speaker.play(turn, n, tone(self.speaker.rate_hz, at_s, duration_s, level))
            at_s += duration_s
        self.speaker.finish(turn)


def speak(_: float) -> dict[str, Any]:
    """Three clauses, then the end."""
    voice = Voice()
    voice.speaker.warm()
    settle(0.3)  # the user is still speaking: the block times settle
    voice.say(1)
    assert voice.has_drained.wait(30)
    settle(0.2)
    voice.speaker.close()
    started = [fact.t_s for fact in voice.reports if isinstance(fact, ClauseStarted)]
    return {"started": started, "drained": voice.reports[-1].t_s, "underruns": voice.speaker.underruns}


def hush(_: float) -> dict[str, Any]:
    """Stopped in the second clause."""
    voice = Voice()
    voice.say(1)
    settle(0.8)
    stopped_s = time.monotonic()
    heard = voice.speaker.stop()
    settle(0.5)
    voice.speaker.close()
    told = {"stopped": stopped_s, "heard": heard, "reports": len(voice.reports)}
    return told | {"underruns": voice.speaker.underruns}


def listen(duration_s: float) -> dict[str, Any]:
    """The microphone for a while: its sound and the times of its blocks."""
    blocks: list[tuple[Samples, float]] = []
    microphone = Microphone(None, time.monotonic)
    microphone.open(lambda samples, t_s: blocks.append((samples, t_s)))
    print("listening", flush=True)
    settle(duration_s)
    microphone.close()
    sound = np.concatenate([samples for samples, _ in blocks])
    return {
        "rate_hz": microphone.rate_hz,
        "dropped": microphone.dropped_blocks,
        "times": [t_s for _, t_s in blocks],
        "sound": [round(float(sample), 5) for sample in sound],
    }


def sleepy(duration_s: float) -> dict[str, Any]:
    """A full mailbox and a consumer that sleeps: how long does the callback take?"""
    mail: queue.Queue[Samples] = queue.Queue(maxsize=8)
    refused = 0

    def hear(samples: Samples, t_s: float) -> None:
        nonlocal refused
        try:
            mail.put_nowait(samples)
        except queue.Full:
            refused += 1

    def consume() -> None:
        while not over.is_set():
            mail.get()
            over.wait(0.5)

    over = threading.Event()
    threading.Thread(target=consume, daemon=True).start()
    took_s = time_callbacks()
    microphone = Microphone(None, time.monotonic)
    microphone.open(hear)
    settle(duration_s)
    microphone.close()
    over.set()
    return {"took_ms": [1e3 * s for s in took_s], "refused": refused, "dropped": microphone.dropped_blocks}


def idle(duration_s: float) -> dict[str, Any]:
    """CPU of an open microphone whose blocks go nowhere, in percent of one core."""
    microphone = Microphone(None, time.monotonic)
    microphone.open(lambda samples, t_s: None)
    settle(1.0)
    before, before_s = os.times(), time.monotonic()
    settle(duration_s)
    after, after_s = os.times(), time.monotonic()
    microphone.close()
    return {"cpu_percent": 100 * (sum(after[:2]) - sum(before[:2])) / (after_s - before_s)}


def lose(_: float) -> dict[str, Any]:
    """Both devices vanish and come back; the parent says when."""
    blocks: list[float] = []
    microphone = Microphone(None, time.monotonic)
    microphone.open(lambda samples, t_s: blocks.append(t_s))
    voice = Voice()
    voice.speaker.warm()
    settle(0.5)
    before = len(blocks)
    print("running", flush=True)
    sys.stdin.readline()
    settle(1.2)
    silent_s = [time.monotonic() - device.last_block_t_s for device in (microphone, voice.speaker)]
    microphone.close()
    voice.speaker.close()
    print("lost", flush=True)
    sys.stdin.readline()
    portaudio.reinitialise()
    blocks.clear()
    microphone.open(lambda samples, t_s: blocks.append(t_s))
    voice.say(1)
    has_drained = voice.has_drained.wait(10)
    microphone.close()
    voice.speaker.close()
    return {"before": before, "silent": silent_s, "after": len(blocks), "has_drained": has_drained}


def converse(duration_s: float) -> dict[str, Any]:
    """The soak: the microphone open all the time, a reply every few seconds, the speaker closing in between."""
    took_s = time_callbacks()
    heard = 0

    def hear(samples: Samples, t_s: float) -> None:
        nonlocal heard
        heard += len(samples)

    microphone = Microphone(None, time.monotonic)
    microphone.open(hear)
    opened_s = time.monotonic()
    voice = Voice()
    turn = 0
    while time.monotonic() - opened_s < duration_s:
        turn += 1
        voice.has_drained.clear()
        voice.speaker.warm()
        voice.say(turn)
        assert voice.has_drained.wait(30)
        settle(1.0)
        if turn % 3 == 0:
            voice.speaker.close()
    microphone.close()
    lasted_s = time.monotonic() - opened_s
    return {
        "seconds": lasted_s,
        "replies": turn,
        "drops": microphone.dropped_blocks,
        "underruns": voice.speaker.underruns,
        "heard_share": heard / microphone.rate_hz / lasted_s,
        "callback_max_ms": 1e3 * max(took_s),
        "callback_p99_ms": 1e3 * float(np.percentile(took_s, 99)),
    }


def time_callbacks() -> list[float]:
    """From now on every stream's callback is timed; the list grows."""
    sounddevice = portaudio.library()
    took_s: list[float] = []

    def timed(make: Callable[..., Any]) -> Callable[..., Any]:
        def make_timed(*, callback: Callable[..., None], **options: Any) -> Any:
            def watched(*arguments: Any) -> None:
                before_s = time.perf_counter()
                callback(*arguments)
                took_s.append(time.perf_counter() - before_s)

            return make(callback=watched, **options)

        return make_timed

    sounddevice.InputStream = timed(sounddevice.InputStream)
    sounddevice.OutputStream = timed(sounddevice.OutputStream)
    return took_s


def settle(duration_s: float) -> None:
    """Let sound pass."""
    threading.Event().wait(duration_s)


PARTS = {part.__name__: part for part in (speak, hush, listen, sleepy, idle, lose, converse)}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](float(sys.argv[2]) if len(sys.argv) > 2 else 0.0)))
