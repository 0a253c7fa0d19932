"""When the answers take long: whether a word is wanted in between, which one, and its sound.

Owned by signs.py, on the session thread. Pure.
"""

from __future__ import annotations

from collections import deque
from statistics import median

import numpy as np

from app.audio.clip import Clip
from app.effects import Synthesize
from app.facts import Clause, SpeechReady

LONG_S = 0.9
"""Longer gaps want a sign of life (field-notes.md, "long wait without a sign")."""
MOST_S = 0.6
"""A longer filler is none: the answer would wait for it."""
FILLERS = ("Hmm.", "Well,", "Let's see.")
"""0.2 to 0.5 s when Piper's joe says them; "Let me think." is 0.6 s, and "Hm." is spelt out: aitch em."""
_GAPS = 5
_LEAST_GAPS = 3
_QUIET = 0.02
"""Of the peak: what is softer at the end is the breath after a sentence."""
_TAIL_S = 0.02


class Fillers:
    """A filler's place is FIRST_N and below: no clause of a reply has such a number."""

    FIRST_N = -2

    def __init__(self) -> None:
        self._gaps_s: deque[float] = deque(maxlen=_GAPS)
        self._sounds: dict[int, Clip | None] = {}
        self._last_n = self.FIRST_N + 1

    @property
    def is_wanted(self) -> bool:
        """The user has waited too long for the last answers."""
        return len(self._gaps_s) >= _LEAST_GAPS and median(self._gaps_s) > LONG_S

    def note_gap(self, gap_s: float) -> None:
        """From the user's last voiced sample to the first of the model's own words, in a turn without a filler."""
        self._gaps_s.append(gap_s)

    def next_order(self, revision: int) -> list[Synthesize]:
        """What the voice should make while it has nothing else to do, for `revision`, which must not be stale."""
        texts = {self.FIRST_N - n: text for n, text in enumerate(FILLERS)}
        missing = [Synthesize(revision, n, Clause(texts[n], texts[n])) for n in texts if n not in self._sounds]
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
