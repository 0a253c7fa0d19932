"""Where the companion's voice goes: a loudspeaker, or a file.

A sink plays clauses one after the other without a gap of its own, and says when a clause's first sample leaves
and when everything that was handed to it has left. Those reports are facts about sound, counted in samples; what
they mean is decided in conversation/machine.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from app.audio.clip import Clip
from app.clause import WordTime
from app.facts import ClauseStarted, PlayoutDrained

Report = Callable[[ClauseStarted | PlayoutDrained], None]
"""Must return at once: it may be called in PortAudio's callback."""

Lead = Literal["duck", "pause", "resume"]
"""duck: lower the voice. pause: fall silent and keep everything; PlayoutDrained waits. resume: full voice again, and
after a pause from the beginning of the word that was cut."""


class Sink(Protocol):
    """From `play` on, everything may be called from any thread; nothing here blocks on a device."""

    @property
    def rate_hz(self) -> int:
        """The rate `play` wants its clips in."""

    def open(self, report: Report) -> None:
        """Get ready to play. Raises NoDevice. The device itself may open at the first `play`."""

    def play(self, revision: int, n: int, clip: Clip, words: tuple[WordTime, ...] = (), rest_s: float = 0.0) -> None:
        """Queue clause `n` of `revision`, or its next piece. Reports ClauseStarted when its first sample leaves.

        `words`: where it may go on after a pause. `rest_s`: how long it goes on in pieces still to come, about.
        """

    def finish(self, revision: int) -> None:
        """No more clauses of `revision` will come: report PlayoutDrained once the last sample has left."""

    def lead(self, how: Lead) -> None:
        """The voice lower, silent or on again, now."""

    def stop(self) -> dict[int, float]:
        """Fall silent now. Returns how much of each clause of the current revision was heard, {n: 0.0 .. 1.0}."""

    def close(self) -> None:
        """Release the device. Safe to call twice."""

    @property
    def underruns(self) -> int:
        """Times the device or the sound itself ran dry in the middle of a clause (the bar is 0)."""
