"""Only the user's own voice: what television and colleagues say makes no turn.

Between the ear and whoever it tells (runtime/listener.py), on the listener thread, and only where the user has enrolled
their voice and asked for it. Pure. Once a voice in an utterance was the user's, all of the utterance is: somebody may
laugh in the background. Measured in scripts/bars.d/only_me.py.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from app.audio.clip import HEARING_HZ, Samples
from app.engines.protocols import SpeakerVerifier
from app.facts import SoftEnded, SpeechCut, SpeechGrew, SpeechResumed, SpeechStarted, StillQuiet
from app.listening.ear import Heard
from app.listening.voiced import FRAME_S, levels_db

LIKENESS = 0.66
"""From which on it is the same voice; 1: the very same sound. Where they were enrolled own voices have 0.76 and more
(in babble 0.72, in hiss at 15 dB 0.59), others 0.69 at most. In another room one's own may have 0.46."""
LEAST_S = 1.0
"""Of voice. Less tells too little about whose it is, and is let through."""
MOST_S = 4.8
"""The end of what was said is looked at: more costs time and tells nothing new."""
_AGAIN_S = 1.0
_OVER_S = 0.64
"""So much silence ends what was no turn, and lets a reply go on that was paused for it."""
_DROP_DB = 25.0
_AROUND_FRAMES = 4
"""80 ms on both sides of a voiced frame belong to it."""

VoicePrint = npt.NDArray[np.float32]
"""float32 (256,), of length 1: what a voice sounds like. It tells people apart: keep it private."""


class OnlyMe:
    """Follows one stream of facts."""

    def __init__(self, verifier: SpeakerVerifier, mine: VoicePrint) -> None:
        """mine: of the user, as `enrolled` makes it."""
        self._verifier = verifier
        self._mine = mine
        self._verdict: bool | None = None
        self._asked_at_s = 0.0

    def passed(self, heard: Iterable[Heard]) -> list[Heard]:
        """Without what somebody else said. As soon as a voice is known to be theirs it is told to be over, as one that
        does not stand out of the room: that makes no turn, and a reply goes on. When the user joins in they resume."""
        return [left for fact in heard for left in self._left_of(fact)]

    def _left_of(self, fact: Heard) -> list[Heard]:
        match fact:
            case SpeechStarted():
                self._verdict, self._asked_at_s = None, 0.0
            case SpeechGrew():
                if fact.voiced_s - self._asked_at_s < _AGAIN_S:
                    return [] if self._verdict is False else [fact]
                self._asked_at_s = fact.voiced_s
                return self._judged(fact, fact.clip.samples, fact.t_s)
            case SoftEnded():
                return self._judged(fact, fact.clip.samples, fact.t_s)
            case SpeechCut() | SpeechResumed() if self._verdict is False:
                return []
        return [fact]

    def _judged(self, fact: SpeechGrew | SoftEnded, samples: Samples, t_s: float) -> list[Heard]:
        """The voice up to `t_s`."""
        before = self._verdict
        if before is not True:
            self._verdict = self._is_mine(samples)
        if self._verdict is not False:
            return [fact] if before is not False else [SpeechResumed(t_s), fact]
        return [] if before is False else [SoftEnded(t_s, fact.clip, 0.0, t_s), StillQuiet(t_s, _OVER_S)]

    def _is_mine(self, samples: Samples) -> bool | None:
        """None, or what is known by now: too little to tell."""
        voice = voice_of(samples)
        if len(voice) < LEAST_S * HEARING_HZ:
            return self._verdict
        found = self._verifier.embed(voice[-round(MOST_S * HEARING_HZ) :])
        return float(found @ self._mine) >= LIKENESS


def voice_of(samples: Samples) -> Samples:
    """float32 (n,), 16 kHz -> without its pauses."""
    levels = levels_db(samples, HEARING_HZ)
    size = round(FRAME_S * HEARING_HZ)
    if not len(levels):
        return samples[:0]
    is_loud = levels >= max(float(np.percentile(levels, 95)) - _DROP_DB, -100.0)
    is_voice = np.convolve(is_loud, np.ones(2 * _AROUND_FRAMES + 1), "same") > 0.5
    return np.asarray(samples[: len(levels) * size].reshape(-1, size)[is_voice[: len(levels)]].reshape(-1))


def enrolled(verifier: SpeakerVerifier, sentences: Iterable[Samples]) -> VoicePrint | None:
    """What two or more sentences (float32 (n,), 16 kHz, `LEAST_S` of voice and more) have in common; None: one of them
    is not by who said the others."""
    found = [verifier.embed(voice_of(samples)) for samples in sentences]
    others = [_mean(found[:n] + found[n + 1 :]) for n in range(len(found))]
    is_one = all(float(one @ rest) >= LIKENESS for one, rest in zip(found, others, strict=True))
    return _mean(found) if is_one else None


def _mean(prints: list[VoicePrint]) -> VoicePrint:
    mean = np.mean(prints, axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)
