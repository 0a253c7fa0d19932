"""The listener thread: microphone blocks become facts about the user's voice.

Blocks come from PortAudio's callback (or a file) through `hear`, which only copies them into the inbox. Until the
detector is loaded they wait there: what is said in the meantime is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.effects import CloseUtterance
from app.engines.protocols import WakeWordDetector
from app.errors import EarpieceError
from app.facts import Fact, MicClosed, StageBroke, WakeWordHeard
from app.listening.ear import Ear, Heard
from app.listening.only_me import OnlyMe
from app.runtime.own_voice import Left, OwnVoice

GAP_S = 0.1
"""Blocks further apart than this are two streams."""

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


@dataclass(frozen=True)
class StreamEnded:
    """The capture stream is closed; no block follows. `keeps_words`: an utterance that is under way ends here."""

    keeps_words: bool = False


class Listener:
    """`job` runs on the listener's worker; `take` gives it its blocks from anywhere."""

    def __init__(
        self,
        ear: Ear,
        post: Callable[[Fact], None],
        resampler: Callable[[int], Feed],
        own_voice: OwnVoice | None = None,
        wake_word: WakeWordDetector | None = None,
        only_me: OnlyMe | None = None,
    ) -> None:
        """`resampler(rate_hz)`: a fresh stream from that rate to 16 kHz. `own_voice`: what keeps us from hearing
        ourselves; None where nothing that we play can come back (a sound file). `wake_word`, `only_me`: most runs
        have none."""
        self._ear = ear
        self._post = post
        self._resampler = resampler
        self._own_voice = own_voice
        self._wake_word = wake_word
        self._only_me = only_me
        self._stream: _Stream | None = None

    def load_wake_word(self) -> None:
        """A detector that cannot be loaded is told of and done without: the phrase is still found in the words."""
        if self._wake_word is None:
            return
        try:
            self._wake_word.load()
        except EarpieceError as error:
            self._wake_word = None
            self._post(StageBroke("listener", 0, str(error)))

    def job(self, item: Block | CloseUtterance | StreamEnded) -> None:
        match item:
            case Block():
                self._hear(item)
            case CloseUtterance():
                for fact in self._ear.close():
                    self._post(fact)
            case StreamEnded(keeps_words):
                if keeps_words and self._stream is not None:
                    for fact in self._passed(self._ear.flush(self._stream.end_t_s)):
                        self._post(fact)
                self._forget()
                self._post(MicClosed(keeps_words))

    def _hear(self, block: Block) -> None:
        if self._stream is None or not self._stream.continues_with(block):
            self._stream = _Stream(block, self._resampler(block.rate_hz))
            self._forget_sound()
        for frame, t_s in self._stream.frames(block):
            for fact in self._heard(frame, t_s):
                self._post(fact)

    def _heard(self, frame: Samples, t_s: float) -> list[Heard | WakeWordHeard]:
        left = Left(frame, t_s, 1.0) if self._own_voice is None else self._own_voice.take_out(frame, t_s)
        heard = self._passed(self._ear.hear(left.samples, left.t_s, ceiling=left.ceiling))
        if self._wake_word is None or not self._wake_word.heard(left.samples):
            return [*heard]
        return [WakeWordHeard(left.t_s + len(left.samples) / HEARING_HZ), *heard]

    def _passed(self, heard: list[Heard]) -> list[Heard]:
        return heard if self._only_me is None else self._only_me.passed(heard)

    def _forget(self) -> None:
        self._ear.forget()
        self._stream = None
        self._forget_sound()

    def _forget_sound(self) -> None:
        """The next block is the first of a new stream."""
        if self._own_voice is not None:
            self._own_voice.forget()
        if self._wake_word is not None:
            self._wake_word.reset()


class _Stream:
    """Consecutive blocks as frames of 32 ms at 16 kHz. Times are counted in samples from the first block.

    A streamed resampler holds back some tens of milliseconds and gives them in uneven portions, so a frame's time
    cannot be told from the block that completed it.
    """

    def __init__(self, first: Block, feed: Feed) -> None:
        self._feed = feed
        self._rate_hz = first.rate_hz
        self._anchor_s = first.t_s
        self._taken_samples = 0
        self._given_samples = 0
        self._rest = np.zeros(0, np.float32)

    @property
    def end_t_s(self) -> float:
        """Session time of the end of the last frame that was given."""
        return self._anchor_s + self._given_samples / HEARING_HZ

    def continues_with(self, block: Block) -> bool:
        """False: another rate, or a gap that cannot be jitter."""
        expected_s = self._anchor_s + self._taken_samples / self._rate_hz
        return block.rate_hz == self._rate_hz and abs(block.t_s - expected_s) <= GAP_S

    def frames(self, block: Block) -> Iterator[tuple[Samples, float]]:
        """Whole frames, each with the session time of its first sample."""
        self._taken_samples += len(block.samples)
        rest = np.concatenate([self._rest, self._feed(block.samples)])
        at = 0
        while len(rest) - at >= FRAME_SAMPLES:
            yield rest[at : at + FRAME_SAMPLES], self._anchor_s + self._given_samples / HEARING_HZ
            at += FRAME_SAMPLES
            self._given_samples += FRAME_SAMPLES
        self._rest = rest[at:]
