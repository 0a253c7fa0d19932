"""The listener thread: microphone blocks become facts about the user's voice.

Blocks come from PortAudio's callback (or a file) through `hear`, which only copies them into the inbox. Until the
detector is loaded they wait there: what is said in the meantime is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.effects import CoverEars, UncoverEars
from app.facts import Fact, MicClosed
from app.listening.ear import Ear

Feed = Callable[[Samples], Samples]
"""A streamed resampler to 16 kHz."""


class Mail(Protocol):
    """A worker's inbox, seen from a callback."""

    def post(self, item: object) -> None: ...


class Block:
    """One block as it came from the source."""

    __slots__ = ("rate_hz", "samples", "t_s")

    def __init__(self, samples: Samples, t_s: float, rate_hz: int) -> None:
        self.samples = samples
        self.t_s = t_s
        self.rate_hz = rate_hz


class StreamEnded:
    """The capture stream is closed; no block follows."""


class Listener:
    """`job` runs on the listener's worker; `take` gives it its blocks from anywhere."""

    def __init__(self, ear: Ear, post: Callable[[Fact], None], resampler: Callable[[int], Feed]) -> None:
        """`resampler(rate_hz)`: a fresh stream from that rate to 16 kHz."""
        self._ear = ear
        self._post = post
        self._resampler = resampler
        self._feed: Feed | None = None
        self._from_hz = 0
        self._rest = np.zeros(0, np.float32)
        self._is_covered = False

    def job(self, item: Block | CoverEars | UncoverEars | StreamEnded) -> None:
        match item:
            case Block():
                if not self._is_covered:
                    self._hear(item)
            case CoverEars():
                self._is_covered = True
                self._forget()
            case UncoverEars():
                self._is_covered = False
            case StreamEnded():
                self._forget()
                self._post(MicClosed())

    def _hear(self, block: Block) -> None:
        if block.rate_hz != self._from_hz:
            self._from_hz = block.rate_hz
            self._feed = self._resampler(block.rate_hz)
            self._rest = self._rest[:0]
        assert self._feed is not None
        new = self._feed(block.samples)
        # The frame that is completed now began in an earlier block; its time is counted back from this block's end.
        end_s = block.t_s + len(block.samples) / block.rate_hz
        rest = np.concatenate([self._rest, new]) if len(self._rest) else new
        at = 0
        while len(rest) - at >= FRAME_SAMPLES:
            for fact in self._ear.hear(rest[at : at + FRAME_SAMPLES], end_s - (len(rest) - at) / HEARING_HZ):
                self._post(fact)
            at += FRAME_SAMPLES
        self._rest = rest[at:]

    def _forget(self) -> None:
        self._ear.forget()
        self._rest = self._rest[:0]
        self._from_hz = 0
