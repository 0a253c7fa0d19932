"""What one question led to, read from the sound that went in and the sound that came out.

Made by bench_dialogue.py, read by bench_latency.py and by the bars. The session's own marks only tell the stages; the
gap is what anybody would measure who has the two files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from app.audio.clip import Clip
from app.commands.bench_questions import Question
from app.effects import Exchange
from app.events import (
    FillerPlayed,
    FinalTranscript,
    PlayoutFinished,
    Published,
    ReplySentence,
    SignPlayed,
    TurnTimings,
)
from app.listening.voiced import FRAME_S, first_voiced_s, last_voiced_s

E = TypeVar("E")


@dataclass(frozen=True, eq=False)
class Answer:
    """`t_s`: session time of the question's first sample; all other seconds count from there."""

    question: Question
    t_s: float
    events: tuple[Published, ...]
    out: Clip
    """The speaker from the question's first sample to the next question's."""
    before: tuple[Exchange, ...]
    """The conversation so far, as heard."""

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    @cached_property
    def asked_s(self) -> float:
        """End of the user's last voiced frame."""
        return last_voiced_s(self.question.clip) or self.question.clip.duration_s

    @cached_property
    def words_out(self) -> Clip:
        """`out` with everything silenced that is not the model's own words."""
        samples = self.out.samples.copy()
        signs: list[SignPlayed | FillerPlayed] = [*self.of(SignPlayed), *self.of(FillerPlayed)]
        for sign in signs:
            begin = max(0, round((sign.t - self.t_s) * self.out.rate_hz))
            samples[begin : begin + round(sign.duration_s * self.out.rate_hz)] = 0.0
        return Clip(samples, self.out.rate_hz)

    @cached_property
    def begun_s(self) -> float | None:
        """First voiced frame of the model's own words, on the file's grid. What the silence around them does to the
        95th percentile is left out: an answer may be short and its window long."""
        out = self.words_out
        sounding = np.flatnonzero(out.samples)
        if not len(sounding):
            return None
        frame = int(sounding[0] / out.rate_hz / FRAME_S)
        words = Clip(out.samples[round(frame * FRAME_S * out.rate_hz) : sounding[-1] + 1], out.rate_hz)
        return frame * FRAME_S + (first_voiced_s(words) or 0.0)

    @property
    def is_talked_over(self) -> bool:
        """Some sample of an answer sounded before the user had finished."""
        return bool(np.any(self.words_out.samples[: round(self.asked_s * self.out.rate_hz)]))

    @property
    def gap_ms(self) -> float | None:
        """The response gap. None: no answer, or it talked over the user; both are counted apart."""
        if self.begun_s is None or self.is_talked_over:
            return None
        return (self.begun_s - self.asked_s) * 1000

    @property
    def timings(self) -> TurnTimings | None:
        """The session's own marks of the turn that was answered last."""
        return next((event for event in reversed(self.of(TurnTimings)) if event.response_gap_ms is not None), None)

    @property
    def heard(self) -> str:
        """What the user was understood to say: the last transcript of each turn."""
        return " ".join({event.turn: event.text for event in self.of(FinalTranscript)}.values())

    @property
    def sentences(self) -> list[str]:
        return [event.text for event in self.of(ReplySentence)]

    @property
    def reply_heard(self) -> str:
        return " ".join(event.heard_text for event in self.of(PlayoutFinished))
