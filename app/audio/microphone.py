"""The microphone: a Source on a real device.

Opened and closed by the devices thread; blocks arrive in PortAudio's callback, which copies and leaves. At the start of
the tray app it is open before there is anybody to listen (`open_early`, on a thread that has ended by then).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from app.audio.clip import HEARING_HZ, Samples
from app.audio.portaudio import Device, find, library, native_stderr_filtered
from app.audio.source import Hear
from app.audio.timeline import SampleClock
from app.errors import NoDevice

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BLOCK_S = 0.032
"""One detector frame. Longer blocks cost less when idle: 1.9 % of a core at 32 ms, 5.8 % with two 10 ms streams."""

KEPT_S = 60.0
"""Of what is said before anybody listens: far longer than any start."""

_NEVER = float("-inf")


class Microphone:
    """`name`: "NAME" or "NAME, HOST API"; None: the default. `clock` gives the session's seconds now."""

    def __init__(self, name: str | None, clock: Callable[[], float]) -> None:
        self.name = name
        """Another one counts from the next opening on."""
        self._clock = clock
        self._stream: Any = None
        self._early: _Foyer | None = None
        self._rate_hz = HEARING_HZ
        self._overflows = 0
        self._last_block_t_s = _NEVER

    @property
    def rate_hz(self) -> int:
        """16 kHz where the device takes it, else the device's own; known once open."""
        return self._rate_hz

    @property
    def is_open(self) -> bool:
        """Opened and not closed. A device that vanished shows in `last_block_t_s` alone: PortAudio does not say."""
        return self._stream is not None

    @property
    def dropped_blocks(self) -> int:
        return self._overflows

    @property
    def last_block_t_s(self) -> float:
        """Session time when the last block came, or it was opened; -inf before. For the watchdog."""
        return self._last_block_t_s

    def prepare(self) -> None:
        """Start PortAudio, which may look around for some tenths of a second. Raises NoDevice."""
        library()

    def open_early(self) -> None:
        """Start, and keep the blocks until `open` says who hears them; they come first then. Raises NoDevice."""
        foyer = _Foyer()
        self.open(foyer.hear)
        self._early = foyer

    def open(self, hear: Hear) -> None:
        """Start delivering blocks of 32 ms. Raises NoDevice."""
        if self._early is not None and self.is_open:
            early, self._early = self._early, None
            early.lead_to(hear)
            return
        self.close()
        device = find(self.name, "input")
        sounddevice = library()
        reason = ""
        with native_stderr_filtered():
            for rate_hz, channels in _shapes(device):
                try:
                    self._start(device, rate_hz, channels, hear)
                    return
                except sounddevice.PortAudioError as error:
                    reason = str(error)
                    self.close()
        raise NoDevice(
            f"The microphone {device.name!r} cannot be opened: {reason}.",
            "Is another program using it? Choose another one with --mic, or see: earpiece devices.",
        )

    def close(self) -> None:
        """Stop delivering; the system's indicator goes out. Safe to call twice."""
        stream, self._stream = self._stream, None
        self._early = None
        if stream is not None:
            with suppress(library().PortAudioError):  # a vanished device cannot be stopped, only let go
                stream.close(ignore_errors=True)

    def _start(self, device: Device, rate_hz: int, channels: int, hear: Hear) -> None:
        block_clock = SampleClock(rate_hz)

        def callback(block: npt.NDArray[np.float32], frames: int, time: Any, status: Any) -> None:
            now_s = self._clock()
            self._last_block_t_s = now_s
            if status.input_overflow:
                self._overflows += 1
            t_s = block_clock.stamp(frames, now_s - _age_s(time, frames, rate_hz))
            samples: Samples = block[:, 0].copy() if channels == 1 else block.mean(axis=1)
            hear(samples, t_s)

        self._stream = library().InputStream(
            device=device.index, channels=channels, samplerate=rate_hz, blocksize=round(BLOCK_S * rate_hz),
            dtype="float32", latency="low", callback=callback,
        )  # fmt: skip
        self._rate_hz = rate_hz
        self._last_block_t_s = self._clock()
        self._stream.start()


class _Foyer:
    """Keeps blocks until it is known who hears them. `hear` in PortAudio's callback, `lead_to` beside it."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Samples, float]] = deque(maxlen=round(KEPT_S / BLOCK_S))
        self._door = threading.Lock()  # held for some posts to an inbox, once
        self._to: Hear | None = None

    def hear(self, samples: Samples, t_s: float) -> None:
        with self._door:
            if self._to is None:
                self._waiting.append((samples, t_s))
            else:
                self._to(samples, t_s)

    def lead_to(self, hear: Hear) -> None:
        """What waits is heard now, the rest as it comes."""
        with self._door:
            while self._waiting:
                hear(*self._waiting.popleft())
            self._to = hear


def _shapes(device: Device) -> list[tuple[int, int]]:
    """(rate, channels) to try in turn: some hardware takes neither 16 kHz nor mono."""
    rates = dict.fromkeys((HEARING_HZ, device.default_rate_hz))
    return [(rate_hz, channels) for rate_hz in rates for channels in (1, 2) if channels <= device.inputs]


def _age_s(time: Any, frames: int, rate_hz: int) -> float:
    """How long ago the block's first sample was captured; some host APIs report nonsense, then: just its length."""
    age_s = float(time.currentTime - time.inputBufferAdcTime)
    length_s = frames / rate_hz
    return age_s if length_s <= age_s < 1.0 else length_s
