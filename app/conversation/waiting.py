"""The turns that wait for their answer, oldest first. Owned by answering.py, on the session thread."""

from __future__ import annotations

from app.conversation.turn import Turn

PATIENCE_TURNS = 4
"""More turns than this waiting for an answer are answered together."""


class Waiting:
    """False when nobody waits."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []

    def __bool__(self) -> bool:
        return bool(self._turns)

    def add(self, turn: Turn) -> Turn | None:
        """`turn` waits too. -> the turn that will now be answered together with it, if there are too many."""
        self._turns.append(turn)
        if len(self._turns) <= PATIENCE_TURNS:
            return None
        late = self._turns.pop(-2)
        turn.text = f"{late.text} {turn.text}"
        return late

    def next(self) -> Turn:
        """The one who has waited longest, no longer waiting."""
        return self._turns.pop(0)

    def remove(self, turn: Turn) -> None:
        """It waits no longer; it need not have."""
        self._turns = [waiting for waiting in self._turns if waiting is not turn]

    def clear(self) -> list[Turn]:
        """Nobody waits any more. -> who did."""
        turns, self._turns = self._turns, []
        return turns
