"""The machine: every fact and command goes in, effects and published events come out. Pure; one thread calls it.

    SpeechStopped -> Transcribe -> Transcribed -> FinalTranscript, TurnEnded, Respond          hearing.py
    ClauseWritten -> Synthesize -> SpeechReady -> Play -> ClauseStarted -> ReplySentence       reply.py
    PlayoutDrained -> PlayoutFinished, KeepEpisode, the next turn                              answering.py

Called by the session thread only, one message at a time; so a check and the change that follows it cannot race.
Time comes in with the message (`now_s`, the session's clock) and from the sound (`t_s`); nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.conversation.answering import Answering
from app.conversation.hearing import Hearing
from app.conversation.history import History
from app.conversation.reply import Out
from app.conversation.switches import Switches
from app.effects import UncoverEars
from app.events import StageFailed, State, StateChanged
from app.facts import (
    Clause,
    Command,
    EndConversation,
    Fact,
    MuteVoice,
    SpeechCut,
    SpeechStarted,
    SpeechStopped,
    StageBroke,
    StopReply,
    TimerFired,
    Transcribed,
    Type,
)

DID_NOT_CATCH = Clause("Sorry, I didn't catch that.", "Sorry, I didn't catch that.")
LOST_THREAD = Clause("Sorry, I lost my thread.", "Sorry, I lost my thread.")


class Machine:
    """The one place where the conversation's state changes: it joins the user's side to the companion's."""

    def __init__(self, history: History, switches: Switches, *, hears_while_speaking: bool) -> None:
        """`hears_while_speaking`: the source does not hear the sink (headphones, files)."""
        self._switches = switches
        self._hearing = Hearing()
        self._answering = Answering(history, switches, hears_while_speaking=hears_while_speaking)
        self._has_ended = False
        self._shown: tuple[State, bool, bool] | None = None
        self._handlers: dict[type, Callable[[Any, float], Out]] = {
            SpeechStarted: lambda fact, _: [] if self._has_ended else self._hearing.start(fact),
            SpeechCut: lambda fact, _: self._hearing.cut(fact),
            SpeechStopped: self._hearing.stop,
            Transcribed: self._transcribed,
            Type: self._typed,
            TimerFired: lambda fact, _: [UncoverEars()] if fact.name == "ears" else [],
            StageBroke: self._stage_broke,
            MuteVoice: lambda _, now_s: self._answering.mute(now_s),
            StopReply: lambda _, now_s: self._answering.stop(now_s),
            EndConversation: self._end,
        }

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """One message -> what to do and what to tell, in order."""
        out = self._switches.handle(message, now_s)
        if self._switches.has_lost_mic(message):
            out += self._hearing.forget(now_s)
        handler = self._handlers.get(type(message), self._answering.follow)
        return out + handler(message, now_s) + self._state_changed(now_s)

    @property
    def state(self) -> State:
        """Derived, so that it cannot disagree with what is going on."""
        if self._answering.is_playing:
            return "speaking"
        if self._hearing.has_voice:
            return "hearing"
        if self._hearing.is_transcribing or self._answering.is_busy:
            return "thinking"
        return "listening" if self._switches.is_awake else "asleep"

    @property
    def is_at_rest(self) -> bool:
        """Nobody speaks, nothing is owed to the user, everything said is on disk."""
        return self.state in ("listening", "asleep") and self._answering.is_all_kept

    def _transcribed(self, fact: Transcribed, now_s: float) -> Out:
        turn = self._hearing.transcribed(fact)
        return self._answering.commit(turn, turn.asked_t_s, now_s) if turn and not self._has_ended else []

    def _typed(self, command: Type, now_s: float) -> Out:
        text = " ".join(command.text.split())
        if not text or self._has_ended:
            return []
        turn = self._hearing.new_turn("key", aloud=command.aloud, started_t_s=now_s)
        turn.text, turn.asked_t_s = text, now_s
        turn.mark("commit", now_s)
        return self._answering.commit(turn, now_s, now_s)

    def _end(self, _command: EndConversation, now_s: float) -> Out:
        self._has_ended = True
        return self._hearing.forget(now_s) + self._answering.end(now_s)

    def _stage_broke(self, fact: StageBroke, now_s: float) -> Out:
        """Say what is down; finish the turn without it."""
        return [StageFailed(now_s, fact.stage, fact.error), *self._without(fact, now_s)]

    def _without(self, fact: StageBroke, now_s: float) -> Out:
        match fact.stage:
            case "keeper":
                return self._answering.lose_keeper()
            case "voice" | "speaker":
                return self._answering.lose_voice(now_s)
            case "responder":
                return self._answering.lose_thread(fact.turn, LOST_THREAD, now_s)
            case "recognizer" if turn := self._hearing.fail(fact.turn):
                return self._answering.apologise(turn, DID_NOT_CATCH, now_s)
        return []

    def _state_changed(self, now_s: float) -> Out:
        shown = (self.state, self._switches.mic_muted, self._switches.voice_muted)
        if shown == self._shown:
            return []
        self._shown = shown
        return [StateChanged(now_s, *shown)]
