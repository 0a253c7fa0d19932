"""A voice without a model: one tone a word, as long as the word takes to say.

It ships with the app: it is the demo without weights, and the fake of the tests. Used like any Synthesizer, on the
voice thread. `said` tells afterwards what it was asked to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from app.audio.clip import Clip, Samples
from app.cancel import Cancel
from app.clause import ALONE, Between, WordTime
from app.engines.breath import Shaper, pause_s
from app.engines.protocols import Spoken

_LETTER_S = 0.065
"""What a letter takes Piper's joe, on average."""
_GAP_S = 0.02
_LOUDNESS = 0.2
_LOUDNESS_DB = -17.0
"""RMS of such a tone, dBFS."""
_TONES_HZ = (196, 220, 247, 262, 294, 330)


class ScriptedVoice:
    """Tones at `rate_hz`; the same clause always gives the same samples."""

    def __init__(self, rate_hz: int = 22_050) -> None:
        self._rate_hz = rate_hz
        self.said: list[str] = []
        self.speed = 1.0
        """What it was told; its tones stay as long as they are."""

    @property
    def rate_hz(self) -> int:
        return self._rate_hz

    def load(self) -> None:
        """Nothing to read."""

    def speak_at(self, speed: float) -> None:
        self.speed = speed

    def close(self) -> None:
        """Nothing to free."""

    def synthesize(
        self, clause: str, *, cancel: Cancel, first_s: float = 0.0, between: Between = ALONE  # noqa: ARG002
    ) -> Iterator[Spoken]:
        """One clip a sentence: float32 (n,), mono, [-1, 1]; two where one sentence is longer than `first_s`."""
        self.said.append(clause)
        sentences = re.findall(r"(?:[^.!?]|[.!?](?=\S))*[^\W_](?:[^.!?]|[.!?](?=\S))*[.!?]*", clause)
        first = round(first_s * self._rate_hz) if len(sentences) == 1 else 0
        for sentence in sentences:
            if cancel.is_stale:
                return
            tones = [self._tone(word) for word in sentence.split()]
            samples = np.concatenate(tones)
            shaper = Shaper(self._rate_hz, pause_s(sentence.strip()[-1:]), _LOUDNESS_DB)
            begun = shaper.feed(samples[:first])
            rest = Clip(shaper.finish(samples[first:]), self._rate_hz)
            ends_s = np.cumsum([0, *map(len, tones)]) / self._rate_hz - shaper.trimmed / self._rate_hz
            times = zip(ends_s, ends_s[1:] - _GAP_S, strict=False)
            words = tuple(WordTime(max(0.0, float(start_s)), max(0.0, float(end_s))) for start_s, end_s in times)
            if len(begun):
                yield Spoken(Clip(begun, self._rate_hz), words, rest.duration_s)
                if cancel.is_stale:
                    return
            yield Spoken(rest, () if len(begun) else words)

    def _tone(self, word: str) -> Samples:
        letters = re.findall(r"[\w'-]", word)
        t_s = np.arange(round(len(letters) * _LETTER_S * self._rate_hz)) / self._rate_hz
        hertz = _TONES_HZ[sum(map(ord, word)) % len(_TONES_HZ)]
        tone = _LOUDNESS * np.sin(2 * np.pi * hertz * t_s)
        return np.concatenate([tone, np.zeros(round(_GAP_S * self._rate_hz))]).astype(np.float32)
