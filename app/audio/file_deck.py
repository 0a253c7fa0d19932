"""A sound file in the place of microphone and speaker: both heads of one tape, on one timeline counted in samples.

`talk --wav`, the benches and the tests run the whole loop through it. Sound that plays never reaches the input, as with
headphones. At real pace a block is delivered when its last sample would have been spoken; at fast pace the next block
waits until everything that came of the last one is done, so that the same input and seed give the same events.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Clip, Samples
from app.audio.playout import Playout
from app.audio.resample import StreamResampler
from app.audio.sink import Lead, Report
from app.audio.source import Hear
from app.audio.wav import WavReader, WavWriter
from app.clause import WordTime

OUT_HZ = 24_000
STEP_SAMPLES = 256
"""16 ms of input at a time, two to a frame: replies begin on this grid."""
STEP_S = STEP_SAMPLES / HEARING_HZ
OUT_STEP_SAMPLES = STEP_SAMPLES * OUT_HZ // HEARING_HZ


class FileDeck:
    """Source and Sink at once. `run` delivers the file on the calling thread and returns when nothing is owed."""

    def __init__(self, reader: WavReader, writer: WavWriter | None, advance: Callable[[float], None]) -> None:
        """`advance(t_s)`: told how far the tape has run, before the block that ends there is heard."""
        self._reader = reader
        self._writer = writer
        self._advance = advance
        self._hear: Hear | None = None
        self._playout: Playout | None = None
        self._is_ended = False
        self._out = np.zeros(OUT_STEP_SAMPLES, np.float32)

    # ---- Source: `open` only connects; sound comes from `run` ------------------------------------------------------

    def connect(self, hear: Hear) -> None:
        """Deliver blocks of 32 ms at 16 kHz to `hear`."""
        self._hear = hear

    def disconnect(self) -> None:
        """Mute: the tape runs on, nobody hears it."""
        self._hear = None

    # ---- Sink ------------------------------------------------------------------------------------------------------

    @property
    def rate_hz(self) -> int:
        return OUT_HZ

    def open(self, report: Report) -> None:
        self._playout = Playout(OUT_HZ, report)

    def play(self, revision: int, n: int, clip: Clip, words: tuple[WordTime, ...] = (), rest_s: float = 0.0) -> None:
        self._playing.play(revision, n, clip.samples, words, rest_s)

    def finish(self, revision: int) -> None:
        self._playing.finish(revision)

    def lead(self, how: Lead) -> None:
        self._playing.lead(how)

    def stop(self) -> dict[int, float]:
        return self._playing.stop()

    def close(self) -> None:
        self._reader.close()
        if self._writer is not None:
            self._writer.close()

    @property
    def underruns(self) -> int:
        return self._playing.holes

    @property
    def _playing(self) -> Playout:
        assert self._playout is not None, "open() comes first"
        return self._playout

    # ---- the tape --------------------------------------------------------------------------------------------------

    def run(self, *, pace: Callable[[float], object], is_at_rest: Callable[[], bool], tail_s: float) -> None:
        """Play the file in, then silence until `is_at_rest`, at most `tail_s`. `pace(t_s)` returns when `t_s` may come.

        Raises BadAudioFile when the file turns out to be cut off, DiskFull when OUT cannot grow.
        """
        frame = np.zeros(FRAME_SAMPLES, np.float32)
        ended_at_s: float | None = None
        for step, chunk in enumerate(self._steps()):
            t_s = step * STEP_S
            if self._is_ended:
                return
            if chunk is None:
                ended_at_s = t_s if ended_at_s is None else ended_at_s
                # Between two frames, the last of the file delivered: at real pace the listener has had 16 ms for it.
                is_done = step % 2 == 1 and t_s > ended_at_s and self._playing.is_idle and is_at_rest()
                if is_done or t_s - ended_at_s >= tail_s:
                    return
            self._pull(t_s)
            pace(t_s + STEP_S)
            self._advance(t_s + STEP_S)
            half = step % 2 * STEP_SAMPLES
            frame[half : half + STEP_SAMPLES] = 0.0 if chunk is None else chunk
            if half and self._hear is not None:
                self._hear(frame.copy(), t_s - STEP_S)

    def end(self) -> None:
        """Stop the tape after the current step. From any thread."""
        self._is_ended = True

    def _pull(self, t_s: float) -> None:
        self._playing.pull(self._out, t_s)
        if self._writer is not None:
            self._writer.write(self._out)

    def _steps(self) -> Iterator[Samples | None]:
        """The file at 16 kHz in steps (the last one padded with zeros), then None for ever: silence."""
        resampler = StreamResampler(self._reader.rate_hz, HEARING_HZ)
        rest = np.zeros(0, np.float32)
        for piece in self._resampled(resampler):
            rest = np.concatenate([rest, piece])
            whole = len(rest) // STEP_SAMPLES * STEP_SAMPLES
            for at in range(0, whole, STEP_SAMPLES):
                yield rest[at : at + STEP_SAMPLES]
            rest = rest[whole:]
        if len(rest):
            yield np.concatenate([rest, np.zeros(STEP_SAMPLES - len(rest), np.float32)])
        while True:
            yield None

    def _resampled(self, resampler: StreamResampler) -> Iterator[Samples]:
        for block in self._reader.blocks(self._reader.rate_hz):
            yield resampler.feed(block)
        yield resampler.flush()


def realtime_pace() -> Callable[[float], None]:
    """At the speed of sound, from now on."""
    zero_s = time.monotonic()

    def wait(t_s: float) -> None:
        ahead_s = zero_s + t_s - time.monotonic()
        if ahead_s > 0:
            time.sleep(ahead_s)

    return wait
