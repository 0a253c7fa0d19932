"""Ends a conversation with oneself: turns that repeat our replies, one after the other, are answered no more.

The last net under the echo canceller and the echo guard: what got through both would go round for ever, because the
echo of each answer asks for the next. Owned by floor.py, on the session thread. Pure.
"""

from __future__ import annotations

from app.conversation.echo_guard import EchoGuard
from app.conversation.reply import Out
from app.conversation.turn import Turn
from app.events import StageFailed, StageRecovered

LOOPING = (
    "I seem to hear my own voice. Turn the loudspeaker down or use headphones, and say something else: then I answer "
    "again."
)


class LoopBreaker:
    """`guard` None: the microphone cannot hear the speaker, and who repeats us is a person."""

    def __init__(self, guard: EchoGuard | None) -> None:
        self._guard = guard
        self._noted: Turn | None = None

    @property
    def is_looping(self) -> bool:
        """Do not answer what was said; do not listen while speaking."""
        return self._guard is not None and self._guard.is_looping

    def note(self, turn: Turn, last_said: str, now_s: float) -> Out:
        """A spoken turn has ended. `last_said`: our reply before it. What to tell the user: once when a loop is seen,
        once when it is over."""
        if self._guard is None:
            return []
        was_looping = self._guard.is_looping
        self._guard.note_turn(turn.text, last_said, is_again=turn is self._noted)
        self._noted = turn
        if was_looping == self._guard.is_looping:
            return []
        return [StageRecovered(now_s, "listener") if was_looping else StageFailed(now_s, "listener", LOOPING)]
