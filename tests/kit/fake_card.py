"""Hardware this machine does not have: picky about shapes, wrong about time, vanishing. In the place of sounddevice.

A test module imports the fixture `card`; the real streams are in tests/headless/test_sound_card.py.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app.audio import microphone as microphone_module
from app.audio import speaker as speaker_module
from app.audio.portaudio import Device


class PortAudioError(Exception):
    pass


class Card:
    """In the place of sounddevice: takes the shapes it is told to take."""

    PortAudioError = PortAudioError

    def __init__(self) -> None:
        self.takes: Callable[[int, int], bool] = lambda rate_hz, channels: True
        self.streams: list[Stream] = []

    def InputStream(self, **options: Any) -> Stream:  # noqa: N802 - sounddevice's name
        if not self.takes(options["samplerate"], options["channels"]):
            raise PortAudioError("Invalid sample rate [PaErrorCode -9997]")
        self.streams.append(Stream(options))
        return self.streams[-1]

    OutputStream = InputStream


class Stream:
    latency = 0.02

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        self.is_running = self.is_closed = False

    def start(self) -> None:
        self.is_running = True

    def close(self, ignore_errors: bool) -> None:
        self.is_running, self.is_closed = False, True

    def vanish(self) -> None:
        self.is_running = False
        self.options["finished_callback"]()

    def tick(self, delay_s: float = 0.02, level: float = 0.0, trouble: bool = False) -> Any:
        frames, channels = self.options["blocksize"], self.options["channels"]
        block = np.tile(np.linspace(level, level / 2, channels, dtype=np.float32), (frames, 1))
        time = SimpleNamespace(currentTime=9.0, inputBufferAdcTime=9.0 - delay_s, outputBufferDacTime=9.0 + delay_s)
        status = SimpleNamespace(input_overflow=trouble, output_underflow=trouble)
        self.options["callback"](block, frames, time, status)
        return block


class Clock:
    def __init__(self) -> None:
        self.now_s = 10.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    card = Card()
    device = Device(0, "Picky", "ALSA", 2, 2, 44_100, True, True)
    for module in (microphone_module, speaker_module):
        monkeypatch.setattr(module, "library", lambda: card)
        monkeypatch.setattr(module, "find", lambda name, direction: device)
    return card
