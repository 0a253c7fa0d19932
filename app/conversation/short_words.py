"""Short words of our own that the voice made ahead: each has a place before every clause of a reply.

Used by fillers.py and nods.py, on the session thread. Pure.
"""

from __future__ import annotations

import numpy as np

from app.audio.clip import Clip
from app.clause import Clause
from app.effects import Synthesize
from app.facts import SpeechReady

MOST_S = 0.6
"""A longer one is none: somebody would wait for it."""
_QUIET = 0.02
"""Of the peak: what is softer at the end is the breath after a sentence."""
_TAIL_S = 0.02


class ShortWords:
    """`first_n`: the place of the first, a negative number; the others are below it. No clause of a reply is."""

    def __init__(self, texts: tuple[str, ...], first_n: int) -> None:
        self._texts = {first_n - n: text for n, text in enumerate(texts)}
        self._sounds: dict[int, Clip | None] = {}
        self._last_n = first_n + 1

    def owns(self, n: int) -> bool:
        """Is it the place of one of these?"""
        return n in self._texts

    def next_order(self, revision: int) -> list[Synthesize]:
        """What the voice should make while it has nothing else to do, for `revision`, which must not be stale."""
        missing = [
            Synthesize(revision, n, Clause(text, text)) for n, text in self._texts.items() if n not in self._sounds
        ]
        return missing[:1]

    def keep(self, fact: SpeechReady) -> None:
        """Its sound. What is too long is not made again, and not used."""
        sound = _without_breath(fact.clip)
        self._sounds[fact.n] = sound if 0.0 < sound.duration_s <= MOST_S else None

    def forget(self) -> None:
        """Their sounds: another speaker may have another rate."""
        self._sounds.clear()

    def take(self) -> tuple[int, Clip] | None:
        """The next in turn that is there: (its place, its sound)."""
        ready = {n: sound for n, sound in self._sounds.items() if sound is not None}
        if not ready:
            return None
        self._last_n = max((n for n in ready if n < self._last_n), default=max(ready))
        return self._last_n, ready[self._last_n]


def _without_breath(clip: Clip) -> Clip:
    """`clip` up to its last sound, faded out within _TAIL_S. Nothing of a clip without any sound."""
    loudness = np.abs(clip.samples)
    loud = np.flatnonzero(loudness > _QUIET * loudness.max(initial=0.0))
    end = int(loud[-1]) + 1 if len(loud) else 0
    tail = min(round(_TAIL_S * clip.rate_hz), end)
    samples = clip.samples[:end].copy()
    samples[end - tail :] *= np.linspace(1.0, 0.0, tail, dtype=np.float32)
    return Clip(samples, clip.rate_hz)
