"""What the keeper does for a turn beyond keeping it: recall, answers about memory, and facts of what was said.

Used by the keeper, on its thread. What an answer promises ("forgotten") is done only when the turn it answers is kept:
until then the user may go on, and it was never said.
"""

from __future__ import annotations

from datetime import datetime

from app.effects import RecallMemories
from app.facts import Fact
from app.memory.protocol import Episode
from app.memory.recalled import Recall, Recalled

MOST_RECALLED = 40
"""More than a prompt can hold: those that the prompt has already are taken out there."""


class Remembering:
    """`recall` None: this run remembers nothing."""

    def __init__(self, recall: Recall | None = None) -> None:
        self._recall = recall

    def recall(self, order: RecallMemories, self_id: str, now: datetime) -> Recalled:
        """For the words of a turn."""
        if self._recall is None:
            return Recalled()
        return self._recall.recall(order.text, self_id=self_id, now=now, limit=MOST_RECALLED)

    def kept(self, episode: Episode) -> list[Fact]:  # noqa: ARG002
        """`episode` is on disk. -> what came of it."""
        return []
