"""Doctor's ears: the sound library, the microphone and the speaker, each really opened for a moment.

Called by doctor.py on the main thread. Only opening tells: a device can be listed and be busy, forbidden or dead.
"""

from __future__ import annotations

import threading
import time

import numpy as np

from app.audio.clip import Samples
from app.audio.microphone import Microphone
from app.audio.portaudio import find, library
from app.audio.speaker import Speaker
from app.commands.checks import Answer, Case
from app.errors import NoDevice

LISTEN_S = 0.5
_PATIENCE_S = 3.0
_AGAIN = "Unplug it and plug it in again, or choose another: earpiece devices."


def sound_library(case: Case) -> Answer:  # noqa: ARG001 - as every check
    return Answer(str(library().get_portaudio_version()[1]).partition(",")[0])


def microphone(case: Case) -> Answer:
    """Half a second of it. Digital silence is what a switch on the device, or a missing permission, sounds like."""
    name = case.settings.microphone or None
    device = find(name, "input")
    blocks: list[Samples] = []
    has_enough = threading.Event()

    def hear(samples: Samples, t_s: float) -> None:  # noqa: ARG001 - the Protocol's signature
        blocks.append(samples)
        if sum(map(len, blocks)) >= LISTEN_S * source.rate_hz:
            has_enough.set()

    source = Microphone(name, time.monotonic)
    source.open(hear)
    try:
        has_enough.wait(_PATIENCE_S)
    finally:
        source.close()
    if not blocks:
        raise NoDevice(f"The microphone {device.name!r} gives no sound.", _AGAIN)
    if not np.concatenate(blocks).any():
        fix = "Is it switched off, or is Earpiece not allowed to use it?"
        return Answer(f"{device.label}: nothing but silence", "note", fix)
    return Answer(f"{device.label}, {source.rate_hz} Hz")


def speaker(case: Case) -> Answer:
    """Opened and kept silent."""
    name = case.settings.speaker or None
    device = find(name, "output")
    sink = Speaker(name, time.monotonic)
    sink.open(lambda fact: None)  # noqa: ARG005 - nothing is played, so nothing is reported
    try:
        sink.warm()
        opened_s = sink.last_block_t_s
        deadline_s = time.monotonic() + _PATIENCE_S
        while sink.last_block_t_s == opened_s:
            if time.monotonic() > deadline_s:
                raise NoDevice(f"The speaker {device.name!r} takes no sound.", _AGAIN)
            time.sleep(0.02)
    finally:
        sink.close()
    return Answer(f"{device.label}, {sink.rate_hz} Hz")
