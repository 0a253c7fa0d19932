"""The loudspeaker: a Sink on a real device, with one output stream for a whole conversation.

One stream per sentence clicks and clips starts; a stream that is always open costs a few percent of a core. So the
stream opens when a reply is near and closes after some seconds of quiet. `warm`, `close_if_quiet`, `open` and `close`
belong to the devices thread; the rest may come from any thread, and sound leaves in PortAudio's callback.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from app.audio.clip import Clip, Samples
from app.audio.playout import Playout
from app.audio.portaudio import Device, find, library, native_stderr_filtered
from app.audio.sink import Lead, Report
from app.audio.timeline import SampleClock
from app.clause import WordTime
from app.errors import NoDevice

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BLOCK_S = 0.010
LATENCIES_S = (0.060, 0.090, 0.120)
"""What the device holds in store. PortAudio's 'low' (20 ms) ran dry 1 to 5 times in 3 s with 3 busy programs on two
cores, 60 ms never; and busy cores are what a reply being computed looks like. A machine that is slower still gets more
from the next opening on."""
QUIET_CLOSE_S = 8.0
_NEVER = float("-inf")


class Speaker:
    """`name`: "NAME" or "NAME, HOST API"; None: the default. `clock` gives the session's seconds now."""

    def __init__(self, name: str | None, clock: Callable[[], float], quiet_close_s: float = QUIET_CLOSE_S) -> None:
        self.name = name
        """Another one counts from the next opening on."""
        self._clock = clock
        self._quiet_close_s = quiet_close_s
        self.tell_played: Callable[[Samples, int, float], None] = _nobody
        """Told in the callback of every block that leaves, its rate and when: it must copy and leave. Set before `open`
        (audio/reference.py)."""
        self._stream_lock = threading.RLock()  # opening and closing, never the callback
        self._stream: Any = None
        self._is_running = False
        self._playout: Playout | None = None
        self._underruns = 0
        self._underruns_before = 0  # this stream
        self._dry_streams = 0
        self._last_block_t_s = _NEVER
        self._last_sound_t_s = _NEVER

    @property
    def rate_hz(self) -> int:
        """The device's default rate; asked for without opening a stream before `open`. Raises NoDevice."""
        playout = self._playout
        return playout.rate_hz if playout is not None else find(self.name, "output").default_rate_hz

    @property
    def is_open(self) -> bool:
        """The output stream was opened and not closed. A device that vanished shows in `last_block_t_s`."""
        return self._stream is not None

    @property
    def underruns(self) -> int:
        return self._underruns + (self._playout.holes if self._playout is not None else 0)

    @property
    def last_block_t_s(self) -> float:
        """Session time when the device last asked for sound, or was opened; -inf before. For the watchdog."""
        return self._last_block_t_s

    def open(self, report: Report) -> None:
        """Find the device and get ready; the stream opens with `warm` or the first `play`. Raises NoDevice.

        After a lost device: `close`, start PortAudio again, then `warm` to go on with what is queued, or `open` for a
        fresh start at the new device's rate.
        """
        with self._stream_lock:
            self._close_stream()
            self._playout = Playout(find(self.name, "output").default_rate_hz, report)

    def warm(self) -> None:
        """A reply will come soon: open the stream (tens of milliseconds). Raises NoDevice."""
        with self._stream_lock:
            self._last_sound_t_s = self._clock()
            if not self._is_running:
                self._close_stream()
                self._open_stream()

    def play(self, revision: int, n: int, clip: Clip, words: tuple[WordTime, ...] = (), rest_s: float = 0.0) -> None:
        """Queue clause `n`. Opens a closed stream; after `warm` it never waits. Raises NoDevice."""
        self._ready().play(revision, n, clip.samples, words, rest_s)
        if not self._is_running:
            self.warm()

    def finish(self, revision: int) -> None:
        self._ready().finish(revision, self._clock())

    def lead(self, how: Lead) -> None:
        if self._playout is not None:
            self._playout.lead(how)

    def stop(self) -> dict[int, float]:
        """What the device holds in store still sounds (its latency, 60 ms), so it counts as heard: a recording of the
        speaker has it (tests/headless/test_barge_in_sound.py)."""
        return self._playout.stop() if self._playout is not None else {}

    def close_if_quiet(self) -> bool:
        """Close the stream when nothing was played for `quiet_close_s`. True when it is closed now."""
        with self._stream_lock:
            if self._stream is not None and self._is_quiet():
                self._close_stream()
                if not self._is_quiet():  # a clause came while it closed, and saw it open
                    self._open_stream()
            return self._stream is None

    def close(self) -> None:
        """Release the device at once, whatever plays. Safe to call twice."""
        with self._stream_lock:
            self._close_stream()

    def _is_quiet(self) -> bool:
        return self._ready().is_idle and self._clock() - self._last_sound_t_s >= self._quiet_close_s

    def _ready(self) -> Playout:
        if self._playout is None:
            raise NoDevice("There is no speaker.", "Connect one; typing works without: earpiece ask.")
        return self._playout

    def _open_stream(self) -> None:
        device = find(self.name, "output")
        sounddevice = library()
        reason = ""
        with native_stderr_filtered():
            for channels in range(1, min(device.outputs, 2) + 1):  # some hardware is not mono
                try:
                    self._start(device, channels)
                    return
                except sounddevice.PortAudioError as error:
                    reason = str(error)
                    self._close_stream()
        raise NoDevice(
            f"The speaker {device.name!r} cannot be opened: {reason}.",
            "Is another program using it? Choose another one with --speaker, or see: earpiece devices.",
        )

    def _start(self, device: Device, channels: int) -> None:
        playout = self._ready()
        block_clock = SampleClock(playout.rate_hz)

        def callback(out: npt.NDArray[np.float32], frames: int, time: Any, status: Any) -> None:
            now_s = self._clock()
            self._last_block_t_s = now_s
            if playout.is_sounding:
                self._last_sound_t_s = now_s
                if status.output_underflow:
                    self._underruns += 1
            leaves_s = now_s + _delay_s(time, self._stream)
            t_s = block_clock.stamp(frames, leaves_s)
            playout.pull(out[:, 0], t_s)
            self.tell_played(out[:, 0], playout.rate_hz, t_s)
            if channels == 2:
                out[:, 1] = out[:, 0]

        def ended() -> None:
            self._is_running = False

        self._stream = library().OutputStream(
            device=device.index, channels=channels, samplerate=playout.rate_hz,
            blocksize=round(BLOCK_S * playout.rate_hz), dtype="float32", callback=callback,
            latency=LATENCIES_S[min(self._dry_streams, len(LATENCIES_S) - 1)], finished_callback=ended,
        )  # fmt: skip
        self._is_running = True
        self._last_block_t_s = self._clock()
        self._stream.start()

    def _close_stream(self) -> None:
        stream, self._stream = self._stream, None
        self._is_running = False
        if self._underruns > self._underruns_before:
            self._dry_streams += 1
        self._underruns_before = self._underruns
        if stream is not None:
            with suppress(library().PortAudioError):  # a vanished device cannot be stopped, only let go
                stream.close(ignore_errors=True)


def _nobody(samples: Samples, rate_hz: int, t_s: float) -> None:
    """Without a canceller."""


def _delay_s(time: Any, stream: Any) -> float:
    """How long until the block's first sample is heard; some host APIs report nonsense, then: the stream's latency."""
    delay_s = float(time.outputBufferDacTime - time.currentTime)
    if 0.0 < delay_s < 1.0:
        return delay_s
    return float(stream.latency) if stream is not None else 0.0
