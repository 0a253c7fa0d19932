"""A voice as one companion has it: its pace, its loudness and its pitch on top of the recordings that others share.

Made by wiring, used as any Synthesizer on the voice thread. The pitch costs nothing: the sound is made slower or faster
and said to have another rate, and whoever resamples it for the loudspeaker does the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.audio.clip import Clip
from app.audio.loudness import Loudness
from app.cancel import Cancel, Never
from app.clause import ALONE, Between, WordTime
from app.engines.protocols import Spoken, Synthesizer

REHEARSED = 6
"""Clauses that are kept as sound, in memory: a greeting or two, some 150 kB a second."""


class TunedVoice:
    """`engine` is loaded and closed by whoever made it. `pace` 1.1: a tenth faster; `pitch` 1.1: a tenth higher."""

    def __init__(self, engine: Synthesizer, *, pitch: float = 1.0, pace: float = 1.0, loudness_db: float = 0.0) -> None:
        self._engine = engine
        self._pitch = pitch
        self._pace = pace
        self._loudness = Loudness(loudness_db)
        self._speed = 1.0
        self._rehearsed: dict[tuple[str, float], tuple[Spoken, ...]] = {}

    @property
    def rate_hz(self) -> int:
        return round(self._engine.rate_hz * self._pitch)

    def load(self) -> None:
        self._engine.load()

    def close(self) -> None:
        self._engine.close()

    def speak_at(self, speed: float) -> None:
        self._speed = speed

    def rehearse(self, clause: str) -> None:
        """A line of the companion's file, made while nobody waits: when it is to be said, it is there. It is never
        written anywhere, and nothing that was said is among it."""
        if len(self._rehearsed) < REHEARSED:
            self._rehearsed[clause, self._speed] = tuple(self._made(clause, Never(), 0.0, ALONE))

    def synthesize(
        self, clause: str, *, cancel: Cancel, first_s: float = 0.0, between: Between = ALONE
    ) -> Iterator[Spoken]:
        """As the engine's; at once if it was rehearsed."""
        if (clause, self._speed) in self._rehearsed and between == ALONE and not cancel.is_stale:
            yield from self._rehearsed[clause, self._speed]
        else:
            yield from self._made(clause, cancel, first_s, between)

    def _made(self, clause: str, cancel: Cancel, first_s: float, between: Between) -> Iterator[Spoken]:
        """Others may have set the engine's speed meanwhile."""
        self._engine.speak_at(self._speed * self._pace / self._pitch)
        made = self._engine.synthesize(clause, cancel=cancel, first_s=first_s * self._pitch, between=between)
        for spoken in made:
            words = tuple(WordTime(word.start_s / self._pitch, word.end_s / self._pitch) for word in spoken.words)
            clip = self._loudness.apply(Clip(spoken.clip.samples, round(spoken.clip.rate_hz * self._pitch)))
            yield Spoken(clip, words, spoken.rest_s / self._pitch, spoken.is_estimated)
