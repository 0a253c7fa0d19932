"""A stretch of the reply, as it is read and as it is said. Written by the cutter, spoken by the voice. Pure."""

from __future__ import annotations

from dataclasses import dataclass

Between = tuple[str, str]
ALONE: Between = ("", "")
"""A breath is taken before it and behind it."""


@dataclass(frozen=True)
class Clause:
    """As much as leaves at once: a breath, or the beginning of one."""

    display: str
    """As it is read: "At 3 pm."."""
    spoken: str
    """As it is said: "At three p m."."""
    sound: str = ""
    """Heard right before it: laugh, sigh (conversation/breaths.py); '' for none."""
    between: Between = ALONE
    """What is said right before it and right behind it in the same breath, as it is said; '' where one is taken."""


@dataclass(frozen=True)
class WordTime:
    """When word `n` of a clause's *display* is said: seconds from the first sample of the clause's clip."""

    start_s: float
    end_s: float
