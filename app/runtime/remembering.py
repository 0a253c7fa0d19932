"""What the keeper asks memory for, beside keeping: what to recall for a turn, and what comes of one that was kept.

A Protocol, and a memory that has nothing, for runs and tests without one. The real one is memory/turn_memory.py. Used
by the keeper, on its thread.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from app.effects import KeepEpisode, RecallMemories
from app.facts import MemoriesForgotten, MemoryKept
from app.memory.protocol import Episode
from app.memory.recalled import Recalled

News = MemoryKept | MemoriesForgotten


class Remembering(Protocol):
    """For one open store."""

    def recall(self, order: RecallMemories, self_id: str, now: datetime) -> Recalled:
        """For the words of a turn. Changes nothing: the user may go on, and it was never said."""

    def kept(self, order: KeepEpisode, episode: Episode, now: datetime) -> list[News]:
        """`episode` is on disk: the turn can no longer be taken back. What its answer promised is done now."""

    def tidy(self) -> bool:
        """One step, some milliseconds, of what can wait. False: there is nothing left to do."""


class NoMemory:
    """Remembers nothing beyond the running conversation."""

    def recall(self, order: RecallMemories, self_id: str, now: datetime) -> Recalled:  # noqa: ARG002
        return Recalled()

    def kept(self, order: KeepEpisode, episode: Episode, now: datetime) -> list[News]:  # noqa: ARG002
        return []

    def tidy(self) -> bool:
        return False
