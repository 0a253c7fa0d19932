"""The machine: every fact and command goes in, effects and published events come out. Pure; one thread calls it.

    SoftEnded -> Transcribe -> Transcribed -> Respond, behind a gate; JudgeTurn          hearing.py, answering.py
    StillQuiet … -> the commit: FinalTranscript, the gate opens, Play                    pause.py, ending.py
    SpeechResumed -> the turn reopens, what was done for nothing is dropped              answering.py
    ClauseStarted -> TurnEnded, KeepEpisode, ReplySentence … PlayoutFinished             reply.py, keeping.py
    a voice over a reply -> duck, pause, then stop or resume                             interruption.py

Called by the session thread only, one message at a time; so a check and the change that follows it cannot race.
Time comes in with the message (`now_s`, the session's clock) and from the sound (`t_s`); nothing here reads a clock.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from app.clause import Clause
from app.conversation.answering import Answering
from app.conversation.attention import TIMER, Attention
from app.conversation.ending import Ending
from app.conversation.floor import Floor
from app.conversation.hearing import Hearing
from app.conversation.history import History
from app.conversation.keeping import Keeping
from app.conversation.pause import Endpoint
from app.conversation.reply import Out
from app.conversation.switches import Switches
from app.effects import StopPlayout
from app.events import StageFailed, State, StateChanged
from app.facts import (
    Fact,
    PartlyTranscribed,
    SoftEnded,
    SpeechCut,
    SpeechGrew,
    SpeechResumed,
    SpeechStarted,
    SpeechStopped,
    StageBroke,
    StillQuiet,
    TimerFired,
    Transcribed,
    TurnJudged,
    TurnRead,
    VoiceTuned,
)
from app.wishes import (
    Command,
    EndConversation,
    MuteVoice,
    OnlyListen,
    PressKey,
    Say,
    StepAway,
    StopReply,
    ToggleKey,
    Type,
)

DID_NOT_CATCH = Clause("Sorry, I didn't catch that.", "Sorry, I didn't catch that.")


class Machine:
    """The one place where the conversation's state changes: it joins the user's side to the companion's."""

    def __init__(
        self,
        history: History,
        switches: Switches,
        endpoint: Endpoint,
        attention: Attention,
        *,
        name: str = "",
        hears_itself: bool = False,
        reads_along: bool = True,
    ) -> None:
        """`name`: the companion's. `hears_itself`: the microphone may hear the speaker. `reads_along`: words are looked
        for while they are said, not only in pauses."""
        revisions = itertools.count(1)
        self._switches = switches
        self._attention = attention
        self._keeping = Keeping(history)
        self._hearing = Hearing(endpoint, lambda: next(revisions), reads_along=reads_along)
        self._answering = Answering(self._keeping, switches, lambda: next(revisions))
        self._floor = Floor(self._answering, self._keeping, name, hears_itself=hears_itself)
        self._ending = Ending(self._hearing, self._answering, self._floor, attention, name)
        self._has_ended = False
        switches.need_mic(is_needed=attention.wants_mic)
        self._shown: tuple[State, bool, bool] | None = None
        self._handlers = self._table()

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """One message -> what to do and what to tell, in order."""
        was_busy = self._answering.is_busy
        out = self._switches.handle(message, now_s) + self._attention.follow(message, now_s)
        if self._switches.has_lost_mic(message):
            out += self._forget(now_s)
        handler = self._handlers.get(type(message), self._answering.follow)
        out += handler(message, now_s)
        if self._hearing.turn is not None and self._hearing.turn.is_settled:
            out += self._hearing.let_go()
        if was_busy and not self._answering.is_busy:
            self._attention.words.reply_ended(now_s)
        out += self._attention.refresh(now_s)
        out += self._switches.need_mic(is_needed=self._attention.wants_mic, keeps_words=not self._attention.is_away)
        return out + self._state_changed(now_s)

    def _table(self) -> dict[type, Callable[[Any, float], Out]]:
        """Who takes what; everything else is about the reply under way."""
        return {
            SpeechStarted: self._speech_started,
            SpeechGrew: self._speech_grew,
            SpeechCut: lambda fact, _: self._hearing.follow(fact),
            SoftEnded: lambda fact, _: self._hearing.follow(fact),
            StillQuiet: self._still_quiet,
            SpeechResumed: self._speech_resumed,
            SpeechStopped: self._speech_stopped,
            Transcribed: self._transcribed,
            PartlyTranscribed: self._partly_transcribed,
            TurnJudged: lambda fact, now_s: self._hearing.follow(fact) + self._ending.if_due(now_s),
            TurnRead: lambda fact, now_s: self._hearing.follow(fact) + self._ending.if_due(now_s),
            Type: lambda command, now_s: [] if self._has_ended else self._ending.answer_typed(command, now_s),
            Say: lambda command, now_s: [] if self._has_ended else self._ending.say(command.text, now_s),
            OnlyListen: lambda command, now_s: self._ending.only_listen(now_s, is_on=command.is_on),
            StageBroke: self._stage_broke,
            MuteVoice: lambda _, now_s: self._mute_voice(now_s),
            StopReply: lambda _, now_s: self._stop(now_s),
            PressKey: lambda _, now_s: self._take_floor(now_s),
            ToggleKey: lambda _, now_s: self._take_floor(now_s) if self._attention.words.is_key_down else [],
            TimerFired: lambda fact, now_s: self._ending.release_key(now_s) if fact.name == TIMER else [],
            StepAway: self._leave,
            VoiceTuned: lambda fact, _: self._ending.tuned(fact),
            EndConversation: self._leave,
        }

    @property
    def state(self) -> State:
        """Derived, so that it cannot disagree with what is going on."""
        if self._answering.is_playing:
            return "speaking"
        if self._answering.is_busy and not self._hearing.has_voice:
            return "thinking"
        if not self._attention.is_awake:
            return "asleep"
        if self._hearing.has_voice or self._hearing.turn is not None:
            return "hearing"
        return "listening" if self._switches.is_awake else "asleep"

    @property
    def is_at_rest(self) -> bool:
        """Nobody speaks, nothing is owed to the user, everything said is on disk."""
        return self.state in ("listening", "asleep") and self._keeping.is_all_kept

    # ---- voice -----------------------------------------------------------------------------------------------------

    def _speech_started(self, fact: SpeechStarted, now_s: float) -> Out:
        if self._has_ended or self._floor.is_deaf:
            return []
        turn = self._hearing.turn
        reopened = self._answering.take_back(turn, now_s) if turn else []
        return self._hearing.start(fact.t_s) + reopened + self._floor.contest(now_s)

    def _speech_grew(self, fact: SpeechGrew, now_s: float) -> Out:
        if not self._attention.is_awake:
            return []
        return self._floor.grow(fact.voiced_s) + self._hearing.grow(fact, now_s, is_urgent=self._floor.is_contested)

    def _speech_resumed(self, fact: SpeechResumed, now_s: float) -> Out:
        turn = self._hearing.turn
        if self._has_ended:
            return []
        if turn is None:
            return self._speech_started(SpeechStarted(fact.t_s), now_s)
        return self._hearing.resume(fact) + self._answering.take_back(turn, now_s)

    def _still_quiet(self, fact: StillQuiet, now_s: float) -> Out:
        if self._floor.is_contested and self._hearing.turn is None:
            return self._decide(self._floor.last(fact.quiet_s), now_s)
        return self._hearing.follow(fact) + self._ending.if_due(now_s)

    def _speech_stopped(self, _fact: SpeechStopped, now_s: float) -> Out:
        return self._ending.close(now_s) + (self._floor.give_back(now_s) if self._hearing.turn is None else [])

    # ---- words -----------------------------------------------------------------------------------------------------

    def _partly_transcribed(self, fact: PartlyTranscribed, now_s: float) -> Out:
        if self._floor.is_contested:
            return self._decide(self._floor.hear_part(fact.text), now_s)
        out = self._hearing.hear_part(fact, now_s)
        but_the_last = self._hearing.words_so_far.rpartition(" ")[0]  # a wrong word only costs idle time
        if but_the_last and self._hearing.has_voice:
            turn = self._hearing.turn
            coming = turn.number if turn is not None else self._hearing.last_turn + 1
            out += self._answering.prefill(but_the_last, coming)
        return out

    def _transcribed(self, fact: Transcribed, now_s: float) -> Out:
        turn, question = self._hearing.transcribed(fact)
        if turn is None or self._has_ended:
            return []
        if self._floor.is_contested:
            verdict = self._floor.hear(turn.text)
            if verdict == "resume":
                return self._decide(verdict, now_s)
            return self._decide(verdict, now_s) + self._ending.if_due(now_s)
        if not turn.text:
            return self._hearing.let_go()
        heard = self._attention.words.weigh(turn.text, now_s, began_s=turn.started_t_s)
        is_answered = heard.act == "answer" and heard.text == turn.text and not self._ending.wants_none(turn)
        ahead = self._answering.speculate(turn) if is_answered else []
        return ahead + question + self._ending.if_due(now_s)

    def _decide(self, verdict: str | None, now_s: float) -> Out:
        """What a voice over the reply turned out to be."""
        if verdict == "stop":
            return self._take_floor(now_s)
        if verdict == "resume":
            return self._floor.give_back(now_s) + self._hearing.let_go()
        return []

    def _take_floor(self, now_s: float) -> Out:
        self._floor.take()
        return self._answering.stop(now_s)

    def _stop(self, now_s: float) -> Out:
        """The reply under way; where there is none, the one that is being made while the user has paused."""
        was_busy = self._answering.is_busy
        return self._take_floor(now_s) + ([] if was_busy else self._ending.hush(now_s))

    # ---- what else may happen --------------------------------------------------------------------------------------

    def _forget(self, now_s: float) -> Out:
        turn = self._hearing.turn
        out = self._hearing.forget(now_s) + self._floor.give_back(now_s)
        return out + (self._answering.give_way(now_s) if turn and not turn.is_committed else [])

    def _leave(self, command: StepAway | EndConversation, now_s: float) -> Out:
        self._has_ended = self._has_ended or isinstance(command, EndConversation)
        return self._forget(now_s) + self._answering.end(now_s, is_for_good=self._has_ended)

    def _mute_voice(self, now_s: float) -> Out:
        """Silence at once; a reply that has not begun to sound is shown instead."""
        reply = self._answering.reply
        if reply is None or reply.is_playing:
            return self._take_floor(now_s)
        return [StopPlayout(reply.revision), *self._answering.lose("voice", reply.revision, now_s)]

    def _stage_broke(self, fact: StageBroke, now_s: float) -> Out:
        """Say what is down; finish the turn without it."""
        out: Out = [StageFailed(now_s, fact.stage, fact.error)] if self._switches.has_news else []
        turn = self._hearing.fail(fact.revision) if fact.stage == "recognizer" else None
        if turn is None:
            return out + self._answering.lose(fact.stage, fact.revision, now_s)
        turn.committed_t_s = now_s
        return out + self._floor.give_back(now_s) + self._answering.apologise(turn, DID_NOT_CATCH, now_s)

    def _state_changed(self, now_s: float) -> Out:
        shown = (self.state, self._switches.mic_muted, self._switches.voice_muted)
        if shown == self._shown:
            return []
        self._shown = shown
        return [StateChanged(now_s, *shown)]
