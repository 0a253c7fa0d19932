"""When the user's turn has ended, and what it gets: an answer, the rest of the last one, silence, or good night.

Owned by the machine, on the session thread.
"""

from __future__ import annotations

from app.clause import Clause
from app.conversation.answering import Answering
from app.conversation.attention import Attention
from app.conversation.backchannel import is_go_on, is_stop
from app.conversation.floor import Floor
from app.conversation.hearing import Hearing
from app.conversation.reply import Out
from app.conversation.said import Answer
from app.conversation.spoken import speak
from app.conversation.turn import Reason, Turn
from app.conversation.voice_wishes import VoiceTuning, wish_in
from app.effects import WakeSpeaker
from app.facts import VoiceTuned
from app.wishes import Type

GOOD_NIGHT = Clause("Good night.", "Good night.")


class Ending:
    """Asked whenever silence has lasted longer, or more is known about it."""

    def __init__(
        self, hearing: Hearing, answering: Answering, floor: Floor, attention: Attention, name: str
    ) -> None:
        """name: the companion's."""
        self._hearing = hearing
        self._answering = answering
        self._floor = floor
        self._attention = attention
        self._name = name
        self._tuning = VoiceTuning()
        self.only_listens = False
        """What the user says is kept and not answered."""

    def if_due(self, now_s: float) -> Out:
        """Commit the turn that has ended by now."""
        turn = self._hearing.ready()
        if turn is None or self._floor.is_contested or self._attention.words.is_key_down:
            return []
        heard = self._attention.words.hears(turn.text, now_s, began_s=turn.started_t_s)
        if heard.act in ("drop", "wake"):
            return self._answering.give_way(now_s) + self._hearing.let_go()
        if heard.act == "sleep":
            return self._answering.commit(turn, now_s, "none") + self._answering.apologise(turn, GOOD_NIGHT, now_s)
        ahead = self._answering.give_way(now_s) if heard.text != turn.text else []
        turn.text = heard.text
        ahead += self._floor.note(turn, now_s)
        if self._floor.is_looping:
            return ahead + self._answering.give_way(now_s) + self._hearing.let_go()
        return ahead + self._answer(turn, now_s)

    def say(self, text: str, now_s: float) -> Out:
        """Our own words, and no question before them: a turn that is never committed, so nothing of it is kept."""
        text = " ".join(text.split())
        if not text or self._answering.is_busy:
            return []
        turn = self._hearing.new_turn("key", aloud=True, started_t_s=now_s)
        turn.asked_t_s = now_s
        out: Out = [*self._answering.give_way(now_s), WakeSpeaker()]
        return out + self._answering.apologise(turn, Clause(text, speak(text)), now_s)

    def tuned(self, fact: VoiceTuned) -> Out:
        """The settings say how it speaks."""
        self._tuning.follow(fact)
        return []

    def answer_typed(self, command: Type, now_s: float) -> Out:
        """What is typed is complete."""
        text = " ".join(command.text.split())
        if not text:
            return []
        turn = self._hearing.new_turn("key", aloud=command.aloud, started_t_s=now_s)
        turn.text, turn.asked_t_s = text, now_s
        answer: Answer = "none" if self.only_listens else "new"
        return self._answering.give_way(now_s) + self._answering.commit(turn, now_s, answer)

    def only_listen(self, now_s: float, *, is_on: bool) -> Out:
        """What was begun behind the gate would be an answer."""
        self.only_listens = is_on
        return self._answering.give_way(now_s) if is_on else []

    def hush(self, now_s: float) -> Out:
        """What was said up to this pause is kept and not answered; whoever goes on wants an answer after all."""
        turn = self._hearing.turn
        if turn is None or turn.is_committed or self._hearing.has_voice:
            return []
        turn.is_hushed = True
        return self._answering.give_way(now_s)

    def wants_none(self, turn: Turn) -> bool:
        """No answer, whatever was said."""
        return self.only_listens or turn.is_hushed

    def close(self, now_s: float) -> Out:
        """The utterance is closed: the silence was very long, or the key let the microphone close."""
        return self._by("key" if self._attention.words.mode == "key" else "timeout", now_s)

    def release_key(self, now_s: float) -> Out:
        """Some time after the key came up: what was said while it was down is complete."""
        return [] if self._attention.words.is_key_down else self._by("key", now_s)

    def _by(self, reason: Reason, now_s: float) -> Out:
        self._hearing.close(reason)
        return self.if_due(now_s)

    def _answer(self, turn: Turn, now_s: float) -> Out:
        wish = None if self.wants_none(turn) else wish_in(turn.text, name=self._name)
        if wish is None or wish == "again":
            answer = self._answer_to(turn) if wish is None else wish
            return self._answering.commit(turn, now_s, answer)
        granted = self._tuning.grant(wish)
        order: Out = [granted.order] if granted.order else []
        out = order + self._answering.commit(turn, now_s, "on" if self._floor.was_just_taken else "none")
        return out + self._answering.apologise(turn, Clause(granted.words, granted.words), now_s)

    def _answer_to(self, turn: Turn) -> Answer:
        if self.wants_none(turn):
            return "none"
        if self._floor.was_just_taken and is_stop(turn.text, name=self._name):
            return "none"
        return "rest" if is_go_on(turn.text, name=self._name) else "new"
