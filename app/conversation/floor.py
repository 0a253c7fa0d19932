"""Who has the floor while a reply plays: nobody else, somebody perhaps, or the user. Owned by the machine.

The only place that lowers, silences and restores the companion's voice. It also knows when nobody has the floor,
because we only hear ourselves.
"""

from __future__ import annotations

from app.conversation.answering import Answering
from app.conversation.echo_guard import EchoGuard
from app.conversation.interruption import Interruption, Verdict
from app.conversation.keeping import Keeping
from app.conversation.loop_breaker import LoopBreaker
from app.conversation.reply import Out, Reply
from app.conversation.turn import Turn
from app.effects import DuckPlayout, PausePlayout, ResumePlayout
from app.events import PlayoutDucked, PlayoutResumed


class Floor:
    """At most one interruption at a time."""

    def __init__(self, answering: Answering, keeping: Keeping, name: str, *, hears_itself: bool) -> None:
        """name: the companion's. hears_itself: the microphone may hear the speaker."""
        self._answering = answering
        self._keeping = keeping
        self._name = name
        self._guard = EchoGuard(name) if hears_itself else None
        self._loop = LoopBreaker(self._guard)
        self._interruption: Interruption | None = None
        self._over: Reply | None = None
        """The reply that is interrupted: with its end the question is settled."""
        self.was_just_taken = False
        """The utterance that is heard now has interrupted a reply."""

    @property
    def is_contested(self) -> bool:
        """A voice is heard over a reply, and it is not decided what it is."""
        return self._interruption is not None and self._over is self._answering.reply

    @property
    def is_looping(self) -> bool:
        """What is said repeats our replies, again and again: it is not answered."""
        return self._loop.is_looping

    @property
    def is_deaf(self) -> bool:
        """In such a loop nobody listens while the voice is heard."""
        return self._loop.is_looping and self._answering.is_playing

    def note(self, turn: Turn, now_s: float) -> Out:
        """A spoken turn is about to be answered; ask `is_looping` then."""
        return self._loop.note(turn, self._keeping.last_said, now_s)

    def contest(self, now_s: float) -> Out:
        """A voice begins: over a reply it is lowered at once."""
        self.was_just_taken = False
        reply = self._answering.reply
        if reply is None or not reply.is_playing or self.is_contested:
            return []
        self._over = reply
        self._interruption = Interruption(self._guard, self._name)
        return [DuckPlayout(), PlayoutDucked(now_s, reply.turn.number)]

    def grow(self, voiced_s: float) -> Out:
        """The voice lasts."""
        is_lasting = self.is_contested and self._interruption is not None and self._interruption.grow(voiced_s)
        return [PausePlayout()] if is_lasting else []

    def hear_part(self, text: str) -> Verdict | None:
        """Words so far."""
        return self._interruption.hear_part(text, self._spoken) if self._interruption else None

    def hear(self, text: str) -> Verdict | None:
        """All the words up to a pause."""
        return self._interruption.hear(text, self._spoken) if self._interruption else None

    def last(self, quiet_s: float) -> Verdict | None:
        """Silence after a voice that had no words."""
        return self._interruption.last(quiet_s) if self._interruption else None

    def take(self) -> None:
        """The user has it: whoever asks stops the reply."""
        self.was_just_taken = self.is_contested
        self._interruption = None

    def give_back(self, now_s: float) -> Out:
        """It was nothing: the companion goes on."""
        if not self.is_contested:
            return []
        self._interruption = None
        return [ResumePlayout(), PlayoutResumed(now_s, self._playing_turn)]

    @property
    def _spoken(self) -> str:
        reply = self._answering.reply
        return " ".join(reply.spoken) if reply else ""

    @property
    def _playing_turn(self) -> int:
        reply = self._answering.reply
        return reply.turn.number if reply else 0
