"""A model and a voice whose every sample can be told: each topic has its own sentences and hums a tone of its own.

For bars and tests that ask whether a sound belongs where it is. In the place of the real engines, on their threads.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from app.audio.clip import Clip, Samples
from app.cancel import Cancel
from app.clause import WordTime
from app.engines.protocols import Message, Sampling, Spoken

TOPICS = (
    "river", "forest", "mountain", "garden", "lighthouse", "winter", "music", "kitchen", "bicycle", "elephant",
    "library", "airplane",
)  # fmt: skip
NONE = "nothing"
SENTENCES = (
    "Love the {0}.", "Nobody owns all of the {0}.", "Old songs praise the {0} too.",
    "After dark the {0} seems much bigger.", "Somebody should sing about the {0} again.",
    "Let us talk about the {0} for hours.",
)  # fmt: skip
"""The first clause is cut after three or four words, so the first sentence has no more. None claims what software may
not: "my uncle" ended the reply there."""
TONES_HZ = {topic: 400 + 60 * n for n, topic in enumerate((NONE, *TOPICS))}
WORD_S = 0.22
TOKEN_S, PREFILL_S, SLICES = 0.025, 0.4, 8
FRAME_S, LOUD_DB = 0.02, -40.0


class TopicModel:
    """A language model that talks about the last topic of the last message, at the pace of a slow real one."""

    def __init__(self) -> None:
        self.when_reading: Callable[[str], object] = lambda topic: None
        """Called in the middle of every prompt with its topic."""

    def load(self) -> None: ...

    def close(self) -> None: ...

    def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 1

    def token_s(self) -> float:
        return 0.0

    def prefill(self, messages: Sequence[Message], *, cancel: Cancel, is_growing: bool = False) -> Iterator[None]:
        yield

    def stream(self, messages: Sequence[Message], sampling: Sampling, *, cancel: Cancel) -> Iterator[str]:
        topic = topic_of(messages[-1].content)
        for n in range(SLICES):
            if cancel.is_stale:
                return
            time.sleep(PREFILL_S / SLICES)
            if n == SLICES // 2:
                self.when_reading(topic)
            yield ""
        for word in " ".join(SENTENCES).format(topic).split():
            if cancel.is_stale:
                return
            time.sleep(TOKEN_S)
            yield f" {word}"


class TopicVoice:
    """A voice that hums the topic's tone for every word."""

    rate_hz = 22_050

    def load(self) -> None: ...

    def close(self) -> None: ...

    def speak_at(self, speed: float) -> None:
        """Always the same pace."""

    def synthesize(
        self, clause: str, *, cancel: Cancel, first_s: float = 0.0, between: tuple[str, str] = ("", "")
    ) -> Iterator[Spoken]:
        count = len(clause.split())
        t_s = np.arange(round(count * WORD_S * self.rate_hz)) / self.rate_hz
        tone = (0.2 * np.sin(2 * np.pi * TONES_HZ[topic_of(clause)] * t_s)).astype(np.float32)
        words = tuple(WordTime(n * WORD_S, (n + 1) * WORD_S) for n in range(count))
        if not cancel.is_stale:
            yield Spoken(Clip(tone, self.rate_hz), words)


def topic_of(text: str) -> str:
    """The topic that is named last."""
    named = re.findall("|".join(TOPICS), text.lower())
    return named[-1] if named else NONE


def hums(out: Clip) -> Iterator[tuple[float, str]]:
    """(time, topic) of every voiced 20 ms, by its strongest tone; what is no topic's tone is told by its hertz."""
    size = round(FRAME_S * out.rate_hz)
    for n in range(1, len(out.samples) // size - 1):
        frame = out.samples[(n - 1) * size : (n + 2) * size]  # 60 ms: 17 Hz apart
        if 10 * np.log10(np.mean(frame[size : 2 * size].astype(np.float64) ** 2) + 1e-12) < LOUD_DB:
            continue
        yield n * FRAME_S, _tone(frame, out.rate_hz)


def _tone(frame: Samples, rate_hz: int) -> str:
    spectrum = np.abs(np.fft.rfft(frame * np.hanning(len(frame)), 8192))
    hertz = float(np.argmax(spectrum)) * rate_hz / 8192
    return min(TONES_HZ, key=lambda topic: abs(TONES_HZ[topic] - hertz)) if 380 < hertz < 1150 else f"{hertz:.0f} Hz"
