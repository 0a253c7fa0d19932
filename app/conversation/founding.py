"""A companion made by voice: "I'd like someone to plan my thesis with" is answered by making one.

It stands around the machine, outermost of what answers, and looks at what goes in and out:

    Respond to words that wish for a companion -> the answer is computed, the model is not asked
    FinalTranscript, then TurnEnded of such words -> MakeCompanion: nothing is made of words that may be taken back

What is a wish, and what is answered, is told by `wish`. Called by the session thread only. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.conversation.reply import Out
from app.conversation.signs import Conversation
from app.effects import MakeCompanion, Respond
from app.events import FinalTranscript, TurnEnded
from app.facts import Fact
from app.wishes import Command


@dataclass(frozen=True)
class Founded:
    """What is answered to a wish, and what is made (None: nothing, and the answer says why)."""

    answer: str
    made: MakeCompanion | None = None


class Founding:
    """`wish`: the words of a whole turn -> what becomes of them; None: no wish for a companion."""

    def __init__(self, machine: Conversation, wish: Callable[[str], Founded | None]) -> None:
        self._machine = machine
        self._wish = wish
        self._heard: tuple[int, str] = (0, "")
        """(turn, words) of the last transcript that is final for now."""

    @property
    def is_at_rest(self) -> bool:
        return self._machine.is_at_rest

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As the machine's."""
        out: Out = []
        for made in self._machine.handle(message, now_s):
            match made:
                case Respond(text=text, answer="") if founded := self._wish(text):
                    made = replace(made, answer=founded.answer)
                case FinalTranscript(_, turn, text):
                    self._heard = (turn, text)
                case TurnEnded(_, turn) if turn == self._heard[0] and (founded := self._wish(self._heard[1])):
                    self._heard = (0, "")
                    out += [founded.made] if founded.made else []
            out.append(made)
        return out
